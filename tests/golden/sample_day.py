#!/usr/bin/env python3
"""The sample wire day: the desk finds what share/sample/manifest.json says, on one worker and on eight, and replay gives the same pages."""
import json
import os
import re
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import SAMPLE, Desk, done, folder, load_sample, ok, run, same, show  # noqa: E402

with open(os.path.join(SAMPLE, 'manifest.json'), encoding='utf-8') as f:
    WANT = json.load(f)

one, eight = folder(), folder()
r = load_sample(one, '--workers', '1')
ok(r.returncode == 0, 'the sample day is ingested', r.stderr)
r = load_sample(eight, '--workers', '8')
ok(r.returncode == 0, 'and again on eight workers', r.stderr)
a, b = run('show', '--json', '--data', one).stdout, run('show', '--json', '--data', eight).stdout
same(a, b, 'one worker and eight give the same stories, byte for byte')
GOT = json.loads(a)['stories']
BY_ID = {x['id']: x for s in GOT for x in s['articles']}


def name(article):
    return f"{article.get('outlet')}: {article.get('title') or '(withdrawn)'}"


def story_of(want):
    for s in GOT:
        for x in s['articles']:
            if x.get('outlet') == want['outlet'] and (x.get('title') or '') == want['title'] and (want['title'] or x.get('killed')):
                return s, x
    return None, None


def relation_right(want, got):
    rel, others = got.get('relation'), {'own': ('independent', 'quotes'), 'original': ('original',), 'copy': ('copy',), 'derived': ('derived',)}
    if rel not in others[want['relation']]:
        return f"relation {rel}, not {want['relation']}"
    if want.get('of'):
        source = BY_ID.get(got.get('of')) or {}
        origin = (got.get('origin') or {}).get('agency')
        if source.get('outlet') != want['of'] and origin != want['of']:
            return f"goes back to {source.get('outlet')} (origin {origin}), not to {want['of']}"
    return ''


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
        wrong = relation_right(wa, x)
        if wrong:
            faults.append(f'{name(x)}: {wrong}; evidence {x.get("evidence")}')
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

    def page(desk, path):
        status, _, body = desk.get(path)
        return status, body.replace(f'127.0.0.1:{desk.port}', '')  # feeds name their own address
    different = [p for p in paths if page(d1, p) != page(d8, p)]
    ok(not different, f'{len(paths)} pages are the same bytes from both', different)
    of_killed = next(s for s in GOT if any(x is killed for x in s['articles']))
    page = d1.get(f"/s/{of_killed['id'][1:]}")[2]
    same(page.count('still carries the text'), 2, 'the copies of the withdrawn item are flagged')
    bad = [(p, d1.get(p)[0]) for p in paths if d1.get(p)[0] not in (200, 410)]
    ok(not bad, 'every page is served', bad)
shutil.rmtree(one)
shutil.rmtree(eight)
done()
