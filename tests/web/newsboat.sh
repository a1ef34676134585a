#!/bin/sh
# newsboat.sh PROGRAM DATA: newsboat reads the Atom of the front page and of a story.
# Last line: `N passed, N failed, N skipped`.
set -u
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v newsboat >/dev/null 2>&1; then
    echo "skipped: no newsboat here"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
fi
if [ $# -ne 2 ]; then
    echo "usage: newsboat.sh PROGRAM DATA" >&2
    exit 2
fi
exec python3 - "$here" "$1" "$2" <<'PYTHON'
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request
sys.path.insert(0, sys.argv[1])
from server import Desk

passed = failed = 0


def check(holds, what, detail=''):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print('not ok:', what, detail)


def read(folder, base, urls):
    with open(folder + '/urls', 'w') as f:
        f.write(''.join(base + u + '\n' for u in urls))
    open(folder + '/config', 'a').close()
    run = subprocess.run(['newsboat', '-u', folder + '/urls', '-C', folder + '/config', '-c', folder + '/cache.db', '-x', 'reload'],
                         capture_output=True, text=True, timeout=120)
    check(run.returncode == 0, 'newsboat reloads', run.stderr[-300:])
    with sqlite3.connect(folder + '/cache.db') as db:
        return db.execute('select guid, title, url, pubDate, content from rss_item order by id').fetchall()


desk = Desk(sys.argv[2], sys.argv[3])
folder = tempfile.mkdtemp(prefix='wiredesk-newsboat-')
try:
    front = urllib.request.urlopen(desk.base + '/atom.xml', timeout=30).read().decode()
    stories = re.findall(r'<id>tag:[^<]*:story/(\d+)</id>', front)
    urls = ['/atom.xml']
    items = read(folder, desk.base, urls)
    check(stories and len(items) == len(stories) + front.count('/withdrawn</id>'), 'every story is one item', f'{len(items)} of {len(stories)}')
    check(all(i[0].startswith('tag:') for i in items), 'ids are kept')
    check(all(i[1] and i[2].startswith(desk.base + '/s/') for i in items), 'titles and links')
    check(all(i[3] > 86400 for i in items), 'dates are read', str([i[3] for i in items][:3]))
    check(all('<script' not in i[4] for i in items) and any(i[4] for i in items), 'contents')
    again = read(folder, desk.base, urls)
    check([i[0] for i in again] == [i[0] for i in items], 'a second reload brings nothing twice')
    # the story's own feed has the same entry: to a reader that knows it, it is the same item
    both = read(folder, desk.base, urls + [f'/s/{stories[0]}.atom'])
    check(sorted(i[0] for i in both) == sorted(i[0] for i in items), 'a story is one id in all feeds')
finally:
    desk.stop()
    shutil.rmtree(folder, ignore_errors=True)
print(f'{passed} passed, {failed} failed, 0 skipped')
sys.exit(1 if failed else 0)
PYTHON
