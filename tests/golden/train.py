#!/usr/bin/env python3
"""`train`: taggers out of labelled text and out of a data folder, their scores before and after, and a desk that uses them."""
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import ROOT, done, folder, load_sample, ok, run, same, show  # noqa: E402

LABELLED = os.path.join(ROOT, 'models', 'labelled')
QUICK = ['--epochs', '2', '--runs', '1', '--bits', '14']
# verbs that no list has: only what was taught can find them
VERBS = ['quorbled', 'frantled']
WHO = ['Ona Brandt', 'the ministry', 'The union', 'Ivo Tarn', 'the court', 'Rosa Blum']
WHAT = ['that the dam is safe', 'that wages will rise', 'that two men were hurt', 'that the road stays shut']


def lesson(n):
    return ''.join(f'@en piece\nThe day was long. {{s1 {WHO[i % 6]}}} {{k1 {VERBS[i % 2]}}} {{c1 {WHAT[i % 4]}}} on Monday.\n'
                   f'Nobody left the {"hall" if i % 3 else "house"}.\n' for i in range(n))


def file(name, text):
    path = os.path.join(work, name)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    return path


def quotes(text, *options):
    answer = run('analyse', *options, stdin=json.dumps({'id': '1', 'lang': 'en', 'text': text}) + '\n')
    return [text[slice(*q['span'])] for q in json.loads(answer.stdout)['quotes']]


work = folder()
models = os.path.join(work, 'models')

# ---- labelled text ----
lessons = file('lessons.txt', lesson(80))
r = run('train', '--out', models, *QUICK, lessons)
ok(r.returncode == 0 and '64 documents learned from, 16 judged by' in r.stdout, 'taggers are learned, a fifth is judged by', r.stdout + r.stderr)
line = next((x for x in r.stdout.splitlines() if x.startswith('all quotations and reports')), '0 0 0')
before, after = (float(x) for x in line.split()[-2:])
ok(before < 50 < after, 'the scores before and after are told', r.stdout)
same(sorted(os.listdir(models)), ['cues-en.model', 'roles-en.model'], 'two model files')
new = 'It rained. The mayor quorbled that the ferry was late on Friday.'
same(quotes(new), [], 'what ships does not know the verb')
same(quotes(new, '--models', models), ['that the ferry was late'], 'what was learned does')
names = run('train', '--task', 'names', '--lang', 'de', '--out', models, *QUICK, os.path.join(LABELLED, 'de.txt'))
ok(names.returncode == 0 and 'names ' in names.stdout, 'names are learned too', names.stdout + names.stderr)
again = run('train', '--out', os.path.join(work, 'again'), *QUICK, lessons)
with open(os.path.join(models, 'roles-en.model'), 'rb') as a, open(os.path.join(work, 'again', 'roles-en.model'), 'rb') as b:
    ok(a.read() == b.read(), 'the same documents give the same model, byte for byte')

# ---- NDJSON, as it is printed ----
printed = run('train', '--print', lessons).stdout
one = json.loads(printed.splitlines()[0])
same([one['text'][slice(*s)] for s in one['quotes'][0]['spans']], ['that the dam is safe'], 'labels print as NDJSON, spans in code points')
ndjson = file('lessons.ndjson', printed)
same(run('train', '--print', ndjson).stdout, printed, 'and are read back as they were')

# ---- what is wrong is told with its place ----
for text, place, what in (('@en x\n{c1 open\n', ':2:', 'a label that is not closed'), ('{"id":"1","text":"ab","quotes":[{"span":[0,9]}]}\n', ':1:', 'a span beyond the text'),
                          ('{"id":"1"}\n', ':1:', 'a document without text'), ('@en x\nno labels \u00e9\n', '', 'too little to learn from')):
    path = file('bad.txt', text)
    r = run('train', '--out', os.path.join(work, 'none'), path)
    ok(r.returncode == 1 and (not place or path + place in r.stderr) and not os.path.exists(os.path.join(work, 'none')), what, r.stderr)
with open(file('bad.txt', ''), 'wb') as f:
    f.write(b'@en x\n\xff\n')
r = run('train', '--out', models, os.path.join(work, 'bad.txt'))
ok(r.returncode == 1 and 'UTF-8' in r.stderr, 'bytes that are no UTF-8', r.stderr)
ok('no such file' in run('train', '--out', models, os.path.join(work, 'absent.txt')).stderr.lower(), 'a file that is not there')
same(run('train', '--out', models).returncode, 2, 'nothing to learn from is a question of usage')

# ---- a data folder ----
data = folder()
ok(load_sample(data).returncode == 0, 'the sample day is ingested')
silver = [json.loads(x) for x in run('train', '--data', data, '--print').stdout.splitlines()]
said = [(d['text'][slice(*q['spans'][0])], [d['text'][slice(*s)] for s in q['speaker_spans']]) for d in silver for q in d['quotes']]
ok(any('The ship is upright and is not taking on water' in words and any('Aalund' in s for s in who) for words, who in said),
   'quotations that outlets carry word for word are labels, with their speakers', said)
r = run('train', '--data', data, '--out', os.path.join(work, 'silver'), *QUICK, lessons)
ok(r.returncode == 0, 'they are learned from beside labelled text', r.stderr)
before = show(data)['stories']
shutil.copytree(os.path.join(work, 'silver'), os.path.join(data, 'models'))
r = run('replay', '--data', data, '--compare')
ok(r.returncode == 0 or 'differ' in r.stdout, 'a replay with models of the folder', r.stdout + r.stderr)
r = run('replay', '--data', data)
ok(r.returncode == 0, 'the folder is derived anew with its own models', r.stderr)
r = run('replay', '--data', data, '--compare')
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'which a replay confirms, byte for byte', r.stdout + r.stderr)
same([s['id'] for s in show(data)['stories']], [s['id'] for s in before], 'the stories are the same')
with open(os.path.join(data, 'models', 'cues-en.model'), 'r+b') as f:
    f.seek(500)
    f.write(b'damage')
r = run('replay', '--data', data)
ok(r.returncode == 1 and 'cues-en.model' in r.stderr, 'a damaged model is named', r.stderr)
for d in (work, data):
    shutil.rmtree(d, ignore_errors=True)
done()
