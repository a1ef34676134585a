#!/usr/bin/env python3
"""Scripted servers: what the desk sends, and what it makes of each answer. A case is a script of raw replies, the request lines that are expected
on the wire in their order, and the state of the feed afterwards. Each host of a script has one socket of its own, and every case hosts of its own."""
import ctypes
import ctypes.util
import gzip
import json
import os
import shutil
import socket
import struct
import sys
import threading
import time
import zlib

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import Desk, done, folder, ok, run, same, skip, until  # noqa: E402

MB = 1 << 20


def rss(*names, title='Script Post'):
    items = ''.join(f'<item><title>Entry {n}</title><link>https://script.example/{n}</link><guid isPermaLink="false">{n}</guid>'
                    f'<description>What happened at {n} was told by the keeper of {n}.</description></item>' for n in names)
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


def reply(status=200, body=b'', *headers, length=None, words='Words'):
    lines = [f'HTTP/1.1 {status} {words}', *headers]
    if length != '':
        lines.append(f'Content-Length: {len(body) if length is None else length}')
    return '\r\n'.join(lines).encode() + b'\r\n\r\n' + body


def library(name):
    try:
        return ctypes.CDLL(ctypes.util.find_library(name) or f'lib{name}.so.1')
    except OSError:
        return None


def brotli(data):
    lib = library('brotlienc')
    if not lib:
        return None
    out, n = ctypes.create_string_buffer(len(data) // 2 + 1024), ctypes.c_size_t(len(data) // 2 + 1024)
    lib.BrotliEncoderCompress.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_void_p]
    return out.raw[:n.value] if lib.BrotliEncoderCompress(4, 22, 0, len(data), data, ctypes.byref(n), out) else None


def zstd(data):
    lib = library('zstd')
    if not lib:
        return None
    lib.ZSTD_compress.restype = ctypes.c_size_t
    lib.ZSTD_compress.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]
    out = ctypes.create_string_buffer(len(data) // 2 + 1024)
    n = lib.ZSTD_compress(out, len(out), data, len(data), 1)
    return out.raw[:n] if n <= len(out) else None


class Reset:
    """The bytes, then the connection is reset."""
    def __init__(self, data):
        self.data = data


class Slow:
    """The bytes in small pieces, with pauses."""
    def __init__(self, data, piece, pause_s):
        self.data, self.piece, self.pause_s = data, piece, pause_s


class Endless:
    """A head, then bytes without end; counts what the other side let pass."""
    def __init__(self, head, piece):
        self.head, self.piece, self.sent = head, piece, 0


class Server:
    """Answers the n-th request with the n-th reply, later ones with the last."""

    def __init__(self, replies, address='127.0.0.1'):
        self.replies, self.requests, self.stopping = replies, [], False
        self.socket = socket.socket(socket.AF_INET6 if ':' in address else socket.AF_INET)
        self.socket.bind((address, 0))
        self.socket.listen(16)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while not self.stopping:
            try:
                c, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(c,), daemon=True).start()

    def talk(self, c):
        try:
            with c:
                while True:
                    head = b''
                    while b'\r\n\r\n' not in head:
                        piece = c.recv(65536)
                        if not piece:
                            return
                        head += piece
                    lines = head.decode('latin-1').split('\r\n')
                    self.requests.append({'line': lines[0], **{k.lower(): v.strip() for k, _, v in (x.partition(':') for x in lines[1:]) if k}})
                    script = self.replies(self) if callable(self.replies) else self.replies
                    if not self.send(c, script[min(len(self.requests), len(script)) - 1]):
                        return
        except OSError:
            pass

    @staticmethod
    def send(c, r):
        if isinstance(r, bytes):
            c.sendall(r)
            return b'Content-Length' in r.split(b'\r\n\r\n')[0] or b'chunked' in r.split(b'\r\n\r\n')[0] or b' 304 ' in r[:20]
        if isinstance(r, Reset):
            c.sendall(r.data)
            time.sleep(0.2)
            c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        if isinstance(r, Slow):
            for i in range(0, len(r.data), r.piece):
                c.sendall(r.data[i:i + r.piece])
                time.sleep(r.pause_s)
        if isinstance(r, Endless):
            c.sendall(r.head)
            while r.sent < 500 * MB:
                c.sendall(r.piece)
                r.sent += len(r.piece)
        return False

    def stop(self):
        self.stopping = True
        self.socket.close()


FEED = rss('one', 'two')
BOMB_BODY = rss('bomb') + b' ' * (33 * MB)
GZIP_FEED = gzip.compress(FEED)
XML = 'Content-Type: application/rss+xml'

ENDLESS = Endless(b'HTTP/1.1 200 OK\r\n\r\n' + FEED, b' ' * MB)
ONCE = ('32 MB', '32 MB and a byte', 'gzip bomb', 'bomb in a bomb', 'br bomb', 'zstd bomb', 'endless')

# name: (replies, what the state must hold, what each request must hold (None: absent)); words: in the error; entries: new ones found
CASES = {
    'plain': ([reply(200, FEED, XML)], {'state': 'good', 'entries': 2},
              [{'line': 'GET /feed HTTP/1.1', 'accept-encoding': 'gzip, deflate, br, zstd', 'user-agent': 'wiredesk/0.1.0 (+desk@wire.example)', 'if-none-match': None,
                'if-modified-since': None, 'cookie': None, 'referer': None, 'authorization': None}]),
    'validators': ([reply(200, FEED, 'ETag: "1"', 'Last-Modified: Sat, 14 Mar 2026 10:00:00 GMT'), reply(304, b'', 'ETag: "1"'),
                    reply(304, b'', 'ETag: "other"', length=''), reply(200, rss('one', 'two', 'three'), 'ETag: W/"2"'), reply(200, rss('one', 'two', 'three')),
                    reply(200, rss('one', 'two', 'three', 'four'))],
                   {'state': 'good', 'entries': 4, 'polls': 7},
                   [{'if-none-match': None}, {'if-none-match': '"1"', 'if-modified-since': 'Sat, 14 Mar 2026 10:00:00 GMT'},
                    {'if-none-match': '"1"', 'if-modified-since': 'Sat, 14 Mar 2026 10:00:00 GMT'},
                    {'if-none-match': '"1"', 'if-modified-since': 'Sat, 14 Mar 2026 10:00:00 GMT'}, {'if-none-match': 'W/"2"', 'if-modified-since': None},
                    {'if-none-match': None, 'if-modified-since': None}]),
    '304 unasked': ([reply(304)], {'state': 'failing', 'words': '304 (not modified), but had not been asked'}, []),
    'same body': ([reply(200, FEED, 'ETag: "1"'), reply(200, FEED, 'ETag: "2"')], {'state': 'good', 'entries': 2, 'polls': 3},
                  [{'if-none-match': None}, {'if-none-match': '"1"'}, {'if-none-match': '"2"'}]),
    'chain': ([reply(301, b'', 'Location: /a'), reply(308, b'', 'Location: b/c'), reply(302, b'', 'Location: ?d'), reply(307, b'', 'Location: /e'), reply(303, b'', 'Location: /f'),
               reply(200, FEED)], {'state': 'good', 'entries': 2},
              [{'line': 'GET /feed HTTP/1.1'}, {'line': 'GET /a HTTP/1.1'}, {'line': 'GET /b/c HTTP/1.1'}, {'line': 'GET /b/c?d HTTP/1.1'}, {'line': 'GET /e HTTP/1.1'},
               {'line': 'GET /f HTTP/1.1'}]),
    'chain too long': ([reply(301, b'', 'Location: /again')], {'state': 'failing', 'words': 'too many redirects', 'requests': 6}, []),
    'moved': ([reply(301, b'', 'Location: /new'), reply(200, FEED)] * 100, {'state': 'moved', 'notes': 'redirects for good to'}, [{}, {'line': 'GET /new HTTP/1.1'}]),
    'no location': ([reply(302)], {'state': 'failing', 'words': 'answered 302'}, []),
    'to a file': ([reply(302, b'', 'Location: file:///etc/passwd')], {'state': 'failing', 'words': 'no web address'}, []),
    'to gopher': ([reply(302, b'', 'Location: gopher://127.0.0.1/')], {'state': 'failing', 'words': 'no web address'}, []),
    'to a private address': ([reply(302, b'', 'Location: http://10.255.255.1/x')], {'state': 'refused', 'words': '10.255.255.1, where a redirect leads, has the private address'}, []),
    'to a private name': ([reply(302, b'', 'Location: http://inside.example:9/x')],
                          {'state': 'refused', 'words': 'inside.example, where a redirect leads, has the loopback address 127.0.0.1'}, []),
    'to metadata': ([reply(302, b'', 'Location: http://169.254.169.254/latest/')], {'state': 'refused', 'words': 'link-local address 169.254.169.254'}, []),
    'to a mapped address': ([reply(302, b'', 'Location: http://[::ffff:10.0.0.1]/')], {'state': 'refused', 'words': 'has the private address'}, []),
    '401': ([reply(401, b'', 'WWW-Authenticate: Basic realm="x"')], {'state': 'refused', 'words': 'sign-in'}, []),
    '403': ([reply(403)], {'state': 'refused', 'words': 'forbids'}, []),
    '403 challenge': ([reply(403, b'<html>', 'cf-mitigated: challenge')], {'state': 'refused', 'words': 'bot challenge'}, []),
    '404': ([reply(404)], {'state': 'failing', 'words': 'nothing at this address'}, []),
    '410': ([reply(410)], {'state': 'gone', 'words': 'gone for good'}, []),
    '429 seconds': ([reply(429, b'', 'Retry-After: 7200')], {'state': 'waiting', 'words': 'too often', 'later_s': (7200, 7200 * 1.2), 'why': 'Retry-After'}, []),
    '429 date': (lambda server: [reply(429, b'', 'Date: Sat, 14 Mar 2026 10:00:00 GMT', 'Retry-After: Sat, 14 Mar 2026 13:00:00 GMT')],
                 {'state': 'waiting', 'later_s': (10800, 10800 * 1.2)}, []),
    '429': ([reply(429)], {'state': 'waiting', 'later_s': (14400, 14400 * 1.2)}, []),
    '451': ([reply(451)], {'state': 'refused', 'words': 'legal reasons'}, []),
    '500': ([reply(500)], {'state': 'failing', 'words': 'has a fault'}, []),
    '503': ([reply(503, b'', 'Retry-After: 900')], {'state': 'waiting', 'words': 'overloaded', 'later_s': (900, 900 * 1.2)}, []),
    'max-age': ([reply(200, FEED, 'Cache-Control: max-age=5000', 'Age: 1000')], {'state': 'good', 'later_s': (4000, 4400 + 60), 'why': 'valid until then'}, []),
    'slow': ([Slow(reply(200, FEED), 100, 0.05)], {'state': 'good', 'entries': 2}, []),
    'interim': ([b'HTTP/1.1 103 Early Hints\r\nETag: "early"\r\n\r\n' + reply(200, FEED, 'ETag: "late"')], {'state': 'good', 'entries': 2}, [{}, {'if-none-match': '"late"'}]),
    'trailers': ([b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: "head"\r\n\r\n%x\r\n%s\r\n0\r\nETag: "trailer"\r\n\r\n' % (len(FEED), FEED)],
                 {'state': 'good', 'entries': 2}, [{}, {'if-none-match': '"head"'}]),
    'length too long': ([Slow(reply(200, FEED, length=len(FEED) + 100), MB, 0)], {'state': 'failing', 'cut': True}, []),
    'length too short': ([reply(200, FEED + b'<!-- more -->', length=len(FEED))], {'state': 'good', 'entries': 2}, []),
    'length of nonsense': ([b'HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n' + FEED], {'answered': True}, []),
    'no length': ([b'HTTP/1.1 200 OK\r\n\r\n' + FEED], {'state': 'good', 'entries': 2}, []),
    'chunk cut': ([Reset(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s' % (len(FEED), FEED[:-50]))], {'state': 'failing', 'cut': True}, []),
    'reset': ([Reset(reply(200, FEED[:100], length=len(FEED)))], {'state': 'failing', 'cut': True}, []),
    'reset at once': ([Reset(b'')], {'state': 'failing', 'cut': True}, []),
    'no server': ([b'SSH-2.0-OpenSSH_9.2\r\n'], {'state': 'failing', 'words': 'no web server'}, []),
    'huge headers': ([b'HTTP/1.1 200 OK\r\n' + b''.join(b'X-%d: %s\r\n' % (i, b'x' * 1000) for i in range(80)) + b'Content-Length: 0\r\n\r\n'],
                     {'state': 'failing', 'words': 'headers are larger'}, []),
    'charset lie': ([reply(200, rss('m\u00fchle').replace(b'UTF-8', b'windows-1251'), 'Content-Type: text/xml; charset=windows-1251')], {'state': 'good', 'entries': 1}, []),
    'type lie': ([reply(200, FEED, 'Content-Type: image/png; charset=nonsense')], {'state': 'good', 'entries': 2}, []),
    'web page': ([reply(200, b'<!DOCTYPE html><html><head><title>Back soon</title></head><body><p>We are back soon, says the keeper.</p></body></html>', 'Content-Type: text/html')],
                 {'state': 'failing', 'words': 'web page', 'entries': 0}, [{'if-none-match': None}, ]),
    'empty': ([reply(200, b'')], {'state': 'failing', 'words': 'empty'}, []),
    'not a feed': ([reply(200, b'{"a":1}', 'Content-Type: application/json')], {'state': 'failing', 'words': 'not a feed'}, []),
    'gzip': ([reply(200, GZIP_FEED, 'Content-Encoding: gzip', 'ETag: "z"')], {'state': 'good', 'entries': 2}, [{}, {'if-none-match': '"z"'}]),
    'gzip unsaid': ([reply(200, GZIP_FEED)], {'state': 'good', 'entries': 2}, []),
    'gzip said only': ([reply(200, FEED, 'Content-Encoding: gzip')], {'state': 'good', 'entries': 2}, []),
    'gzip cut': ([reply(200, GZIP_FEED[:-9], 'Content-Encoding: gzip', 'ETag: "cut"')], {'state': 'failing', 'words': 'damaged or cut off'}, [{'if-none-match': None}]),
    'gzip damaged': ([reply(200, GZIP_FEED[:60] + b'\xff\xff' + GZIP_FEED[62:], 'Content-Encoding: gzip')], {'state': 'failing', 'words': 'damaged or cut off'}, []),
    'deflate': ([reply(200, zlib.compress(FEED), 'Content-Encoding: deflate')], {'state': 'good', 'entries': 2}, []),
    'raw deflate': ([reply(200, zlib.compress(FEED)[2:-4], 'Content-Encoding: deflate')], {'state': 'good', 'entries': 2}, []),
    'unknown coding': ([reply(200, FEED, 'Content-Encoding: lzma')], {'state': 'failing', 'words': 'packed in a way that is not known'}, []),
    'gzip bomb': ([reply(200, gzip.compress(BOMB_BODY), 'Content-Encoding: gzip')], {'state': 'failing', 'words': 'larger than 32 MB'}, []),
    'bomb in a bomb': ([reply(200, gzip.compress(gzip.compress(BOMB_BODY)), 'Content-Encoding: gzip, gzip')], {'state': 'failing', 'words': 'larger than 32 MB'}, []),
    'endless': ([ENDLESS], {'state': 'failing', 'words': 'larger than 32 MB'}, []),
    '32 MB': ([reply(200, rss('large') + b' ' * (32 * MB - len(rss('large'))))], {'state': 'good', 'entries': 1}, []),
    '32 MB and a byte': ([reply(200, rss('large') + b' ' * (32 * MB - len(rss('large')) + 1))], {'state': 'failing', 'words': 'larger than 32 MB'}, []),
}
for name, pack in (('br', brotli), ('zstd', zstd)):
    small = pack(FEED)
    if small:
        CASES[name] = ([reply(200, small, f'Content-Encoding: {name}')], {'state': 'good', 'entries': 2}, [])
        CASES[f'{name} cut'] = ([reply(200, small[:-5], f'Content-Encoding: {name}')], {'state': 'failing', 'words': 'damaged or cut off'}, [])
        CASES[f'{name} bomb'] = ([reply(200, pack(BOMB_BODY), f'Content-Encoding: {name}')], {'state': 'failing', 'words': 'larger than 32 MB'}, [])
    else:
        skip(f'{name}: no library that packs it')


def states(data):
    r = run('feed', 'list', '--json', '--data', data)
    return {x['feed']['name']: x for x in json.loads(r.stdout)} if r.returncode == 0 else {}


def check(name, want, requests, server, state):
    poll, text = state.get('poll', {}), json.dumps(state)
    if 'state' in want:
        same(state.get('state'), want['state'], f'{name}: {want["state"]}')
    if 'words' in want:
        ok(want['words'] in poll.get('error', ''), f'{name}: says {want["words"]}', text)
    if 'cut' in want:
        ok(any(w in poll.get('error', '') for w in ('cut off', 'broke off', 'without an answer')) and poll.get('entries') == 0, f'{name}: is no delivery', text)
    if 'entries' in want:
        same(poll.get('entries'), want['entries'], f'{name}: entries')
    if 'notes' in want:
        ok(any(want['notes'] in n for n in state['notes']), f'{name}: notes {want["notes"]}', text)
    if 'why' in want:
        ok(want['why'] in state['why_next'], f'{name}: why so late', text)
    if 'later_s' in want:
        at = [time.mktime(time.strptime(poll[k], '%Y-%m-%dT%H:%M:%SZ')) for k in ('last_utc', 'next_utc')]
        ok(want['later_s'][0] <= at[1] - at[0] <= want['later_s'][1], f'{name}: asked again after {at[1] - at[0]} s', text)
    if 'requests' in want:
        polls = poll.get('polls', 0)
        ok(polls and polls * want['requests'] <= len(server.requests) < (polls + 1) * want['requests'], f'{name}: {want["requests"]} requests a poll')
    for i, expected in enumerate(requests):
        got = server.requests[i] if i < len(server.requests) else {}
        same({k: got.get(k) for k in expected}, expected, f'{name}: request {i + 1} on the wire')


data = folder()
servers, lines, resolve = {}, [], ['inside.example:9:127.0.0.1']
for i, (name, (replies, want, requests)) in enumerate(CASES.items()):
    servers[name] = Server(replies)
    resolve.append(f'h{i}.example:{servers[name].port}:127.0.0.1')
    once = ' wd:interval="3600"' if name in ONCE else ''
    lines.append(f'<outline type="rss" text="{name}" wd:name="{name}"{once} xmlUrl="http://h{i}.example:{servers[name].port}/feed"/>')
try:
    CASES['IPv6'] = ([reply(200, FEED)], {'state': 'good', 'entries': 2}, [{'line': 'GET /feed HTTP/1.1'}])
    servers['IPv6'] = Server(CASES['IPv6'][0], '::1')
    lines.append(f'<outline type="rss" text="IPv6" wd:name="IPv6" xmlUrl="http://[::1]:{servers["IPv6"].port}/feed"/>')
except OSError:
    del CASES['IPv6']
    skip('IPv6: this machine has none')
nobody = socket.socket()
nobody.bind(('127.0.0.1', 0))
CASES['nobody listens'] = ([], {'state': 'failing', 'words': 'no server is running there'}, [])
resolve.append(f'nobody.example:{nobody.getsockname()[1]}:127.0.0.1')
lines.append(f'<outline type="rss" text="n" wd:name="nobody listens" xmlUrl="http://nobody.example:{nobody.getsockname()[1]}/feed"/>')
opml = os.path.join(data, 'cases.opml')
with open(opml, 'w', encoding='utf-8') as f:
    f.write('<opml version="2.0" xmlns:wd="https://wiredesk.example/opml"><body>' + ''.join(lines) + '</body></opml>')
same(run('feed', 'import', '--data', data, opml).returncode, 0, 'the cases are subscribed to')
allow = ','.join([f'h{i}.example' for i in range(len(CASES))] + ['nobody.example', '[::1]'])


def settled():
    now = states(data)
    return all(now.get(n, {}).get('poll', {}).get('polls', 0) >= max(w.get('polls', 1), len(r) if w.get('state') == 'good' else 1) for n, (_, w, r) in CASES.items())


with Desk(data, '--contact', 'desk@wire.example', '--allow', allow, '--resolve', ','.join(resolve), '--pause', '0', '--interval', '1') as desk:
    ok(until(settled, 90), 'every case was played', [n for n in CASES if not states(data).get(n, {}).get('poll', {}).get('polls')])
    same(desk.get('/healthz')[0], 200, 'the desk is well')
now = states(data)
for name, (_, want, requests) in CASES.items():
    check(name, want, requests, servers.get(name), now.get(name, {}))
ok(ENDLESS.sent < 100 * MB, f'a body without end is given up: {ENDLESS.sent // MB} MB went out')
same(desk.process.returncode, 0, 'and the desk ends as it should')
ok('runtime error' not in desk.stderr() and 'ERROR' not in desk.stderr(), 'without an error of its own', desk.stderr()[-2000:])
r = run('check', '--data', data)
same(r.returncode, 0, 'the store is sound')
log = sum(1 for x in now.values() if x.get('poll', {}).get('entries'))
ok(log > 10, f'{log} feeds delivered')
for s in servers.values():
    s.stop()
nobody.close()
shutil.rmtree(data)
done()
