#!/usr/bin/env python3
"""Polling with a full disk: what a feed sent while nothing could be written is there when there is room again, and was not asked for twice."""
import http.server
import os
import resource
import shutil
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import Desk, done, folder, ok, run, same, until  # noqa: E402

TITLES = ['Weir of Tarn is mended', 'Ferry of Holm has a new captain', 'Bell of Esk rings again']


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    shown = 1
    bodies = 0

    def log_message(self, *unused):
        pass

    def do_GET(self):
        tag = f'"v{Handler.shown}"'
        known = self.headers.get('If-None-Match') == tag
        items = ''.join(f'<item><title>{t}</title><guid isPermaLink="false">{t}</guid><link>https://weir.example/{n}</link>'
                        f'<description>{t}, the {n + 3}rd report of the day says, and gives no reason.</description></item>'
                        for n, t in enumerate(TITLES[:Handler.shown]))
        body = b'' if known else f'<rss version="2.0"><channel><title>Weir Post</title>{items}</channel></rss>'.encode()
        Handler.bodies += not known
        self.send_response(304 if known else 200)
        self.send_header('ETag', tag)
        self.send_header('Content-Type', 'application/rss+xml')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
data = folder()
same(run('feed', 'add', '--data', data, '--name', 'weir', f'http://127.0.0.1:{server.server_port}/feed').returncode, 0, 'a feed is subscribed to')
with Desk(data, '--contact', 'desk@wire.example', '--allow', '127.0.0.1', '--interval', '1', '--pause', '0') as desk:
    ok(until(lambda: TITLES[0] in desk.get('/')[2], 40), 'its first story is there')
    soft, hard = resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (4096, hard))
    Handler.shown = 2
    ok(until(lambda: Handler.bodies == 2, 40), 'the second is fetched while nothing can be written')
    ok(until(lambda: 'ERROR' in desk.stderr(), 40), 'which is told', desk.stderr()[-500:])
    same(desk.get('/')[0], 200, 'the pages are served')
    ok(TITLES[1] not in desk.get('/')[2], 'without it')
    resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (soft, hard))
    ok(until(lambda: TITLES[1] in desk.get('/')[2], 60), 'it is there when there is room again', desk.stderr()[-500:])
    same(Handler.bodies, 2, 'and was not fetched twice')
    Handler.shown = 3
    ok(until(lambda: TITLES[2] in desk.get('/')[2], 60), 'polling goes on', desk.stderr()[-500:])
    same(desk.stop(), 0, 'the desk ran on')
same(run('check', '--data', data).returncode, 0, 'its folder is sound')
server.shutdown()
shutil.rmtree(data)
done()
