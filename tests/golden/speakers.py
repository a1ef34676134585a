#!/usr/bin/env python3
"""Speakers over all stories: on the sample wire day, under spellings of one name, after a kill, a replay, and an older data folder."""
import html
import json
import os
import shutil
import sys
from urllib.parse import quote

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import SAMPLE, Desk, done, folder, load_sample, ok, older_folder, run, same, show  # noqa: E402
from wire import deliver, nitf, stored_bytes, subscribe  # noqa: E402

DAY = ('--as-of', '2026-03-14T21:00:00Z')


def speakers(data, *options):
    """Every page of the list."""
    all_of_them, start = {}, 0
    while start is not None:
        part = json.loads(run('show', '--speakers', '--json', '--data', data, '--from', str(start), *options).stdout)
        all_of_them.update({s['speaker']: s for s in part['speakers']})
        start = part.get('next')
    return all_of_them


def speaker(data, name, *options):
    r = run('show', '--speaker', name, '--json', '--data', data, *options)
    return json.loads(r.stdout) if r.returncode == 0 else {'error': r.stderr, 'said': []}


def one_of(name):
    """A story may begin a sentence with "The operator", another name it inside one: both are one speaker."""
    name = name.lower()
    return name[4:] if name.startswith('the ') else name


def words(one):
    return [s['words'] for s in one['said']]


data = folder()
r = load_sample(data)
ok(r.returncode == 0, 'the sample day is ingested', r.stderr)

# ---- against the stories ----
stories = show(data)['stories']
want = {}
for s in stories:
    for x in s['statements']:
        if x['speaker']:
            want.setdefault(one_of(x['speaker']), []).append((s['id'], x['words']))
named, described = speakers(data), speakers(data, '--described')
got = {one_of(n): (line['statements'], line['stories']) for n, line in {**named, **described}.items()}
faults = [f'{n}: {got.get(n)}' for n, said in want.items() if n in got and got[n] != (len(said), len({s for s, _ in said}))]
ok(not faults, 'statements and stories of each speaker are those of the story pages', '\n'.join(faults))
same(sum(n for n, _ in got.values()), sum(len(v) for v in want.values()), 'and there are no others')
pages = {n: speaker(data, n) for n in {**named, **described}}
faults = [n for n in pages if sorted((x['story'], x['words']) for x in pages[n]['said']) != sorted(want[one_of(n)])]
ok(not faults, 'each has what it said, word for word', '\n'.join(faults))
faults = [n for n in pages if [x['first'] for x in pages[n]['said']] != sorted((x['first'] for x in pages[n]['said']), reverse=True)]
ok(not faults, 'newest first', '\n'.join(faults))
ok('police' in described and 'Leila Horvat' in named and 'police' not in named, 'descriptions stand apart from names')
same(speaker(data, 'anton REEVE')['stories'], 2, 'a mayor is heard in two stories, in whatever case he is asked for')
same(speaker(data, 'Horvat')['speaker'], 'Leila Horvat', 'a surname that one speaker has')
ok('error' in speaker(data, 'Nobody'), 'one that is not known is not found')
same(list(speakers(data, '--find', 'horv')), ['Leila Horvat'], 'a part of a name finds it')
same(run('show', '--speakers', '--speaker', 'Norrail', '--data', data).returncode, 2, 'all and one are two questions')
text = run('show', '--speaker', 'Leila Horvat', '--data', data).stdout
ok('“A river does not read treaties, but people do,”' in text and 'reported, denied' in text and 'Also printed as' in text, 'one on a terminal', text)
text = run('show', '--speakers', '--data', data).stdout
ok('Leila Horvat, ' in text and 'last heard' in text, 'all on a terminal', text)

# ---- pages ----
with Desk(data, *DAY) as desk:
    one = json.loads(desk.get('/p/Leila%20Horvat.json')[2])
    same(words(one), words(pages['Leila Horvat']), 'the desk says what show says')
    status, head, page = desk.get('/p/Leila%20Horvat')
    ok(status == 200 and all(html.escape(w, quote=False).replace("'", '&#39;') in page for w in words(one)), 'her page has her words')
    ok(f"href=\"../s/{one['said'][0]['story'][1:]}\"" in page and f"href=\"../a/{one['said'][0]['article'][1:]}\"" in page, 'with story and article')
    ok("style-src 'self'" in head.get('Content-Security-Policy', '') and ' style=' not in page and '<script>' not in page, 'without inline styles')
    listed = desk.get('/speakers')[2]
    same([n for n in named if f'href="./p/{quote(n, safe="")}"' not in listed.replace('&#39;', "'")], [], 'each speaker with a name is linked from the list')
    same([n for n in pages if desk.get('/p/' + quote(n, safe=''))[0] != 200], [], 'each has a page')
    linked = {p for s in stories for p in desk.get(f"/s/{s['id'][1:]}")[2].split('href="') if p.startswith('../p/')}
    linked = {p.split('"')[0][2:] for p in linked}
    ok(len(linked) > 30 and all(desk.get(p)[0] == 200 for p in linked), 'names on story pages lead there')
    a = desk.get(f"/a/{one['said'][-1]['article'][1:]}")[2]
    ok('<span class="words direct">' in a and 'class="src voice direct" href="../p/Leila%20Horvat"' in a, 'so do those in an article\'s running text')
    same([desk.get(p)[0] for p in ('/p/Nobody', '/p/', '/p/Nobody.json', '/p/Leila%20Horvat?from=x', '/speakers?from=-1', '/speakers?find=horv',
                                   '/speakers?described=yes', '/p/Leila%20Horvat?from=90')], [404, 404, 404, 400, 400, 200, 200, 200], 'what is not there')
    status, head, _ = desk.get('/p/Leila')
    same((status, head.get('Location')), (302, '/speakers?find=Leila'), 'a part of a name leads to those who have it')
    paths = ['/speakers', '/speakers.json', '/speakers?described=yes'] + ['/p/' + quote(n, safe='') for n in got]
    before = {p: desk.get(p)[2] for p in paths}

# ---- replay, on another number of workers; an older data folder ----
same(run('replay', '--data', data, '--workers', '3').returncode, 0, 'replay')
with Desk(data, *DAY) as desk:
    same([p for p in before if desk.get(p)[2] != before[p]], [], 'gives the same pages, byte for byte')
older_folder(data, 2)
same(run('ingest', '--data', data, SAMPLE).returncode, 0, 'an older data folder is taken over')
same({**speakers(data), **speakers(data, '--described')}, {**named, **described}, 'and counts the same')
shutil.rmtree(data)

# ---- spellings over stories; an office; a kill. The people are invented ----
data = folder()
subscribe(data, 'nordwire', '--licensed', 'yes', '--label', 'Nordwire')
subscribe(data, 'mirror', '--label', 'The Ostbruck Mirror')
same(deliver(data, 'one.xml', nitf('nw-1', 'Ostbruck to dredge its harbour', [
    'OSTBRUCK - Harbour Minister Sergei Brackmann said on Saturday that the harbour of Ostbruck would be dredged before the winter.',
    '"We shall lift every quenzelstone from the harbour floor," Brackmann told reporters.',
    'The dredging costs nine million crowns, and takes eleven weeks.']), '2026-03-14T08:00:00Z', 'nordwire').returncode, 0, 'a story')
same(deliver(data, 'two.xml', nitf('nw-2', 'Lammer bakery wins a prize for its rye loaf', [
    'LAMMER - A bakery in Lammer won the prize for the best rye loaf of the province on Friday.',
    '"This loaf tastes of my childhood," said Sergey Brackmann, who gave the prize.',
    'Forty bakeries had sent loaves, the guild said.']), '2026-03-16T08:00:00Z', 'nordwire').returncode, 0, 'another one')
one = speaker(data, 'Sergey Brackmann')
same((one.get('speaker'), one.get('stories'), len(one['said'])), ('Sergei Brackmann', 2, one.get('statements')), 'two spellings over two stories are one speaker')
ok('Sergey Brackmann' in json.dumps(one.get('also')), 'who says how he was also printed', one)
ok(any('quenzelstone' in w for w in words(one)) and any('childhood' in w for w in words(one)), 'both statements are there', one)
same(deliver(data, 'kill.xml', nitf('nw-1', 'KILL: Ostbruck', ['Withdraw the report.'], status='canceled'), '2026-03-16T10:00:00Z', 'nordwire').returncode, 0, 'one is withdrawn')
one = speaker(data, 'Sergey Brackmann')
ok('quenzelstone' not in json.dumps(one) and one.get('stories') == 1, 'its statements are gone', one)
ok('Sergei' not in json.dumps(one, ensure_ascii=False) and 'error' in speaker(data, 'Sergei Brackmann'), 'with the spelling that only it had', one)
ok(b'quenzelstone' not in stored_bytes(data), 'from every file')
with Desk(data, *DAY) as desk:
    bad = [p for p in ('/speakers', '/speakers.json', '/p/Sergey%20Brackmann', '/p/Sergey%20Brackmann.json') if 'quenzelstone' in desk.get(p)[2]]
    same(bad, [], 'no page has it')
r = run('replay', '--compare', '--data', data)
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay gives the same pages', r.stdout + r.stderr)
before = speakers(data), speaker(data, 'Sergey Brackmann')
same(run('replay', '--data', data).returncode, 0, 'the tables are made anew')
same((speakers(data), speaker(data, 'Sergey Brackmann')), before, 'and say the same')
same(run('check', '--data', data).returncode, 0, 'the data folder is sound')
shutil.rmtree(data)
done()
