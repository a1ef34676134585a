#!/usr/bin/env python3
"""Order of arrival and stories: invented days, arrivals shuffled within five minutes; hardly an article comes to lie in another story. And the
same input gives the same bytes."""
import collections
import datetime
import json
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), 'tools'))
import invented_days  # noqa: E402
from tap import done, ok, run, same  # noqa: E402

DAYS, SEEDS, FIVE_MINUTES, MOST = 40, 6, 300, .01
APART = datetime.timedelta(days=20)  # more than the window: each day is on its own
FORMAT = '%Y-%m-%dT%H:%M:%SZ'

ARTICLES = []
for n in range(DAYS):
    for row in invented_days.day(n, 'shuffle'):
        at = datetime.datetime.strptime(row['date'], FORMAT) + n * APART
        ARTICLES.append((at, {k: row[k] for k in ('id', 'lang', 'outlet', 'title', 'text')} | {'date': at.strftime(FORMAT)}))


def stories(rows):
    r = run('stories', stdin=''.join(json.dumps(row, ensure_ascii=False) + '\n' for row in rows))
    if r.returncode:
        ok(False, 'the filter runs', r.stderr)
    return r.stdout


def placed(out):
    """The last line of an article counts."""
    return {a['id']: a['story'] for a in map(json.loads, out.splitlines())}


def changed(before, now):
    """Share of articles that are left over when the stories of both runs are paired, those that share most first."""
    common = collections.Counter((before[i], now[i]) for i in before)
    used, matched = set(), 0
    for (x, y), n in sorted(common.items(), key=lambda c: (-c[1], c[0])):
        if ('before', x) not in used and ('now', y) not in used:
            used |= {('before', x), ('now', y)}
            matched += n
    return 1 - matched / len(before)


first = stories([row for _, row in ARTICLES])
same(stories([row for _, row in ARTICLES]), first, f'{len(ARTICLES)} articles, the same input twice: the same bytes')
before = placed(first)
same(len(before), len(ARTICLES), 'each article is in a story')
for seed in range(SEEDS):
    chance = random.Random(seed)
    arrivals = sorted(((at + datetime.timedelta(seconds=chance.uniform(0, FIVE_MINUTES)), k) for k, (at, _) in enumerate(ARTICLES)))
    share = changed(before, placed(stories([ARTICLES[k][1] for _, k in arrivals])))
    ok(share <= MOST, f'arrivals shuffled within five minutes, seed {seed}: {100 * share:.2f} % of the placements change')
done()
