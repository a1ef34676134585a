#!/usr/bin/env python3
"""The rule of placement learns from what was put right by hand, when it is asked to and not before; a folder's own rule is used, kept and checked."""
import os
import re
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import done, folder, load_sample, ok, run, same, show  # noqa: E402

data = folder()
load_sample(data)
start = run('show', '--json', '--data', data).stdout


def of(title):
    return next((s['id'], a['id']) for s in show(data)['stories'] for a in s['articles'] if a.get('title') == title)


def learn(out):
    return run('train', '--task', 'stories', '--data', data, '--out', out)


out = os.path.join(data, 'learned')
r = learn(out)
ok(r.returncode == 1 and 'nothing was put right by hand' in r.stderr and not os.path.exists(out), 'without acts there is nothing to learn', r.stderr)

# somebody wants the councils together, and apart what their papers say of the rail strike
morrow, inland = of('Morrow council approves 41 million budget')[0], of('Inland Springs budget passed, fire station comes first')[0]
run('story', 'merge', morrow, inland, '--data', data)
for title in ('What the train strike means for Morrow', 'Norrail plans one train in three for strike Monday', '640 jobs, between two songs'):
    s, a = of(title)
    r = run('story', 'split', s, a, '--data', data)
    ok(r.returncode == 0, f'split off: {title}', r.stderr)
after_acts = run('show', '--json', '--data', data).stdout
r = learn(out)
m = re.search(r'put right by hand: (\d+) articles; the rule has (\d+) of them right, the learned one (\d+)', r.stdout)
n = re.search(r'all others: (\d+) articles; the rule has (\d+) where they lie, the learned one (\d+)', r.stdout)
ok(r.returncode == 0 and m and n, 'it learns, and says what', r.stdout + r.stderr)
ok(int(m[3]) > int(m[2]), f'{m[1]} articles were put right: the rule has {m[2]} of them right, the learned one {m[3]}')
ok(int(n[3]) >= int(n[2]) - 2, f'of the {n[1]} others it has {n[2]}, the learned one {n[3]}')
with open(os.path.join(out, 'stories.txt'), encoding='utf-8') as f:
    text = f.read()
again = os.path.join(data, 'again')
learn(again)
with open(os.path.join(again, 'stories.txt'), encoding='utf-8') as f:
    same(f.read() == text, True, 'the same acts give the same numbers, byte for byte')
same(run('show', '--json', '--data', data).stdout == after_acts, True, 'nothing changes until the rule is put into models/')

os.makedirs(os.path.join(data, 'models'))
shutil.copy(os.path.join(out, 'stories.txt'), os.path.join(data, 'models', 'stories.txt'))
r = run('replay', '--data', data)
same(r.returncode, 0, 'the folder is derived anew by its own rule')
copy = folder()
shutil.rmtree(copy)
run('backup', '--data', data, copy)
ok(os.path.exists(os.path.join(copy, 'models', 'stories.txt')), 'a backup has it')
same(run('replay', '--compare', '--data', data).returncode, 0, 'and replay gives the same pages')
with open(os.path.join(data, 'models', 'stories.txt'), 'w', encoding='utf-8') as f:
    f.write('\n'.join(x for x in text.split('\n') if not x.startswith('dated cosine ')))
r = run('replay', '--data', data)
ok(r.returncode == 1 and 'models/stories.txt' in r.stderr and 'dated cosine' in r.stderr, 'a file that lacks a weight is refused, and which', r.stderr)
for args in (('--task', 'stories', '--out', out), ('--task', 'stories', '--data', data), ('--task', 'stories', '--data', data, '--out', out, 'x.ndjson')):
    same(run('train', *args).returncode, 2, 'usage: ' + ' '.join(a for a in args if a[:2] == '--'))
shutil.rmtree(data)
shutil.rmtree(copy)
done()
