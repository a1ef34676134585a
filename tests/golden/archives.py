#!/usr/bin/env python3
"""Archives: NDJSON and WARC, plain and packed, packed feeds, standard input; twice the same changes nothing."""
import gzip
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import done, folder, ok, run, same, show  # noqa: E402

here, data = folder(), folder()
RECORDS = [
    {'id': 'r1', 'title': 'Salt mine at Oberlin floods', 'text': 'Water broke into the salt mine at Oberlin on Friday night. Nobody was below.',
     'date': '2026-03-13T23:10:00Z', 'outlet': 'The Salt Road', 'lang': 'en', 'url': 'https://saltroad.example/mine'},
    {'id': 2, 'title': 'Beekeeper counts 40 swarms', 'text': 'Beekeeper Jon Aske counted forty swarms in the orchards of Dell this spring.',
     'date': '2026-03-14T06:00:00Z', 'outlet': 'Dell Weekly', 'lang': 'en'},
    {'id': 'r3', 'title': 'Opera house gets a new curtain', 'text': 'The opera of Marn unveiled a curtain woven by 300 volunteers.', 'outlet': 'Marn Today'},
]
FEED = ('<?xml version="1.0"?><rss version="2.0"><channel><title>Packed Post</title><item><title>Lighthouse keeper retires after 41 years</title>'
        '<link>https://packed.example/1</link><description>Olga Brenn left the Sker lighthouse on Saturday after 41 years.</description></item></channel></rss>')


def put(name, raw):
    path = os.path.join(here, name)
    with open(path, 'wb') as f:
        f.write(raw)
    return path


def page(title, text):
    paragraphs = ''.join(f'<p>{t}</p>' for t in text)
    return (f'<!DOCTYPE html><html lang="en"><head><title>{title} - Warc Gazette</title><meta property="og:site_name" content="Warc Gazette"/>'
            f'<meta property="og:type" content="article"/><meta property="og:title" content="{title}"/>'
            '<meta property="article:published_time" content="2026-03-14T05:00:00Z"/></head>'
            f'<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{paragraphs}</article><footer>Imprint</footer></body></html>')


def warc(kind, url, block, at, media='application/http; msgtype=response'):
    head = f'WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at}\r\nContent-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n'
    return head.encode() + block + b'\r\n\r\n'


def response(status, body, media):
    return f'HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n'.encode() + body


TEXT = ['Divers raised the bell of the ferry Aurora from the floor of Lake Senn on Saturday, sixty years after she sank.',
        'The bell weighs ninety kilograms and bears the name of the yard that cast it, said Ruth Keel, who led the dive.',
        'It will hang in the chapel of Sennbruck from the first of May, the parish council decided by nine votes to two.']
RECORDS_OF_WARC = [
    warc('warcinfo', '', b'software: none\r\n', '2026-03-14T05:00:00Z', 'application/warc-fields'),
    warc('response', 'https://warcgazette.example/bell', response('200 OK', page('Divers raise bell of the Aurora', TEXT).encode(), 'text/html; charset=utf-8'),
         '2026-03-14T05:30:00Z'),
    warc('response', 'https://warcgazette.example/gone', response('404 Not Found', page('Page not found here', TEXT).encode(), 'text/html'), '2026-03-14T05:31:00Z'),
    warc('response', 'https://warcgazette.example/rss', response('200 OK', FEED.replace('Packed', 'Warc').replace('Lighthouse', 'Canal').encode(), 'application/rss+xml'),
         '2026-03-14T05:32:00Z'),
]

lines = ''.join(json.dumps(r, ensure_ascii=False) + '\n' for r in RECORDS)
ndjson = put('three.ndjson', lines.encode())
packed = put('three-more.ndjson.gz', gzip.compress(lines.replace('"r', '"s').replace('Salt mine', 'Tin mine').replace('"id": 2', '"id": 4').encode()))
bad = put('bad.ndjson', (json.dumps(RECORDS[0]) + '\n{"id": "broken", \n\n' + json.dumps({'id': 'x', 'text': 'A text about herons on the pier of Anholt.'}) + '\n').encode())
crawl = put('crawl.warc.gz', b''.join(gzip.compress(r) for r in RECORDS_OF_WARC))
feed = put('packed.rss.gz', gzip.compress(FEED.encode()))
half = put('half.warc.gz', b''.join(gzip.compress(r) for r in RECORDS_OF_WARC)[:-200])


def titles():
    return sorted(x.get('title') or '' for s in show(data)['stories'] for x in s['articles'])


r = run('ingest', '--data', data, ndjson)
same(r.returncode, 0, 'NDJSON is taken')
same(titles(), sorted(x['title'] for x in RECORDS), 'a line is an article')
mine = next(x for s in show(data)['stories'] for x in s['articles'] if 'Salt mine' in x['title'])
same((mine['outlet'], mine['created'], mine.get('url')), ('The Salt Road', '2026-03-13T23:10:00Z', 'https://saltroad.example/mine'), 'with its outlet, date and address')
before = run('show', '--json', '--data', data).stdout
r = run('ingest', '--data', data, ndjson)
ok(r.returncode == 0 and '3 of them there before; 0 new' in r.stderr, 'the same file again is known', r.stderr)
same(run('show', '--json', '--data', data).stdout, before, 'and changes nothing')
r = run('ingest', '--data', data, packed)
ok(r.returncode == 0 and any('Tin mine' in t for t in titles()), 'gzip of NDJSON is read', r.stderr)
r = run('ingest', '--data', data, bad)
ok(r.returncode == 1 and 'bad.ndjson' in r.stderr and '2' in r.stderr, 'a broken line is named', r.stderr)
ok(any('herons' in x for x in [run('show', '--json', '--data', data).stdout]), 'and what stands behind it is taken')
r = run('ingest', '--data', data, crawl)
same(r.returncode, 0, 'a crawl is taken')
ok('Divers raise bell of the Aurora' in titles() and 'Canal keeper retires after 41 years' in titles(), 'its page and its feed', titles())
ok(not any('not found' in t for t in titles()), 'an error page is no article', titles())
bell = next(x for s in show(data)['stories'] for x in s['articles'] if 'Divers' in x['title'])
same((bell.get('outlet'), bell.get('arrived')), ('Warc Gazette', '2026-03-14T05:30:00Z'), 'a page has its site and the crawl\'s instant')
r = run('ingest', '--data', data, feed)
ok(r.returncode == 0 and 'Lighthouse keeper retires after 41 years' in titles(), 'a packed feed is opened', r.stderr)
r = run('ingest', '--data', data, half)
ok(r.returncode == 1 and 'half.warc.gz' in r.stderr, 'a crawl that was cut off is named', r.stderr)
text = 'Ice hotel melts in Norr\n\nThe ice hotel of Norr closed on Saturday, two weeks early: its bar had run into its lobby.\n'
same(run('ingest', '--data', data, '-', stdin=text).returncode, 0, 'standard input is taken')
ok('Ice hotel melts in Norr' in titles(), 'as a text', titles())
before = run('show', '--json', '--data', data).stdout
same(run('ingest', '--data', data, '-', stdin=text).returncode, 0, 'and taken again')
same(run('show', '--json', '--data', data).stdout, before, 'which changes nothing')
r = run('replay', '--compare', '--data', data)
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay gives the same pages', r.stdout + r.stderr)
shutil.rmtree(here)
shutil.rmtree(data)
done()
