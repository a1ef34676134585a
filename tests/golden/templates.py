#!/usr/bin/env python3
"""Pages of two hosts, one after the other: what a host's pages have in common leaves their texts, and the texts are the same however the
desk came by them: on one worker or four, in one run or in twenty, killed on the way, in replay, and after one of the pages was withdrawn."""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import PROGRAM, Desk, done, folder, ok, run, same, until  # noqa: E402

PAGES, CRASHES = 48, int(os.environ.get('WIREDESK_CRASH_POINTS', '200')) // 40
NOW = {'WIREDESK_NOW': '2026-03-14T21:00:00Z'}
BOX = 'Every morning our editors choose the five things that will matter in {0}, and they write to you about them.'
FOOT = 'The {0} is printed at the harbour, and nothing in it may be used elsewhere without a letter from its owner.'
TICKER = 'Right now {1} people are reading about {0}, and {2} of them write to us.'
KILLED = 21  # while the memory is still learning
SECRET = 'The quenzelpapers of the harbour board were found behind the painting, and the board denied that they are its own.'
chance = random.Random(5)
WHO = ['The harbour master', 'A spokeswoman of the council', 'Professor Brekke', 'The owner of the mill', 'Coach Varga', 'Judge Moss']
DID = ['announced', 'denied', 'delayed', 'defended', 'criticised', 'approved', 'questioned', 'withdrew']
WHAT = ['the plan for a second pier', 'the sale of the old brewery', 'the count of the storks', 'the price of rye bread', 'a bridge over the sound']


def sentence():
    return (f'{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHAT)} after {chance.randrange(3, 900)} days, while '
            f'{chance.choice(WHO).lower()} {chance.choice(DID)} {chance.choice(WHAT)} once more.')


def page(name, n, body):
    box = f'<div class=q8><p>{BOX.format(name)}</p></div>'
    inner = ''.join(f'<p>{p}</p>' + (box if i == 1 else '') for i, p in enumerate(body))
    ticker = TICKER.format(name, f'{chance.randrange(1, 9)},{chance.randrange(100, 999)}', chance.randrange(99))
    return (f'<!DOCTYPE html><html lang=en><head><title>Report {n} of the {name}</title><meta property=og:site_name content="{name}">'
            f'</head><body><div class=q2><h1>Report {n} of the {name}</h1><div class=k1>{inner}<p>{ticker}</p><p>{FOOT.format(name)}</p></div></div></body></html>')


here, bodies, lines = folder(), {}, []
for n in range(PAGES):
    name, host = ('Courier', 'courier.example') if n % 3 else ('Beacon', 'beacon.example')
    body = [sentence() + ' ' + sentence() for _ in range(4)]
    if n == KILLED + 1:
        body[1] = SECRET
    with open(os.path.join(here, f'{n:02d}.html'), 'w', encoding='utf-8') as f:
        f.write(page(name, n, body))
    bodies[f'https://{host}/{n}'] = body
    lines.append(f'{n:02d}.html\t2026-03-14T{8 + n // 10:02d}:{n % 10 * 5:02d}:00Z\tnews\thttps://{host}/{n}\ttext/html\n')


def index(part):
    with open(os.path.join(here, 'deliveries.tsv'), 'w', encoding='utf-8') as f:
        f.writelines(['file\tarrived\tfeed\turl\tcontent_type\n', *part])


def start():
    data = folder()
    same(run('feed', 'add', '--data', data, '--licensed', 'yes', 'news', env=NOW).returncode, 0, 'a subscription')
    return data


def ingest(data, *options, env=None):
    return run('ingest', '--quiet', '--data', data, *options, here, env={**NOW, **(env or {})})


def texts(data):
    """Every article, by its address."""
    found = {}
    for n in range(1, 2 * PAGES):
        r = run('show', '--json', '--data', data, f'a{n}')
        if r.returncode:
            break
        article = json.loads(r.stdout)['article']
        found[article.get('url', f'a{n}')] = article
    return found


def rows(data, query):
    db = sqlite3.connect(f'file:{os.path.join(data, "derived.db")}?mode=ro', uri=True)
    try:
        return sorted(db.execute(query).fetchall())
    finally:
        db.close()


def memories(data):
    return rows(data, 'SELECT host,memory FROM templates')


def state(data):
    """The stories, the hashes of the articles' texts, and what is remembered of the hosts."""
    return run('show', '--json', '--data', data).stdout, rows(data, 'SELECT seq,article,version FROM versions'), memories(data)


index(lines)
one = start()
same(ingest(one, '--workers', '1').returncode, 0, 'all pages are taken')
want, articles = state(one), texts(one)
same(len(articles), PAGES, 'each is an article')
late = {u: a for u, a in articles.items() if int(u.rsplit('/', 1)[1]) >= 30}
ok(late and not any(mark in a['text'] for a in late.values() for mark in ('our editors', 'printed at the harbour', 'people are reading')),
   'after ten pages of each host nothing is left of what they have in common')
early = [a for u, a in articles.items() if int(u.rsplit('/', 1)[1]) < 3]
ok(all('printed at the harbour' in a['text'] for a in early), 'before, it was there')
same([u for u, a in articles.items() if any(p not in a['text'] for p in bodies[u])], [], 'no paragraph is lost')
same(len(want[2]), 2, 'something is remembered of two hosts')
stored = b''.join(blob for _, blob in want[2])
ok(0 < len(stored) < 2 * 65536 and b'harbour' not in stored, 'in hashes only', len(stored))

data = start()
same(ingest(data, '--workers', '4').returncode, 0, 'the same on four workers')
same(state(data), want, 'gives the same')
shutil.rmtree(data)

data = start()
for i in range(0, PAGES, 3):
    index(lines[i:i + 3])
    ingest(data, '--workers', '2')
index(lines)
same(state(data), want, 'and so do sixteen runs, one after the other')
r = run('replay', '--compare', '--data', data)
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay gives the same pages', r.stdout + r.stderr)
same(run('replay', '--data', data, '--workers', '3').returncode, 0, 'all is made anew from the log')
same(state(data), want, 'and is the same')
there = os.path.join(data, 'backup')
same(run('backup', '--data', data, there).returncode, 0, 'a backup')
same(memories(there), want[2], 'has what is remembered')
shutil.rmtree(data)

# ---- killed on the way ----
data = start()
count = os.path.join(data, 'count')
ingest(data, '--workers', '2', env={'WIREDESK_CRASH_COUNT': count})
with open(count, encoding='utf-8') as f:
    calls = int(f.read().split()[0])
shutil.rmtree(data)
faults, died = [], 0
for n in sorted(chance.sample(range(calls // 10, calls + 1), min(CRASHES, calls))):
    data = start()
    for i in range(0, PAGES, 12):  # several commits
        index(lines[i:i + 12])
        died += ingest(data, '--workers', '2', env={'WIREDESK_CRASH_AT': str(n // 3 + 1)}).returncode == -9
    index(lines)
    ingest(data, '--workers', '2')
    if state(data) != want:
        faults.append(n)
    shutil.rmtree(data)
same(faults, [], 'killed at any write, and run again: the same')
ok(died >= CRASHES, f'it was killed {died} times')

# ---- a desk that commits while its workers are ahead: whenever it is killed, some host is half learnt ----
def applied(data):
    try:
        return rows(data, "SELECT value FROM meta WHERE name='applied_seq'")[0][0]
    except (sqlite3.Error, IndexError):
        return 0


HOSTS, OF_EACH = 60, 12
crowd, many = folder(), []
for n in range(HOSTS * OF_EACH):
    town = f'Gazette {n // OF_EACH}'
    with open(os.path.join(crowd, f'{n}.html'), 'w', encoding='utf-8') as f:
        f.write(page(town, n, [sentence() + ' ' + sentence() for _ in range(4)]))
    many.append(f'{n}.html\t2026-03-14T{8 + n // 360:02d}:{n // 6 % 60:02d}:{n % 6 * 10:02d}Z\tnews\thttps://g{n // OF_EACH}.example/{n}\ttext/html\n')
with open(os.path.join(crowd, 'deliveries.tsv'), 'w', encoding='utf-8') as f:
    f.writelines(['file\tarrived\tfeed\turl\tcontent_type\n', *many])
undisturbed = start()
same(run('ingest', '--quiet', '--workers', '1', '--data', undisturbed, crowd, env=NOW).returncode, 0, 'pages of many hosts')
whole = state(undisturbed)
shutil.rmtree(undisturbed)
midway = []
for least in (1, 150, 300, 450):
    data = start()
    desk = Desk(data, '--workers', '2', env=NOW)
    with desk:
        feeder = subprocess.Popen([PROGRAM, 'ingest', '--quiet', '--data', data, crowd], env={**os.environ, **NOW}, stderr=subprocess.DEVNULL)
        until(lambda: applied(data) > least, 60)
        desk.process.send_signal(signal.SIGKILL)
        desk.process.wait()
        feeder.kill()
        feeder.wait()
    midway.append(applied(data))
    with Desk(data, '--workers', '2', env=NOW):  # takes what waits in the spool
        until(lambda: not os.listdir(os.path.join(data, 'spool')), 60)
    same(run('ingest', '--quiet', '--data', data, crowd, env=NOW).returncode, 0, f'killed after event {midway[-1]}, and taken up again')
    now = state(data)
    differ = [(a, b) for a, b in zip(now[1], whole[1]) if a != b]
    ok(now == whole, 'the same', f'{len(now[1])} versions, {len(differ)} differ; memories: {now[2] == whole[2]}')
    shutil.rmtree(data)
ok(sum(0 < at < HOSTS * OF_EACH for at in midway) >= 2, 'it was killed on the way', midway)
shutil.rmtree(crowd)

# ---- damage ----
ok('quenzelpapers' in json.dumps(texts(one)), 'one page has a word of its own')
db = sqlite3.connect(os.path.join(one, 'derived.db'))
db.execute('UPDATE templates SET memory=substr(memory,1,100)')
db.commit()
db.close()
with open(os.path.join(here, 'more.html'), 'w', encoding='utf-8') as f:
    f.write(page('Courier', 99, [sentence() + ' ' + sentence() for _ in range(4)]))
index(['more.html\t2026-03-14T15:00:00Z\tnews\thttps://courier.example/99\ttext/html\n'])
r = ingest(one)
ok(r.returncode == 0 and 'damaged' in r.stderr, 'what is damaged is told, and learnt anew', r.stderr)
shutil.rmtree(one)

# ---- withdrawn ----
index(lines)
data = start()
same(ingest(data).returncode, 0, 'all pages once more')
address = next(u for u in bodies if u.endswith(f'/{KILLED + 1}'))
ok(SECRET in texts(data)[address]['text'], 'one of them is to be withdrawn')
with open(os.path.join(here, 'kill.txt'), 'w', encoding='utf-8') as f:
    f.write(f'Title: KILL: Report\nURL: {address}\nSignal: kill\n\nClients are asked to withdraw the report.\n')
lines.append('kill.txt\t2026-03-14T16:00:00Z\tnews\t\ttext/plain\n')
index(lines[-1:])
same(ingest(data).returncode, 0, 'a kill')
now, articles = state(data), texts(data)
ok(any(a.get('killed') for a in articles.values()) and 'quenzelpapers' not in json.dumps(articles), 'the article is withdrawn')
same(now[2], want[2], 'its hashes stay, as the other pages were read with them')
r = run('replay', '--compare', '--data', data)
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay gives the same pages', r.stdout + r.stderr)
same(run('replay', '--data', data).returncode, 0, 'all is made anew from the log')
same(state(data), now, 'and is the same')
same(run('check', '--data', data).returncode, 0, 'the data folder is sound')
shutil.rmtree(data)
shutil.rmtree(here)
done()
