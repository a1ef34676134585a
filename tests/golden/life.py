#!/usr/bin/env python3
"""The running program: one desk a folder, stopped at once when asked, whatever it is doing, and nothing lost by it."""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import PROGRAM, Desk, done, folder, ok, run, same, show, until  # noqa: E402

STOP_S = 2.0
data = folder()
with Desk(data) as desk:
    r = run('run', '--data', data, '--listen', '127.0.0.1:0', timeout=20)
    ok(r.returncode == 1 and re.search(rf'held by process {desk.process.pid}\b', r.stderr), 'a second desk on the folder says who holds it', r.stderr)
    waiting = socket.create_connection(('127.0.0.1', desk.port))
    waiting.sendall(b'GET / HTTP/1.1\r\nHost: lo')
    start = time.monotonic()
    same(desk.stop(), 0, 'a desk ends well when asked')
    took = time.monotonic() - start
    ok(took < STOP_S, f'within {STOP_S} s: {took:.2f}')
    waiting.close()
with Desk(data, '--contact', 'desk@wire.example') as desk:
    desk.process.send_signal(signal.SIGINT)
    start = time.monotonic()
    ok(until(lambda: desk.process.poll() is not None, 10) is not None and time.monotonic() - start < STOP_S and desk.process.returncode == 0, 'so does one that polls')

PLACES = ['Ardal', 'Brunnen', 'Corve', 'Dorrick', 'Esk', 'Fenn', 'Grue', 'Holm', 'Iden', 'Jarl']
big = os.path.join(data, 'big.ndjson')
with open(big, 'w', encoding='utf-8') as f:
    for i in range(3000):
        a, b = PLACES[i % 10], PLACES[i // 10 % 10]
        f.write(json.dumps({'id': str(i), 'title': f'Road {i} from {a} to {b} is open', 'outlet': f'{a} News', 'date': '2026-03-14T08:00:00Z', 'lang': 'en',
                            'text': f'Road number {i} from {a} to {b} was opened. ' + ' '.join(f'Stone {i * 37 + k} lies at {PLACES[k % 10]}.' for k in range(40))}) + '\n')
other = folder()
p = subprocess.Popen([PROGRAM, 'ingest', '--quiet', '--data', data, big], stderr=subprocess.PIPE)
until(lambda: os.path.exists(os.path.join(data, 'log.db')) and os.path.getsize(os.path.join(data, 'log.db-wal') if os.path.exists(
    os.path.join(data, 'log.db-wal')) else os.path.join(data, 'log.db')) > 300000, 20)
start = time.monotonic()
p.send_signal(signal.SIGTERM)
p.communicate(timeout=60)
took = time.monotonic() - start
ok(took < STOP_S, f'an ingest that is at work ends within {STOP_S} s: {took:.2f}')
same(run('ingest', '--quiet', '--data', data, big).returncode, 0, 'it is given once more')
same(run('ingest', '--quiet', '--data', other, big).returncode, 0, 'and elsewhere in one go')
count = [sum(len(s['articles']) for s in show(d)['stories']) for d in (data, other)]
same(count, [3000, 3000], 'nothing is lost, nothing double')


def shape(d):
    return sorted(sorted(a['title'] for a in s['articles']) for s in show(d)['stories'])


same(shape(data) == shape(other), True, 'the stories are those of a run that nobody stopped')
shutil.rmtree(data)
shutil.rmtree(other)

# ---- a clock that jumps: ahead by years, and back ----
data = folder()
days = {'2026-03-14T10:00:00Z': 'Pier of Lund opens', '2031-01-01T00:00:00Z': 'Pier of Lund is painted', '2026-03-14T11:00:00Z': 'Pier of Lund has visitors',
        '1999-12-31T23:59:59Z': 'Pier of Lund at night'}
for now, title in days.items():
    with Desk(data, env={'WIREDESK_NOW': now}) as desk:
        with open(os.path.join(data, 'new.txt'), 'w', encoding='utf-8') as f:
            f.write(f'{title}\n\n{title}, the harbour master Ida Senn said. It is the {len(title)}th pier of the coast.\n')
        shutil.move(os.path.join(data, 'new.txt'), os.path.join(data, 'drop', title.replace(' ', '-') + '.txt'))
        ok(until(lambda t=title: t in run('show', '--json', '--data', data).stdout) is not None, f'at {now} what comes is taken', desk.stderr()[-400:])
        same(desk.stop(), 0, 'and the desk runs on')
same(sorted(a['title'] for s in show(data)['stories'] for a in s['articles']), sorted(days.values()), 'nothing is lost by it')
r = run('replay', '--compare', '--data', data)
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'and replay gives the same pages', r.stdout + r.stderr)
shutil.rmtree(data)
done()
