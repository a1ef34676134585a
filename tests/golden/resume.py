#!/usr/bin/env python3
"""An ingest that is stopped goes on where it was; archives are known by their content; what cannot be read is told at the end; a full disk
loses nothing and stops nothing."""
import gzip
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import PROGRAM, Desk, done, folder, ok, run, same, show, until  # noqa: E402

here = folder()
GOOD_EVERY, RECORDS = 500, 4000
TOWNS = ['Arl', 'Brennow', 'Culm', 'Dorn', 'Elbin', 'Fehr', 'Gant', 'Holm']
noise = random.Random(6)


def record(n):
    if n % GOOD_EVERY == 0:
        town = TOWNS[n // GOOD_EVERY]
        return {'id': f'g{n}', 'title': f'{town} counts its {n + 3} lamps', 'text': f'The council of {town} counted {n + 3} street lamps on Monday night.'}
    return {'id': f'n{n}', 'noise': noise.randbytes(3000).hex()}


def put(name, raw):
    path = os.path.join(here, name)
    with open(path, 'wb') as f:
        f.write(raw)
    return path


def events(data):
    try:
        db = sqlite3.connect(f'file:{data}/log.db?mode=ro', uri=True, timeout=10)
        n = db.execute('SELECT count(*) FROM events').fetchone()[0]
        db.close()
        return n
    except sqlite3.Error:
        return 0


def stopped_midway(path):
    """A data folder whose ingest of path was interrupted with some of it in the log, and what it said."""
    for _ in range(8):
        data = folder()
        p = subprocess.Popen([PROGRAM, 'ingest', '--data', data, path], stderr=subprocess.PIPE, text=True)
        while p.poll() is None and not events(data):
            time.sleep(0.002)
        p.send_signal(signal.SIGINT)
        said = p.communicate(timeout=120)[1]
        if 0 < events(data) < RECORDS:
            return data, p.returncode, said
        shutil.rmtree(data)
    return None, None, None


# ---- stopped and taken up ----
lines = [json.dumps(record(n)).encode() + b'\n' for n in range(RECORDS)]
many = put('many.ndjson.gz', b''.join(gzip.compress(line, 1) for line in lines))
data, code, said = stopped_midway(many)
if ok(data, 'an ingest was interrupted midway'):
    first = events(data)
    ok(code == 1 and 'stopped; the same command goes on from here' in said, 'it says so', said[-400:])
    same(len(os.listdir(os.path.join(data, 'ingest'))), 1, 'where it was is remembered')
    r = run('ingest', '--data', data, '--errors', os.path.join(here, 'errors.ndjson'), many)
    ok(f'goes on behind record {first}' in r.stderr, 'the next run goes on there', r.stderr[:300])
    ok(f'{RECORDS - first} deliveries, 0 of them there before' in r.stderr, 'and reads only the rest', r.stderr[-300:])
    same(events(data), RECORDS, 'all of it is in the log then, once')
    same(sorted(a['title'] for s in show(data)['stories'] for a in s['articles']),
         sorted(record(n)['title'] for n in range(0, RECORDS, GOOD_EVERY)), 'and every article is there')
    same(os.listdir(os.path.join(data, 'ingest')), [], 'nothing is left to take up')
    bad = [line for line in r.stderr.splitlines() if 'neither "title" nor "text"' in line]
    same(len(bad), 20, 'of faults that are alike twenty are told')
    ok(f'and {RECORDS - RECORDS // GOOD_EVERY - 20} more like it' in r.stderr or ' more like it' in r.stderr, 'and how many more there are', r.stderr[-400:])
    with open(os.path.join(here, 'errors.ndjson'), encoding='utf-8') as f:
        told = [json.loads(line) for line in f]
    ok(told and all(t['source'].startswith(many + ':') and t['error'] for t in told), 'all of them stand in the file asked for', told[:2])
    r = run('ingest', '--data', data, many)
    ok(f'{RECORDS} deliveries, {RECORDS} of them there before; 0 new' in r.stderr, 'once more changes nothing', r.stderr[-300:])
    shutil.rmtree(data)
data, code, said = stopped_midway(many)
if ok(data, 'another one was interrupted'):
    with open(many, 'ab') as f:
        f.write(gzip.compress(json.dumps(record(0) | {'id': 'late', 'title': 'Arl counts again', 'text': 'Arl counted again on Tuesday.'}).encode()))
    r = run('ingest', '--data', data, many)
    ok('goes on' not in r.stderr and f'{RECORDS + 1} deliveries' in r.stderr, 'a file that changed is read from its beginning', r.stderr[-300:])
    same(events(data), RECORDS + 1, 'and nothing of it is stored twice')
    shutil.rmtree(data)

# ---- known by content ----
data = folder()
two = json.dumps(record(0)) + '\n' + json.dumps(record(GOOD_EVERY)) + '\n'
shouting = put('records.txt', two.encode())
same(run('ingest', '--data', data, shouting).returncode, 0, 'lines of JSON under the name of a text')
same(len([a for s in show(data)['stories'] for a in s['articles']]), 2, 'are an archive')
r = run('ingest', '--data', data, '-', stdin=two.replace('Arl', 'Rinn').replace('Brennow', 'Sulz'))
ok(r.returncode == 0 and '2 deliveries' in r.stderr, 'from standard input, too', r.stderr)
block = 'Ferry to Holm runs again\n\nThe ferry to Holm runs again since Monday, after nine weeks in the dock.\n'
crawl = f'WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://holm.example/ferry.txt\r\nWARC-Date: 2026-03-14T05:00:00Z\r\n' \
        f'Content-Type: text/plain\r\nContent-Length: {len(block)}\r\n\r\n{block}\r\n\r\n'
same(run('ingest', '--data', data, put('crawl.bin', gzip.compress(crawl.encode()))).returncode, 0, 'a crawl under another name')
ok('Ferry to Holm runs again' in run('show', '--json', '--data', data).stdout, 'is a crawl')

# ---- archives in the drop folder, and beside a running desk ----
with Desk(data) as desk:
    drop = os.path.join(data, 'drop')
    put_here = os.path.join(here, 'drop.ndjson')
    with open(put_here, 'w', encoding='utf-8') as f:
        f.write(json.dumps({'id': 'd1', 'title': 'Heron nests on the mast of Venn', 'text': 'A heron nests on the radio mast of Venn.'}) + '\n'
                + '{"broken\n' + json.dumps({'id': 'd2', 'title': 'Tram of Orsa turns eighty', 'text': 'The tram of Orsa turned eighty on Sunday.'}) + '\n')
    shutil.move(put_here, os.path.join(drop, 'drop.ndjson'))
    ok(until(lambda: 'Heron nests' in desk.get('/')[2] and 'Tram of Orsa' in desk.get('/')[2]), 'an archive in the drop folder is taken record by record')
    ok(until(lambda: os.path.exists(os.path.join(drop, 'done', 'drop.ndjson'))), 'and put away')
    beside = put('beside.ndjson', (json.dumps({'id': 'b1', 'title': 'Bakers of Tull strike', 'text': 'The bakers of Tull went on strike on Friday.'})
                                   + '\n{"id": "b2"}\n').encode())
    r = run('ingest', '--data', data, beside)
    ok(r.returncode == 1 and 'beside.ndjson:2' in r.stderr and 'neither' in r.stderr, 'what the running desk could not read is told, too', r.stderr)
    ok(until(lambda: 'Bakers of Tull' in desk.get('/')[2]), 'and what it could is there')

# ---- a full disk ----
    def limit(most):
        resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (most if most else soft, hard))

    def into_drop(name, text):
        shutil.move(put(name, text.encode()), os.path.join(drop, name))

    def size(name):
        return os.path.getsize(os.path.join(data, name)) if os.path.exists(os.path.join(data, name)) else 0

    soft, hard = resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE)
    limit(4096)
    into_drop('full.txt', 'Quarry of Senn closes\n\nThe quarry of Senn closes in May, its owner Ada Rolm said on Monday.\n')
    ok(until(lambda: 'the files wait' in desk.stderr()), 'a disk that takes nothing more is told', desk.stderr()[-600:])
    ok(os.path.exists(os.path.join(drop, 'full.txt')), 'the file stays where it is')
    same(desk.get('/')[0], 200, 'the pages are served')
    limit(None)
    ok(until(lambda: 'Quarry of Senn' in desk.get('/')[2]), 'and is taken when there is room again', desk.stderr()[-600:])
    # the log can be written, the derived tables cannot
    for n in range(60):
        if size('derived.db-wal') > 2 * size('log.db-wal') + (256 << 10):
            break
        into_drop(f'more{n}.txt', f'Pump {n} of the waterworks runs\n\nPump number {n} of the waterworks of Alm ran again on Monday, after {n + 2} weeks.\n')
        until(lambda n=n: f'Pump {n} of the waterworks' in desk.get('/')[2])
    ok(size('derived.db-wal') > size('log.db-wal') + (64 << 10), 'the derived tables are the larger ones')
    limit(size('log.db-wal') + (64 << 10))
    into_drop('later.txt', 'Mill of Ober turns\n\nThe mill of Ober turns for the first time since 1961, miller Jan Tolk said on Monday.\n')
    ok(until(lambda: 'what comes waits until it can be written' in desk.stderr()), 'derived tables that cannot be written are told', desk.stderr()[-600:])
    ok(until(lambda: os.path.exists(os.path.join(drop, 'done', 'later.txt'))), 'the log takes what comes')
    same(desk.get('/')[0], 200, 'the pages are served')
    limit(None)
    ok(until(lambda: 'Mill of Ober' in desk.get('/')[2], 60), 'and it is shown when there is room again', desk.stderr()[-600:])
    ok('can be written again' in desk.stderr(), 'which is told')
    same(desk.stop(), 0, 'the desk ran on')
r = run('check', '--data', data)
same(r.returncode, 0, 'and its folder is sound')
shutil.rmtree(data)
shutil.rmtree(here)
done()
