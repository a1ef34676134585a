#!/usr/bin/env python3
"""Outlets: what each copies, rewrites and reports itself, counted on the sample wire day; a kill, a replay, an older data folder."""
import json
import os
import shutil
import sys
from urllib.parse import quote

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import SAMPLE, Desk, done, folder, load_sample, ok, older_folder, run, same  # noqa: E402

with open(os.path.join(SAMPLE, 'manifest.json'), encoding='utf-8') as f:
    WANT = json.load(f)
DAY = ('--as-of', WANT['as_of'])
KILL = '1245-hpa-granholt-kill.xml'


def outlets(data, *options):
    r = run('show', '--outlets', '--json', '--data', data, *options)
    return {o.get('outlet', ''): o for o in json.loads(r.stdout)['outlets']} if r.returncode == 0 else {'error': r.stderr}


def outlet(data, name, *options):
    r = run('show', '--outlet', name, '--json', '--data', data, *options)
    return json.loads(r.stdout) if r.returncode == 0 else {'error': r.stderr}


def counts(o):
    return [o['articles'], o['own'], o['rewrites'], o['copies']]


data, part = folder(), folder()
r = load_sample(data)
ok(r.returncode == 0, 'the sample day is ingested', r.stderr)

# ---- against the manifest: every outlet's articles by kind ----
kinds = {'own': 'own', 'original': 'own', 'derived': 'rewrites', 'copy': 'copies'}
want = {}
for story in WANT['stories']:
    for x in story['articles']:
        if not x.get('killed'):
            line = want.setdefault(x['outlet'], {'articles': 0, 'own': 0, 'rewrites': 0, 'copies': 0})
            line['articles'] += 1
            line[kinds[x['relation']]] += 1
beside = sum(len(s.get('may_hold', [])) for s in WANT['stories'])  # an account that the manifest leaves free where to stand
got = outlets(data)
faults = [f'{n}: {got.get(n)}' for n, w in want.items() if n != 'Inland Tribune' and {k: got[n][k] for k in w} != w]
ok(not faults, 'the counts of every outlet are the manifest\'s', '\n'.join(faults))
same([got['Inland Tribune'][k] - want['Inland Tribune'][k] for k in ('articles', 'own', 'copies')], [beside, beside, 0],
     'but for the account of the apology, which is its own')

# ---- by hand, from the times and texts of the files ----
same(counts(got['Karnapur Mirror']), [9, 0, 0, 9], 'Karnapur Mirror copies all of its nine')
same(counts(got['Harbour Daily']), [6, 1, 1, 4], 'Harbour Daily: four copies, a rewrite, an account of its own')
same(counts(got['The Morrow Standard']), [7, 2, 0, 5], 'The Morrow Standard: five copies of seven')
same(counts(got['Northwire']), [9, 9, 0, 0], 'Northwire copies nothing')
one = outlet(data, 'Harbour Daily')
# ferry 10:55 to 11:30, sextant 07:50 to 08:40, match 17:05 to 17:40, comet 15:10 to 15:40
same(one['delay'], {'known': 4, 'quarter_s': 1800, 'median_s': 2100, 'three_quarters_s': 2100}, 'its delays: 30, 35, 35 and 50 minutes')
same([(s['name'], s['agency'], s['copies'], s['rewrites']) for s in one['sources']], [('Northwire', True, 3, 1), ('HPA', True, 1, 0)],
     'three copies and the rewrite go back to Northwire, one copy to HPA')
same([c['copies'] for c in one['delay_classes']], [0, 0, 1, 3, 0, 0, 0, 0], 'one within half an hour, three within the hour')
same([one['edited'][k] for k in ('unedited', 'lightly_edited', 'rewritten')], [4, 0, 1], 'its copies are word for word')
same(one['share_copied'], 0.6667, 'two of three articles are copies')
same(one['copied_by'], [], 'nobody copies it')
wire = outlet(data, 'Northwire')
same({c['outlet']: (c['copies'], c['rewrites']) for c in wire['copied_by']},
     {'Karnapur Mirror': (6, 0), 'Coastline Now': (3, 1), 'Harbour Daily': (3, 1), 'The Kelstad Courier': (3, 0), 'The Morrow Standard': (3, 0),
      'The Fen Gazette': (2, 0)}, 'who copies Northwire')
same([x['title'] for x in one['newest']][0], 'Rovers beat Devonside United to go top', 'the newest article stands first')

# ---- periods ----
same(outlets(data, '--days', '1', '--as-of', '2026-03-14T09:00:00Z')['Harbour Daily']['articles'], 2, 'by nine it had two')
same(outlets(data, '--days', '7', '--as-of', '2026-04-14T09:00:00Z'), {}, 'a month later there is nothing in a week')
ok('error' in outlet(data, 'Nobody'), 'an outlet that is not known is not found')
same(run('show', '--outlets', 's1', '--data', data).returncode, 2, 'outlets and a story are two questions')
text = run('show', '--outlets', '--data', data, *DAY).stdout
ok('Harbour Daily' in text and '67 %' in text and '35 min' in text, 'the same as a table', text)
text = run('show', '--outlet', 'Harbour Daily', '--data', data, *DAY).stdout
ok('6 articles: 4 copies (67 %), 1 rewrite, 1 own account' in text and 'median 35 min' in text, 'one outlet on a terminal', text)

# ---- pages ----
with Desk(data, *DAY) as desk:
    listed = json.loads(desk.get('/outlets.json')[2])['outlets']
    same({o['outlet']: counts(o) for o in listed}, {n: counts(o) for n, o in got.items()}, 'the desk counts what show counts')
    page = desk.get('/outlets')[2]
    missing = [o['outlet'] for o in listed if f'href="./o/{quote(o["outlet"])}">{o["outlet"]}</a>' not in page]
    same(missing, [], 'each outlet is linked')
    pages = {n: desk.get('/o/' + quote(n)) for n in got}
    same([n for n, p in pages.items() if p[0] != 200], [], 'each has a page')
    policy = pages['HPA'][1].get('Content-Security-Policy', '')
    ok("style-src 'self'" in policy and not [n for n, p in pages.items() if ' style=' in p[2] or '<style' in p[2]], 'without inline styles', policy)
    html = pages['Harbour Daily'][2]
    ok('<dt>copies</dt><dd>4</dd>' in html and '<dd>67 %</dd>' in html and 'Half of its copies come within 35 min' in html, 'the same numbers in it')
    ok(all(f'>{x["title"]}</a>' in html.replace('&#39;', "'") for x in one['newest']), 'its titles word for word')
    same([desk.get(p)[0] for p in ('/o/Nobody', '/o/', '/o/Nobody.json', '/outlets?days=x', '/outlets?days=0', '/outlets?days=all', '/o/HPA?days=7')],
         [404, 404, 404, 400, 400, 200, 200], 'what is not there, and what is no period')
    front = desk.get('/')[2]
    ok('href="./outlets"' in front and 'href="./o/' in front, 'the front page leads there')
    before = {p: desk.get(p)[2] for p in ['/outlets', '/outlets.json'] + ['/o/' + quote(n) for n in got]}

# ---- replay, on another number of workers ----
r = run('replay', '--data', data, '--workers', '3')
same(r.returncode, 0, 'replay')
with Desk(data, *DAY) as desk:
    same([p for p in before if desk.get(p)[2] != before[p]], [], 'gives the same pages, byte for byte')

# ---- a data folder from before there were outlets ----
older_folder(data, 1)
r = run('ingest', '--data', data, SAMPLE)
same(r.returncode, 0, 'an older data folder is taken over')
same({n: counts(o) for n, o in outlets(data).items()}, {n: counts(o) for n, o in got.items()}, 'and counts the same')

# ---- a kill ----
few = os.path.join(part, 'few')
shutil.copytree(SAMPLE, few, ignore=shutil.ignore_patterns(KILL))
store = os.path.join(part, 'data')
run('feed', 'import', '--data', store, os.path.join(SAMPLE, 'feeds.opml'))
run('ingest', '--data', store, few)
same(counts(outlets(store)['HPA']), [7, 7, 0, 0], 'without the kill HPA has seven articles')
ok('Granholt' in json.dumps(outlet(store, 'HPA')['newest']), 'one of them to be withdrawn')
run('ingest', '--data', store, SAMPLE)
same(counts(outlets(store)['HPA']), [6, 6, 0, 0], 'the kill takes it out')
ok('Granholt' not in json.dumps(outlet(store, 'HPA')), 'with its title')
same(counts(outlets(store)['Karnapur Mirror']), [9, 0, 0, 9], 'the copies of it are copies still')
r = run('check', '--data', store)
ok(r.returncode == 0, 'the data folder holds against itself', r.stdout + r.stderr)
shutil.rmtree(data)
shutil.rmtree(part)
done()
