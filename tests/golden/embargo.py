#!/usr/bin/env python3
"""Embargo: in no output before its instant, released by the log or by the clock, never when it was superseded, withheld or killed."""
import datetime
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import Desk, done, folder, ok, run, same, show, until  # noqa: E402
from wire import blobs, deliver, nitf, stored_bytes, subscribe, windows  # noqa: E402

PATHS = ('/', '/atom.xml', '/search?q=Zwielbach', '/s/1', '/a/1', '/a/1.json', '/s/1.json', '/changes?since=0', '/a/1/versions', '/a/1/beside/2',
         '/a/2/beside/1', '/outlets', '/outlets.json', '/o/Nordwire', '/o/Nordwire.json', '/speakers', '/speakers.json',
         '/speakers?described=yes', '/p/its%20council')


def report(guid, name, release='', status='embargoed', more=''):
    return nitf(guid, f'{name} opens a museum of clocks', [f'The town of {name} opens a museum of 900 clocks in May, its council decided.', more or 'It cost two million.'],
                status=status, release=release)


def titles(data):
    return [x.get('title') or '' for s in show(data)['stories'] for x in s['articles']]


def out(data, name):
    search = run('search', '--json', '--data', data, name).stdout
    return any(name in t for t in titles(data)) or f'{name} opens' in search


def same_again(data, what):
    r = run('replay', '--compare', '--data', data)
    ok(r.returncode == 0 and ', 0 differ' in r.stdout, f'{what}: replay gives the same pages', r.stdout + r.stderr)


data = folder()
subscribe(data, 'nordwire', '--licensed', 'yes', '--label', 'Nordwire')
subscribe(data, 'mirror', '--label', 'The Ostbruck Mirror')
same(deliver(data, 'early.xml', report('nw-1', 'Zwielbach', '20260314T120000Z'), '2026-03-14T09:00:00Z', 'nordwire').returncode, 0, 'an item under embargo is taken')
ok(not out(data, 'Zwielbach'), 'neither show nor search has it')
with Desk(data, '--as-of', '2026-03-14T21:00:00Z', env={'WIREDESK_NOW': '2026-03-14T11:00:00Z'}) as desk:
    same([p for p in PATHS if 'Zwielbach opens' in desk.get(p)[2] or '900 clocks' in desk.get(p)[2]], [], 'no page has it')
same_again(data, 'held')
deliver(data, 'a.txt', 'Goats escape in Lund\n\nEleven goats walked through the market of Lund on Saturday.\n', '2026-03-14T11:59:59Z', 'mirror')
ok(not out(data, 'Zwielbach'), 'a second before its instant it is not there')
deliver(data, 'b.txt', 'Lund goats found\n\nThe eleven goats of Lund were found on the roof of the town hall.\n', '2026-03-14T12:00:00Z', 'mirror')
ok(out(data, 'Zwielbach'), 'at its instant it is')
same_again(data, 'released')

deliver(data, 'c1.xml', report('nw-2', 'Adlerfurt', '20260314T130000Z'), '2026-03-14T12:10:00Z', 'nordwire')
deliver(data, 'c2.xml', report('nw-2', 'Adlerfurt', '20260314T150000Z', more='The opening was put off.'), '2026-03-14T12:20:00Z', 'nordwire')
deliver(data, 'd1.xml', report('nw-3', 'Brunnhag', '20260314T130000Z'), '2026-03-14T12:30:00Z', 'nordwire')
deliver(data, 'd2.xml', nitf('nw-3', 'KILL: Brunnhag', ['Withdraw the report on the clocks.'], status='canceled'), '2026-03-14T12:40:00Z', 'nordwire')
deliver(data, 'e1.xml', report('nw-4', 'Cronsted', status='withheld'), '2026-03-14T12:41:00Z', 'nordwire')
deliver(data, 'f1.xml', report('nw-5', 'Dorrhaven', '20260314T150000Z'), '2026-03-14T12:42:00Z', 'nordwire')
deliver(data, 'f2.xml', report('nw-5', 'Dorrhaven', status='usable', more='The embargo was lifted early.'), '2026-03-14T12:43:00Z', 'nordwire')
ok(out(data, 'Dorrhaven'), 'a version without embargo is out at once')
deliver(data, 'g.txt', 'Night bus in Lund\n\nLund gets a night bus from June on, every forty minutes.\n', '2026-03-14T14:00:00Z', 'mirror')
ok(not out(data, 'Adlerfurt'), 'an embargo that was put off does not end at its first instant')
held = [w for b in blobs(data, 'log.db', 'SELECT body FROM events ORDER BY seq') for w in windows(b)]
deliver(data, 'h.txt', 'Tram drivers sought\n\nThe tramways of Lund look for thirty drivers, and for a horse.\n', '2026-03-14T16:00:00Z', 'mirror')
ok(out(data, 'Adlerfurt'), 'but at its last')
ok(not out(data, 'Brunnhag'), 'what was withdrawn before its instant never comes')
ok(not out(data, 'Cronsted'), 'what is withheld without an instant stays so')
article = next(x for s in show(data)['stories'] for x in s['articles'] if 'Dorrhaven' in (x.get('title') or ''))
text = run('show', '--json', '--data', data, article['id']).stdout
ok('lifted early' in text, 'the version under embargo does not come back over the one that lifted it', text[:600])
same_again(data, 'all of them')

serial = next(x for s in show(data)['stories'] for x in s['articles'] if 'Zwielbach' in (x.get('title') or ''))['id'][1:]
gone = [w for b in blobs(data, 'derived.db', f'SELECT record FROM versions WHERE article={serial}') for w in windows(b)]
# reports of one pattern share words, and where the packing leaves such words as they are they stand in several of them
gone = [w for w in gone if not (w.isascii() and w.decode().isprintable()) or b'Zwielbach' in w]
deliver(data, 'i.xml', nitf('nw-1', 'KILL: Zwielbach', ['Withdraw the report.'], status='canceled'), '2026-03-14T17:00:00Z', 'nordwire')
here = stored_bytes(data)
kept = b''.join(blobs(data, 'derived.db', f'SELECT record FROM versions WHERE article={serial}'))  # key, hash, feed and file stay
kept += b''.join(blobs(data, 'derived.db', f'SELECT record FROM versions WHERE article<>{serial}'))
kept += b''.join(blobs(data, 'log.db', 'SELECT head FROM events'))  # what a delivery was called; it names its folder, which differs each time
gone = [w for w in gone if w not in kept]
found = [w for w in gone if w in here]
ok(len(gone) > 3 and not found and not out(data, 'Zwielbach'), 'one that was released and then withdrawn is gone', found)
same_again(data, 'released and withdrawn')
before = run('show', '--json', '--data', data).stdout
same(run('replay', '--data', data).returncode, 0, 'the derived tables are made anew')
same(run('show', '--json', '--data', data).stdout, before, 'and show the same')
shutil.rmtree(data)

# a new version under embargo of what is out, beside a copy of what is out
data = folder()
subscribe(data, 'nordwire', '--licensed', 'yes', '--label', 'Nordwire')
subscribe(data, 'mirror', '--label', 'The Ostbruck Mirror')
PLAIN = ('Ulmenau opens a museum of clocks', 'The town of Ulmenau opens a museum of 900 clocks in May, its council decided after a long debate on Friday evening.')
deliver(data, 'j1.xml', nitf('nw-6', PLAIN[0], [PLAIN[1]]), '2026-03-14T08:00:00Z', 'nordwire')
deliver(data, 'j2.txt', PLAIN[0] + '\n\n' + PLAIN[1] + '\n', '2026-03-14T08:30:00Z', 'mirror')
deliver(data, 'j3.xml', nitf('nw-6', 'Ulmenau museum burgled', [PLAIN[1], 'Burglars took forty pendulums.'], status='embargoed', release='20260314T180000Z'),
        '2026-03-14T09:00:00Z', 'nordwire')
ids = {x['outlet']: x['id'][1:] for s in show(data)['stories'] for x in s['articles']}
wire, mirror = ids['Nordwire'], ids['The Ostbruck Mirror']
places = [p.replace('/a/1', f'/a/{wire}').replace('/beside/2', f'/beside/{mirror}') for p in PATHS if '/a/2' not in p]
places += [f'/a/{mirror}/beside/{wire}', f'/a/{wire}/versions?from=1&to=2', f'/a/{mirror}/beside?with={wire}', f'/a/{wire}/beside/{mirror}?left=2', '/search?q=pendulums', '/o/The%20Ostbruck%20Mirror']
for now, there in (('2026-03-14T10:00:00Z', False), ('2026-03-14T18:00:01Z', True)):
    with Desk(data, '--as-of', '2026-03-14T21:00:00Z', env={'WIREDESK_NOW': now}) as desk:
        if there:
            until(lambda: 'burgled' in desk.get(f'/a/{wire}')[2], 20)
        answers = {p: desk.get(p) for p in places}
        holds = [p for p in places if 'burgled' in answers[p][2] or 'forty pendulums' in answers[p][2]]
        if there:
            ok({f'/a/{wire}/versions', f'/a/{mirror}/beside/{wire}', '/o/Nordwire'} <= set(holds), 'after its instant the new version is on them', holds)
        else:
            same(holds, [], 'no page has the new version before its instant')
            same([p for p in (f'/a/{wire}/versions', f'/a/{wire}/beside/{mirror}', '/o/Nordwire', '/outlets') if answers[p][0] != 200], [],
                 'the versions, the two side by side and the outlets are there')
shutil.rmtree(data)

# by the clock, without any delivery
data = folder()
subscribe(data, 'nordwire', '--licensed', 'yes', '--label', 'Nordwire')
due = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=5)
same(run('ingest', '--quiet', '--data', data, '--feed', 'nordwire', '-', stdin=report('nw-9', 'Zwielbach', due.strftime('%Y%m%dT%H%M%SZ'))).returncode, 0,
     'an item whose embargo ends in five seconds')
with Desk(data) as desk:
    ok('Zwielbach' not in desk.get('/')[2], 'is on no page')
    ok(until(lambda: 'Zwielbach opens' in desk.get('/')[2], 20), 'and on the front page when the clock says so')
    ok(datetime.datetime.now(datetime.timezone.utc) >= due.replace(microsecond=0), 'not before its instant')
    until(lambda: False, 1)
same(blobs(data, 'log.db', 'SELECT count(*) FROM events'), [3], 'one clock event was enough')
same_again(data, 'by the clock')
shutil.rmtree(data)
done()
