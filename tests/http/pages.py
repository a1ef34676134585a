#!/usr/bin/env python3
"""Full text: entries whose text is cut get the text of their pages, as robots.txt and the servers allow; an invented outlet on loopback."""
import http.server
import json
import os
import shutil
import sys
import threading
import time

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, TESTS)
sys.path.insert(0, os.path.join(TESTS, 'golden'))
from tap import Desk, done, folder, ok, run, same, show, until  # noqa: E402
from wire import blobs, deliver, stored_bytes, windows  # noqa: E402

MB = 1 << 20
PLACES = ['Varn', 'Dorrick', 'Holm', 'Esk', 'Tarnow', 'Quill', 'Brede', 'Oster', 'Lunn', 'Marrow', 'Sill', 'Peak', 'Wend', 'Garth', 'Ivel', 'Noss']
WORKS = ['weir', 'ferry', 'mill', 'library', 'bridge', 'orchard', 'lighthouse', 'market', 'quarry', 'school', 'harbour', 'chapel', 'tramway', 'theatre',
         'bakery', 'observatory']


def text_of(n, edition=1):
    """Paragraphs of an article that nobody else tells."""
    place, work = PLACES[n % 16], WORKS[n * 5 % 16]
    return [f'The {work} of {place} opens again on the {n % 27 + 1}th of May, its keeper said, after {n + 3} months of repairs that cost {n + 2} million crowns.',
            f'Council member Edda Frain of {place} said that {n * 7 + 40} people had worked on the {work} by turns, most of them from the villages upstream.',
            f'“We found {n + 11} beams that nobody had seen since the great flood,” she said, and thanked the carpenters of {PLACES[(n + 3) % 16]} for their patience.',
            f'The {work} had been closed since a storm took its roof in the winter of {1990 + n}, and two plans to sell it to a hotel came to nothing.',
            f'Visitors are let in from nine in the morning; children of {place} and its {n + 4} neighbouring parishes pay nothing in the first summer.'
            + (f' In edition {edition} the council adds that the tower stays closed.' if edition > 1 else '')]


def summary_of(n):
    place, work = PLACES[n % 16], WORKS[n * 5 % 16]
    return f'The {work} of {place} opens again on the {n % 27 + 1}th of May, its keeper said …'


def title_of(n):
    return f'{WORKS[n * 5 % 16].capitalize()} of {PLACES[n % 16]} opens after {n + 3} months of repairs'


def page_of(n, edition=1):
    body = ''.join(f'<p>{p}</p>' for p in text_of(n, edition))
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title_of(n)} - Valley Courier</title>'
            f'<meta property="og:type" content="article"><meta property="article:published_time" content="2026-03-14T08:{n % 60:02}:00Z"></head>'
            f'<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main><article><h1>{title_of(n)}</h1>{body}</article></main>'
            '<footer><p>Valley Courier is an invented paper.</p></footer></body></html>').encode()


PAYWALL = ('<!DOCTYPE html><html lang="en"><head><title>For subscribers</title><script type="application/ld+json">{"@context":"https://schema.org",'
           '"@type":"NewsArticle","headline":"%s","isAccessibleForFree":false}</script></head><body><main><article><h1>%s</h1>'
           '<p>The orchard opens again.</p><div class="paywall"><p>Subscribe to read on. Already a subscriber? Log in.</p></div></article></main></body></html>')


class Outlet:
    """One server; hosts by their names. Replies by (host, path); what was asked, with the time."""

    def __init__(self):
        outlet = self
        self.replies, self.asked, self.under_way, self.most = {}, [], {}, {}
        self.lock = threading.Lock()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def log_message(self, *unused):
                pass

            def do_GET(self):
                host = self.headers['Host'].split(':')[0]
                with outlet.lock:
                    outlet.asked.append((host, self.path, time.monotonic(), dict(self.headers)))
                    outlet.under_way[host] = outlet.under_way.get(host, 0) + 1
                    outlet.most[host] = max(outlet.most.get(host, 0), outlet.under_way[host])
                    reply = outlet.replies.get((host, self.path), (404, {}, b'no'))
                    n = sum(h == host and p == self.path for h, p, *_ in outlet.asked)
                status, headers, body = reply(n, self.headers) if callable(reply) else reply
                time.sleep(0.02)
                with outlet.lock:
                    outlet.under_way[host] -= 1
                try:
                    self.send_response(status)
                    for k, v in headers.items():
                        self.send_header(k, v)
                    if 'Content-Length' not in headers:
                        self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    self.close_connection = True

        http.server.ThreadingHTTPServer.handle_error = lambda *unused: None
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def times(self, host, path):
        return sum(h == host and p == path for h, p, *_ in self.asked)

    def url(self, host, path):
        return f'http://{host}:{self.port}{path}'


outlet = Outlet()
HTML = {'Content-Type': 'text/html; charset=utf-8'}
HOSTS = ['auto.example', 'always.example', 'never.example', 'other.example', 'shut.example', 'gone.example', 'whole.example', 'wire.example']
OPTIONS = ('--contact', 'desk@wire.example', '--allow', '127.0.0.1', '--resolve', ','.join(f'{h}:{outlet.port}:127.0.0.1' for h in HOSTS), '--pause', '0', '--interval', '1')


def feed(host, entries):
    """entries: (n, path, description or None, content or None)"""
    items = ''.join(f'<item><title>{title_of(n)}</title><link>{outlet.url(host, path)}</link><guid isPermaLink="false">{host}{n}</guid>'
                    + (f'<description>{d}</description>' if d else '') + (f'<content:encoded><![CDATA[{c}]]></content:encoded>' if c else '') + '</item>'
                    for n, path, d, c in entries)
    body = ('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            f'<title>Courier of {host}</title>{items}</channel></rss>').encode()
    outlet.replies[host, '/feed'] = (200, {'Content-Type': 'application/rss+xml'}, body)


def articles():
    found = {}
    for s in show(data)['stories']:
        for a in s['articles']:
            found[a['title']] = a['id']
    return found


def article(n):
    key = articles().get(title_of(n))
    return show(data, key)['article'] if key else {'text': '', 'versions': []}


def has_text(n, edition=1):
    return text_of(n, edition)[-1][:60] in article(n)['text'] and (edition == 1 or f'edition {edition}' in article(n)['text'])


def note(n):
    return article(n).get('full_text_note', '')


def pages(name):
    listed = json.loads(run('feed', 'list', '--json', '--data', data).stdout)
    return next(x['pages'] for x in listed if x['feed']['name'] == name)


def whole(n):
    return ''.join(f'<p>{p}</p>' for p in text_of(n) + [f'Paragraph {i} of the rest tells of the {WORKS[i % 16]} of {PLACES[i % 16]} in {n + i} plain words.' for i in range(9)])


answers_503 = []
outlet.replies['auto.example', '/robots.txt'] = (200, {'Content-Type': 'text/plain'}, b'User-agent: *\nDisallow: /private/\n')
outlet.replies['shut.example', '/robots.txt'] = (200, {'Content-Type': 'text/plain'}, b'User-agent: wiredesk\nDisallow: /\n\nUser-agent: *\nAllow: /\n')
outlet.replies['gone.example', '/robots.txt'] = lambda n, _: (503, {'Retry-After': '1'}, b'') if n < 2 else (200, {'Content-Type': 'text/plain'}, b'')
for n in (0, 1):
    outlet.replies['auto.example', f'/a/{n}'] = (200, HTML, page_of(n))
outlet.replies['auto.example', '/private/2'] = (200, HTML, page_of(2))
outlet.replies['auto.example', '/pay/3'] = (200, HTML, (PAYWALL % (title_of(3), title_of(3))).encode())
outlet.replies['auto.example', '/busy/5'] = lambda n, _: (503, {'Retry-After': '1'}, b'') if n < 2 else (200, HTML, page_of(5))
outlet.replies['auto.example', '/moved/6'] = (301, {'Location': outlet.url('other.example', '/new/6')}, b'')
outlet.replies['other.example', '/new/6'] = (200, HTML, page_of(6))
outlet.replies['auto.example', '/moved/7'] = (302, {'Location': outlet.url('shut.example', '/x/7')}, b'')
outlet.replies['shut.example', '/x/7'] = (200, HTML, page_of(7))
outlet.replies['auto.example', '/large/8'] = (200, HTML, page_of(8) + b' ' * (40 * MB))
outlet.replies['auto.example', '/paper/9'] = (200, {'Content-Type': 'application/pdf'}, b'%PDF-1.4 ...')
outlet.replies['auto.example', '/inside/10'] = (302, {'Location': 'http://10.255.255.1/'}, b'')
outlet.replies['auto.example', '/circle/11'] = (302, {'Location': '/circle/11'}, b'')
outlet.replies['gone.example', '/12'] = (200, HTML, page_of(12))
outlet.replies['always.example', '/13'] = (200, {**HTML, 'X-Robots-Tag': 'noindex'}, page_of(13))
outlet.replies['never.example', '/14'] = (200, HTML, page_of(14))
outlet.replies['whole.example', '/15'] = (200, HTML, page_of(15))
paths = {0: '/a/0', 1: '/a/1', 2: '/private/2', 3: '/pay/3', 4: '/missing/4', 5: '/busy/5', 6: '/moved/6', 7: '/moved/7', 8: '/large/8', 9: '/paper/9', 10: '/inside/10',
         11: '/circle/11'}
feed('auto.example', [(n, p, summary_of(n), None) for n, p in paths.items()])
feed('gone.example', [(12, '/12', summary_of(12), None)])
feed('always.example', [(13, '/13', None, ''.join(f'<p>{p}</p>' for p in text_of(13)[:3]))])
feed('never.example', [(14, '/14', summary_of(14), None)])
feed('whole.example', [(15, '/15', summary_of(15)[:-2], whole(15))])

data = folder()
for host, option in (('auto.example', 'auto'), ('always.example', 'always'), ('never.example', 'never'), ('gone.example', 'auto'), ('whole.example', 'auto')):
    same(run('feed', 'add', '--data', data, '--name', host.split('.')[0], '--full-text', option, outlet.url(host, '/feed')).returncode, 0, f'feed add {host}')

with Desk(data, *OPTIONS) as desk:
    ok(until(lambda: has_text(0) and has_text(1), 40), 'what was cut has the text of its page', desk.stderr()[-500:])
    a = article(0)
    ok(a.get('from_page'), 'which is said')
    same([len(a['versions']), a['title'], a['outlet']], [2, title_of(0), 'Courier of auto.example'], 'two states; headline and outlet are the feed\'s')
    ok('Home' not in a['text'] and 'invented paper' not in a['text'], 'nothing of the page\'s furniture is in it')
    ok('WHAT CHANGED' not in run('show', '--data', data, a['id']).stdout, 'that is no change')
    ok('that is no change' in desk.get(f"/a/{a['id'][1:]}/versions")[2], 'nor does the page of its versions tell one')
    same(desk.get(f"/a/{a['id'][1:]}")[2].count('Only the'), 0, 'the article\'s page does not call it a summary')
    for n, words in ((2, 'its robots.txt forbids it'), (3, 'the page is for subscribers'), (4, '404'), (7, 'its robots.txt forbids it'), (8, 'too large'), (9, 'application/pdf'),
                     (10, 'private address'), (11, 'too many redirects')):
        ok(until(lambda n=n, words=words: words in note(n), 40), f'{paths[n]}: {words}', note(n))
    same(outlet.times('auto.example', '/private/2'), 0, 'what robots.txt forbids is not asked for')
    same(outlet.times('shut.example', '/x/7'), 0, 'nor where a redirect leads there')
    same(outlet.times('auto.example', '/missing/4'), 1, 'what is not there is asked for once')
    p = article(3)
    ok(summary_of(3)[:40] in p['text'] and 'Subscribe' not in p['text'], 'behind the paywall the feed\'s summary is the text')
    ok('Only the summary in its feed was received: the page is for subscribers' in desk.get(f"/a/{p['id'][1:]}")[2], 'which the article\'s page says')
    ok('for subscribers' in run('show', '--data', data, p['id']).stdout, 'and show')
    ok(until(lambda: has_text(5), 40), '503 with Retry-After, then the page')
    ok(until(lambda: has_text(6), 40), 'a redirect to another host is followed')
    ok(outlet.times('other.example', '/robots.txt') == 1, 'which is asked for its robots.txt, too')
    ok(until(lambda: has_text(12), 40), 'a robots.txt that cannot be had for now is asked for again', note(12))
    ok(until(lambda: has_text(13), 40), 'always: the page of what is not cut')
    same(len(article(13)['versions']), 2, 'as a state of its own')
    ok('no more than its headline and link' in desk.get(f"/a/{article(13)['id'][1:]}")[2], 'X-Robots-Tag: noindex is obeyed')
    same([outlet.times('never.example', '/14'), outlet.times('never.example', '/robots.txt')], [0, 0], 'never: nothing is asked')
    same(outlet.times('whole.example', '/15'), 0, 'nor where the feed has the whole text')
    same(outlet.most.get('auto.example'), 1, 'one request a host at a time')
    same(outlet.times('auto.example', '/robots.txt'), 1, 'robots.txt is asked for once')
    agents = {h.get('User-Agent') for host, p, _, h in outlet.asked if p != '/feed'}
    ok(len(agents) == 1 and 'desk@wire.example' in agents.pop(), 'pages are asked for by name')
    ok(until(lambda: pages('auto') == {'wanted': 0, 'fetched': 4, 'refused': 8}, 20), 'feed list counts them', pages('auto'))
    ok('4 article pages fetched, 8 not to be had' in desk.get('/feeds')[2], 'the page of feeds, too')

    asked = outlet.times('auto.example', '/a/0')
    feed('auto.example', [(n, p, summary_of(n), None) for n, p in paths.items() if n < 11])
    ok(until(lambda: outlet.times('auto.example', '/feed') >= 3, 30), 'the feed is polled again')
    polled = outlet.times('auto.example', '/feed')
    ok(until(lambda: outlet.times('auto.example', '/feed') > polled + 1, 30), 'and again')
    ok(has_text(0) and len(article(0)['versions']) == 2, 'the same summary does not take the place of the text')
    same(outlet.times('auto.example', '/a/0'), asked, 'nor asks for the page again')
    outlet.replies['auto.example', '/a/0'] = (200, HTML, page_of(0, 2))
    feed('auto.example', [(n, p, summary_of(n).replace('keeper', 'new keeper') if n == 0 else summary_of(n), None) for n, p in paths.items() if n < 11])
    ok(until(lambda: has_text(0, 2), 40), 'a summary that changed asks for the page again', article(0)['text'])
    same(len(article(0)['versions']), 3, 'and is itself no state')
    ok('tower stays closed' in run('show', '--data', data, article(0)['id']).stdout.split('WHAT CHANGED')[-1], 'what the page changed is told')
    same(outlet.times('auto.example', '/a/1'), 1, 'the others are left alone')

    # stopped while pages are wanted: the host does not answer yet
    hold = threading.Event()
    outlet.replies['auto.example', '/late/0'] = lambda n, _: (hold.wait(60), (200, HTML, page_of(16)))[1]
    outlet.replies['auto.example', '/late/1'] = (200, HTML, page_of(17))
    feed('auto.example', [(16, '/late/0', summary_of(16), None), (17, '/late/1', summary_of(17), None)])
    ok(until(lambda: outlet.times('auto.example', '/late/0') == 1, 40), 'a page is asked for, and does not come')
    ok(not has_text(17), 'the next one waits for it')
    same(desk.stop(), 0, 'the desk is stopped')
hold.set()
with Desk(data, *OPTIONS) as desk:
    ok(until(lambda: has_text(16) and has_text(17), 40), 'what was wanted before is wanted after', pages('auto'))

before = {k: show(data, v) for k, v in sorted(articles().items())}
same(run('replay', '--data', data).returncode, 0, 'replay')
ok(before == {k: show(data, v) for k, v in sorted(articles().items())}, 'replay gives the same articles')
same(run('check', '--data', data).returncode, 0, 'the folder is sound')
shutil.rmtree(data)

# ---- withdrawn: one that has its page's text, and one whose page is still wanted ----
HAD, WANTED, OTHER = 20, 21, 22
SUMMARY = {HAD: 'Its keeper Quenzel Drabbe counts the quenzelbeams …', WANTED: 'A plan for the drabbelocks is still awaited by the town …', OTHER: summary_of(OTHER)}
outlet.replies['wire.example', '/20'] = (200, HTML, page_of(HAD))
outlet.replies['wire.example', '/21'] = lambda n, _: (never.wait(60), (200, HTML, page_of(WANTED)))[1]
outlet.replies['wire.example', '/22'] = (200, HTML, page_of(OTHER))
never = threading.Event()
feed('wire.example', [(n, f'/{n}', SUMMARY[n], None) for n in (HAD, OTHER)])


def kill_of(n):
    return f'Title: KILL: Report\nURL: {outlet.url("wire.example", f"/{n}")}\nSignal: kill\n\nClients are asked to withdraw the report.\n'


def wants():
    return len(blobs(data, 'derived.db', 'SELECT record FROM wants'))


def log():
    return blobs(data, 'log.db', 'SELECT body FROM events ORDER BY seq')


def everything():
    return run('show', '--json', '--data', data).stdout + ''.join(run('search', '--json', '--data', data, w).stdout for w in ('keeper', 'council', 'beams'))


data = folder()
same(run('feed', 'add', '--data', data, '--name', 'wire', '--licensed', 'yes', '--full-text', 'auto', outlet.url('wire.example', '/feed')).returncode, 0, 'feed add wire')
with Desk(data, *OPTIONS) as desk:
    ok(until(lambda: has_text(HAD) and has_text(OTHER), 40), 'two have the text of their pages', pages('wire'))
    feed('wire.example', [(n, f'/{n}', SUMMARY[n], None) for n in (HAD, WANTED, OTHER)])
    ok(until(lambda: outlet.times('wire.example', '/21') == 1, 40), 'the page of a third one is asked for, and does not come')
    ok(article(WANTED)['text'] and pages('wire')['wanted'] == 1, 'it is wanted', pages('wire'))
never.set()
killed = {n: articles()[title_of(n)] for n in (HAD, WANTED)}
serial = killed[HAD][1:]
here = stored_bytes(data)
bodies = log()
records = [w for b in blobs(data, 'derived.db', f'SELECT record FROM versions WHERE article={serial}') for w in windows(b)]
MARKS = [b'quenzelbeams', b'drabbelocks', text_of(HAD)[2][:40].encode(), title_of(HAD).encode(), title_of(WANTED).encode()]
ok(all(b in here for b in bodies if len(b) < 1000) and sum(w in here for w in records) > 3, 'before the kill their bytes are in the files')
ok(b'quenzelbeams' in here and b'drabbelocks' in here, 'and what the feed said, with what they ask for')
same(wants(), 3, 'three wants')

for n in (HAD, WANTED):
    same(deliver(data, f'kill{n}.txt', kill_of(n), time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime()), 'wire').returncode, 0, f'{n} is withdrawn')
ok(all(show(data, i)['article'].get('killed') for i in killed.values()), 'both are')
here = stored_bytes(data)
same([m for m in MARKS if m in here], [], 'neither text nor what the feed said of them is left in any file')
left = log()
gone = [b for b in bodies if b not in left]
same([len(gone), len(bodies) - len(gone)], [3, 2], 'both deliveries of the feed are rewritten, and the page; subscription and the other page are not')
left = b''.join(left + blobs(data, 'derived.db', 'SELECT record FROM versions'))
pieces = [w for b in gone for w in windows(b) if w not in left] + [w for w in records if w not in left]
ok(len(pieces) > 20, 'what was there was other bytes', len(pieces))
same(sum(w in here for w in pieces), 0, 'no piece of them and of the records is in any file')
same([wants(), pages('wire')], [1, {'wanted': 0, 'fetched': 1, 'refused': 0}], 'they want no page')
after = everything()
same([m for m in MARKS if m.decode() in after], [], 'neither show nor search has them')
ok(has_text(OTHER), 'the third one has its text')
r = run('replay', '--compare', '--data', data)
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay gives the same pages', r.stdout + r.stderr)
same(run('replay', '--data', data).returncode, 0, 'the derived tables are made anew')
same([everything() == after, wants()], [True, 1], 'and are the same')
here = stored_bytes(data)
same([m for m in MARKS if m in here], [], 'without them')
asked = [outlet.times('wire.example', f'/{n}') for n in (HAD, WANTED)]
n_events = len(log())
feed('wire.example', [(n, f'/{n}', SUMMARY[n].replace(' the ', ' all the '), None) for n in (HAD, WANTED, OTHER)])
status, headers, body = outlet.replies['wire.example', '/feed']
outlet.replies['wire.example', '/feed'] = (status, headers, body.replace(f'wire.example{HAD}<'.encode(), b'urn:another:name:of:it<'))
with Desk(data, *OPTIONS) as desk:
    polled = outlet.times('wire.example', '/feed')
    ok(until(lambda: outlet.times('wire.example', '/feed') > polled + 1, 30), 'the feed brings them again, one of them under another guid')
    same([desk.get(f'/a/{i[1:]}')[0] for i in killed.values()], [410, 410], 'their pages answer 410')
same([outlet.times('wire.example', f'/{n}') for n in (HAD, WANTED)], asked, 'and their pages are not asked for')
ok(len(log()) > n_events, 'the log has the delivery')
here = stored_bytes(data)
same([m for m in MARKS if m in here], [], 'but not their words')
same(len([x for st in show(data)['stories'] for x in st['articles'] if x.get('killed')]), 2, 'both stay withdrawn')
same(len([x for st in show(data)['stories'] for x in st['articles']]), 3, 'and no other article is made of them')
r = run('replay', '--compare', '--data', data, '--workers', '3')
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay still gives the same pages', r.stdout + r.stderr)
same(run('check', '--data', data).returncode, 0, 'the folder is sound')
outlet.server.shutdown()
shutil.rmtree(data)
done()
