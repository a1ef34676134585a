#!/usr/bin/env python3
"""parse --batch: memory is flat over a stream of any length, and every answer is that of the file alone."""
import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import PROGRAM, done, folder, ok, run, same, skip  # noqa: E402

EARLY, TIMES = 200, 10
here = folder()
made = run('bench', 'feeds', '--write', here, '--feeds', '16')
same(made.returncode, 0, 'invented feeds are written')
files = sorted(os.path.join(here, f) for f in os.listdir(here))
ok(len(files) >= 13 * 16, 'of each kind', len(files))


def peak_kb(pid):
    with open(f'/proc/{pid}/status') as f:
        found = re.search(r'VmHWM:\s*(\d+)', f.read())
    return int(found[1]) if found else None


def ask(child, path):
    child.stdin.write(json.dumps({'file': path}).encode() + b'\n')
    child.stdin.flush()
    return child.stdout.readline()


# a sanitizer keeps what was freed for a while: that is no growth of the program's own
child = subprocess.Popen([PROGRAM, 'parse', '--batch'], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         env={**os.environ, 'ASAN_OPTIONS': 'quarantine_size_mb=1:' + os.environ.get('ASAN_OPTIONS', '')})
first, differing, failed = {}, [], []
early = late = None
for n in range(EARLY * TIMES):
    path = files[n * 89 % len(files)]  # kinds and sizes mixed
    answer = ask(child, path)
    if b'"error"' in answer[:40] or not answer.endswith(b'}\n'):
        failed.append(path)
    if first.setdefault(path, answer) != answer:
        differing.append(path)
    if n + 1 == EARLY:
        early = peak_kb(child.pid) if os.path.exists('/proc/self/status') else None
if early:
    late = peak_kb(child.pid)
child.stdin.close()
same(child.wait(timeout=60), 0, 'the stream ends well')
child.stdout.close()
ok(not failed, 'every feed is read', failed[:3])
ok(not differing, 'the same file has the same answer, whatever stood before it', differing[:3])
if early:
    ok(late <= early * 1.25 + 4096, 'ten times as many files take no more memory', f'{early} kB after {EARLY} files, {late} kB after {EARLY * TIMES}')
else:
    skip('the system does not tell how much memory a process has')

alone = [p for p in files if p.endswith('0003.xml') or p.endswith('0003.json')]
ok(alone and all(subprocess.run([PROGRAM, 'parse', p], capture_output=True).stdout == first.get(p, ask) for p in alone if p in first),
   'and that of the file alone')

given = run('bench', 'feeds', '--json', '--no-batch', '--rounds', '1', here)
figures = json.loads(given.stdout) if given.returncode == 0 else []
same([f.get('feeds') for f in figures], [len(files)], 'bench feeds takes a folder')
ok(figures and figures[0]['failed'] == 0 and figures[0]['entries'] > 1000 and figures[0]['bytes'] == sum(map(os.path.getsize, files)),
   'and counts what is in it', figures)
bad = run('bench', 'feeds', '--kind', 'none-such')
ok(bad.returncode == 1 and 'none-such' in bad.stderr, 'a kind that there is not is named', bad.stderr)
shutil.rmtree(here)
done()
