#!/usr/bin/env python3
"""`copies`: one line a pair and nothing is forgotten, over streams of any length with flat memory, and over a store."""
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import PROGRAM, SAMPLE, Desk, done, folder, load_sample, ok, run, same, show, skip  # noqa: E402

FIELDS = ['id', 'of', 'share_of_copy', 'share_of_source', 'relation', 'runs', 'verbatim']
PLAIN = ('The harbour board of Tellmouth met on Tuesday to vote on the new pier. Nobody had expected the meeting to last until midnight. '
         'The chair, Dorit Valen, said the plan would cost less than the old ferry landing. Repairs begin in autumn if the council agrees.')
OTHER = 'Farmers in the Osk valley counted fewer storks this spring than in any year since the census began, the bird society said on Monday.'


def lines(*records):
    return ''.join((r if isinstance(r, str) else json.dumps(r)) + '\n' for r in records)


def answers(r):
    return [json.loads(x) for x in r.stdout.splitlines()]


def sentences(text):
    return re.findall(r'[^.]+\.', text.replace('\n', ' '))


# ---- the contract ----
taken = 'Nobody had expected the meeting to last until midnight. The chair, Dorit Valen, said the plan would cost less than the old ferry landing.'
r = run('copies', stdin=lines({'id': 'first', 'text': PLAIN, 'outlet': 'Tellmouth Courier'}, {'id': 2, 'text': OTHER, 'date': '2026-03-14'},
                              {'id': 'third', 'text': PLAIN, 'outlet': 'Osk Gazette'}, {'id': 4, 'text': 'In other news. ' + taken + ' So it goes.'},
                              {'id': 'first', 'text': PLAIN + ' A vote is due.', 'outlet': 'Tellmouth Courier'}, {'id': 'last', 'text': ''}))
got = answers(r)
same(r.returncode, 0, 'the filter ends with 0')
same(got[:2], [{'id': 'first'}, {'id': 2}], 'articles without reuse answer with their id alone, text or number as given')
pairs = [(x['id'], x.get('of')) for x in got[2:]]
same(pairs, [('third', 'first'), (4, 'first'), (4, 'third'), ('first', 'first'), ('first', 'third'), ('first', 4), ('last', None)],
     'one line for each earlier article whose words are used')
same(list(got[2]), FIELDS, 'with these fields in this order')
same(got[2], {'id': 'third', 'of': 'first', 'share_of_copy': 1.0, 'share_of_source': 1.0, 'relation': 'copy',
              'runs': [[0, 0, len(re.findall(r'\w+', PLAIN))]], 'verbatim': [x.strip() for x in sentences(PLAIN)]}, 'a copy, whole')
same(got[3]['verbatim'], [x.strip() for x in sentences(taken)], 'the sentences of the source that stand in the other')
same((got[5]['of'], got[5]['relation']), ('first', 'version'), 'the same outlet and id again is a version')
ok('"share_of_copy":1.0000,' in r.stdout and re.search(r'"share_of_copy":0\.\d{4},', r.stdout), 'shares have four digits')

r = run('copies', stdin='')
same((r.returncode, r.stdout), (0, ''), 'nothing in, nothing out')
r = run('copies', stdin=lines({'id': 1, 'text': PLAIN}, 'no json', {'id': 'x'}, {'text': 'x'}, {'id': 1.5, 'text': 'x'}, {'id': 5, 'text': PLAIN}))
got = answers(r)
same(r.returncode, 1, 'a line that fails: exit 1')
same([('error' in x, x.get('id')) for x in got], [(False, 1), (True, None), (True, 'x'), (True, None), (True, None), (False, 5)],
     'each failing line is answered with its id and an error, and the next ones are read')
same(got[-1].get('of'), 1, 'and those before it are remembered')
ok('line 2: ' in got[1]['error'] and 'line 3: "text" is missing' in got[2]['error'], 'the error says where and what', got[1:3])
for args in (['--since', '2026-03-14'], ['--data', '/nowhere', '--since', 'soon'], ['nonsense'], ['--nonsense']):
    r = run('copies', *args, stdin='')
    ok(r.returncode == 2 and r.stderr.startswith('wiredesk copies: '), f"{' '.join(args)}: exit 2", r.stderr)
r = run('copies', '--data', '/nowhere/at/all')
ok(r.returncode == 1 and '/nowhere/at/all' in r.stderr, 'a data folder that is not there is named', r.stderr)

here = folder()
not_a_folder = os.path.join(here, 'file')
with open(not_a_folder, 'w', encoding='utf-8') as f:
    f.write('x')
for bad in (os.path.join(here, 'missing'), not_a_folder):
    r = run('copies', stdin=lines({'id': 1, 'text': PLAIN}), env={'TMPDIR': bad})
    ok(r.returncode == 1 and bad in r.stderr and len(r.stderr.splitlines()) == 1 and not r.stdout,
       f'no room for temporary files in {os.path.basename(bad)}: said with the reason, exit 1', r.stderr + r.stdout)


# ---- long streams ----
class Stream:
    """The filter, fed while it answers."""

    def __init__(self, **options):
        self.process = subprocess.Popen([PROGRAM, 'copies'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        env={**os.environ, 'TMPDIR': here}, **options)

    def give(self, articles):
        """Gives articles and reads one line for each, written by a thread of its own."""
        def feed():
            for a in articles:
                self.process.stdin.write((json.dumps(a) + '\n').encode())
            self.process.stdin.flush()
        writer = threading.Thread(target=feed)
        writer.start()
        found = [json.loads(self.process.stdout.readline()) for _ in articles]
        writer.join()
        return found

    def anonymous_kb(self):
        with open(f'/proc/{self.process.pid}/status', encoding='ascii') as f:
            return int(re.search(r'RssAnon:\s+(\d+)', f.read())[1])

    def end(self):
        self.process.stdin.close()
        rest = self.process.stdout.read().decode()
        self.process.stdout.close()
        self.process.stderr.close()
        return self.process.wait(timeout=60), rest


SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'je', 'ki', 'lo', 'mu', 'na', 'pe', 'ri', 'so', 'tu', 'va', 'we', 'xi', 'yo', 'zu']
WORDS = random.Random(1).sample([a + b + c + d for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES for d in ('', 'n', 'r')], 20000)


def article(number):
    """About 450 invented words in sentences; what it says follows from its number."""
    rng = random.Random(number)
    text = [' '.join(rng.choices(WORDS, k=rng.randint(12, 24))).capitalize() + '.' for _ in range(25)]
    return {'id': f'n{number}', 'text': ' '.join(text)}


def first_sentences(number, n):
    return re.findall(r'[^.]+\.', article(number)['text'])[:n]


with open(PROGRAM, 'rb') as f:
    sanitized = b'__asan_init' in f.read()
stream = Stream()
one = stream.give([article(0)])
same(one, [{'id': 'n0'}], 'an answer comes before the next line is asked for')
wrong = [x for x in stream.give([article(n) for n in range(1, 5000)]) if len(x) != 1]
early_kb = stream.anonymous_kb()
wrong += [x for x in stream.give([article(n) for n in range(5000, 20000)]) if len(x) != 1]
late_kb = stream.anonymous_kb()
ok(not wrong, '20,000 articles that share nothing: no pairs', wrong[:3])
if sanitized:
    skip('memory is not measured under a sanitizer')
else:
    # fingerprints of texts that are hot: at most 800 bytes a text, and what a table that doubles has free
    most_kb = 15000 * 1600 // 1024 + 3000
    ok(late_kb - early_kb < most_kb, f'15,000 articles of 2.9 kB more: memory grew by {(late_kb - early_kb) / 1024:.1f} MB, not by their texts',
       f'{early_kb} kB, {late_kb} kB')
faults = []
for n in (0, 1, 2, 17, 255, 256, 257, 1000, 2999, 3000, 5000, 9999, 12345, 17000, 17500, 18000, 19000, 19990, 19998, 19999):
    want = [x.strip() for x in first_sentences(n, 3 + n % 4)]
    answer = stream.give([{'id': f'c{n}', 'text': f'Quite another beginning of it all stands here. {" ".join(want)} And another end.'}])[0]
    if answer.get('of') != f'n{n}' or answer.get('verbatim') != want:
        faults.append((n, want, answer))
ok(not faults, 'sentences taken from articles just gone and from far back are named, exactly', faults[:1])
same(stream.end(), (0, ''), 'the end of input ends it')
same(os.listdir(here), ['file'], 'it leaves no temporary file behind')

# A file may grow to 4 MB only: the same as a disk that is full.
stream = Stream(restore_signals=False, preexec_fn=lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
                                                           resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, 4 << 20))))


def pour():
    try:
        for n in range(12000):
            stream.process.stdin.write((json.dumps(article(n)) + '\n').encode())
        stream.process.stdin.close()
    except BrokenPipeError:
        pass


writer = threading.Thread(target=pour)
writer.start()
out = stream.process.stdout.read().decode().splitlines()
said = stream.process.stderr.read().decode()
status = stream.process.wait(timeout=60)
writer.join()
last = json.loads(out[-1]) if out else {}
ok(status == 1 and here in said and "oo large" in said, f'a disk that is full ends it with 1 and a reason: {said.strip()[-60:]}', f'{status} {said}')
ok(len(out) > 1000 and 'error' in last and last.get('id') == f'n{len(out) - 1}', 'the article that found no room says so, those before it are answered', last)

# ---- the same over a store ----
data = folder()
r = load_sample(data)
same(r.returncode, 0, 'the sample day is ingested')
r = run('copies', '--data', data)
same(r.returncode, 0, 'copies of a store')
got = answers(r)
GOT = show(data)['stories']
members = {x['id']: x for s in GOT for x in s['articles']}
same([x['id'] for x in got if x['id'] not in members], [], 'every id is an article of the store')
order = []
for x in got:
    if not order or order[-1] != x['id']:
        order.append(x['id'])
whole = [i for i, x in members.items() if not x.get('killed')]
same(sorted(set(whole) - set(order)), [], 'every article with a text is answered')
earlier, faults = set(), []
for x in got:
    if x.get('of') and x['of'] not in earlier and x['of'] != x['id']:
        faults.append(x)
    earlier.add(x['id'])
ok(not faults, 'each goes back to an earlier one', faults[:2])
named = {(x['id'], x.get('of')): x for x in got}
faults = []
for i, x in members.items():
    if x.get('relation') in ('copy', 'derived') and x.get('of') and not x.get('killed') and not members[x['of']].get('killed'):
        line = named.get((i, x['of'])) or named.get((x['of'], i))
        if not line or line['relation'] == 'independent':
            faults.append((i, x['of'], x['relation'], line))
ok(not faults, 'what the pages call a copy has a line', faults)
ok(all(x['relation'] == 'version' for x in got if x.get('of') == x['id']), 'states of one article are versions of one another')


def text_of(i):
    return [v['text'] for v in json.loads(run('show', '--json', '--data', data, i).stdout)['article']['versions']]


def folded(text):
    return ' '.join(re.findall(r'\w+', text.lower()))


faults, checked = [], 0
for x in got:
    if not x.get('verbatim') or checked > 60:
        continue
    mine, theirs = text_of(x['id']), text_of(x['of'])
    for sentence in x['verbatim']:
        checked += 1
        if not any(sentence in t for t in theirs) or not any(folded(sentence) in folded(t) for t in mine):
            faults.append((x['id'], x['of'], sentence))
ok(checked > 20 and not faults, f'{checked} sentences stand in the one as they are and in the other word for word', faults[:3])
with Desk(data):
    same(run('copies', '--data', data).stdout, r.stdout, 'beside a running desk the same lines')
noon = run('copies', '--data', data, '--since', '2026-03-14T12:00:00Z').stdout
ok(0 < len(noon) < len(r.stdout) and r.stdout.endswith('\n' + noon), '--since prints those that arrived then or later, against all before', noon[:300])
later = run('copies', '--data', data, '--since', '2100-01-01')
same((later.returncode, later.stdout), (0, ''), '--since a day to come: nothing')
same(run('copies', '--data', data, '--since', '2000-01-01').stdout, r.stdout, '--since a day long gone: everything')
shutil.rmtree(data)
shutil.rmtree(here)
done()
