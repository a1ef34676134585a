#!/usr/bin/env python3
"""A kill: the words leave log, derived tables, search and pages; replay gives the same pages; the article does not come back."""
import json
import os
import random
import re
import shutil
import struct
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import Desk, done, folder, ok, run, same, show  # noqa: E402
from wire import blobs, deliver, nitf, stored_bytes, subscribe, windows  # noqa: E402

TITLE = 'Prosecutors search the offices of the shipping line Brackwater'
WORDS = ['Prosecutors in Ostbruck searched the offices of the shipping line Brackwater on Saturday, a spokeswoman said.',
         'They found a safe behind a painting of the lighthouse, filled with quenzelpapers of the harbour board.',
         '"We shall read every sheet of it," said prosecutor Hanna Wilde.']
MARKS = ('quenzelpapers', 'behind a painting', 'read every sheet', 'Prosecutors search the offices')


def everything(data):
    """All that a reader can get at without a browser."""
    return run('show', '--json', '--data', data).stdout + run('search', '--json', '--data', data, 'Ostbruck').stdout


def find(data, outlet):
    return next((x for s in show(data)['stories'] for x in s['articles'] if x.get('outlet') == outlet), None)


data = folder()
subscribe(data, 'nordwire', '--licensed', 'yes', '--label', 'Nordwire')
subscribe(data, 'mirror', '--label', 'The Ostbruck Mirror')
subscribe(data, 'forger', '--label', 'Nobody')
first = nitf('nw-17', TITLE, WORDS)
for name, text, at, feed in (
        ('first.xml', first, '2026-03-14T08:00:00Z', 'nordwire'),
        ('copy.txt', TITLE + '\n\nOSTBRUCK, March 14 (Nordwire) - ' + WORDS[0] + '\n\nThe company could not be reached.\n', '2026-03-14T08:05:00Z', 'mirror'),
        ('again.xml', nitf('nw-17', TITLE, WORDS, urgency=3), '2026-03-14T08:10:00Z', 'nordwire'),
        ('second.xml', nitf('nw-17', TITLE, WORDS + ['The harbour board met at noon.']), '2026-03-14T08:15:00Z', 'nordwire'),
        ('other.xml', nitf('nw-18', 'Storks return to Lammer two weeks early', ['The first storks landed on the mill roof in Lammer on Saturday.']),
         '2026-03-14T08:20:00Z', 'nordwire')):
    same(deliver(data, name, text, at, feed).returncode, 0, f'{name} is taken')
serial = find(data, 'Nordwire')['id'][1:]
log_before = [w for b in blobs(data, 'log.db', 'SELECT body FROM events WHERE seq IN (4, 6, 7)') for w in windows(b)]
rows_before = [w for b in blobs(data, 'derived.db', f'SELECT record FROM versions WHERE article={serial}') for w in windows(b)]
here = stored_bytes(data)
ok(sum(w in here for w in log_before) > 3 and sum(w in here for w in rows_before) > 3 and b'quenzelpap' in here, 'before the kill its bytes are in the files')
ok('quenzelpapers' in run('search', '--json', '--data', data, 'quenzelpapers').stdout, 'and search finds it')

KILL = nitf('nw-17', 'KILL: ' + TITLE, ['Clients are asked to withdraw the report on Brackwater: the quenzelpapers belong to somebody else.'], status='canceled')
same(deliver(data, 'kill.xml', KILL, '2026-03-14T09:00:00Z', 'nordwire').returncode, 0, 'the agency withdraws it')
here = stored_bytes(data)
kept = b''.join(blobs(data, 'derived.db', f'SELECT record FROM versions WHERE article={serial}'))  # key, hash, feed and file stay
kept += b''.join(blobs(data, 'derived.db', f'SELECT record FROM versions WHERE article<>{serial}'))  # its copies have its words
rows_before = [w for w in rows_before if w not in kept]
ok(len(rows_before) > 3, 'its records are other ones now')
same([sum(w in here for w in log_before), sum(w in here for w in rows_before)], [0, 0], 'no piece of its deliveries and records is left in any file')
ok(b'quenzelpap' not in here, 'no word of it in the search index')
after = everything(data)
same([m for m in MARKS if m in after.replace('The Ostbruck Mirror', '') and m != 'Prosecutors search the offices'], [], 'neither show nor search has its words')
killed = find(data, 'Nordwire')
ok(killed and killed.get('killed') and not killed.get('title'), 'the story says that an article was withdrawn', killed)
r = run('replay', '--compare', '--data', data)
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay gives the same pages', r.stdout + r.stderr)

with Desk(data, '--as-of', '2026-03-14T21:00:00Z') as desk:
    same(desk.get(f'/a/{serial}')[0], 410, 'its page answers 410')
    story = next(s for s in show(data)['stories'] if any(x['id'] == f'a{serial}' for x in s['articles']))
    status, _, page = desk.get(f"/s/{story['id'][1:]}")
    ok(status == 200 and 'withdrawn' in page, 'the page of its story says so')
    ok('The Ostbruck Mirror' in page and re.search(r'withdr(?:awn|ew)', page), 'and still has the copy')
    paths = ['/', '/atom.xml', f"/s/{story['id'][1:]}", f"/s/{story['id'][1:]}.json", f"/s/{story['id'][1:]}.atom", f'/a/{serial}', f'/a/{serial}.json',
             '/search?q=quenzelpapers', '/search?q=Brackwater']
    bad = [(p, m) for p in paths for m in MARKS[:3] if m in re.sub(r'value="[^"]*"|<title>.*?</title>', '', desk.get(p)[2]) and 'search' not in p]
    same(bad, [], 'none of its words on any page')
    ok('painting' not in desk.get('/search?q=quenzelpapers')[2], 'nor among what search finds')

same(deliver(data, 'third.xml', nitf('nw-17', TITLE, WORDS, urgency=1), '2026-03-14T10:00:00Z', 'nordwire').returncode, 0, 'the same item comes again')
ok('quenzelpapers' not in everything(data) and find(data, 'Nordwire').get('killed'), 'it stays withdrawn')
same(deliver(data, 'open.xml', nitf('nw-18', 'KILL: storks', ['Withdraw the storks.'], status='canceled'), '2026-03-14T10:05:00Z', 'forger').returncode, 0,
     'somebody else sends a kill')
storks = [x for s in show(data)['stories'] for x in s['articles'] if 'Storks' in (x.get('title') or '')]
ok(storks and not storks[0].get('killed'), 'which is not obeyed', json.dumps(show(data))[:800])
same(deliver(data, 'later.txt', 'Brackwater shares fall\n\nShares of the shipping line Brackwater fell by four percent on Monday.\n', '2026-03-16T10:00:00Z',
             'mirror').returncode, 0, 'more of the story comes')
r = run('replay', '--compare', '--data', data, '--workers', '3')
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay still gives the same pages', r.stdout + r.stderr)
before = run('show', '--json', '--data', data).stdout
same(run('replay', '--data', data).returncode, 0, 'the derived tables are made anew')
same(run('show', '--json', '--data', data).stdout, before, 'and show the same')
same(run('check', '--data', data).returncode, 0, 'the data folder is sound')
shutil.rmtree(data)


# ---- the words of the copy index: 32-bit hashes, in a file of their own ----
def word_hash(word):
    h = 0xCBF29CE484222325
    for byte in word.lower().encode():
        h = (h ^ byte) * 0x100000001B3 % 2**64
    return ((h ^ h >> 32) * 0xD6E8FEB86659FD93 % 2**64) >> 32


def in_row(data, text):
    """How many of the words of the text stand in the row of words."""
    with open(os.path.join(data, 'copies', 'words.row'), 'rb') as f:
        row = f.read()
    there = set(struct.unpack(f'<{len(row) // 4}I', row[:len(row) // 4 * 4]))
    return sum(word_hash(w) in there for w in set(re.findall(r'\w+', text.lower())))


SECRET = 'Quenzelpapers lay behind tapestries in Brackwaterhall, prosecutor Wildemuth told journalists before nightfall.'
BY_CHANCE = 2  # a stranger's hash is among a few hundred thousand others once in ten thousand words
chance = random.Random(11)
stock = [''.join(chance.choice('bdfgklmnprst') + chance.choice('aeiou') for _ in range(4)) for _ in range(5000)]
data = folder()
subscribe(data, 'nordwire', '--licensed', 'yes', '--label', 'Nordwire')
same(deliver(data, 'secret.xml', nitf('nw-30', 'Raid in Brackwaterhall', [SECRET]), '2026-03-14T08:00:00Z', 'nordwire').returncode, 0, 'an item is taken')
others = ''.join(json.dumps({'id': f'o{i}', 'title': f'Report {i}', 'text': ' '.join(chance.choice(stock) for _ in range(1000)) + '.', 'outlet': f'Outlet {i % 30}'}) + '\n'
                 for i in range(400))
same(deliver(data, 'others.ndjson', others, '2026-03-14T09:00:00Z').returncode, 0, 'and so many others that words are written out')
words = len(set(re.findall(r'\w+', SECRET.lower())))
same(in_row(data, SECRET), words, 'its words are in the row')
same(deliver(data, 'kill.xml', nitf('nw-30', 'KILL: Raid', ['Withdraw it.'], status='canceled'), '2026-03-14T10:00:00Z', 'nordwire').returncode, 0, 'it is withdrawn')
ok(in_row(data, SECRET) <= BY_CHANCE, 'and they are gone', in_row(data, SECRET))
same(deliver(data, 'more.ndjson', others.replace('Report', 'Review'), '2026-03-14T11:00:00Z').returncode, 0, 'more comes')
ok(in_row(data, SECRET) <= BY_CHANCE and in_row(data, ' '.join(stock[:100])) > 90, 'they stay so, and the words of others are there', in_row(data, SECRET))
same(run('replay', '--data', data).returncode, 0, 'all is made anew')
ok(in_row(data, SECRET) <= BY_CHANCE, 'without them', in_row(data, SECRET))
shutil.rmtree(data)
done()
