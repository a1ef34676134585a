#!/usr/bin/env python3
"""JSON from agencies through the desk: what the items say of themselves, versions, corrections, embargo and kill; invented items."""
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import done, folder, ok, run, same, show  # noqa: E402
from wire import deliver, subscribe  # noqa: E402

STORKS = ['LAMMER, March 14 (Nordwire) - The first storks landed on the mill roof in Lammer on Saturday, two weeks earlier than last year.',
          '"They have never come so soon," said miller Jost Brand.']


def html(paragraphs):
    return ''.join(f'<p>{p}</p>' for p in paragraphs)


def one(uri, title, paragraphs, **more):
    """ninjs 1.5."""
    return {'$standard': {'name': 'ninjs', 'version': '1.5'}, 'uri': uri, 'type': 'text', 'version': '1', 'firstcreated': '2026-03-14T07:00:00Z',
            'versioncreated': '2026-03-14T08:00:00Z', 'pubstatus': 'usable', 'urgency': 2, 'language': 'en', 'headline': title, 'slugline': 'STORKS-LAMMER',
            'byline': 'By Hanna Wilde', 'located': 'Lammer, Ostland', 'usageterms': 'No archive use.', 'copyrightnotice': '(c) Nordwire 2026',
            'ednote': 'Editors: quenzelnote for the desk only.', 'body_html': html(paragraphs),
            'infosource': [{'name': 'Nordwire', 'rel': 'http://cv.iptc.org/newscodes/contentprodpartyrole/origprov'}],
            'subject': [{'name': 'birds', 'scheme': 'http://v.example/topic/', 'code': '77'}], **more}


def articles(data):
    return [x for s in show(data)['stories'] for x in s['articles']]


def titled(data, part):
    return next((x for x in articles(data) if part in (x.get('title') or '')), None)


def article(data, part):
    found = titled(data, part)
    return show(data, found['id'])['article'] if found else {}


def send(data, name, document, at, feed='nordwire'):
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    r = deliver(data, name, text, at, feed)
    same(r.returncode, 0, f'{name} is taken')
    return r


def parsed(data, document):
    path = os.path.join(data, 'in-parse.json')
    with open(path, 'w', encoding='utf-8') as f:
        json.dump(document, f)
    return json.loads(run('parse', path).stdout)


data = folder()
subscribe(data, 'nordwire', '--licensed', 'yes')
first = one('urn:nordwire:17', 'Storks return to Lammer two weeks early', STORKS, associations={
    'lead': {'uri': 'urn:nordwire:p1', 'type': 'picture', 'headline': 'A stork on a roof', 'body_text': 'A stork stands on a roof.',
             'renditions': {'web': {'href': 'https://nordwire.example/stork.jpg', 'mimetype': 'image/jpeg', 'width': 900, 'height': 600}}},
    'nl': {'uri': 'urn:nordwire:18', 'type': 'text', 'language': 'nl', 'headline': 'Ooievaars keren twee weken te vroeg terug naar Lammer',
           'body_html': html(['De eerste ooievaars landden zaterdag op het dak van de molen in Lammer, twee weken eerder dan vorig jaar.'])}})
neutral = parsed(data, first)
same([neutral['format'], neutral['valid'], [i['type'] for i in neutral['items']]], ['ninjs', True, ['picture', 'text', 'text']], 'a valid item with those associated')
same(parsed(data, {**first, 'byline': 5})['repairs'], ['byline: a string is wanted, a number stands there'], 'what is not valid is said')

send(data, 'first.json', first, '2026-03-14T08:00:00Z')
got = article(data, 'Storks return')
same([got.get(k) for k in ('title', 'byline', 'dateline', 'rights', 'language', 'outlet', 'agency', 'created', 'updated', 'relation')],
     ['Storks return to Lammer two weeks early', 'By Hanna Wilde', 'LAMMER, March 14 (Nordwire)', 'No archive use.\n(c) Nordwire 2026', 'en', 'Nordwire', 'Nordwire',
      '2026-03-14T07:00:00Z', '2026-03-14T08:00:00Z', 'original'], 'the article says what the item said')
same(got.get('wire'), {'slug': 'STORKS-LAMMER', 'urgency': '2', 'version': '1', 'pubstatus': 'usable', 'subjects': ['birds']}, 'and what its labels say')
ok('two weeks earlier than last year' in got.get('text', '') and 'LAMMER, March' not in got.get('text', ''), 'its text', got)
same(sorted(x['language'] for x in articles(data)), ['en', 'nl'], 'the translation is an article, the picture is none')
ok('quenzelnote' not in json.dumps(show(data)) + json.dumps(got), 'the editorial note is nowhere')

second = one('urn:nordwire:17', 'Storks return to Lammer two weeks early', STORKS + ['The mill is 300 years old.'], version='2', versioncreated='2026-03-14T09:00:00Z')
second['signal'] = [{'qcode': 'sig:correction', 'name': 'Correction'}]
send(data, 'second.json', second, '2026-03-14T09:00:00Z')
versions = article(data, 'Storks return').get('versions', [])
same([v['signal'] for v in versions], ['none', 'correction'], 'a correction is a version of the article')
same(article(data, 'Storks return').get('wire', {}).get('version'), '2', 'the second of the wire')

send(data, 'held.json', {'standard': {'version': '3.1'}, 'uri': 'urn:nordwire:20', 'type': 'text', 'versionCreated': '2026-03-14T09:10:00Z', 'pubStatus': 'usable',
                         'embargoedUntil': '2026-03-14T12:00:00Z', 'headlines': [{'value': 'Zwielbach opens a museum of clocks'}],
                         'bodies': [{'contentType': 'text/html', 'value': html(['The town of Zwielbach opens a museum of 900 clocks in May.'])}]}, '2026-03-14T09:10:00Z')
ok(not titled(data, 'Zwielbach'), 'ninjs 3: an item under embargo is not out')
send(data, 'withheld.json', one('urn:nordwire:21', 'Cronsted closes its harbour', ['The harbour of Cronsted closes.'], pubstatus='withheld'), '2026-03-14T09:20:00Z')
send(data, 'lines.ndjson', ''.join(json.dumps({**one(f'urn:nordwire:{n}', title, [text]), 'title': title}) + '\n' for n, title, text in (
    (22, 'Goats escape in Lund', 'Eleven goats walked through the market of Lund on Saturday.'),
    (23, 'Night bus for Brunnhag', 'Brunnhag gets a night bus from June on, every forty minutes.'))), '2026-03-14T12:00:00Z')
ok(titled(data, 'Zwielbach'), 'at its instant it is')
ok(titled(data, 'Goats escape') and titled(data, 'Night bus'), 'an item a line of an archive')
ok(not titled(data, 'Cronsted'), 'what is withheld is not out')

wire = {'format': 'digitalwires@0.9.1', 'urn': 'urn:newsml:ow.example:1', 'version': 1, 'version_created': '2026-03-14T13:00:00+01:00', 'pubstatus': 'usable', 'language': 'de',
        'urgency': 3, 'headline': 'Ostwerft entlässt 400 Arbeiter', 'teaser': 'Die Werft in Ostbruck spart.', 'byline': 'Von Karl Dorn', 'creditline': 'ow',
        'article_html': '<section class="main"><p>Ostbruck (ow) - Die Ostwerft entlässt 400 Arbeiter, teilte sie am Samstag mit.</p></section>',
        'usageterms': 'Nur nach Vereinbarung', 'notepad': {'nonpublic_html': '<p>Telefon 555 0100</p>'},
        'categories': [{'type': 'dnltype:dpasubject', 'name': 'Arbeit', 'qcode': 's:9'}, {'type': 'dnltype:provider', 'name': 'ow', 'qcode': 'p:ow'}]}
send(data, 'ow.json', wire, '2026-03-14T12:30:00Z')
got = article(data, 'Ostwerft')
same([got.get('byline'), got.get('language'), got.get('rights'), got.get('wire', {}).get('subjects')], ['Von Karl Dorn', 'de', 'Nur nach Vereinbarung', ['Arbeit']], 'digitalwires')
ok('400 Arbeiter' in got.get('text', '') and '555' not in json.dumps(got), 'its text, without what is not for the public')

send(data, 'kill.json', {'standard': {'version': '2.1'}, 'uri': 'urn:nordwire:17', 'type': 'text', 'version': '3', 'versioncreated': '2026-03-14T14:00:00Z',
                         'pubstatus': 'canceled', 'headlines': [{'role': 'main', 'value': 'KILL: Storks'}],
                         'bodies': [{'contenttype': 'text/plain', 'value': 'Clients are asked to withdraw the report.'}]}, '2026-03-14T14:00:00Z')
send(data, 'kill2.json', {'guid': 'urn:nordwire:22', 'type': 'text', 'headline': 'Withdraw', 'body_html': '<p>Withdraw.</p>', 'signal': [{'qcode': 'sig:kill'}]}, '2026-03-14T14:05:00Z')
everything = run('show', '--json', '--data', data).stdout + run('search', '--json', '--data', data, 'Lammer').stdout
ok('mill roof' not in everything and 'never come so soon' not in everything, 'canceled: its words are gone')
ok('market of Lund' not in everything, 'a kill by its signal, too')
same(sum(bool(x.get('killed')) for x in articles(data)), 2, 'two are withdrawn')
send(data, 'again.json', first, '2026-03-14T15:00:00Z')
ok('never come so soon' not in run('show', '--json', '--data', data).stdout, 'and do not come back')
r = run('replay', '--compare', '--data', data)
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay gives the same pages', r.stdout + r.stderr)

r = deliver(data, 'other.json', '{"name": "some", "dependencies": {}}', '2026-03-14T16:00:00Z', 'nordwire')
ok('an object with name, dependencies' in r.stdout + r.stderr, 'other JSON is refused by what it is', r.stdout + r.stderr)
shutil.rmtree(data)
done()
