#!/usr/bin/env python3
"""Order of arrival: the sample day's deliveries within five minutes, the feeds mixed at random; who copied whom stays what the manifest says."""
import json
import os
import random
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from day import WANT, find, wrong  # noqa: E402
from tap import SAMPLE, done, folder, ok, run, same  # noqa: E402

ORDERS, FIVE_MINUTES = 12, 300
# A copy of what its agency sends hours later as a new state of an old item: ahead of it there is nothing that it could be placed with.
AHEAD = {'Solveig towed free, Torsay line closed'}
with open(os.path.join(SAMPLE, 'deliveries.tsv'), encoding='utf-8') as f:
    HEAD, *LINES = [line.rstrip('\n').split('\t') for line in f]
AT, FEED = HEAD.index('arrived'), HEAD.index('feed')


def mixed(chance):
    """The deliveries in an order in which each feed keeps its own: who is polled first is chance, what a feed sends first is not."""
    queues = {}
    for line in LINES:
        queues.setdefault(line[FEED], []).append(list(line))
    turns = [line[FEED] for line in LINES]
    chance.shuffle(turns)
    return [queues[feed].pop(0) for feed in turns]


def facts(stories):
    """What each article is and goes back to. Quotations are shared within a story, and which accounts come together is not asked here."""
    by_id = {x['id']: x for s in stories for x in s['articles']}

    def name(i):
        return (by_id[i]['outlet'], by_id[i]['title']) if i else None
    return {(x['outlet'], x['title'], x['created']): ('own' if x['relation'] in ('independent', 'quotes') else x['relation'], name(x['origin'].get('article')),
                                                      x['origin']['agency'], [e['kind'] for e in x['evidence']])
            for x in by_id.values() if x['title'] not in AHEAD}


first = None
for seed in range(ORDERS):
    files, data = folder(), folder()
    order = mixed(random.Random(seed))
    for k, line in enumerate(order):
        # the folder is read in the order of names
        source, line[0] = line[0], f'{k:02d}-{line[0]}'
        shutil.copy(os.path.join(SAMPLE, source), os.path.join(files, line[0]))
        second = k * FIVE_MINUTES // len(order)
        line[AT] = f'2026-03-14T20:{50 + second // 60}:{second % 60:02d}Z'
    with open(os.path.join(files, 'deliveries.tsv'), 'w', encoding='utf-8') as f:
        f.writelines('\t'.join(line) + '\n' for line in [HEAD, *order])
    run('feed', 'import', '--data', data, os.path.join(SAMPLE, 'feeds.opml'))
    same(run('ingest', '--quiet', '--data', data, files).returncode, 0, f'order {seed}: all is taken')
    stories = json.loads(run('show', '--json', '--data', data).stdout)['stories']
    by_id = {x['id']: x for s in stories for x in s['articles']}
    faults = []
    for want in WANT['stories']:
        for wa in want['articles']:
            _, got = find(stories, wa)
            if got and wa['title'] in AHEAD:
                fault = '' if [got['relation'], got['origin']['agency']] == ['copy', wa['of']] else f"{got['relation']} of {got['origin']}"
            else:
                fault = wrong(wa, got, by_id) if got else 'is missing'
            if fault:
                faults.append(f"{wa['outlet']}: {wa['title']}: {fault}")
    ok(not faults, f'order {seed}: relations, origins and evidence are the manifest\'s', '\n'.join(faults))
    now = facts(stories)
    first = first or now
    differ = [f'{k}: {now.get(k)}, first {first.get(k)}' for k in {**first, **now} if first.get(k) != now.get(k)]
    ok(not differ, f'order {seed}: and those of the first order', '\n'.join(differ[:10]))
    shutil.rmtree(files)
    shutil.rmtree(data)
done()
