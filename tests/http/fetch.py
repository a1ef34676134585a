#!/usr/bin/env python3
"""Polling: a loopback server with RSS, Atom and JSON Feed, validators, redirects and refusals."""
import http.server
import json
import os
import shutil
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import Desk, done, folder, ok, run, same, until  # noqa: E402


STORIES = {
    'Loop story of a mill': 'The old mill at Varn grinds again, turned by a wheel that a joiner built in two winters.',
    'Chess player of nine wins in Dorrick': 'Nine-year-old Mira Tal beat four masters at the Dorrick open and took the silver pawn home.',
}


def rss(titles):
    items = ''.join(f'<item><title>{t}</title><link>https://loop.example/{i}</link><guid isPermaLink="false">g{t}</guid>'
                    f'<description>{STORIES[t]}</description></item>' for i, t in enumerate(titles))
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Loop Post</title>{items}</channel></rss>'


ATOM = ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Ring Post</title><id>tag:ring.example,2026:f</id><updated>2026-03-14T10:00:00Z</updated>'
        '<entry><title>Atom entry on bees</title><id>tag:ring.example,2026:1</id><link href="https://ring.example/1"/>'
        '<updated>2026-03-14T10:00:00Z</updated><summary>Bees came back to the park.</summary></entry></feed>')
JSONFEED = ('{"version":"https://jsonfeed.org/version/1.1","title":"Brace Post","items":[{"id":"1","url":"https://brace.example/1",'
            '"title":"Feed item on trams","content_text":"Trams run again on line four."}]}')


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    titles = ['Loop story of a mill']
    seen = []

    def log_message(self, *unused):
        pass

    def answer(self, status, body=b'', **headers):
        self.send_response(status)
        for k, v in headers.items():
            self.send_header(k.replace('_', '-'), v)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        h = self.headers
        Handler.seen.append((self.path, h.get('If-None-Match'), h.get('If-Modified-Since'), h.get('User-Agent')))
        if self.path == '/rss':
            tag = f'"v{len(self.titles)}"'
            if h.get('If-None-Match') == tag:
                return self.answer(304, ETag=tag)
            return self.answer(200, rss(self.titles).encode(), ETag=tag, Content_Type='application/rss+xml', Last_Modified='Sat, 14 Mar 2026 10:00:00 GMT')
        if self.path == '/atom':
            return self.answer(200, ATOM.encode(), Content_Type='application/atom+xml')
        if self.path == '/moved':
            return self.answer(302, Location='/json')
        if self.path == '/json':
            return self.answer(200, JSONFEED.encode(), Content_Type='application/feed+json')
        if self.path.startswith('/busy'):
            return self.answer(429, b'slow down', Retry_After='7200')
        if self.path == '/gone':
            return self.answer(410)
        return self.answer(404, b'no')


def asked(path):
    return sum(p == path for p, *_ in Handler.seen)


def state(name):
    return next(x for x in json.loads(run('feed', 'list', '--json', '--data', data).stdout) if x['feed']['name'] == name)


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
port = server.server_port
data = folder()
names = ('good.example', 'busy.example', 'hidden.example')
resolve = ','.join(f'{n}:{port}:127.0.0.1' for n in names)
for path in ('rss', 'atom', 'moved', 'gone', 'missing'):
    r = run('feed', 'add', '--data', data, '--name', path, f'http://good.example:{port}/{path}')
    same(r.returncode, 0, f'feed add {path}')
for path in ('busy', 'busy2', 'busy3'):
    same(run('feed', 'add', '--data', data, '--name', path, f'http://busy.example:{port}/{path}').returncode, 0, f'feed add {path}')
same(run('feed', 'add', '--data', data, '--name', 'private', f'http://hidden.example:{port}/rss').returncode, 0, 'feed add private')
polls = ('--contact', 'desk@wire.example', '--resolve', resolve, '--pause', '0')

with Desk(data) as desk:
    ok(not until(lambda: Handler.seen, 3), 'without a contact nothing is asked')
with Desk(data, *polls, '--allow', 'good.example,busy.example', '--interval', '2') as desk:
    for what in ('Loop story of a mill', 'Atom entry on bees', 'Feed item on trams'):
        ok(until(lambda w=what: w in desk.get('/')[2], 40), f'{what} is a story')
    ok(until(lambda: any(p == '/rss' and e == '"v1"' and m for p, e, m, _ in Handler.seen), 30), 'the second poll sends both validators')
    ok(all('desk@wire.example' in (u or '') and 'wiredesk/' in u for _, _, _, u in Handler.seen), 'the User-Agent names version and contact')
    Handler.titles = ['Loop story of a mill', 'Chess player of nine wins in Dorrick']
    ok(until(lambda: 'Chess player of nine wins in Dorrick' in desk.get('/')[2], 40), 'a new item appears while the desk runs')
    ok(until(lambda: any(p == '/rss' and e == '"v2"' for p, e, _, _ in Handler.seen), 30), 'with the new validator')
    same(sum(asked(f'/busy{n}') for n in ('', '2', '3')), 1, '429 with Retry-After holds for all feeds of the host')
    same(asked('/gone'), 1, '410 is never asked again')
    ok(until(lambda: all(state(n).get('poll', {}).get('wait') in ('host', 'retry_after') for n in ('busy', 'busy2', 'busy3')), 20), 'which all say so')
    listed = run('feed', 'list', '--data', data).stdout
    for words in ('the server answered 429', 'the server answered 404', 'gone for good', 'hidden.example has the loopback address 127.0.0.1', 'entries, ', ' a day'):
        ok(words in listed, f'feed list says: {words}', listed)
    for name, want in (('rss', 'good'), ('missing', 'failing'), ('gone', 'gone'), ('private', 'refused'), ('moved', 'good')):
        same(state(name)['state'], want, f'{name}: {want}')
    page = desk.get('/feeds')[2]
    for words in ('the server answered 429', 'the host asked to be left alone', 'waiting', 'refused', 'gone', 'failing', 'a day'):
        ok(words in page, f'the feed health page says: {words}')
    same(run('feed', 'retry', 'gone', '--data', data).returncode, 0, 'the user wants what is gone asked again')
    ok(until(lambda: asked('/gone') == 2, 30), 'and it is')
    ok(until(lambda: state('gone')['state'] == 'gone', 20), 'gone it is')
    same(run('feed', 'set', 'gone', '--url', f'http://good.example:{port}/atom', '--data', data).returncode, 0, 'it gets another address')
    ok(until(lambda: state('gone')['state'] == 'good', 30), 'and is good')
    same(run('feed', 'set', 'missing', '--paused', 'yes', '--data', data).returncode, 0, 'one is paused')
    ok(until(lambda: state('missing')['state'] == 'paused', 20), 'it is')
    ok(run('feed', 'retry', 'nobody', '--data', data).returncode != 0, 'nobody cannot be asked again')
busy = sum(asked(f'/busy{n}') for n in ('', '2', '3'))
with Desk(data, *polls, '--allow', '127.0.0.0/8', '--interval', '3600') as desk:
    ok(until(lambda: state('private')['poll']['polls'] >= 1, 20), 'polls go on')
    same(run('feed', 'set', 'private', '--paused', 'no', '--data', data).returncode, 0, 'resumed by hand')
    ok(until(lambda: state('private')['state'] == 'good', 30), 'an address that is allowed as a network')
same(sum(asked(f'/busy{n}') for n in ('', '2', '3')), busy, 'what the server asked for survives a restart')
server.shutdown()
shutil.rmtree(data)
done()
