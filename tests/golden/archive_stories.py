#!/usr/bin/env python3
"""An archive through the filter `stories` and through a desk: the same stories, also with undated records among the dated ones."""
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import ROOT, done, folder, ok, run, same, show  # noqa: E402

sys.path.insert(0, os.path.join(ROOT, 'tools'))
import invented_days  # noqa: E402

DAYS, EVERY = 6, 25
rows = []
for n in range(DAYS):
    for r in invented_days.day(n, 'archive'):
        rows.append({'id': r['id'], 'date': r['date'].replace('2031-05-10', f'2031-05-{10 + 3 * n:02d}'), 'lang': r['lang'], 'outlet': r['outlet'],
                     'title': r['title'], 'text': r['text']})


def parts(groups):
    return sorted(sorted(g) for g in groups)


def filtered(articles, *options):
    r = run('stories', *options, stdin=''.join(json.dumps(x) + '\n' for x in articles))
    of, printed = {}, 0
    for line in r.stdout.splitlines():
        x = json.loads(line)
        of[x['id']] = x['story']
        printed += 1
    ok(r.returncode == 0 and len(of) == len(articles) and printed >= len(articles), 'the filter answers for each article', r.stderr)
    groups = {}
    for i, s in of.items():
        groups.setdefault(s, []).append(i)
    return parts(groups.values())


def on_desk(articles):
    data = folder()
    path = os.path.join(data, 'archive.ndjson')
    with open(path, 'w', encoding='utf-8') as f:
        f.writelines(json.dumps(x) + '\n' for x in articles)
    same(run('ingest', '--quiet', '--data', data, path).returncode, 0, 'a desk takes the archive')
    groups = []
    for s in show(data)['stories']:
        group = []
        for a in s['articles']:
            source = a['source'].rsplit(':', 1)[1]
            group.append(articles[int(source) - 1]['id'])
        groups.append(group)
    shutil.rmtree(data)
    return parts(groups)


for what, articles in [('a dated archive', rows), ('one with undated records first', [{**r, 'date': ''} for r in rows[:20]] + rows[20:]),
                       ('one with undated records in between', [{**r, 'date': ''} if k % EVERY == 0 else r for k, r in enumerate(rows)])]:
    a, b = filtered(articles), on_desk(articles)
    same(a == b, True, f'{what}: {len(articles)} articles, {len(a)} stories in the filter, {len(b)} on the desk, the same')
    if a != b:
        print('#', [g for g in a if g not in b][:5], [g for g in b if g not in a][:5])
whole = len(filtered(rows))
late = len(filtered([{**r, 'date': ''} for r in rows[:20]] + rows[20:]))
ok(abs(whole - late) <= 12, f'undated records do not close the others\' stories: {whole} stories, {late} with 20 of {len(rows)} undated')
a = run('stories', stdin=''.join(json.dumps(x) + '\n' for x in rows)).stdout
same(run('stories', stdin=''.join(json.dumps(x) + '\n' for x in rows)).stdout == a, True, 'the same input gives the same answers, byte for byte')
done()
