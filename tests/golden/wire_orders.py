#!/usr/bin/env python3
"""What agencies order in NewsML: updates, corrections, kills, embargoes, several items and languages in one file; and what stays inside."""
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import done, folder, ok, run, same, show  # noqa: E402
from wire import deliver, stored_bytes, subscribe  # noqa: E402

SECRET = 'Ring 555 0100 before use'


def g2(*items):
    return ('<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><priority>4</priority></header><itemSet>'
            + ''.join(items) + '</itemSet></newsMessage>')


def item(guid, version, title, paragraphs, created, language='en', signal='', status='usable', embargo='', versioned=False):
    body = ''.join(f'<p>{p}</p>' for p in paragraphs)
    own = f'<versionedId guid="{guid}:{version}" version="{version}"/>' if versioned else ''
    return (f'<newsItem guid="{guid}" version="{version}" xml:lang="{language}"><rightsInfo><copyrightNotice>(c) 2026 Kestrel News &amp; Co</copyrightNotice>'
            f'<usageTerms>Not for use in Narvik before "May"</usageTerms></rightsInfo><itemMeta>{own}<itemClass qcode="ninat:text"/>'
            f'<provider literal="Kestrel"/><versionCreated>{created}</versionCreated><firstCreated>2026-04-01T08:00:00Z</firstCreated>'
            + (f'<embargoed>{embargo}</embargoed>' if embargo else '') + f'<pubStatus qcode="stat:{status}"/>'
            + (f'<signal qcode="sig:{signal}"/>' if signal else '')
            + f'<edNote role="x:contacts">{SECRET}</edNote></itemMeta><contentMeta><headline>{title}</headline><creditline>Kestrel</creditline></contentMeta>'
            f'<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><section class="main">{body}</section>'
            f'<section class="np-nonpublic"><p>{SECRET}</p></section></body></html></inlineXML></contentSet></newsItem>')


def newsml(guid, revision, parts, status='Usable', instruction=''):
    components = ''.join(
        f'<NewsComponent Duid="{mark}"><NewsLines><HeadLine>{title}</HeadLine></NewsLines><DescriptiveMetadata><Language FormalName="{language}"/>'
        f'</DescriptiveMetadata><ContentItem><DataContent><nitf><body><body.content>{"".join(f"<p>{p}</p>" for p in paragraphs)}<note type="npa"><p>{SECRET}</p>'
        f'</note></body.content></body></nitf></DataContent></ContentItem></NewsComponent>' for mark, language, title, paragraphs in parts)
    order = f'<Instruction FormalName="{instruction}"/>' if instruction else ''
    return (f'<NewsML Version="1.2"><NewsItem><Identification><NewsIdentifier><ProviderId>kestrel.example</ProviderId><DateId>20260401</DateId>'
            f'<NewsItemId>{guid}</NewsItemId><RevisionId PreviousRevision="{revision - 1}" Update="N">{revision}</RevisionId></NewsIdentifier></Identification>'
            f'<NewsManagement><Status FormalName="{status}"/>{order}<ThisRevisionCreated>2026040{revision}T090000Z</ThisRevisionCreated></NewsManagement>'
            f'<NewsComponent EquivalentsList="yes"><NewsLines><CopyrightLine>Kestrel News</CopyrightLine></NewsLines>{components}</NewsComponent></NewsItem></NewsML>')


FERRY = ['The ferry of Skarvik will sail twice a day from June on, the port decided on Monday.', 'Fares stay as they are, said the port.']
MILL = ['The paper mill of Tornby closes its second machine in autumn, its owner said on Monday.', 'Forty people work at it.']
CLOCK = ['The clock tower of Ebbmark gets a new bell in the spring of next year, its council said.', 'The old one has a crack of two metres.']
TOWER = ['Der Uhrturm von Ebbmark bekommt im Fr\u00fchling des n\u00e4chsten Jahres eine neue Glocke, sagte der Rat der Stadt.',
         'Die alte hat einen Riss von zwei Metern, und sie klingt seit dem Winter nicht mehr.']


def articles(data):
    return {a['title']: a for s in show(data)['stories'] for a in s['articles']}


def versions(data, title):
    key = articles(data)[title]['id']
    return show(data, key)['article']['versions']


data = folder()
subscribe(data, 'kestrel', '--licensed', 'yes', '--label', 'Kestrel')
deliver(data, '1.xml', g2(item('urn:k:1', 1, 'Ferry to sail twice a day', FERRY, '2026-04-01T08:00:00Z', versioned=True),
                          item('urn:k:2', 1, 'Mill closes a machine', MILL, '2026-04-01T08:10:00Z')), '2026-04-01T08:20:00Z', 'kestrel')
same(sorted(articles(data)), ['Ferry to sail twice a day', 'Mill closes a machine'], 'two items of one file are two articles')
deliver(data, '2.xml', g2(item('urn:k:1', 2, 'Ferry to sail twice a day', FERRY + ['A new pier is built.'], '2026-04-01T09:00:00Z', signal='update', versioned=True)),
        '2026-04-01T09:05:00Z', 'kestrel')
same(len(articles(data)), 2, 'an update whose guid names its version is no new article')
same(len(versions(data, 'Ferry to sail twice a day')), 2, 'but a version of the first')
deliver(data, '3.xml', g2(item('urn:k:2', 2, 'Mill closes a machine', [MILL[0], 'Thirty people work at it.'], '2026-04-01T09:10:00Z', signal='correction')),
        '2026-04-01T09:15:00Z', 'kestrel')
same([v.get('signal') for v in versions(data, 'Mill closes a machine')][-1], 'correction', 'a correction is one')
page = run('show', '--json', '--data', data, articles(data)['Mill closes a machine']['id']).stdout
ok('Not for use in Narvik before \\"May\\"' in page, 'terms of use word for word')
ok('(c) 2026 Kestrel News & Co' in page, 'copyright word for word')

deliver(data, '4.xml', newsml('clock', 1, [('e', 'en', 'Ebbmark gets a new bell', CLOCK), ('d', 'de', 'Ebbmark bekommt eine neue Glocke', TOWER)]),
        '2026-04-01T10:00:00Z', 'kestrel')
found = articles(data)
ok('Ebbmark gets a new bell' in found and 'Ebbmark bekommt eine neue Glocke' in found, 'two languages of one package are two articles', str(list(found)))
stories = [s for s in show(data)['stories'] if any('Ebbmark' in a['title'] for a in s['articles'])]
same(len(stories), 2, 'each in a story of its language')
deliver(data, '5.xml', newsml('clock', 2, [('e', 'en', 'Ebbmark gets a new bell', [CLOCK[0], 'The old one has a crack of one metre.']),
                                           ('d', 'de', 'Ebbmark bekommt eine neue Glocke', TOWER)], instruction='Rectify'), '2026-04-02T10:00:00Z', 'kestrel')
same(len(articles(data)), 4, 'a revision is no new article')
same(versions(data, 'Ebbmark gets a new bell')[-1].get('signal'), 'correction', 'it is a correction')
ok(SECRET not in run('show', '--json', '--data', data).stdout and not run('search', '--json', '--data', data, 'Ring 555').stdout.count('555 0100'),
   'what is not for publication is in no output')

deliver(data, '6.xml', g2(item('urn:k:2', 3, 'KILL: Mill', ['Withdraw the report on the mill of Tornby.'], '2026-04-02T11:00:00Z', signal='kill')),
        '2026-04-02T11:00:00Z', 'kestrel')
ok('Mill closes a machine' not in articles(data) and 'KILL: Mill' not in articles(data), 'a kill takes all versions away', str(list(articles(data))))
ok(b'Thirty people work at it' not in stored_bytes(data) and b'second machine in autumn' not in stored_bytes(data), 'and leaves nothing of them')
deliver(data, '7.xml', newsml('clock', 3, [('e', 'en', 'KILL', ['Withdraw.']), ('d', 'de', 'KILL', ['Zur\u00fcckziehen.'])], status='Canceled'),
        '2026-04-03T10:00:00Z', 'kestrel')
same([t for t in articles(data) if 'Ebbmark' in t or 'KILL' in t], [], 'a package that is canceled takes all its languages away')
deliver(data, '8.xml', g2(item('urn:k:9', 1, 'Advisory: budget day', ['We plan to move the budget of Skarvik at noon.'], '2026-04-03T11:00:00Z', signal='advisory'),
                          item('urn:k:10', 1, 'Held report', ['The held report on Lund.'], '2026-04-03T11:00:00Z', status='withheld'),
                          item('urn:k:11', 1, 'Museum opens', ['The museum of Lund opens in May with nine rooms.'], '2026-04-03T11:00:00Z', embargo='2026-04-04T06:00:00Z')),
        '2026-04-03T11:00:00Z', 'kestrel')
ok('Held report' not in articles(data) and 'Museum opens' not in articles(data), 'withheld and embargoed are in no output')
ok('Advisory: budget day' not in articles(data), 'an advisory is for editors: no article', str(list(articles(data))))
deliver(data, '9.xml', g2(item('urn:k:1', 3, 'Ferry sails', ['Old.'], '2026-04-01T08:30:00Z', versioned=True)), '2026-04-04T06:00:00Z', 'kestrel')
ok('Museum opens' in articles(data), 'at its instant an embargo ends')
ok('Ferry to sail twice a day' in articles(data), 'an earlier state that comes late does not replace the newest', str(list(articles(data))))
deliver(data, 'a.xml', newsml('open', 1, [('e', 'en', 'KILL', ['x'])], status='Canceled'), '2026-04-04T07:00:00Z')
ok('Ferry to sail twice a day' in articles(data), 'a kill of something else changes nothing')
r = run('replay', '--compare', '--data', data)
ok(r.returncode == 0 and ', 0 differ' in r.stdout, 'replay gives the same pages', r.stdout + r.stderr)
shutil.rmtree(data)
done()
