#!/usr/bin/env python3
"""The versions of an article: each state once, in the order of their making; what goes back to an earlier state; what comes late."""
import json
import os
import shutil
import sys
from html import escape

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import Desk, done, folder, ok, run, same, show  # noqa: E402
from wire import deliver, subscribe  # noqa: E402

A = 'The lighthouse of Ulmenau will be moved forty metres inland, its keeper Jorun Brask said on Friday.'
B = 'The lighthouse of Ulmenau will be moved ninety metres inland, its keeper Jorun Brask said on Friday.'
TITLE = 'Ulmenau moves its lighthouse'


def rss(text, title=TITLE, date='Sat, 14 Mar 2026 07:00:00 GMT'):
    return (f'<rss version="2.0"><channel><title>The Ulmenau Herald</title><link>https://ulmenau-herald.example/</link><item><title>{escape(title)}</title>'
            f'<guid isPermaLink="false">u1</guid><link>https://ulmenau-herald.example/u1</link><pubDate>{date}</pubDate><description>{escape(text)}</description>'
            '</item></channel></rss>')


def g2(text, made, number, guid='tag:kustwire.example,2026:u7', signal='', status='usable', title=TITLE, more=''):
    signals = f'<signal qcode="sig:{signal}"/>' if signal else ''
    return ('<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="' + guid + f'" version="{number}" standard="NewsML-G2">'
            '<rightsInfo><copyrightHolder literal="Kustwire"/><copyrightNotice>(c) 2026 Kustwire, all   rights &amp; duties.</copyrightNotice>'
            '<usageTerms>Not for use in Ulmenau before noon.</usageTerms></rightsInfo>'
            f'<itemMeta><itemClass qcode="ninat:text"/><provider literal="Kustwire"/><versionCreated>{made}</versionCreated>'
            f'<firstCreated>2026-03-14T06:00:00Z</firstCreated>{more}<pubStatus qcode="stat:{status}"/>{signals}</itemMeta>'
            f'<contentMeta><headline>{escape(title)}</headline><creditline>KUSTWIRE/Ulmenau bureau</creditline></contentMeta>'
            f'<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{escape(text)}</p></body></html></inlineXML>'
            '</contentSet></newsItem>')


def versions(data, serial='a1'):
    return [v['text'] for v in show(data, serial)['article']['versions']]


def text(data, serial='a1'):
    return show(data, serial)['article']['text']


def found(data, word):
    return str(json.loads(run('search', '--json', '--data', data, word).stdout)['hits'])


def end(data, what):
    r = run('replay', '--compare', '--data', data)
    ok(r.returncode == 0 and ', 0 differ' in r.stdout, f'{what}: replay gives the same pages', r.stdout + r.stderr)
    before = run('show', '--json', '--data', data).stdout
    one = run('show', '--json', '--data', data, 'a1').stdout
    same(run('replay', '--data', data).returncode, 0, f'{what}: the tables are made anew')
    same((run('show', '--json', '--data', data).stdout, run('show', '--json', '--data', data, 'a1').stdout), (before, one), f'{what}: and show the same')
    same(run('check', '--data', data).returncode, 0, f'{what}: the folder is sound')
    shutil.rmtree(data)


# ---- there and back again ----
data = folder()
subscribe(data, 'herald', '--label', 'The Ulmenau Herald')
for i, (body, at) in enumerate(((A, '08'), (B, '09'), (B, '10'))):
    deliver(data, f'h{i}.xml', rss(body), f'2026-03-14T{at}:00:00Z', 'herald')
ok('ninety' in text(data) and len(versions(data)) == 2, 'a second state is a version, and comes once', versions(data))
deliver(data, 'h3.xml', rss(A, date='Sat, 14 Mar 2026 10:30:00 GMT'), '2026-03-14T11:00:00Z', 'herald')
ok('forty' in text(data) and len(versions(data)) == 3, 'where the source goes back, what is shown goes back', versions(data))
ok('ninety' not in found(data, 'ninety') and 'Ulmenau' in found(data, 'forty'), 'and so does what is found', found(data, 'ninety'))
deliver(data, 'h4.xml', rss(A, date='Sat, 14 Mar 2026 10:45:00 GMT'), '2026-03-14T11:30:00Z', 'herald')
same(len(versions(data)), 3, 'once')
with Desk(data, '--as-of', '2026-03-14T21:00:00Z') as desk:
    page = desk.get('/a/1/versions')
    ok(page[0] == 200 and '3 versions' in page[2], 'the page of its versions tells of all three', page[2][:3000])
for i in range(20):
    deliver(data, f'k{i}.xml', rss((A, B)[i % 2], date=f'Sat, 14 Mar 2026 12:{10 + i}:00 GMT'), f'2026-03-14T12:{10 + i}:30Z', 'herald')
ok(len(versions(data)) <= 8, 'caches that disagree do not fill the store', len(versions(data)))
end(data, 'there and back')

data = folder()
subscribe(data, 'herald', '--label', 'The Ulmenau Herald')
subscribe(data, 'short', '--label', 'The Ulmenau Herald')
for i in range(3):
    deliver(data, f'h{i}.xml', rss(A), f'2026-03-14T0{i + 1}:00:00Z', 'herald')
    deliver(data, f's{i}.xml', rss(B), f'2026-03-14T0{i + 1}:30:00Z', 'short')
same(len(versions(data)), 2, 'two feeds that carry two states do not take turns')
end(data, 'two feeds')

data = folder()
subscribe(data, 'herald')
deliver(data, 'h0.xml', rss(A), '2026-03-14T08:00:00Z', 'herald')
deliver(data, 'h1.xml', rss(B, date='Sat, 14 Mar 2026 08:30:00 GMT'), '2026-03-14T09:00:00Z', 'herald')
deliver(data, 'h2.xml', rss(A) + ' ', '2026-03-14T10:00:00Z', 'herald')
ok('ninety' in text(data), 'an old copy with its old date is not a return')
end(data, 'an old copy')

data = folder()
subscribe(data, 'herald', '--label', 'The Ulmenau Herald')
subscribe(data, 'kustwire', '--licensed', 'yes', '--label', 'Kustwire')
deliver(data, 'w.xml', g2(A.replace('forty', 'fifty'), '2026-03-14T07:00:00Z', 1), '2026-03-14T07:01:00Z', 'kustwire')
for i, body in enumerate((A, B, A)):
    deliver(data, f'h{i}.xml', rss(body, date=f'Sat, 14 Mar 2026 0{7 + i}:10:00 GMT'), f'2026-03-14T0{7 + i}:30:00Z', 'herald')
deliver(data, 'x.xml', g2('Withdraw it.', '2026-03-14T12:00:00Z', 2, signal='kill', status='canceled', title='KILL'), '2026-03-14T12:01:00Z', 'kustwire')
same(len(versions(data, 'a2')), 3, 'there and back while what it was placed by is withdrawn')
herald = run('show', '--json', '--data', data, 'a2').stdout
r = run('replay', '--data', data)
same(run('show', '--json', '--data', data, 'a2').stdout, herald, 'shows the same after replay')
end(data, 'beside a kill')

# ---- a wire's versions ----
data = folder()
subscribe(data, 'kustwire', '--licensed', 'yes', '--label', 'Kustwire')
deliver(data, 'w1.xml', g2(A, '2026-03-14T08:00:00Z', 900), '2026-03-14T08:01:00Z', 'kustwire')
deliver(data, 'w3.xml', g2(B, '2026-03-14T09:00:00Z', 7, signal='correction'), '2026-03-14T09:01:00Z', 'kustwire')
late = A.replace('forty', 'sixty')
deliver(data, 'w2.xml', g2(late, '2026-03-14T08:30:00Z', 1200, signal='update'), '2026-03-14T09:30:00Z', 'kustwire')
ok('ninety' in text(data), 'a version that was made earlier and comes later is not what is shown', text(data))
ok('ninety' in found(data, 'ninety') and 'sixty' not in found(data, 'sixty'), 'nor what is found')
same([next(w for w in ('forty', 'sixty', 'ninety') if w in v) for v in versions(data)], ['forty', 'sixty', 'ninety'], 'all three are kept')
same([v['updated'] for v in show(data, 'a1')['article']['versions']], ['2026-03-14T08:00:00Z', '2026-03-14T08:30:00Z', '2026-03-14T09:00:00Z'],
     'in the order of their making, whatever their numbers')
deliver(data, 'w1b.xml', g2(A, '2026-03-14T08:00:00Z', 900) + '\n', '2026-03-14T10:00:00Z', 'kustwire')
ok('ninety' in text(data) and len(versions(data)) == 3, 'nor one that comes once more')
deliver(data, 'w4.xml', g2(A, '2026-03-14T11:00:00Z', 901), '2026-03-14T11:01:00Z', 'kustwire')
ok('forty' in text(data) and len(versions(data)) == 4, 'an agency may go back, and says when', versions(data))
record = show(data, 'a1')['article']
ok('Not for use in Ulmenau before noon.' in str(record), 'the terms of use are kept word for word', record)
ok('(c) 2026 Kustwire, all   rights & duties.' in record['rights'] and record['credit'] == 'KUSTWIRE/Ulmenau bureau', 'so are copyright and credit', record)
with Desk(data, '--as-of', '2026-03-14T21:00:00Z') as desk:
    page = desk.get('/a/1')[2]
    ok('Not for use in Ulmenau before noon.' in page and '(c) 2026 Kustwire, all' in page and 'KUSTWIRE/Ulmenau bureau' in page, 'and stand on its page')
r = run('replay', '--compare', '--data', data)
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay gives the same pages', r.stdout + r.stderr)
deliver(data, 'w5.xml', g2('Withdraw it.', '2026-03-14T12:00:00Z', 902, signal='kill', status='canceled', title='KILL'), '2026-03-14T12:01:00Z', 'kustwire')
ok(not any(w in run('show', '--json', '--data', data).stdout + run('show', '--json', '--data', data, 'a1').stdout for w in ('forty', 'sixty', 'ninety')),
   'a kill takes all of them')
deliver(data, 'w6.xml', g2(A, '2026-03-14T13:00:00Z', 903), '2026-03-14T13:01:00Z', 'kustwire')
ok('forty' not in run('show', '--json', '--data', data, 'a1').stdout, 'and none comes back')
end(data, 'a wire')

data = folder()
subscribe(data, 'kustwire', '--licensed', 'yes', '--label', 'Kustwire')
wait = '<embargoed>2026-03-14T12:00:00Z</embargoed>'
deliver(data, 'e1.xml', g2(A, '2026-03-14T08:00:00Z', 1), '2026-03-14T08:01:00Z', 'kustwire')
deliver(data, 'e3.xml', g2(B, '2026-03-14T09:00:00Z', 3, more=wait), '2026-03-14T09:01:00Z', 'kustwire')
deliver(data, 'e2.xml', g2(late, '2026-03-14T08:30:00Z', 2), '2026-03-14T10:00:00Z', 'kustwire')
ok('sixty' in text(data), 'a version made before the one that waits is out at once')
deliver(data, 'f.xml', g2('Nothing else.', '2026-03-14T12:30:00Z', 1, guid='tag:kustwire.example,2026:u8', title='Else'), '2026-03-14T12:31:00Z', 'kustwire')
ok('ninety' in text(data) and len(versions(data)) == 3, 'and does not take its place', text(data))
end(data, 'beside an embargo')
done()
