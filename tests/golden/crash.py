#!/usr/bin/env python3
"""Killed at 200 of its writes and syncs, the desk loses nothing acknowledged, doubles nothing, and ends with the pages of an undisturbed run."""
import os
import random
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import SAMPLE, done, folder, ok, run, same  # noqa: E402

POINTS = int(os.environ.get('WIREDESK_CRASH_POINTS', '200'))
NOW = {'WIREDESK_NOW': '2026-03-14T21:00:00Z'}


def load(data, env):
    r = run('feed', 'import', '--data', data, os.path.join(SAMPLE, 'feeds.opml'), env=env)
    return r if r.returncode else run('ingest', '--quiet', '--workers', '1', '--data', data, SAMPLE, env=env)


quiet = folder()
count = os.path.join(quiet, 'count')
r = run('feed', 'import', '--data', quiet, os.path.join(SAMPLE, 'feeds.opml'), env=NOW)
r = run('ingest', '--quiet', '--workers', '1', '--data', quiet, SAMPLE, env={**NOW, 'WIREDESK_CRASH_COUNT': count})
same(r.returncode, 0, 'an undisturbed run')
with open(count, encoding='utf-8') as f:
    calls = int(f.read().split()[0])
want = run('show', '--json', '--data', quiet).stdout
ok(calls > POINTS, f'it writes and syncs {calls} times')

points = sorted(random.Random(1).sample(range(1, calls + 1), min(POINTS, calls)))
faults, died = [], 0
for n in points:
    data = folder()
    run('feed', 'import', '--data', data, os.path.join(SAMPLE, 'feeds.opml'), env=NOW)
    r = run('ingest', '--quiet', '--workers', '1', '--data', data, SAMPLE, env={**NOW, 'WIREDESK_CRASH_AT': str(n)})
    died += r.returncode == -9
    r = load(data, NOW)
    if r.returncode:
        faults.append(f'after call {n}: exit {r.returncode} {r.stderr[-200:]}')
    elif run('show', '--json', '--data', data).stdout != want:
        faults.append(f'after call {n}: other pages')
    shutil.rmtree(data)
ok(not faults, f'killed at {len(points)} calls: the pages are those of an undisturbed run', '\n'.join(faults[:20]))
ok(died >= len(points) * 9 // 10, f'{died} of them really killed the program')
shutil.rmtree(quiet)
done()
