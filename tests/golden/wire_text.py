#!/usr/bin/env python3
"""Text wire formats from file to desk: IPTC 7901, ANPA 1312, ZCZC, mail and plain text give articles; updates, corrections and kills reach the
article they speak of; embargoes hold; notes to editors are nowhere. All agencies and people are invented."""
import base64
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import done, folder, ok, run, same, show  # noqa: E402
from wire import nitf, subscribe  # noqa: E402

NOTE = 'Zwickelnote'


def deliver(data, name, text, at, feed='nordwire'):
    path = os.path.join(data, 'in-' + name)
    with open(path, 'wb') as f:
        f.write(text if isinstance(text, bytes) else text.encode())
    r = run('ingest', '--quiet', '--data', data, '--arrived', at, '--feed', feed, path)
    same(r.returncode, 0, f'{name} is taken' + r.stderr)


def iptc(number, head, body, when, priority=4, sender='nwd'):
    return (f'\x01{sender}{number:04d} {priority} vm 120 ccccb   nwd {number:04d}\r\n\r\nHarbour/Storm/\r\n\x02{head}\r\n\r\n{body}\r\n'
            f'\r\n* * * *\r\nThe following information is not for publication\r\n\r\n{NOTE}: call +00 1\r\n\r\nnwd abc de\r\n'
            f'\x03{when} GMT Mar 26\r\n\x7f\r\n\x04')


def anpa(number, slug, version, lines, paragraphs, when, priority='r'):
    head = ''.join(f'^{line}<\r\n' for line in lines)
    body = ''.join(f'\t   {p}\r\n' for p in paragraphs)
    return (f'\x16\x16\x01w{number:04d}\x1fselct\r\n{priority} i\x13\x11 BC-{slug} {version} 03-14 0120\r\n\x02{head}{body}\r\n\t   \x03NW-WF-03-14-26 {when}GMT<\r\n'
            '\r\n\x0c\r\n\x04')


def articles(data):
    return [a for s in show(data)['stories'] for a in s['articles']]


def article(data, title):
    found = [a for a in articles(data) if a.get('title') == title]
    if not ok(len(found) == 1, f'one article: {title}', [a.get('title') for a in articles(data)]):
        return {}
    return json.loads(run('show', '--json', '--data', data, found[0]['id']).stdout)['article']


data = folder()
subscribe(data, 'nordwire', '--licensed', 'yes')
subscribe(data, 'post', '--label', 'Press post')

# ---- IPTC 7901: two messages in one file, the second without its end ----
STORM = ('   Lammer (nwd) - A storm tore the roof off the fish hall in Lammer on\r\nSaturday, the harbour master said. Nobody was hurt.\r\n\r\n'
         '   "We shall rebuild it before the herring comes," harbour master Jorun\r\nWikk said.')
CUT = ('\x01nwd0012 3 pl 90 ccccb   nwd 0012\r\n\r\nCouncil/Lammer/\r\n\x02Lammer council votes on new pier =\r\n\r\n   Lammer (nwd) - The council votes on a second pier '
       'on Monday, mayor\r\nAda Brink said on Saturday.\r\n\r\n   The pier would cost 4 million crow')
deliver(data, 'two.txt', iptc(11, 'Storm tears roof off Lammer fish hall =\r\nBy Piet Holm =', STORM, '140800') + CUT, '2026-03-14T08:10:00Z')
a = article(data, 'Storm tears roof off Lammer fish hall')
same(a.get('byline'), 'Piet Holm', 'its byline')
same(a.get('agency'), 'nwd', 'its agency')
ok('tore the roof off the fish hall in Lammer on Saturday, the harbour master said' in a.get('text', ''), 'lines are joined', a.get('text'))
same(len(a.get('text', '').strip().split('\n')), 2, 'two paragraphs')
a = article(data, 'Lammer council votes on new pier')
ok('second pier on Monday' in a.get('text', '') and 'crow' not in a.get('text', ''), 'a cut message keeps what is whole of it', a.get('text'))

deliver(data, 'correction.txt', iptc(15, '(Correction to nwd 0011: the hall is in Lammerhafen)\r\nStorm tears roof off Lammerhafen fish hall =', STORM.replace('fish hall in Lammer ', 'fish hall in Lammerhafen '), '140930'),
        '2026-03-14T09:31:00Z')
a = article(data, 'Storm tears roof off Lammerhafen fish hall')
same(len(a.get('versions', [])), 2, 'a correction is a version of the message that it names')

# ---- ANPA 1312: a writethru under the same slug, and a kill ----
MINE = ["ULVDAL (NW) _ ``The mine stays shut,'' minister Tora Lind said Saturday.", 'She spoke after a meeting with 12 mayors.']
deliver(data, 'mine.txt', anpa(101, 'XX--UlvdalMine', '', ['BC-XX--Ulvdal Mine,120', 'Ulvdal mine to stay shut, minister says', f'Eds: {NOTE} for desks.'], MINE, '0900'),
        '2026-03-14T09:05:00Z')
deliver(data, 'mine2.txt', anpa(102, 'XX--UlvdalMine', '1stLd-Writethru', ['BC-XX--Ulvdal Mine, 1st Ld-Writethru,120', 'Ulvdal mine to stay shut for a year, minister says'],
                                MINE + ['The miners will be paid until June.'], '0950'), '2026-03-14T09:55:00Z')
a = article(data, 'Ulvdal mine to stay shut for a year, minister says')
ok('“The mine stays shut,” minister Tora Lind said' in a.get('text', ''), 'typographic quotation marks', a.get('text'))
same(len(a.get('versions', [])), 2, 'a writethru is a version')
deliver(data, 'mine3.txt', anpa(103, 'XX--UlvdalMine', 'Kill', ['BC-XX--Ulvdal Mine, KILL,20', 'Kill the story slugged Ulvdal Mine'], ['The minister said nothing of the kind.'], '1100'),
        '2026-03-14T11:05:00Z')
text = json.dumps(show(data))
ok('stay shut' not in text and 'nothing of the kind' not in text, 'a kill takes it away', text[:500])

# ---- embargo: held until it is due; a time that cannot be read holds as well ----
deliver(data, 'embargo.txt', iptc(31, 'EMBARGO: 1800 GMT 15 March 2026\r\nLammer to build glass bridge =', '   Lammer (nwd) - The town builds a glass bridge, mayor Ada Brink\r\nsays.', '141200'),
        '2026-03-14T12:01:00Z')
deliver(data, 'embargo2.txt', iptc(32, 'Sperrfrist: nach der Sitzung\r\nLammer baut Turm =', '   Lammer (nwd) - Die Stadt baut einen Turm.', '141210'), '2026-03-14T12:11:00Z')
text = json.dumps(show(data))
ok('glass bridge' not in text and 'Turm' not in text, 'what is under embargo is not shown')
deliver(data, 'later.txt', iptc(33, 'Herring is late this year =', '   Lammer (nwd) - The herring is late, fisher Ole Rask said.', '151900'), '2026-03-15T19:01:00Z')
ok('Lammer to build glass bridge' in [x.get('title') for x in articles(data)], 'after its time it is')
ok('Turm' not in json.dumps(show(data)), 'without a time that can be read it waits')

# ---- code pages ----
umlaut = 'Verspätungen für Züge nach Köln'
deliver(data, 'dos.txt', iptc(41, f'{umlaut} =', '   Köln (nwd) - Die Züge fahren später, sagte Jörg Müller.', '151930').encode('cp850'), '2026-03-15T19:31:00Z')
article(data, umlaut)
seven = iptc(42, 'Gro~er M}hlstein f}r K|ln =', '   K|ln (nwd) - Der M}hlstein w{re schwer, sagte J|rg M}ller. Er k|nnte rollen, wenn man ihn l{~t. ]ber den Preis schweigt M}ller.',
             '151931')
deliver(data, 'seven.txt', seven, '2026-03-15T19:32:00Z')
a = article(data, 'Großer Mühlstein für Köln')
ok('Über den Preis schweigt Müller' in a.get('text', ''), 'letters of a 7-bit code', a.get('text'))

# ---- ZCZC and plain text of several stories ----
deliver(data, 'zczc.txt', 'ZCZC NWD\r\n%A\r\n#Ferry Strike\r\n$Ferry crews end strike in Ostbruck\r\n*09000000\r\n&Moen\r\nOSTBRUCK, March 15 NWD - Ferry crews ended their strike.\r\n\r\n'
        'Boats sail again at noon.\r\n\r\nNWD\r\nNNNN\r\nZCZC NWD\r\n#Ferry Fares\r\n$Ferry fares to rise in Ostbruck\r\nFares rise by a tenth in May, the line said.\r\nNNNN\r\n', '2026-03-15T20:00:00Z')
article(data, 'Ferry crews end strike in Ostbruck')
article(data, 'Ferry fares to rise in Ostbruck')
deliver(data, 'several.txt', 'Owl found in Ostbruck bank vault\n\nAn owl slept in the vault of a bank in Ostbruck, a clerk said.\n\nNNNN\nTwo chess clubs of Lammer merge\n\nThe clubs merge in April, '
        f'president Nils Aker said.\n\nNote to editors: {NOTE}\nNNNN\n', '2026-03-15T20:05:00Z', 'post')
article(data, 'Owl found in Ostbruck bank vault')
a = article(data, 'Two chess clubs of Lammer merge')
same(a.get('text', '').strip(), 'The clubs merge in April, president Nils Aker said.', 'its text is its own')

# ---- mail ----
MAIL = ('Received: from mx.example\r\nFrom: =?iso-8859-1?Q?J=F8rgen?= Dahl <jd@museum.example>\r\nTo: desk@news.example\r\nSubject: =?utf-8?Q?Museum_of_Salt_opens_?=\r\n'
        ' =?utf-8?B?' + base64.b64encode('in Øye'.encode()).decode() + '?=\r\nDate: Sun, 15 Mar 2026 21:00:00 +0100\r\nMessage-ID: <salt-1@museum.example>\r\nMIME-Version: 1.0\r\n'
        'Content-Type: multipart/alternative; boundary="b 1"\r\n\r\npreamble\r\n--b 1\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        'The Museum of Salt opens in =D8ye on Friday.\r\n\r\n"Salt made this town," director J=F8rgen Dahl said. "We owe it a house=\r\n of its own."\r\n\r\n-- \r\nJ. Dahl, Zwickelnote\r\n'
        '--b 1\r\nContent-Type: text/html\r\n\r\n<p>The Museum of Salt opens</p><script>alert(1)</script>\r\n--b 1--\r\n')
deliver(data, 'salt.eml', MAIL, '2026-03-15T20:10:00Z', 'post')
a = article(data, 'Museum of Salt opens in Øye')
same(a.get('text', '').strip().split('\n'), ['The Museum of Salt opens in Øye on Friday.', '"Salt made this town," director Jørgen Dahl said. "We owe it a house of its own."'], 'text of a mail')
same(a.get('byline'), 'Jørgen Dahl', 'from whom')
attached = nitf('nw-90', 'Lighthouse keeper of Sund retires', ['The keeper of the Sund light retires after 40 years, the coast guard said.'])
BOX = ('From desk@news.example Sun Mar 15 20:30:00 2026\r\nFrom: Wire <wire@nordwire.example>\r\nSubject: two stories\r\nDate: Sun, 15 Mar 2026 20:30:00 +0000\r\nMIME-Version: 1.0\r\n'
       'Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nPlease find two stories.\r\n--x\r\nContent-Type: application/octet-stream; name=a.xml\r\nContent-Transfer-Encoding: base64\r\n\r\n'
       + base64.encodebytes(attached.encode()).decode() + '--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: Eva Sten <eva@zoo.example>\r\nSubject: Bear cub born in Ostbruck zoo\r\n'
       'Date: Sun, 15 Mar 2026 20:00:00 +0000\r\n\r\nA bear cub was born in the zoo on Sunday, keeper Eva Sten said.\r\n--x--\r\n\r\nFrom b@c.example Sun Mar 15 20:31:00 2026\r\n'
       'From: Rolf Berg <rolf@choir.example>\r\nSubject: Choir of Sund wins contest\r\nDate: Sun, 15 Mar 2026 20:31:00 +0000\r\n\r\nThe choir of Sund won a contest.\r\n\r\n>From the jury it got 9 points.\r\n')
deliver(data, 'box.mbox', BOX, '2026-03-15T20:40:00Z', 'post')
for title in ('Lighthouse keeper of Sund retires', 'Bear cub born in Ostbruck zoo', 'Choir of Sund wins contest'):
    article(data, title)
ok('two stories' not in [x.get('title') for x in articles(data)], 'a covering note is no article')

everything = json.dumps(show(data)) + ''.join(run('show', '--json', '--data', data, x['id']).stdout for x in articles(data))
ok(NOTE not in everything and 'not for publication' not in everything, 'notes to editors are nowhere', everything[:300])
before = len(articles(data))
deliver(data, 'salt.eml', MAIL, '2026-03-15T21:10:00Z', 'post')
same(len(articles(data)), before, 'the same file twice changes nothing')
r = run('replay', '--compare', '--data', data)
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay gives the same pages', r.stdout + r.stderr)
done()
