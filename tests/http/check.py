#!/usr/bin/env python3
"""check.py PROGRAM DATA: what the desk answers over HTTP: status, headers, caching, host names, slow and many connections.
Last line: `N passed, N failed, N skipped`."""
import http.client
import json
import os
import re
import socket
import sys
import time
import urllib.parse
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
from server import Desk

passed = failed = 0
POLICY = ("default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'")


def check(holds, what, detail=''):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(f'not ok: {what} {detail}')


def ask(host, port, method, path, headers=None):
    connection = http.client.HTTPConnection(host, port, timeout=30)
    try:
        connection.request(method, path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def check_routes(host, port):
    status, _, body = ask(host, port, 'GET', '/')
    story = re.search(rb'href="\./s/(\d+)"', body)
    serial = int(story.group(1)) if story else 0
    check(status == 200 and serial, 'the front page names stories')
    status, _, body = ask(host, port, 'GET', f'/s/{serial}.json')
    data = json.loads(body) if status == 200 else {'articles': []}
    check(data.get('id') == f's{serial}' and data['articles'], 'JSON of a story')
    article = data['articles'][0]['id'][1:] if data['articles'] else '0'
    types = {'/': 'text/html', f'/s/{serial}': 'text/html', f'/s/{serial}/articles': 'text/html', f'/s/{serial}/articles?from=0': 'text/html', f'/a/{article}': 'text/html', f'/a/{article}.json': 'application/json', '/search?q=a+b': 'text/html',
             '/feeds': 'text/html', '/about': 'text/html', '/atom.xml': 'application/atom+xml', f'/s/{serial}.atom': 'application/atom+xml',
             '/desk.css': 'text/css', '/desk.js': 'text/javascript', '/desk.svg': 'image/svg+xml', '/robots.txt': 'text/plain', '/healthz': 'text/plain',
             '/changes?since=0': 'application/json'}
    for path, kind in types.items():
        status, headers, body = ask(host, port, 'GET', path)
        check(status == 200 and headers['content-type'].startswith(kind) and body, f'GET {path}', f'{status} {headers.get("content-type")}')
        policy = headers.get('content-security-policy', '')
        check(all(p in policy for p in POLICY) and 'unsafe' not in policy and headers.get('x-content-type-options') == 'nosniff' and
              headers.get('referrer-policy') == 'no-referrer', f'headers of {path}')
        head, same, nothing = ask(host, port, 'HEAD', path)
        check(head == status and not nothing and same.get('content-length') == str(len(body)), f'HEAD {path}')
        if kind == 'application/atom+xml':
            root = xml.etree.ElementTree.fromstring(body)
            space = '{http://www.w3.org/2005/Atom}'
            check(root.tag == space + 'feed' and all(e.find(space + n) is not None for e in root.iter(space + 'entry') for n in ('id', 'title', 'updated')),
                  f'{path} is Atom')
        if 'etag' in headers:
            status, _, body = ask(host, port, 'GET', path, {'If-None-Match': headers['etag']})
            check(status == 304 and not body, f'304 for {path}', str(status))
    check('etag' in ask(host, port, 'GET', f'/s/{serial}')[1], 'pages have an entity tag')
    status, headers, _ = ask(host, port, 'POST', '/')
    check(status == 405 and headers.get('allow') == 'GET, HEAD', '405 with Allow')
    for path in ('/s/0', '/s/2147483648', '/s/4294967297', '/s/x', '/a/999999999', '/no', '/section/No%20such', f'/s/{serial}/articles?from=100000', f'/s/{serial}/articles?from=x', '/s/0/articles', '//', '/../etc/passwd', '/desk.css%00'):
        status, _, body = ask(host, port, 'GET', path)
        check(status in (400, 404) and b'<h1' in body, f'{path} is no page', str(status))
    hostile = '"><script>alert(1)</script>'
    status, _, body = ask(host, port, 'GET', '/search?q=' + urllib.parse.quote(hostile))
    check(status == 200 and b'<script>alert' not in body, 'a hostile query is text')
    for query in ('speaker:', '"', '-', '(', 'a AND', 'since:never', '*', 'x' * 900, 'x' * 3000, '%20'):
        status, _, _ = ask(host, port, 'GET', '/search?q=' + urllib.parse.quote(query))
        check(status == 200, f'query {query[:12]!r}', str(status))
    for name, want in (('localhost', 200), ('127.0.0.1', 200), ('[::1]', 200), ('evil.example', 421), ('localhost.evil.example', 421)):
        check(ask(host, port, 'GET', '/about', {'Host': f'{name}:{port}'})[0] == want, f'host name {name}')
    return serial


def check_connections(host, port, serial):
    held = []
    for i in range(100):
        s = socket.create_connection((host, port), timeout=30)
        if i % 2:
            s.sendall(b'GET / HTTP/1.1\r\nHost: local')
        held.append(s)
    begin = time.monotonic()
    check(ask(host, port, 'GET', '/about')[0] == 200 and time.monotonic() - begin < 2, 'answers while 100 connections wait')
    closed = 0
    until = time.monotonic() + 25
    for s in held[1::2]:
        s.settimeout(max(0.1, until - time.monotonic()))
        try:
            closed += s.recv(1000) == b'' or True
        except (socket.timeout, OSError):
            pass
    check(closed == 50, 'unfinished headers are cut off', f'{closed} of 50')
    answered = 0
    for s in held[::2]:
        try:
            s.sendall(b'GET /about HTTP/1.1\r\nHost: localhost\r\n\r\n')
            answered += s.recv(100).startswith(b'HTTP/1.1 200')
        except OSError:
            pass
    check(answered == 50, 'quiet connections are kept', f'{answered} of 50')
    for s in held:
        s.close()
    connection = http.client.HTTPConnection(host, port, timeout=30)
    begin = time.monotonic()
    for _ in range(200):
        connection.request('GET', f'/s/{serial}')
        connection.getresponse().read()
    print(f'# {(time.monotonic() - begin) / 200 * 1000:.2f} ms a story page, one after the other')
    connection.close()


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    desk = Desk(sys.argv[1], sys.argv[2])
    try:
        address = urllib.parse.urlsplit(desk.base)
        serial = check_routes(address.hostname, address.port)
        check_connections(address.hostname, address.port, serial)
    finally:
        desk.stop()
    print(f'{passed} passed, {failed} failed, 0 skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
