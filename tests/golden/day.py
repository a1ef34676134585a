"""day.py - the sample day as share/sample/manifest.json has it, for the tests that ask after relations and origins.

WANT: the manifest. find(stories, article): the story and the article that the desk has for one of the manifest's. wrong(article, got, by_id): what
is wrong with its relation, source, origin, credit and evidence, or the empty string.
"""
import json
import os

from tap import SAMPLE

with open(os.path.join(SAMPLE, 'manifest.json'), encoding='utf-8') as f:
    WANT = json.load(f)
RELATIONS = {'own': ('independent', 'quotes'), 'original': ('original',), 'copy': ('copy',), 'derived': ('derived',)}


def find(stories, want):
    for s in stories:
        for x in s['articles']:
            if x.get('outlet') == want['outlet'] and (x.get('title') or '') == want['title'] and (want['title'] or x.get('killed')):
                return s, x
    return None, None


def wrong(want, got, by_id):
    faults = []
    origin, kinds = got.get('origin') or {}, [e['kind'] for e in got.get('evidence', [])]
    if got.get('relation') not in RELATIONS[want['relation']]:
        faults.append(f"relation {got.get('relation')}, not {want['relation']}")
    if want['relation'] == 'own' and (got.get('of') or origin.get('agency') or origin.get('received') or got.get('credit')):
        faults.append(f"goes back to {got.get('of')}, {origin}, credit {got.get('credit')}")
    if want['relation'] == 'original' and (got.get('of') or origin != {'agency': want['outlet'], 'received': True, 'article': got['id']} or not kinds):
        faults.append(f"of {got.get('of')}, origin {origin}, evidence {kinds}")
    if want.get('of'):
        source, root = by_id.get(got.get('of')) or {}, by_id.get(origin.get('article')) or {}
        if root.get('outlet') != want['of'] or root.get('relation') != 'original' or origin.get('agency') != want['of'] or not origin.get('received'):
            faults.append(f"origin {origin}: {root.get('outlet')} ({root.get('relation')}), not {want['of']}")
        if source != root and not (root.get('killed') and source):  # what came after a kill has its text from another copy
            faults.append(f"of {got.get('of')}: {source.get('outlet')}, not {want['of']}")
        if got.get('credit', '') != want['credit']:
            faults.append(f"credit {got.get('credit', '')!r}, not {want['credit']!r}")
        if [k for k in kinds if k in ('notice', 'dateline', 'credit line')] != want['says'] or 'containment' not in kinds:
            faults.append(f"evidence {kinds}, not {want['says']}")
    return '; '.join(faults)
