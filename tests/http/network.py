#!/usr/bin/env python3
"""A network that stops and comes back: the feeds are not to blame, one line says so, and they go on at once. One host that fails alone is to blame."""
import json
import os
import shutil
import socket
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import Desk, done, folder, ok, run, same, until  # noqa: E402

BODY = (b'<?xml version="1.0"?><rss version="2.0"><channel><title>Net Post</title><item><title>The ferry to Varn sails again</title><guid>1</guid>'
        b'<description>After two weeks of ice the ferry to Varn sailed again, and the mill had flour by noon.</description></item></channel></rss>')


class Host:
    def __init__(self):
        self.port, self.socket, self.asked = 0, None, 0
        self.start()

    def start(self):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(('127.0.0.1', self.port))
        self.socket.listen(16)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, args=(self.socket,), daemon=True).start()

    def serve(self, listener):
        while True:
            try:
                c, _ = listener.accept()
            except OSError:
                return
            with c:
                try:
                    c.recv(65536)
                    c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n' % len(BODY) + BODY)
                    self.asked += 1
                except OSError:
                    pass

    def stop(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


def polls():
    r = run('feed', 'list', '--json', '--data', data)
    return {x['feed']['name']: x['poll'] for x in json.loads(r.stdout)} if r.returncode == 0 else {}


hosts = [Host() for _ in range(5)]
data = folder()
for i, h in enumerate(hosts):
    same(run('feed', 'add', '--data', data, '--name', f'h{i}', f'http://h{i}.example:{h.port}/').returncode, 0, f'host {i}')
resolve = ','.join(f'h{i}.example:{h.port}:127.0.0.1' for i, h in enumerate(hosts))
with Desk(data, '--contact', 'desk@wire.example', '--allow', '127.0.0.1', '--resolve', resolve, '--pause', '0', '--interval', '2') as desk:
    ok(until(lambda: all(h.asked > 1 for h in hosts), 30), 'all hosts are polled')
    hosts[0].stop()
    ok(until(lambda: polls()['h0']['failures'] >= 2, 30), 'one that stops alone fails')
    ok('no network' not in desk.stderr(), 'for itself')
    for h in hosts[1:]:
        h.stop()
    ok(until(lambda: 'no network' in desk.stderr(), 40), 'all stop: the desk says that it has no network')
    ok(until(lambda: sum(p['wait'] == 'network' for p in polls().values()) >= 3, 60), 'the feeds say so, too')
    for h in hosts:
        h.asked = 0
        h.start()
    ok(until(lambda: 'the network is back' in desk.stderr(), 40), 'it is back')
    ok(until(lambda: all(h.asked for h in hosts[1:]), 40), 'and the feeds are asked at once')
    ok(until(lambda: all(polls()[f'h{i}']['trouble'] == 'none' for i in range(1, 5)), 30), 'all is well')
    same(desk.stderr().count('no network'), 1, 'one line was enough')
    ok(all(p['failures'] <= 1 for n, p in polls().items() if n != 'h0'), 'no feed was pushed into a long wait')
for h in hosts:
    h.stop()
shutil.rmtree(data)
done()
