#!/usr/bin/env python3
"""What an article is known by: no duplicates where feeds change guids, addresses or dates; none swallowed where they repeat them."""
import os
import shutil
import sys
from html import escape

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import done, folder, ok, run, same, show  # noqa: E402
from wire import deliver, subscribe  # noqa: E402

SITE = 'https://www.tarnwick-echo.example'
# invented: a name, and what happened there
NEWS = {
    'Adlerfurt': 'The ferry of Adlerfurt ran onto a sandbank before dawn with eleven passengers and a piano on board.',
    'Brunnhag': 'Bakers in Brunnhag have voted to close their ovens on Mondays, the first such vote in forty years.',
    'Cronsted': 'A court in Cronsted ordered the tram company to return two hundred lost umbrellas to their owners.',
    'Dorrhaven': 'Dorrhaven will flood its old quarry in spring and open it to swimmers, the council said.',
    'Elmenau': 'The observatory at Elmenau lost its dome in a storm that tore roofs from three barns.',
}


def entry(name, guid=None, link=None, title=None, text=None, date=None, permalink='false'):
    parts = [f"<title>{escape(title or 'News from ' + name)}</title>", f'<description>{escape(text or NEWS[name])}</description>']
    if guid is not None:
        parts.append(f'<guid isPermaLink="{permalink}">{escape(guid)}</guid>')
    if link is not None:
        parts.append(f'<link>{escape(link)}</link>')
    if date:
        parts.append(f'<pubDate>{date}</pubDate>')
    return '<item>' + ''.join(parts) + '</item>'


def rss(entries, title='The Tarnwick Echo', home=SITE + '/'):
    return f'<rss version="2.0"><channel><title>{title}</title><link>{home}</link><description>News</description>{"".join(entries)}</channel></rss>'


class Case:
    """Polls one after another into a data folder of their own; then asks, and asks replay."""

    def __init__(self, what, *feeds):
        self.what, self.data, self.polls = what, folder(), 0
        for feed in feeds or ('echo',):
            subscribe(self.data, feed, '--label', feed.title())

    def poll(self, entries, at, feed='echo', text=None, **channel):
        self.polls += 1
        r = deliver(self.data, f'{feed}-{self.polls}.xml', text or rss(entries, **channel), at, feed)
        if r.returncode:
            ok(False, f'{self.what}: a poll is taken', r.stdout + r.stderr)

    def articles(self):
        return [x for s in show(self.data)['stories'] for x in s['articles']]

    def versions(self, title):
        found = [x for x in self.articles() if x['title'] == title]
        return [v['title'] for v in show(self.data, found[0]['id'])['article']['versions']] if len(found) == 1 else f'{len(found)} of {title}'

    def text(self, title):
        return show(self.data, next(x['id'] for x in self.articles() if x['title'] == title))['article']['text']

    def titles(self, want, more=''):
        return same(sorted(x['title'] for x in self.articles()), sorted(want), f'{self.what}: {more or "the articles"}')

    def end(self):
        r = run('replay', '--compare', '--data', self.data)
        before = run('show', '--json', '--data', self.data).stdout
        ok(r.returncode == 0 and ', 0 differ' in r.stdout, f'{self.what}: replay gives the same pages', r.stdout + r.stderr)
        run('replay', '--data', self.data)
        same(run('show', '--json', '--data', self.data).stdout, before, f'{self.what}: and the same tables')
        shutil.rmtree(self.data)


def news(*names):
    return ['News from ' + n for n in names]


def link(name, before=SITE + '/news/', after=''):
    return before + name.lower() + after


DAY = ['2026-03-14T08:00:00Z', '2026-03-14T09:00:00Z', '2026-03-14T10:00:00Z', '2026-03-14T11:00:00Z']
LATE = '2026-04-20T08:00:00Z'
TWO = ('Adlerfurt', 'Brunnhag')
ALL = tuple(NEWS)

# ---- guids change, addresses stay ----
c = Case('guids change at each poll')
for i, at in enumerate(DAY + ['2026-03-15T08:00:00Z'] * 10):
    c.poll([entry(n, f'{n}-{i}', link(n)) for n in ALL], at)
c.titles(news(*ALL))
same(c.versions('News from Adlerfurt'), ['News from Adlerfurt'], c.what + ': and no versions')
c.poll([entry('Adlerfurt', 'new', link('Adlerfurt'))], LATE)
c.titles(news(*ALL), 'nothing new, weeks later, with the same words')
c.poll([entry('Adlerfurt', 'newer', link('Adlerfurt'), text='A year after the piano the ferry runs again, with a new captain.')], LATE)
c.titles(news('Adlerfurt', *ALL), 'other words at an address of weeks ago are another article')
c.end()

c = Case('the guids change once, the addresses later')
c.poll([entry(n, 'a' + n, link(n)) for n in TWO], DAY[0])
c.poll([entry(n, 'b' + n, link(n)) for n in TWO], DAY[1])
c.poll([entry(n, 'b' + n, link(n, SITE + '/archive/')) for n in TWO], DAY[2])
c.poll([entry(n, 'b' + n, link(n, SITE + '/archive/'), text=NEWS[n] + ' More is to follow.') for n in TWO], LATE)
c.titles(news(*TWO))
same(len(c.versions('News from Brunnhag')), 2, c.what + ': the new words are a version')
c.end()

c = Case('guids that are addresses, http and then https')
c.poll([entry(n, link(n, 'http://tarnwick-echo.example/?p='), link(n, 'http://tarnwick-echo.example/')) for n in TWO], DAY[0])
c.poll([entry(n, link(n, 'https://www.tarnwick-echo.example/?p='), link(n, 'https://www.tarnwick-echo.example/2026/')) for n in TWO], DAY[1])
c.titles(news(*TWO))
c.end()

# ---- addresses change, guids stay ----
c = Case('addresses change, guids stay')
FORMS = [('http://tarnwick-echo.example/news/', ''), (SITE + '/news/', '?utm_source=rss&utm_medium=feed'), (SITE + '/news/', '?at_medium=RSS&fbclid=x1#top'),
         ('https://m.tarnwick-echo.example/news/', ''), ('https://amp.tarnwick-echo.example/amp/news/', '/'), (SITE + '/2026/03/', '.html'),
         ('https://sport.tarnwick-echo.example/', '')]
for i, (before, after) in enumerate(FORMS):
    c.poll([entry(n, n, link(n, before, after)) for n in ALL], f'2026-03-14T{10 + i}:00:00Z')
c.titles(news(*ALL))
same(c.versions('News from Elmenau'), ['News from Elmenau'], c.what + ': and no versions')
c.end()

c = Case('no guid, and the forms of one address')
for i, (before, after) in enumerate(FORMS[:5]):
    c.poll([entry(n, None, link(n, before, after)) for n in ALL], f'2026-03-14T{10 + i}:00:00Z')
c.titles(news(*ALL))
c.end()

# ---- guids repeat ----
c = Case('one guid on all entries')
c.poll([entry(n, 'echo', link(n)) for n in ALL[:3]], DAY[0])
c.titles(news(*ALL[:3]))
c.poll([entry(n, 'echo', link(n)) for n in ALL], DAY[1])
c.titles(news(*ALL), 'also at the next poll')
c.poll([entry('Adlerfurt', 'echo', link('Adlerfurt'))], DAY[2])
c.poll([entry('Adlerfurt', 'echo', link('Adlerfurt'), title='News from Adlerfurt, corrected')], DAY[3])
c.titles(['News from Adlerfurt, corrected', *news(*ALL[1:])], 'and where only one entry is left')
same(c.versions('News from Adlerfurt, corrected'), ['News from Adlerfurt', 'News from Adlerfurt, corrected'], c.what + ': a changed title is a version')
c.poll([entry(n, 'echo', link(n)) for n in ALL], LATE)
same(len(c.articles()), 5, c.what + ': and weeks later')
c.end()

c = Case('one guid and one address on all entries')
c.poll([entry(n, 'echo', SITE + '/live', date=f'Sat, 14 Mar 2026 0{i}:00:00 GMT') for i, n in enumerate(ALL[:3])], DAY[0])
c.poll([entry(n, 'echo', SITE + '/live', date=f'Sat, 14 Mar 2026 0{i}:00:00 GMT') for i, n in enumerate(ALL)], DAY[1])
c.poll([entry('Cronsted', 'echo', SITE + '/live', date='Sat, 14 Mar 2026 02:00:00 GMT')], DAY[2])
c.titles(news(*ALL))
c.end()

c = Case('a guid repeats once, for two entries')
c.poll([entry(n, n, link(n)) for n in ALL[:3]], DAY[0])
c.poll([entry(n, 'Adlerfurt' if n == 'Dorrhaven' else n, link(n)) for n in ALL], DAY[1])
c.titles(news(*ALL))
c.poll([entry(n, n, link(n)) for n in ALL], DAY[2])
c.titles(news(*ALL), 'nor later, when it is put right')
same(c.versions('News from Adlerfurt'), ['News from Adlerfurt'], c.what + ': without a version')
c.end()

c = Case('an entry that stands twice in one document')
c.poll([entry('Adlerfurt', 'a', link('Adlerfurt')), entry('Adlerfurt', 'a', link('Adlerfurt')), entry('Brunnhag', 'b', link('Brunnhag'))], DAY[0])
c.poll([entry('Adlerfurt', 'a', link('Adlerfurt', SITE + '/moved/'))], DAY[1])
c.titles(news(*TWO), 'its guid still counts')
c.end()

# ---- titles ----
c = Case('a title changes')
c.poll([entry('Adlerfurt', 'a', link('Adlerfurt')), entry('Brunnhag', None, link('Brunnhag'))], DAY[0])
c.poll([entry('Adlerfurt', 'a', link('Adlerfurt'), title='Ferry aground'), entry('Brunnhag', None, link('Brunnhag'), title='Cold ovens')], DAY[1])
c.titles(['Cold ovens', 'Ferry aground'])
same([c.versions('Ferry aground'), c.versions('Cold ovens')], [['News from Adlerfurt', 'Ferry aground'], ['News from Brunnhag', 'Cold ovens']],
     c.what + ': a version of the same article')
c.end()

# ---- dates ----
c = Case('all dates are rewritten at each poll')
c.poll([entry(n, n, link(n), date='Sat, 14 Mar 2026 07:00:00 GMT') for n in TWO] + [entry('Cronsted', None, None, date='Sat, 14 Mar 2026 07:00:00 GMT')], DAY[0])
order = [s['id'] for s in show(c.data)['stories']]
seen = show(c.data)['stories']
for i, at in enumerate(DAY[1:]):
    stamp = f'Sat, 14 Mar 2026 {9 + i:02}:30:00 GMT'
    c.poll([entry(n, n, link(n), date=stamp) for n in TWO] + [entry('Cronsted', None, None, date=stamp)], at)
c.titles(news(*ALL[:3]))
same([len(c.versions(t)) for t in news(*ALL[:3])], [1, 1, 1], c.what + ': no versions')
same([s['id'] for s in show(c.data)['stories']], order, c.what + ': the order of the stories stays')
same(show(c.data)['stories'], seen, c.what + ': and all that is told of them')
c.end()

# ---- no identity at all ----
for what, address in (('#', '#'), ('the front page', SITE + '/'), ('one page', SITE + '/news'), ('nothing', None)):
    c = Case(f'no guid, and {what} as the address of all')
    stamps = [f'Sat, 14 Mar 2026 0{i}:00:00 GMT' for i in range(5)]
    c.poll([entry(n, None, address, date=s) for n, s in zip(ALL[:4], stamps)], DAY[0])
    c.poll([entry(n, None, address, date=s) for n, s in zip(ALL, stamps)], DAY[1])
    c.poll([entry('Elmenau', None, address, date=stamps[4])], DAY[2])
    c.titles(news(*ALL))
    c.end()

# ---- what comes back ----
c = Case('entries come back after weeks')
c.poll([entry(n, n, link(n)) for n in TWO] + [entry('Cronsted', None, link('Cronsted'))], DAY[0])
c.poll([entry(n, n, link(n)) for n in ('Dorrhaven',)], DAY[1])
c.poll([entry(n, n, link(n)) for n in TWO] + [entry('Cronsted', None, link('Cronsted'))], LATE)
c.titles(news(*ALL[:4]))
same([len(c.versions(t)) for t in news(*ALL[:3])], [1, 1, 1], c.what + ': nothing new')
c.end()

# ---- several feeds ----
c = Case('two feeds of one outlet', 'front', 'sport')
c.poll([entry(n, n, link(n)) for n in TWO], DAY[0], 'front')
c.poll([entry('Brunnhag', 'Brunnhag', link('Brunnhag')), entry('Adlerfurt', 'sport-1', link('Adlerfurt', after='?ref=sport'))], DAY[1], 'sport', title='Echo - Sport',
       home=SITE + '/sport')
c.titles(news(*TWO))
c.poll([entry('Cronsted', None, link('Cronsted'))], DAY[2], 'sport', home=SITE + '/sport')
c.poll([entry('Cronsted', 'c', link('Cronsted'))], DAY[3], 'front')
c.titles(news(*ALL[:3]), 'with a guid in one of them')
c.end()

c = Case('an entry moves to another feed', 'front', 'sport')
c.poll([entry(n, n, link(n)) for n in TWO], DAY[0], 'front')
c.poll([entry('Adlerfurt', 'Adlerfurt', link('Adlerfurt', SITE + '/sport/'))], DAY[1], 'sport')
c.titles(news(*TWO))
c.end()

OTHER = 'https://gull-post.example'
c = Case('one guid in feeds of two outlets', 'echo', 'gull')
c.poll([entry('Adlerfurt', '17', link('Adlerfurt')), entry('Brunnhag', '18', link('Brunnhag'))], DAY[0])
c.poll([entry('Cronsted', '17', link('Cronsted', OTHER + '/')), entry('Dorrhaven', '18', link('Dorrhaven', OTHER + '/'))], DAY[1], 'gull', title='Gull Post', home=OTHER)
c.titles(news(*ALL[:4]))
c.end()

c = Case('a feed that collects from others', 'echo', 'digest')
c.poll([entry('Adlerfurt', '17', link('Adlerfurt')), entry('Brunnhag', '18', link('Brunnhag'))], DAY[0])
c.poll([entry('Adlerfurt', '17', link('Adlerfurt'), text='In short: a ferry, a sandbank and a piano.'), entry('Cronsted', '17b', link('Cronsted', OTHER + '/'))],
       DAY[1], 'digest', title='Digest', home='https://digest.example/')
c.poll([entry('Dorrhaven', '17', link('Dorrhaven', 'https://third.example/')), entry('Elmenau', '18', link('Elmenau', OTHER + '/'))], DAY[2], 'digest',
       title='Digest', home='https://digest.example/')
same(sorted((x['outlet'], x['title']) for x in c.articles()),
     sorted([('Echo', t) for t in news(*TWO)] + [('Digest', t) for t in news('Adlerfurt', 'Cronsted', 'Dorrhaven', 'Elmenau')]),
     c.what + ': is an outlet of its own')
c.end()

# ---- guids that look odd ----
c = Case('guids that differ in case alone')
c.poll([entry('Adlerfurt', 'aB1', link('Adlerfurt')), entry('Brunnhag', 'Ab1', link('Brunnhag'))], DAY[0])
c.titles(news(*TWO), 'are two where the addresses are')
c.poll([entry('Adlerfurt', 'AB1', link('Adlerfurt'))], DAY[1])
c.titles(news(*TWO), 'and one where the address is one')
c.end()

c = Case('guids without content')
c.poll([entry('Adlerfurt', '', link('Adlerfurt')), entry('Brunnhag', '  ', link('Brunnhag'))], DAY[0])
c.poll([entry('Brunnhag', ' ', link('Brunnhag')), entry('Adlerfurt', '', link('Adlerfurt'))], DAY[1])
c.titles(news(*TWO))
c.end()

c = Case('guids that are relative addresses')
c.poll([entry('Adlerfurt', '/news/adlerfurt', None, permalink='true'), entry('Brunnhag', 'news/brunnhag', link('Brunnhag'), permalink='true')], DAY[0])
c.poll([entry('Brunnhag', 'news/brunnhag', link('Brunnhag'), permalink='true'), entry('Adlerfurt', '/news/adlerfurt', None, permalink='true')], DAY[1])
c.titles(news(*TWO))
c.end()

c = Case('guids that are the only address')
c.poll([entry(n, link(n, 'http://tarnwick-echo.example/'), None, permalink='true') for n in TWO], DAY[0])
c.poll([entry(n, link(n, SITE + '/'), None, permalink='true') for n in TWO], DAY[1])
c.titles(news(*TWO))
ok(all(x['source'] for x in c.articles()), c.what + ': they are there')
c.end()

c = Case('the order of the entries is reversed')
c.poll([entry(n, n, link(n)) for n in ALL] + [entry('Adlerfurt', None, link('x'), title='Without guid')], DAY[0])
c.poll([entry('Adlerfurt', None, link('x'), title='Without guid')] + [entry(n, n, link(n)) for n in reversed(ALL)], DAY[1])
c.titles(['Without guid', *news(*ALL)])
c.end()

# ---- one address, two entries ----
c = Case('two entries of one address, with guids of their own')
live = [entry('Adlerfurt', 'live-1', SITE + '/live'), entry('Brunnhag', 'live-2', SITE + '/live')]
c.poll(live, DAY[0])
c.titles(news(*TWO))
c.poll(list(reversed(live)), DAY[1])
c.poll([entry('Cronsted', 'live-3', SITE + '/live')], DAY[2])
c.titles(news(*ALL[:3]), 'and a third that comes alone')
c.end()

c = Case('one taken for another at first')
c.poll([entry('Adlerfurt', 'live-1', SITE + '/live')], DAY[0])
c.poll([entry('Brunnhag', 'live-2', SITE + '/live')], DAY[1])
c.titles(news('Brunnhag'))
c.poll([entry('Adlerfurt', 'live-1', SITE + '/live'), entry('Brunnhag', 'live-2', SITE + '/live', text=NEWS['Brunnhag'] + ' Customers wept.')], DAY[2])
same(len(c.articles()), 2, c.what + ': until they stand side by side')
c.end()

# ---- by hand ----
c = Case('documents given by hand')
for i, at in enumerate(DAY[:3]):
    deliver(c.data, f'hand-{i}.xml', rss([entry(n, 'same', link(n)) for n in ALL[:3 - i]]), at)
c.titles(news(*ALL[:3]))
c.end()
done()
