#!/usr/bin/env python3
"""WebSub: a loopback hub that pushes to the desk, and a subscriber to the desk's own hub."""
import gzip
import hashlib
import hmac
import http.server
import os
import re
import shutil
import socket
import stat
import sys
import threading
import time
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import Desk, done, folder, ok, run, same, until  # noqa: E402

WORDS = {
    'Ferry of Oland': 'The ferry of Oland sails again after the ice broke its rudder in the strait, the harbour master said.',
    'Weavers of Brisk': 'Weavers in Brisk hung nine banners from the old hall and asked the council for a roof before winter.',
    'Comet over Tarn': 'A comet with two tails stood over Tarn for eleven minutes and was drawn by a school class on the dyke.',
    'Salt mine of Gort': 'The salt mine at Gort opened a gallery of crystal that no lamp had reached since the flood of the last century.',
    'Trams of Velm': 'Trams in Velm run on line four once more, with bells from a foundry that closed a generation ago.',
    'Bees of Quorn': 'Bees came back to the park of Quorn in such numbers that the keeper lent hives to both schools of the town.',
    'Chess in Dorrick': 'Nine-year-old Mira Tal beat four masters at the Dorrick open and took the silver pawn home to her village.',
    'Windmill of Osk': 'The windmill at Osk lost a sail in the gale and ground on with three, the miller told the parish on Sunday.',
    'Bridge of Hask': 'Engineers in Hask lifted the stone bridge by a hand and found coins of three kingdoms beneath its middle pier.',
}


def items(titles):
    return ''.join(f'<item><title>{t}</title><link>https://loop.example/{urllib.parse.quote(t)}</link><guid isPermaLink="false">g-{t}</guid>'
                   f'<description>{WORDS[t]}</description></item>' for t in titles)


class Feed:
    """A feed of the loopback server: how it names its hub, and what it holds."""

    def __init__(self, name, titles, header=True, hubs=('/hub',)):
        self.name, self.titles, self.header, self.hubs, self.polls = name, titles, header, hubs, 0

    def topic(self):
        return f'{base}/{self.name}/self'

    def links(self):
        return [(f'{base}{h}', 'hub') for h in self.hubs] + ([(self.topic(), 'self')] if self.hubs else [])

    def body(self, titles=None):
        links = '' if self.header else ''.join(f'<atom:link rel="{r}" href="{u}"/>' for u, r in self.links())
        return (f'<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{self.name} Post</title>{links}'
                f'{items(self.titles if titles is None else titles)}</channel></rss>').encode()


def get(url, timeout=30):
    try:
        with opener.open(url, timeout=timeout) as r:
            return r.status, r.read().decode()
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode('utf-8', 'replace')


def post(url, body, headers=None):
    request = urllib.request.Request(url, data=body, headers={'Content-Type': 'application/rss+xml', **(headers or {})}, method='POST')
    try:
        with opener.open(request, timeout=60) as r:
            return r.status, r.read().decode()
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode('utf-8', 'replace')


def signature(secret, body, how='sha256'):
    return f'{how}=' + hmac.new(secret.encode(), body, getattr(hashlib, how)).hexdigest()


class Server(http.server.BaseHTTPRequestHandler):
    """Feeds, their hub, and callbacks of subscribers to the desk."""
    protocol_version = 'HTTP/1.1'
    lease = 3600
    verify = 'yes'      # yes, never, denied
    down = False        # the hub answers 500
    asked = []          # forms that the hub got
    granted = {}        # topic -> its last form
    told = []           # how the desk answered the hub: (what, status, body)
    agents = set()
    pushed = []         # to the subscriber: (path, headers, body)
    asked_callback = []  # verifications of the desk's hub: (path, parameters)
    agree = True
    take = 200

    def log_message(self, *unused):
        pass

    def answer(self, status, body=b'', headers=()):
        self.send_response(status)
        for k, v in headers:
            self.send_header(k, v)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path, _, query = self.path.partition('?')
        name = path.strip('/').split('/')[0]
        if path.startswith('/callback'):
            q = {k: v[0] for k, v in urllib.parse.parse_qs(query).items()}
            Server.asked_callback.append((self.path, q))
            return self.answer(200, q.get('hub.challenge', '').encode()) if Server.agree else self.answer(404)
        if name in feeds:
            f = feeds[name]
            f.polls += 1
            Server.agents.add(self.headers.get('User-Agent'))
            links = [('Link', ', '.join(f'<{u}>; rel="{r}"' for u, r in f.links()))] if f.header and f.hubs else []
            return self.answer(200, f.body(), [('Content-Type', 'application/rss+xml'), *links])
        return self.answer(404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        if self.path.startswith('/callback'):
            Server.pushed.append((self.path, dict(self.headers), body))
            return self.answer(Server.take)
        if self.path == '/elsewhere':
            return self.answer(307, headers=[('Location', '/hub')])
        if self.path == '/broken' or Server.down:
            return self.answer(500, b'no room at this hub')
        form = {k: v[0] for k, v in urllib.parse.parse_qs(body.decode()).items()}
        Server.asked.append(form)
        Server.agents.add(self.headers.get('User-Agent'))
        self.answer(202)
        threading.Thread(target=self.intent, args=(form, Server.verify), daemon=True).start()
        return None

    def intent(self, form, how):
        q = {'hub.mode': form['hub.mode'], 'hub.topic': form['hub.topic'], 'hub.challenge': 'chal-' + os.urandom(4).hex(), 'hub.lease_seconds': str(Server.lease)}
        if how == 'never':
            return
        if how == 'denied':
            q = {'hub.mode': 'denied', 'hub.topic': form['hub.topic'], 'hub.reason': 'only paying readers'}
        status, text = get(form['hub.callback'] + '?' + urllib.parse.urlencode(q))
        if how == 'yes' and status == 200 and text == q['hub.challenge'] and form['hub.mode'] == 'subscribe':
            Server.granted[form['hub.topic']] = form
        Server.told.append((q['hub.mode'], status, text == q.get('hub.challenge')))


opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f'http://127.0.0.1:{server.server_port}'
with socket.socket() as s:
    s.bind(('127.0.0.1', 0))
    port = s.getsockname()[1]
public = f'http://127.0.0.1:{port}'
data = folder()
feeds = {f.name: f for f in [Feed('head', ['Ferry of Oland']), Feed('body', ['Weavers of Brisk'], header=False)]}


def add(name):
    same(run('feed', 'add', '--data', data, '--name', name, f'{base}/{name}').returncode, 0, f'feed add {name}')


def desk(*more, interval='2'):
    d = Desk(data, '--contact', 'desk@wire.example', '--allow', '127.0.0.1', '--interval', interval, '--pause', '0', '--callback', public + '/', *more)
    d.args[d.args.index('--listen') + 1] = f'127.0.0.1:{port}'
    return d


def listed():
    return run('feed', 'list', '--data', data).stdout


def granted(name, seconds=20):
    topic = feeds[name].topic()
    return until(lambda: topic in Server.granted, seconds) and Server.granted[topic]


def push(name, titles, **how):
    form = Server.granted[feeds[name].topic()]
    body = feeds[name].body(titles)
    headers = {} if how.get('unsigned') else {'X-Hub-Signature': signature(how.get('secret', form['hub.secret']), how.get('signed', body), how.get('how', 'sha256'))}
    return post(form['hub.callback'], body, headers)[0]


def subscriber():
    add('head')
    add('body')
    with desk() as d:
        for name in feeds:
            ok(granted(name), f'{name}: the hub is found, asked and verifies')
        form, other = Server.granted[feeds['head'].topic()], Server.granted[feeds['body'].topic()]
        same(sorted(form), ['hub.callback', 'hub.lease_seconds', 'hub.mode', 'hub.secret', 'hub.topic'], 'what the hub is asked')
        ok(re.fullmatch(re.escape(public) + r'/websub/[0-9a-f]{48}', form['hub.callback']), 'an address that nobody can guess', form['hub.callback'])
        ok(form['hub.callback'] != other['hub.callback'] and form['hub.secret'] != other['hub.secret'], 'each subscription has its own')
        ok(all('wiredesk/' in a and 'desk@wire.example' in a for a in Server.agents), 'the hub is told whom it deals with')
        words = listed()
        ok(words.count(f'pushed by {base}/hub until ') == 2, 'feed list says who pushes and until when', words)
        ok(f'pushed by {base}/hub until ' in d.get('/feeds')[2], 'the page of feeds says it too')
        for secret in (form['hub.secret'], form['hub.callback'][-48:]):
            ok(secret not in words + d.get('/feeds')[2] + run('feed', 'list', '--json', '--data', data).stdout + run('feed', 'export', '--data', data).stdout + d.stderr(),
               'what only hub and desk know is shown nowhere')
        same(stat.S_IMODE(os.stat(os.path.join(data, 'secrets.db')).st_mode), 0o600, 'and can be read by its owner alone')

        same(push('head', ['Comet over Tarn']), 200, 'a push is taken')
        ok(until(lambda: 'Comet over Tarn' in d.get('/')[2], 20), 'and is a story')
        for how in ('sha1', 'sha384', 'sha512'):
            title = {'sha1': 'Salt mine of Gort', 'sha384': 'Trams of Velm', 'sha512': 'Bees of Quorn'}[how]
            same(push('head', [title], how=how), 200, f'signed with {how}')
            ok(until(lambda t=title: t in d.get('/')[2], 20), f'{how}: it is a story')
        time.sleep(3)
        before = feeds['head'].polls
        time.sleep(5)
        same(feeds['head'].polls, before, 'what is pushed is not polled every two seconds')

        form = Server.granted[feeds['head'].topic()]
        packed = gzip.compress(feeds['head'].body(['Windmill of Osk']))
        same(post(form['hub.callback'], packed, {'X-Hub-Signature': signature(form['hub.secret'], packed)})[0], 200, 'a packed push')
        ok(until(lambda: 'Windmill of Osk' in d.get('/')[2], 20), 'is a story, too')

        same(push('head', ['Chess in Dorrick'], secret='guess'), 202, 'a wrong signature: the hub learns nothing')
        same(push('head', ['Chess in Dorrick'], signed=b'another body'), 202, 'the signature of another body')
        same(push('head', ['Chess in Dorrick'], unsigned=True), 202, 'no signature')
        ok('3 dropped' in listed(), 'they are counted', listed())
        ok('Chess in Dorrick' not in d.get('/')[2], 'and not taken')
        ok(until(lambda: feeds['head'].polls > before + 1, 20), 'while pushes are dropped, the feed is polled')
        same(push('head', ['Chess in Dorrick']), 200, 'the next good push')
        ok(until(lambda: 'Chess in Dorrick' in d.get('/')[2], 20), 'is taken')

        def call(mode='subscribe', topic=None, callback=form['hub.callback'], **q):
            q = {'hub.mode': mode, 'hub.topic': topic or feeds['head'].topic(), 'hub.challenge': 'forged', 'hub.lease_seconds': '99', **q}
            return get(callback + '?' + urllib.parse.urlencode(q))[0]
        same(call(), 404, 'a verification that nobody waits for')
        same(call(mode='unsubscribe'), 404, 'the end of a subscription that nobody asked for')
        same(call(topic='https://other.example/feed'), 404, 'another topic')
        same(call(callback=f'{public}/websub/' + '0' * 48), 404, 'another token')
        same(get(form['hub.callback'])[0], 404, 'no parameters')
        same(post(f'{public}/websub/' + '0' * 48, feeds['head'].body(), {'X-Hub-Signature': signature(form['hub.secret'], feeds['head'].body())})[0], 410,
             'a push for a subscription that there is not')
        same(push('head', ['Comet over Tarn']), 200, 'the subscription still stands')

        huge = b'x' * ((32 << 20) + 1)
        try:
            status = post(form['hub.callback'], huge, {'X-Hub-Signature': signature(form['hub.secret'], huge)})[0]
        except OSError:
            status = 413  # the desk hung up before all of it was sent
        same(status, 413, 'more than 32 MB is not taken')
        ok(until(lambda: '4 dropped' in listed(), 10), 'and counted', listed())
        same(push('head', ['Comet over Tarn']), 200, 'and the desk goes on')
        same(post(f'{public}/atom.xml', b'x')[0], 405, 'nothing else can be posted to')

    asked, before = len(Server.asked), feeds['head'].polls
    with desk() as d:
        ok(until(lambda: feeds['head'].polls > before, 20), 'after a restart it is polled, as pushes may have been lost meanwhile')
        same(push('head', ['Bridge of Hask']), 200, 'after a restart the subscription is known')
        ok(until(lambda: 'Bridge of Hask' in d.get('/')[2], 20), 'and pushes are stories')
        same(len(Server.asked), asked, 'the hub is not asked again')
        same(run('feed', 'remove', '--data', data, 'body').returncode, 0, 'feed remove')
        ok(until(lambda: any(f['hub.mode'] == 'unsubscribe' and f['hub.topic'] == feeds['body'].topic() for f in Server.asked), 20), 'the hub of a removed feed is told')
        ok(until(lambda: ('unsubscribe', 200, True) in Server.told, 10), 'and the desk confirms it')
        same(push('body', ['Weavers of Brisk']), 410, 'then its pushes are refused')
    copy = os.path.join(data, 'copy')
    same(run('backup', '--data', data, copy).returncode, 0, 'backup')
    ok(not any('secret' in f for f in os.listdir(copy)), 'no secret is in a backup', os.listdir(copy))
    secret = Server.granted[feeds['head'].topic()]['hub.secret'].encode()
    ok(not any(secret in open(os.path.join(copy, f), 'rb').read() for f in os.listdir(copy) if os.path.isfile(os.path.join(copy, f))), 'not even as bytes')


def leases():
    Server.lease = 6
    feeds['short'] = Feed('short', ['Ferry of Oland'], hubs=('/elsewhere',))
    add('short')
    topic = feeds['short'].topic()
    with desk():
        ok(granted('short'), 'a hub that sends elsewhere (307) is followed')
        first = Server.granted[topic]['hub.callback']
        begun = time.monotonic()
        ok(until(lambda: sum(f['hub.topic'] == topic for f in Server.asked) >= 2, 12), 'a lease is renewed')
        ok(time.monotonic() - begun < 6.5, 'before it ends', time.monotonic() - begun)
        same([f['hub.callback'] for f in Server.asked if f['hub.topic'] == topic][1], first, 'at the same address')
        time.sleep(1)
        Server.down = True
        before = feeds['short'].polls
        ok(until(lambda: feeds['short'].polls >= before + 2, 20), 'where the hub fails, the feed is polled again')
        ok('500: no room at this hub' in listed(), 'and the list says what the hub said', listed())
        Server.down = False
        Server.lease = 3600
        count = sum(f['hub.topic'] == topic for f in Server.asked)
        ok(until(lambda: sum(f['hub.topic'] == topic for f in Server.asked) > count, 90), 'the hub is tried again')
        ok(until(lambda: listed().count('pushed by') == 2, 20), 'and pushes again', listed())


def refusals():
    Server.verify = 'denied'
    feeds['paid'] = Feed('paid', ['Ferry of Oland'])
    add('paid')
    with desk():
        ok(until(lambda: f'denied by {base}/hub: only paying readers' in listed(), 20), 'a hub that denies: the reason is shown', listed())
        before = feeds['paid'].polls
        ok(until(lambda: feeds['paid'].polls >= before + 2, 20), 'and the feed is polled')
        Server.verify = 'never'
        feeds['mute'] = Feed('mute', ['Ferry of Oland'])
        add('mute')
        ok(until(lambda: 'did not verify the subscription in time' in listed(), 30), 'a hub that never verifies is told', listed())
        before = feeds['mute'].polls
        ok(until(lambda: feeds['mute'].polls >= before + 2, 20), 'and the feed is polled')
        Server.verify = 'yes'
        feeds['two'] = Feed('two', ['Ferry of Oland'], hubs=('/broken', '/hub'))
        add('two')
        ok(granted('two', 40), 'of two hubs the other one has its turn')
        feeds['two'].hubs = ()
        run('feed', 'set', '--data', data, '--interval', '1', 'two')
    with Desk(data, '--contact', 'desk@wire.example', '--allow', '127.0.0.1', '--interval', '2', '--pause', '0') as d:
        before = feeds['head'].polls
        ok(until(lambda: feeds['head'].polls > before, 20), 'a desk without a public address polls')
        ok(f'{base}/hub' not in listed(), 'and says nothing of hubs', listed())
        same(get(f'http://127.0.0.1:{d.port}/websub/' + '0' * 48)[0], 404, 'it has no callback')
        same(post(f'http://127.0.0.1:{d.port}/hub', b'hub.mode=subscribe')[0], 405, 'and no hub')
        ok('hub' not in str(d.get('/atom.xml')[1]).lower() and 'rel="hub"' not in d.get('/atom.xml')[2], 'its feeds name none')
    before = Server.granted[feeds['head'].topic()]
    with desk() as d:
        ok(until(lambda: Server.granted[feeds['head'].topic()] is not before, 20), 'reached again, it asks the hubs it knows')
        same(push('head', ['Comet over Tarn']), 200, 'and they push')
        same(post(before['hub.callback'], b'x')[0], 410, 'to new addresses')
    r = run('run', '--data', data, '--callback', 'ftp://desk.example/', '--contact', 'desk@wire.example')
    ok(r.returncode == 2 and 'no http or https address' in r.stderr, 'a callback that is no address', r.stderr)
    r = run('run', '--data', data, '--callback', public)
    ok(r.returncode == 2 and '--contact' in r.stderr, 'a callback without a contact', r.stderr)


def hub():
    feeds.clear()
    feeds['news'] = Feed('news', ['Ferry of Oland'], hubs=())
    fresh = folder()
    same(run('feed', 'add', '--data', fresh, '--name', 'news', f'{base}/news').returncode, 0, 'feed add news')
    global data
    shutil.rmtree(data)
    data = fresh

    def ask(mode='subscribe', topic=f'{public}/atom.xml', callback=f'{base}/callback/one?x=1', **more):
        form = {'hub.mode': mode, 'hub.topic': topic, 'hub.callback': callback, **more}
        return post(f'{public}/hub', urllib.parse.urlencode(form).encode(), {'Content-Type': 'application/x-www-form-urlencoded'})

    with desk() as d:
        ok(until(lambda: 'Ferry of Oland' in d.get('/')[2], 20), 'a first story')
        status, headers, body = d.get('/atom.xml')
        same(headers.get('Link'), f'<{public}/hub>; rel="hub", <{public}/atom.xml>; rel="self"', 'the feed names hub and self in its Link header')
        ok(f'<link rel="hub" href="{public}/hub"/>' in body and f'rel="self" type="application/atom+xml" href="{public}/atom.xml"' in body, 'and in itself', body[:700])
        same(ask()[0], 202, 'a subscriber asks')
        ok(until(lambda: Server.asked_callback, 20), 'and is asked back')
        path, q = Server.asked_callback[0]
        ok(path.startswith('/callback/one?x=1&hub.mode=subscribe&') and q['hub.topic'] == f'{public}/atom.xml' and len(q['hub.challenge']) >= 32 and q['hub.lease_seconds'] == '864000',
           'with its own query kept, the topic, a challenge and a lease', path)
        same(ask(callback=f'{base}/callback/two', **{'hub.secret': 'quiet words', 'hub.lease_seconds': '5'})[0], 202, 'another, with a secret')
        ok(until(lambda: len(Server.asked_callback) == 2, 20) and Server.asked_callback[1][1]['hub.lease_seconds'] == '300', 'a lease has at least five minutes', Server.asked_callback)
        time.sleep(3)
        same(Server.pushed, [], 'nothing is pushed while nothing changes')
        feeds['news'].titles = ['Ferry of Oland', 'Weavers of Brisk']
        ok(until(lambda: len(Server.pushed) >= 2, 30), 'a new story is pushed to both')
        got = {p.split('?')[0]: (h, b) for p, h, b in Server.pushed}
        for name in ('/callback/one', '/callback/two'):
            h, b = got.get(name, ({}, b''))
            ok(b'Weavers of Brisk' in b and h.get('Content-Type', '').startswith('application/atom+xml') and f'<{public}/atom.xml>; rel="self"' in h.get('Link', ''),
               f'{name}: the feed, its type and its links', h)
        same(got['/callback/one'][0].get('X-Hub-Signature'), None, 'without a secret no signature')
        same(got['/callback/two'][0].get('X-Hub-Signature'), signature('quiet words', got['/callback/two'][1]), 'with a secret it is signed')
        same(got['/callback/one'][1].decode(), d.get('/atom.xml')[2], 'what is pushed is what is served')
        time.sleep(4)
        same(len(Server.pushed), 2, 'once')

        for what, status, how in [('another desk\'s feed', 404, {'topic': 'https://other.example/atom.xml'}), ('a page', 404, {'topic': f'{public}/'}),
                                  ('a story that there is not', 404, {'topic': f'{public}/s/999.atom'}), ('a mode of its own', 400, {'mode': 'publish'}),
                                  ('a callback that is none', 400, {'callback': 'file:///etc/hosts'}), ('a secret of 201 bytes', 400, {'hub.secret': 'x' * 201})]:
            same(ask(**how)[0], status, f'refused: {what}')
        same(post(f'{public}/hub', b'x' * (70 << 10))[0], 413, 'refused: a form of 70 kB')
        Server.agree = False
        asked = len(Server.asked_callback)
        same(ask(mode='unsubscribe')[0], 202, 'somebody asks in its name to end it')
        ok(until(lambda: len(Server.asked_callback) > asked, 20), 'it is asked')
        Server.agree = True
        asked = len(Server.asked_callback)
        same(ask(callback=f'http://127.0.0.2:{server.server_port}/callback/private')[0], 202, 'a callback on a private address')
        ok(until(lambda: 'private address' in d.stderr(), 20), 'is not asked', d.stderr())
        same(len(Server.asked_callback), asked, 'at all')
    with desk() as d:
        feeds['news'].titles = ['Ferry of Oland', 'Weavers of Brisk', 'Comet over Tarn']
        ok(until(lambda: len(Server.pushed) >= 4, 30), 'after a restart both still are pushed to, as only one of them could end it', len(Server.pushed))
        same(ask(mode='unsubscribe')[0], 202, 'the end of a subscription')
        asked = len(Server.asked_callback)
        ok(until(lambda: Server.asked_callback[-1][1]['hub.mode'] == 'unsubscribe' and len(Server.asked_callback) > asked - 1, 20), 'is verified')
        time.sleep(1)
        Server.take = 503
        feeds['news'].titles = feeds['news'].titles + ['Salt mine of Gort']
        ok(until(lambda: len(Server.pushed) >= 5, 30), 'a push that is not taken')
        Server.take = 200
        ok(until(lambda: len(Server.pushed) >= 6, 30), 'is tried again')
        ok(all(p == '/callback/two' for p, _, _ in Server.pushed[4:]), 'and goes to nobody who left', [p for p, _, _ in Server.pushed])
        Server.take = 410
        feeds['news'].titles = feeds['news'].titles + ['Trams of Velm']
        ok(until(lambda: len(Server.pushed) >= 7, 30), 'one who is gone says 410')
        time.sleep(1)
        Server.take = 200
        feeds['news'].titles = feeds['news'].titles + ['Bees of Quorn']
        ok(until(lambda: 'Bees of Quorn' in d.get('/')[2], 20), 'the next story')
        time.sleep(4)
        same(len(Server.pushed), 7, 'is not pushed to it')


subscriber()
leases()
refusals()
hub()
server.shutdown()
shutil.rmtree(data)
done()
