#!/usr/bin/env python3
"""Broken input: cut files, wrong charsets, empty, binary, one tag for ever, bombs. A clear error or what could be saved; never a crash."""
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import SAMPLE, done, folder, ok, run, show  # noqa: E402

here = folder()
RSS = ('<?xml version="1.0" encoding="{enc}"?><rss version="2.0"><channel><title>Broken Post</title>'
       '<item><title>First café story</title><link>https://broken.example/1</link><description>The first text of all, whole and well.</description></item>'
       '<item><title>Second story</title><link>https://broken.example/2</link><description>The second text of all.</description></item>')
CASES = {
    'cut.xml': RSS.format(enc='utf-8').encode() + b'<item><title>Third sto',
    'latin1-says-utf8.xml': RSS.format(enc='utf-8').encode('latin-1') + b'</channel></rss>',
    'utf16.xml': RSS.format(enc='utf-16').encode('utf-16') + '</channel></rss>'.encode('utf-16-le'),
    'nul.xml': RSS.format(enc='utf-8').encode().replace(b'well', b'we\0ll') + b'</channel></rss>',
    'empty.xml': b'',
    'blank.txt': b' \n\n \n',
    'noise.bin': bytes((i * 7919 + i // 251) % 256 for i in range(20000)),
    'onetag.xml': b'<rss><channel>' + b'<b>' * (50 * 1024 * 1024 // 3 // 8),
    'deep.html': b'<html><body>' + b'<div>' * 100000 + b'deep',
    'deep.json': b'{"version":"https://jsonfeed.org/version/1.1","items":' + b'[' * 100000,
    'brackets.json': b'[' * 100000,
    'bomb.xml': b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + b''.join(
        b'<!ENTITY %c "%s">' % (98 + i, b'&%c;' % (97 + i) * 10) for i in range(8)) + b']><rss><channel><item><title>&i;</title></item></channel></rss>',
    'notfeed.json': b'{"hello": "world"}',
}
for name, data in CASES.items():
    with open(os.path.join(here, name), 'wb') as f:
        f.write(data)

for name in CASES:
    r = run('parse', os.path.join(here, name), timeout=120)
    ok(r.returncode in (0, 1) and 'Sanitizer' not in r.stderr, f'parse {name}: exit {r.returncode}', r.stderr[-600:])
    if r.returncode == 1:
        ok(r.stderr.strip() or '"error"' in r.stdout, f'parse {name} says why: {(r.stderr or r.stdout).strip()[:100]}')
for name in ('cut.xml', 'latin1-says-utf8.xml', 'utf16.xml', 'nul.xml'):
    try:
        titles = [e.get('title') for e in json.loads(run('parse', os.path.join(here, name)).stdout)['entries']]
    except (ValueError, KeyError) as e:
        titles = [repr(e)]
    ok(titles[:2] == ['First café story', 'Second story'], f'{name}: what was complete is kept', titles)

desk = folder()
r = run('ingest', '--data', desk, here, timeout=300)
ok(r.returncode == 1, 'ingest of all of them ends with exit 1', f'{r.returncode} {r.stderr[-300:]}')
for name in ('empty.xml', 'noise.bin', 'deep.json'):
    ok(any(name in line and len(line) > len(name) + 15 for line in r.stderr.splitlines()), f'and names {name} with a reason', r.stderr[-1500:])
ok('Sanitizer' not in r.stderr, 'no sanitizer speaks')
titles = [a.get('title') for s in show(desk)['stories'] for a in s['articles']]
ok('First café story' in titles and 'Second story' in titles, 'what was good is in the desk', titles)
r = run('ingest', '--data', desk, os.path.join(here, 'nowhere.xml'))
ok(r.returncode == 1 and 'nowhere.xml' in r.stderr, 'a missing file is named', r.stderr)
for args in (['ingest'], ['ingest', '--arrived', 'tomorrow', here], ['feed', 'add', 'ftp://x.example/'], ['feed', 'dance'], ['nonsense'], ['show', '--data', desk, 'x99'],
             ['run', '--listen', 'nowhere', '--data', desk], ['search', '--data', desk]):
    r = run(*args, timeout=30)
    ok(r.returncode in (1, 2) and r.stderr.strip(), f"{' '.join(args[:2])}: exit {r.returncode} and a word why", r.stderr)
for command in ('dates', 'analyse', 'copies', 'stories', 'extract'):
    lines = '{"id":"a","text":"On 14 March 2026 a ferry ran aground."}\nnot json\n{"id":3}\n\n{"id":"b","text":"\\u0000x"}\n'
    r = run(command, *(['--batch'] if command == 'extract' else []), stdin=lines, timeout=60)
    answers = [json.loads(x) for x in r.stdout.splitlines()]
    ok(len(answers) == 4 and 'error' in answers[1] and r.returncode == 1, f'{command}: a bad line is answered and does not stop it', r.stdout + r.stderr)
with open(os.path.join(desk, 'log.db'), 'r+b') as f:
    f.seek(4096)
    f.write(b'\xff' * 8192)
r = run('check', '--data', desk)
ok(r.returncode == 1 and 'log.db' in r.stdout + r.stderr, 'a damaged log is noticed and named', r.stdout + r.stderr)
shutil.rmtree(here)
shutil.rmtree(desk)
done()
