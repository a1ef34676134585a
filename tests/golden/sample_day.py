#!/usr/bin/env python3
"""The sample wire day: the desk finds what share/sample/manifest.json says, on one worker and on eight, and replay gives the same pages."""
import json
import os
import re
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from day import WANT, find, wrong  # noqa: E402
from tap import SAMPLE, Desk, done, folder, load_sample, ok, run, same, show  # noqa: E402

one, eight = folder(), folder()
r = load_sample(one, '--workers', '1')
ok(r.returncode == 0, 'the sample day is ingested', r.stderr)
r = load_sample(eight, '--workers', '8')
ok(r.returncode == 0, 'and again on eight workers', r.stderr)
a, b = run('show', '--json', '--data', one).stdout, run('show', '--json', '--data', eight).stdout
same(a, b, 'one worker and eight give the same stories, byte for byte')
GOT = json.loads(a)['stories']
BY_ID = {x['id']: x for s in GOT for x in s['articles']}
BY_STORY = {s['id']: s for s in GOT}
unplaced = [x for x, p in ((x, show(one, x)['article'].get('placing')) for x, m in BY_ID.items() if not m.get('killed'))
            if not p or (not p['founded'] and (p['score'] < .5 or not p['why']))]
ok(not unplaced, 'every article says why it is in its story', unplaced)
text = run('show', '--data', one, GOT[0]['articles'][-1]['id']).stdout
ok('WHY IT IS HERE' in text, 'on a terminal, too', text[-1500:])


def name(article):
    return f"{article.get('outlet')}: {article.get('title') or '(withdrawn)'}"


def story_of(want):
    return find(GOT, want)


expected_stories = set()
for want in WANT['stories']:
    found, faults, ids = None, [], set()
    for wa in want['articles']:
        s, x = story_of(wa)
        if not s:
            faults.append(f"no article {wa['outlet']}: {wa['title']}")
            continue
        ids.add(s['id'])
        found = s
        fault = wrong(wa, x, BY_ID)
        if fault:
            faults.append(f'{name(x)}: {fault}')
    free = sum(x.get('title') in want.get('may_hold', []) for x in (found or {}).get('articles', []))
    count = {'origins': sum(w['relation'] in ('own', 'original') for w in want['articles']) + free,
             'copies': sum(w['relation'] == 'copy' for w in want['articles']), 'rewrites': sum(w['relation'] == 'derived' for w in want['articles'])}
    if found and {k: found[k] for k in count} != count:
        faults.append(f'counts {[found[k] for k in count]}, not {count}')
    if len(ids) > 1:
        faults.append(f'lies in {len(ids)} stories: {sorted(ids)}')
    if found:
        expected_stories.add(found['id'])
        wanted = {(w['outlet'], w['title']) for w in want['articles']}
        extra = [name(x) for x in found['articles'] if (x.get('outlet'), x.get('title') or '') not in wanted
                 and x.get('title') not in want.get('may_hold', [])]
        if extra:
            faults.append(f'also holds {extra}')
    ok(not faults, f"story {want['name']}: its articles, their relations", '\n'.join(faults))
allowed = {t for w in WANT['stories'] for t in w.get('may_hold', [])}
extra = [s['headline'] for s in GOT if s['id'] not in expected_stories and not any(x.get('title') in allowed for x in s['articles'])]
ok(not extra, 'no story that the manifest does not know', extra)


named = {story_of(want['articles'][0])[0]['id']: want['name'] for want in WANT['stories'] if story_of(want['articles'][0])[0]}
linked = {tuple(sorted((named.get(s['id'], s['headline']), named.get(o['id'], o['headline'])))) for s in GOT for o in s['linked']}
same(linked, {tuple(p) for p in WANT['languages']}, 'stories of two languages about one event are linked, and no others')
ok(all(any(o['id'] == s['id'] for o in BY_STORY[x['id']]['linked']) for s in GOT for x in s['linked']), 'both say so, and name what they share')
ok(not [s['headline'] for s in GOT if s['thread']], 'none follows another')


def words(text):
    return re.sub(r'\W+', ' ', text.replace('’', '').replace("'", '')).strip().lower()


for want in WANT['statements']:
    s = next((story_of(w['articles'][0])[0] for w in WANT['stories'] if w['name'] == want['story']), None)
    hits = [x for x in (s or {}).get('statements', []) if words(want['words']) in words(x['words'])]
    faults = [] if len(hits) == 1 else [f'{len(hits)} statements with these words']
    for hit in hits[:1]:
        if hit.get('speaker') != want['speaker']:
            faults.append(f"speaker {hit.get('speaker')!r}")
        for c in want['carriers']:
            forms = [x['form'] for x in hit['carriers'] if BY_ID[x['article']].get('outlet') == c['outlet']]
            if c['form'] not in forms and not (c['form'] == 'same' and 'part' in forms and len(words(want['words'])) < 0.7 * len(words(hit['words']))):
                faults.append(f"{c['outlet']}: {forms}, not {c['form']}")
    ok(not faults, f"statement: {want['speaker']}: {want['words'][:50]}", '\n'.join(faults))

bank = next(s for s in GOT if any(c['kind'] == 'correction' for c in s['changes']))
left = {c['kind']: sorted(BY_ID[x['article']]['outlet'] for x in c.get('still', [])) for c in bank['changes']}
same(left.get('figure'), ['Karnapur Mirror', 'The Kelstad Courier'], 'the copies that still have the corrected figure are named, and no other')
same(left.get('headline'), ['Karnapur Mirror'], 'and the one that still has the old headline')
same(left.get('correction'), [], 'a notice of correction has no old words')

dump = json.dumps(GOT, ensure_ascii=False)
ok('Give Feedback' not in dump and 'IST | Created' not in dump, 'no furniture in what is shown')
killed = next((x for s in GOT for x in s['articles'] if x.get('killed') and x.get('outlet') == 'HPA'), None)
ok(killed and not killed.get('title'), 'the withdrawn item is there without its words')
with open(os.path.join(one, 'log.db'), 'rb') as f:
    log = f.read()
ok(b'taken from his home' not in log, 'the log does not hold the withdrawn words in the clear')
r = run('search', '--json', '--data', one, 'outlet:HPA Granholt')
ok(r.returncode == 0 and 'chairman of builder' not in r.stdout, 'search does not find the withdrawn item', r.stdout[:400])
health = next(x for s in GOT for x in s['articles'] if x.get('outlet') == 'HPA' and 'six hours' in (x.get('title') or ''))
same(health.get('created', '')[:13], '2026-03-14T07', 'the embargoed item kept its own time')

before = run('show', '--json', '--data', one).stdout
r = run('ingest', '--data', one, SAMPLE)
same(r.returncode, 0, 'a second run over the same files')
same(run('show', '--json', '--data', one).stdout, before, 'changes nothing')
r = run('replay', '--compare', '--data', one, '--workers', '3')
ok(r.returncode == 0 and '0 differ' in r.stdout, 'replay gives every page byte for byte', r.stdout + r.stderr)
r = run('check', '--data', one)
ok(r.returncode == 0, 'the data folder holds against itself', r.stdout + r.stderr)

with Desk(one, '--as-of', WANT['as_of']) as d1, Desk(eight, '--as-of', WANT['as_of']) as d8:
    paths = ['/', '/about', '/feeds', '/atom.xml', '/search?q=ferry'] + [f"/s/{s['id'][1:]}" for s in GOT] + [f'/a/{i[1:]}' for i in BY_ID]
    paths += [f'/a/{i[1:]}/versions' for i in BY_ID] + [f"/a/{s['articles'][-1]['id'][1:]}/beside/{s['articles'][0]['id'][1:]}"
                                                        for s in GOT if len(s['articles']) > 1]

    def page(desk, path):
        status, _, body = desk.get(path)
        return status, body.replace(f'127.0.0.1:{desk.port}', '')  # feeds name their own address
    different = [p for p in paths if page(d1, p) != page(d8, p)]
    ok(not different, f'{len(paths)} pages are the same bytes from both', different)
    of_killed = next(s for s in GOT if any(x is killed for x in s['articles']))
    page = d1.get(f"/s/{of_killed['id'][1:]}")[2]
    same(page.count('still carries the text'), 2, 'the copies of the withdrawn item are flagged')
    bank = next(s for s in GOT if any(x['title'] == 'Central bank leaves key rate at 3.52 percent' for x in s['articles']))
    page = d1.get(f"/s/{bank['id'][1:]}")[2]
    same(page.count('from before the correction'), 2, 'so are those that carry the figure from before a correction')
    ferry = next(s for s in GOT if any(x['title'].startswith('Grounded ferry towed') for x in s['articles']))
    line = '2 independent origins, 7 articles, 4 copies, 1 rewrite'
    page, atom = d1.get(f"/s/{ferry['id'][1:]}")[2], d1.get(f"/s/{ferry['id'][1:]}.atom")[2]
    text = run('show', '--data', one, ferry['id']).stdout
    same([line in page, line in atom, line in text], [True] * 3, 'page, feed and terminal count alike')
    beside = re.search(r'href="\.\./(a/\d+/beside/\d+)"', page)
    ok(beside and d1.get('/' + beside[1])[0] == 200, 'a copy leads to itself beside its source', beside)
    bad = [(p, d1.get(p)[0]) for p in paths if d1.get(p)[0] not in (200, 410)]
    ok(not bad, 'every page is served', bad)
    id_of = {x['outlet']: x['id'][1:] for x in bank['articles']}
    page = d1.get(f"/a/{id_of['Karnapur Mirror']}")[2]
    ok('7 of 7 sentences first appeared elsewhere' in page and 'none is its own' in page, 'a copy says where its sentences first appeared')
    ok('id="outdated"' in page and '<del>52</del><ins>25</ins>' in page, 'and which of its words were changed since')
    page = d1.get(f"/a/{id_of['The Morrow Standard']}")[2]
    ok('id="outdated"' not in page, 'which a copy of the corrected text has not')
    page = d1.get(f"/a/{id_of['Inland Tribune']}")[2]
    ok(re.search(r'1 of \d+ sentences first appeared elsewhere', page), 'an own account names the one sentence that it shares',
       re.findall(r'<p class="meta traced">.*', page))
    page, data = d1.get(f"/a/{id_of['Karnapur Mirror']}")[2], json.loads(d1.get(f"/a/{id_of['Karnapur Mirror']}.json")[2])['placing']
    ok('id="why"' in page and '% of the words, in sequence, with an article that was there' in page and not data['founded'] and data['why'][0]['kind'] == 'copy',
       'and why it is in its story', data)
    page = d1.get(f"/s/{bank['id'][1:]}/articles")[2]
    ok(all(f'id="{x["id"]}"' in page for x in bank['articles']), 'all articles of a story stand in a list')
    page = d1.get(f"/s/{bank['id'][1:]}")[2]
    ok(re.search(r'<b>Newest:</b> [^<]+ <a href="#[^"]+">', page), 'what happened last leads to its place', re.findall(r'<p class="news">.*', page))
    page = d1.get(f"/a/{id_of['Northwire']}/versions")[2]
    ok('3.<del>52</del><ins>25</ins> percent' in page and page.count('still has the old words') == 2, 'versions with their differences')
    page = d1.get(f"/a/{id_of['Northwire']}/beside/{id_of['Karnapur Mirror']}")[2]
    ok('version 1 of 2' in page and '<dd>100 %</dd>' in page, 'a copy stands beside the version that it was made from')
    status, headers, _ = d1.get(f"/a/{id_of['Karnapur Mirror']}/beside?with={id_of['Northwire']}")
    ok(status == 302 and headers['Location'] == f"/a/{id_of['Karnapur Mirror']}/beside/{id_of['Northwire']}", 'the form leads to the pair')
    status, headers, _ = d1.get(f"/a/{id_of['Karnapur Mirror']}/beside")
    ok(status == 302 and headers['Location'].endswith('/' + id_of['Northwire']), 'without a choice: what it goes back to')
    ferry = next(x['id'][1:] for s in GOT if s is not bank for x in s['articles'] if not x.get('killed'))
    for path, why in ((f"{id_of['Northwire']}/beside/{id_of['Northwire']}", 'cannot stand beside itself'),
                      (f"{id_of['Northwire']}/beside/{ferry}", 'belong to two stories'), ('999999/beside/1', 'has this address'),
                      (f"{id_of['Northwire']}/versions?from=1&to=9", 'no two versions'), (f"{id_of['Northwire']}/beside/{id_of['Karnapur Mirror']}?left=3", 'no version')):
        status, _, page = d1.get('/a/' + path)
        ok(status == 404 and why in page, f'404 with words: {path}', (status, page[-600:]))
    library = next(x['id'][1:] for s in GOT for x in s['articles'] if x.get('outlet') == 'Brindle Valley News')
    page, fields = d1.get(f'/a/{library}')[2], json.loads(d1.get(f'/a/{library}.json')[2])['fields']
    same({k: fields[k]['value'] for k in ('authors', 'published', 'modified', 'section', 'image')},
         {'authors': ['Sunniva Harke', 'Aldo Peric'], 'published': '2026-03-14T11:10:00Z', 'modified': '2026-03-14T11:25:00Z', 'section': 'Brindle',
          'image': 'https://pictures.brindlevalleynews.example/2026/03/pond-fishes.jpg'}, 'a web page has its fields')
    ok(all(f['source'] and 0 < f['confidence'] <= 1 for f in fields.values()), 'each says where it was found, and how sure that is', fields)
    ok('A guide to pond fishes' in page and 'image at pictures.brindlevalleynews.example' in page and '<img' not in page and 'farthing' not in page,
       'its page shows the standfirst, the image as a link, and no more of the text than is free to be shown')
    text = run('show', '--data', one, 'a' + library).stdout
    ok('ABOUT THIS TEXT' in text and '  - Two fish hooks and a cork.' in text and '\n  | “There is a pond' in text, 'on a terminal, lists and quotations as such', text)
shutil.rmtree(one)
shutil.rmtree(eight)
done()
