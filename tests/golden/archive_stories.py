#!/usr/bin/env python3
"""An archive through the filter `stories` and through a desk: the same stories, also with undated records among the dated ones."""
import datetime
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import ROOT, done, folder, ok, run, same, show  # noqa: E402

sys.path.insert(0, os.path.join(ROOT, 'tools'))
import invented_days  # noqa: E402

DAYS, EVERY, FIRST = 12, 25, datetime.date(2031, 5, 10)
rows = []
for n in range(DAYS):
    for r in invented_days.day(n, 'archive'):
        rows.append({'id': r['id'], 'date': r['date'].replace('2031-05-10', str(FIRST + datetime.timedelta(days=3 * n))), 'lang': r['lang'], 'outlet': r['outlet'],
                     'title': r['title'], 'text': r['text']})


# many events of a kind on one day: here stories are told apart only later
crowd = [{k: r[k] for k in ('id', 'date', 'lang', 'outlet', 'title', 'text')} for n in range(20) for r in invented_days.day(n, 'archive')]


def parts(groups):
    return sorted(sorted(g) for g in groups)


def filtered(articles, *options):
    r = run('stories', *options, stdin=''.join(json.dumps(x) + '\n' for x in articles))
    of, printed = {}, 0
    for line in r.stdout.splitlines():
        x = json.loads(line)
        of[x['id']] = x['story']
        printed += 1
    ok(r.returncode == 0 and len(of) == len(articles), f'the filter answers for each article, again for {printed - len(articles)}', r.stderr)
    groups = {}
    for i, s in of.items():
        groups.setdefault(s, []).append(i)
    return parts(groups.values())


def on_desk(articles, joined=False):
    data = folder()
    path = os.path.join(data, 'archive.ndjson')
    # in two goes, so that the engine of the second is a restored one; the record's number says which article it is
    for first, last in ((0, len(articles) // 2), (0, len(articles))):
        with open(path, 'w', encoding='utf-8') as f:
            f.writelines(json.dumps(x) + '\n' for x in articles[first:last])
        same(run('ingest', '--quiet', '--data', data, path).returncode, 0, f'a desk takes {last} articles of the archive')
    acts = json.loads(run('story', 'log', '--json', '--data', data).stdout)['acts']
    if joined:
        led = [a for a in acts if show(data, f"s{a['from_serial']}")['stories'][0]['id'] != show(data, f"s{a['into_serial']}")['stories'][0]['id']]
        ok(acts and not led and all(not a.get('by_hand') and a['kind'] == 'merge' and a['articles'] and a['why'] for a in acts),
           f'{len(acts)} times two stories turned out to be one; the log says why, and their old numbers lead on', led)
        before = run('show', '--json', '--data', data).stdout
        run('replay', '--data', data)
        same(run('show', '--json', '--data', data).stdout == before, True, 'replay joins them again, byte for byte')
    groups = []
    for s in show(data)['stories']:
        group = []
        for a in s['articles']:
            source = a['source'].rsplit(':', 1)[1]
            group.append(articles[int(source) - 1]['id'])
        groups.append(group)
    shutil.rmtree(data)
    return parts(groups)


for what, articles in [('a crowded day', crowd), ('a dated archive', rows), ('one with undated records first', [{**r, 'date': ''} for r in rows[:20]] + rows[20:]),
                       ('one with undated records in between', [{**r, 'date': ''} if k % EVERY == 0 else r for k, r in enumerate(rows)])]:
    a, b, c = filtered(articles, '--keep'), on_desk(articles, articles is crowd), filtered(articles)
    same(a == b, True, f'{what}: {len(articles)} articles, {len(a)} stories in the filter, {len(b)} on the desk, the same')
    if a != b:
        print('#', [g for g in a if g not in b][:5], [g for g in b if g not in a][:5])
    apart = sum(g not in b for g in c)
    ok(apart * 100 <= len(b), f'{what}: texts that left the window make {apart} stories others')
whole = len(filtered(rows))
late = len(filtered([{**r, 'date': ''} for r in rows[:20]] + rows[20:]))
ok(abs(whole - late) * 20 <= whole, f'undated records do not close the others\' stories: {whole} stories, {late} with 20 of {len(rows)} undated')
a = run('stories', stdin=''.join(json.dumps(x) + '\n' for x in rows)).stdout
same(run('stories', stdin=''.join(json.dumps(x) + '\n' for x in rows)).stdout == a, True, 'the same input gives the same answers, byte for byte')
done()
