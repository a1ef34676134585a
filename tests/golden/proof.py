#!/usr/bin/env python3
"""On every type of page, over the whole sample day: nothing stands in quotation marks that a source does not have in those words."""
import json
import os
import shutil
import subprocess
import sys
from urllib.parse import quote

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import SAMPLE, Desk, done, folder, load_sample, ok, run, show  # noqa: E402

PROOF = os.environ['PROOF_PAGE']
data = folder()
r = load_sample(data)
ok(r.returncode == 0, 'the sample day is ingested', r.stderr)
stories = show(data)['stories']
sources = []
for s in stories:
    for a in s['articles']:
        d = show(data, a['id'])['article']
        for v in [d] + d.get('versions', []):
            sources += [v.get('title') or '', v.get('text') or '', v.get('standfirst') or '']
        sources += [e['text'] for e in a['evidence']]
source_file = os.path.join(data, 'sources')
with open(source_file, 'wb') as f:
    f.write('\0'.join(sources).encode())


def prove(name, html):
    page = os.path.join(data, 'page.html')
    with open(page, 'w', encoding='utf-8') as f:
        f.write(html)
    r = subprocess.run([PROOF, page, source_file], capture_output=True, text=True, timeout=120)
    lines = r.stdout.splitlines()
    return int(lines[0]) if lines else 0, [f'{name}: {x}' for x in lines[1:]] + ([f'{name}: {r.stderr}'] if r.returncode not in (0, 1) else [])


with Desk(data, '--as-of', '2026-03-14T21:00:00Z') as desk:
    types = {
        'front page': ['/'], 'section page': ['/section/Economy'], 'story pages': [f"/s/{s['id'][1:]}" for s in stories],
        'lists of articles': [f"/s/{s['id'][1:]}/articles" for s in stories],
        'article pages': [f"/a/{a['id'][1:]}" for s in stories for a in s['articles']], 'search page': ['/search?q=river', '/search?q=%22be+hurried%22'],
        'outlet pages': ['/outlets'] + sorted({'/o/' + quote(a['outlet']) for s in stories for a in s['articles'] if a.get('outlet')}),
        'speaker pages': ['/speakers', '/speakers?described=yes'] + sorted({'/p/' + quote(x['speaker'], safe='') for s in stories for x in s['statements'] if x['speaker']}),
        'feeds page': ['/feeds'], 'about page': ['/about'], 'error page': ['/nowhere', '/search?q=%22'],
    }
    types['version pages'] = [f'{p}/versions' for p in types['article pages']] + ['/a/1/versions?from=1&to=3', '/a/1/versions?from=3&to=1']
    types['pages side by side'] = [f"/a/{s['articles'][0]['id'][1:]}/beside/{a['id'][1:]}" for s in stories for a in s['articles'][1:]]
    types['pages side by side'] += ['/a/8/beside/1', '/a/1/beside/8?left=2&right=1', '/a/63/beside/34']
    for kind, paths in types.items():
        count, faults = 0, []
        for path in paths:
            n, wrong = prove(path, desk.get(path)[2])
            count, faults = count + n, faults + wrong
        ok(not faults, f'{kind}: {len(paths)} pages, {count} quotations, each in a source', '\n'.join(faults[:20]))
        if kind == 'story pages':
            ok(count > 50, 'story pages have quotations to prove')
        if kind in ('version pages', 'pages side by side', 'speaker pages'):
            ok(count > 5, f'{kind} have quotations to prove', count)
    html = desk.get(f"/s/{stories[0]['id'][1:]}")[2]
    n, faults = prove('altered', html.replace('buoy&#39;s maintenance', 'buoy&#39;s missing').replace("buoy's maintenance", "buoy's missing"))
    ok(faults or 'maintenance' not in html, 'an altered quotation is found out')
shutil.rmtree(data)
done()
