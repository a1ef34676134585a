#!/usr/bin/env python3
"""Subscriptions: add, set, list, remove; exported and imported they are the same."""
import json
import os
import shutil
import sys
import xml.etree.ElementTree

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import SAMPLE, done, folder, ok, run, same  # noqa: E402

one, two = folder(), folder()


def feeds(data):
    return [x['feed'] for x in json.loads(run('feed', 'list', '--json', '--data', data).stdout)]


def feed(*args, data=one):
    return run('feed', args[0], '--data', data, *args[1:])


same(feed('add', 'https://post.example/rss?a=1&b=2').returncode, 0, 'an address')
same(feed('add', '--name', 'wire', '--label', 'Wire "One" & <Two>', '--licensed', 'yes', '--section', 'World', '--language', 'en', '--zone', 'Asia/Kolkata',
          '--full-text', 'never', '--interval', '900', '--paused', 'yes', 'https://wire.example/feed').returncode, 0, 'one with all options')
same(feed('add', 'by hand').returncode, 0, 'a name without an address')
got = {x['name']: x for x in feeds(one)}
same(sorted(got), ['by hand', 'https://post.example/rss?a=1&b=2', 'wire'], 'all are listed')
want = {'label': 'Wire "One" & <Two>', 'section': 'World', 'language': 'en', 'zone': 'Asia/Kolkata', 'licensed': True, 'paused': True, 'full_text': 'never',
        'interval_s': 900, 'url': 'https://wire.example/feed'}
same({k: got['wire'].get(k) for k in want}, want, 'with their options')
same(feed('set', '--paused', 'no', '--label', 'Wire', 'wire').returncode, 0, 'options are set')
got = {x['name']: x for x in feeds(one)}
same((got['wire'].get('paused', False), got['wire']['label'], got['wire']['zone']), (False, 'Wire', 'Asia/Kolkata'), 'and the others stay')
for args in (['set', 'nobody'], ['remove', 'nobody'], ['add', '--zone', 'Nowhere/Land', 'x'], ['set', '--url', 'gopher://x.example/', 'wire'], ['import', '/nowhere.opml']):
    r = feed(*args)
    ok(r.returncode in (1, 2) and r.stderr.strip(), f"{' '.join(args)} is refused", r.stderr)
same(len(feeds(one)), 3, 'and changes nothing')
same(feed('remove', 'by hand').returncode, 0, 'one is removed')
ok('by hand' not in feed('list').stdout, 'and gone from the list')
same(feed('import', os.path.join(SAMPLE, 'feeds.opml')).returncode, 0, 'a list is imported')
ok('hpa' in feed('list').stdout and 'Asia/Kolkata' == {x['name']: x for x in feeds(one)}['karnapur'].get('zone'), 'with its options')

opml = feed('export').stdout
xml.etree.ElementTree.fromstring(opml)
path = os.path.join(two, 'list.opml')
with open(path, 'w', encoding='utf-8') as f:
    f.write(opml)
same(feed('import', path, data=two).returncode, 0, 'what was exported is imported')
same(feeds(two), feeds(one), 'and equal')
same(feed('export', data=two).stdout, opml, 'exported again it is the same file')
before = feeds(two)
same(feed('import', path, data=two).returncode, 0, 'imported twice')
same(feeds(two), before, 'nothing is double')
shutil.rmtree(one)
shutil.rmtree(two)
done()
