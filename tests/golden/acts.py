#!/usr/bin/env python3
"""Stories put right by hand: joined, split, articles moved; old addresses live on, through replay, restart, backup and beside a running desk."""
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import SAMPLE, Desk, done, folder, load_sample, ok, older_folder, run, same, show  # noqa: E402

data = folder()
load_sample(data)


def stories(where=data):
    return {s['id']: s for s in show(where)['stories']}


def holding(title, where=data):
    """Story and article that have a headline."""
    return next((s['id'], a['id']) for s in stories(where).values() for a in s['articles'] if a.get('title') == title)


def members(story, where=data):
    return sorted(a['id'] for a in stories(where).get(story, {'articles': []})['articles'])


def story(*args, where=data):
    return run('story', *args, '--data', where)


def everything(where=data):
    return run('show', '--json', '--data', where).stdout


MORROW, INLAND = 'Morrow council approves 41 million budget', 'Inland Springs budget passed, fire station comes first'
(morrow, morrow_a), (inland, inland_a) = holding(MORROW), holding(INLAND)
older, younger = sorted((morrow, inland), key=lambda s: int(s[1:]))
start = everything()

r = story('log')
same((r.returncode, r.stdout), (0, ''), 'nothing was put right yet')
r = story('merge', younger, older, '--note', 'one county, one budget law')
ok(r.returncode == 0 and f'{younger} joined to {older} (1 article), by hand' in r.stdout and 'one county' in r.stdout, 'two stories are joined', r.stdout + r.stderr)
same(members(older), sorted([morrow_a, inland_a]), 'the older one has the articles of both')
ok(younger not in stories(), 'the other one is gone from the list')
same(show(data, younger)['stories'][0]['id'], older, 'its number leads to the older one')
same(stories()[older]['leads_here'], [younger], 'which says so')
with Desk(data) as desk:
    status, headers, _ = desk.get(f'/s/{younger[1:]}')
    same((status, headers['Location']), (301, f'/s/{older[1:]}'), 'so does its address, for good')
    same(desk.get(f'/s/{younger[1:]}.json')[1]['Location'], f'/s/{older[1:]}.json', 'in every form')
    same(desk.get(f'/a/{morrow_a[1:]}')[0], 200, 'articles stay where they were')

joined = everything()
r = run('replay', '--data', data)
same((r.returncode, everything() == joined), (0, True), 'replay does it again, byte for byte')
copy = folder()
shutil.rmtree(copy)
run('backup', '--data', data, copy)
same(show(copy, younger)['stories'][0]['id'], older, 'a backup keeps the old address')
run('replay', '--data', copy)
same(show(copy, younger)['stories'][0]['id'], older, 'even if it is derived anew')
shutil.rmtree(copy)

young_a = morrow_a if morrow == younger else inland_a
r = story('split', older, young_a)
ok(r.returncode == 0 and f'1 article split off {older}: {younger}' in r.stdout, 'what was joined is split again, and has its old number', r.stdout + r.stderr)
same((members(older), members(younger)), ([morrow_a if morrow == older else inland_a], [young_a]), 'each article lies where it lay')


def without_links(text):
    """What stories are linked with was looked for anew, with all that came since."""
    return [{k: v for k, v in s.items() if k not in ('linked', 'thread', 'acts') and v != []} for s in json.loads(text)['stories']]


same(without_links(everything()) == without_links(start), True, 'and all stories are as they were')
with Desk(data) as desk:
    same(desk.get(f'/s/{younger[1:]}')[0], 200, 'its address is a page again')

ferry, lead = holding('A long shudder in the fog: how the Solveig came to rest')
founder = next(a['id'] for a in stories()[ferry]['articles'] if a['relation'] == 'original')
before = members(ferry)
r = story('split', ferry, founder)
new = r.stdout.split('split off ' + ferry + ': ')[1].split(',')[0] if r.returncode == 0 else ''
same((members(ferry), members(new)), ([founder], sorted(set(before) - {founder})), 'the founding article keeps the story; the others leave it')
r = story('merge', new, ferry)
same(members(ferry), before, 'joined again')
same(show(data, new)['stories'][0]['id'], ferry, 'the number that it had for a while leads back')

bank, bank_a = holding('Okonjo holds her nerve, and the rate')
r = story('move', bank_a, lead, bank)
ok(r.returncode == 0 and f'1 article moved from {ferry} to {bank}' in r.stdout, 'an article is moved; what lies there already is passed over', r.stdout + r.stderr)
ok(lead in members(bank) and lead not in members(ferry), 'it lies in the other story')
run('ingest', '--quiet', '--data', data, os.path.join(SAMPLE, '1110-northwire-rail-1.xml'))
same(show(data, lead)['article']['id'], lead, 'and is found by its number')
moved = everything()
run('replay', '--data', data)
same(everything() == moved, True, 'replay moves, joins and splits in the same order')

with Desk(data) as desk:
    r = story('move', lead, ferry, '--note', 'back')
    ok(r.returncode == 0 and 'moved from' in r.stdout, 'a running desk does it as well', r.stdout + r.stderr)
    same(members(ferry), before, 'at once')
r = story('log', lead)
same([line.split('  ')[1] for line in r.stdout.splitlines() if '  ' in line and line[:2] == '20'],
     [f'1 article moved from {bank} to {ferry}, by hand', f'1 article moved from {ferry} to {bank}, by hand',
      f'{new} joined to {ferry} ({len(before) - 1} articles), by hand', f'{len(before) - 1} articles split off {ferry}: {new}, by hand'],
     'the log of an article tells its ways, newest first')
acts = json.loads(story('log', '--json').stdout)['acts']
same([a['kind'] for a in acts], ['move', 'move', 'merge', 'split', 'split', 'merge'], 'and the log tells all')

for args, code, words in [(('merge', ferry, ferry), 1, 'one story already'), (('merge', ferry, 's9999'), 1, 's9999'), (('merge', ferry), 2, 'two stories'),
                          (('move', 'a9999', ferry), 1, 'a9999'), (('split', ferry, bank_a), 1, 'another story'),
                          (('split', ferry, *before), 1, 'all articles'), (('split', ferry), 2, 'split'), (('mend', ferry), 2, 'merge, move, split or log'),
                          (('move', ferry, bank), 2, 'a34')]:
    r = story(*args)
    ok(r.returncode == code and words in r.stderr and 'wiredesk story' in r.stderr, f"{' '.join(args[:3])}: refused, and why", f'{r.returncode} {r.stderr}')
same(everything() == moved, False, 'the last move changed something')
r = run('check', '--data', data)
ok(r.returncode == 0, 'the folder is sound', r.stdout + r.stderr)

last = everything()
older_folder(data, 3)
run('ingest', '--quiet', '--data', data, os.path.join(SAMPLE, '1110-northwire-rail-1.xml'))
same(everything() == last, True, 'a folder from before there were acts is taken over: they stand in the log')

# A kill in a story that was joined: the address, the story and the withdrawal hold.
other = folder()
run('feed', 'import', '--data', other, os.path.join(SAMPLE, 'feeds.opml'))


def deliver(*, before='', names=()):
    """Deliveries of the sample day: those before an hour, or those named."""
    files = folder()
    with open(os.path.join(SAMPLE, 'deliveries.tsv'), encoding='utf-8') as f:
        head, *lines = f.readlines()
    lines = [x for x in lines if x.split('\t')[0] in names or x[:4] < before]
    with open(os.path.join(files, 'deliveries.tsv'), 'w', encoding='utf-8') as f:
        f.writelines([head, *lines])
    for x in lines:
        shutil.copy(os.path.join(SAMPLE, x.split('\t')[0]), files)
    r = run('ingest', '--quiet', '--data', other, files)
    shutil.rmtree(files)
    return r


deliver(before='1245')
museum, _ = holding('Thieves take 1786 sextant from museum in Devonside', other)
case = next(s['id'] for s in stories(other).values() if any('Granholt' in (a.get('title') or '') for a in s['articles']))
r = story('merge', case, museum, where=other)
ok(r.returncode == 0, 'a story with a wire item is joined with another', r.stderr)
kept = min(case, museum, key=lambda s: int(s[1:]))
gone = case if kept == museum else museum
deliver(names=['1245-hpa-granholt-kill.xml'])
killed = everything(other)
same(show(other, gone)['stories'][0]['id'], kept, 'after the item is withdrawn the old address holds')
ok(any(a.get('killed') or not a.get('title') for a in show(other, kept)['stories'][0]['articles']), 'the withdrawn item lies in the joined story')
run('replay', '--data', other)
same(everything(other) == killed, True, 'and replay gives the same, without the withdrawn words')
shutil.rmtree(data)
shutil.rmtree(other)
done()
