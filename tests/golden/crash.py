#!/usr/bin/env python3
"""Killed at 200 of its writes and syncs, the desk loses nothing acknowledged, doubles nothing, and ends with the pages of an undisturbed run.

WIREDESK_CRASH_POINTS says how many points, WIREDESK_CRASH_ONLY=n tries the one with this number."""
import concurrent.futures
import os
import random
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import SAMPLE, done, folder, ok, run, same  # noqa: E402

POINTS = int(os.environ.get('WIREDESK_CRASH_POINTS', '200'))
NOW = {'WIREDESK_NOW': '2026-03-14T21:00:00Z'}
AT_ONCE = 2


def subscribe(data):
    return run('feed', 'import', '--data', data, os.path.join(SAMPLE, 'feeds.opml'), env=NOW)


def ingest(data, env):
    return run('ingest', '--quiet', '--workers', '1', '--data', data, SAMPLE, env={**NOW, **env})


def pages(data):
    return run('show', '--json', '--data', data).stdout


quiet = folder()
count = os.path.join(quiet, 'count')
subscribe(quiet)
same(ingest(quiet, {'WIREDESK_CRASH_COUNT': count}).returncode, 0, 'an undisturbed run')
with open(count, encoding='utf-8') as f:
    calls = int(f.read().split()[0])
want = pages(quiet)
ok(calls > 50, f'it writes and syncs {calls} times')


def crash(n):
    """Killed at call n, then run again: (was killed, fault or '')."""
    data = folder()
    subscribe(data)
    killed = ingest(data, {'WIREDESK_CRASH_AT': str(n)}).returncode == -9
    r = ingest(data, {})
    if r.returncode:
        fault = f'after call {n}: exit {r.returncode} {r.stderr[-300:]}'
    elif pages(data) != want:
        fault = f'after call {n}: other pages'
    else:
        check = run('check', '--data', data)
        fault = f'after call {n}: {check.stdout[-300:]}' if check.returncode else ''
    shutil.rmtree(data)
    return killed, fault


points = sorted(random.Random(1).sample(range(1, calls + 1), min(POINTS, calls)))
if 'WIREDESK_CRASH_ONLY' in os.environ:
    points = [int(os.environ['WIREDESK_CRASH_ONLY'])]
with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
    tried = list(pool.map(crash, points))
faults = [fault for _, fault in tried if fault]
died = sum(killed for killed, _ in tried)
ok(not faults, f'killed at {len(points)} calls: the pages are those of an undisturbed run', '\n'.join(faults[:20]))
ok(died >= len(points) * 9 // 10, f'{died} of them really killed the program')
shutil.rmtree(quiet)
done()
