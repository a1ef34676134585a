#!/usr/bin/env python3
"""The drop folder, the spool and commands beside a running desk."""
import gzip
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import SAMPLE, Desk, done, folder, ok, run, same, show, until  # noqa: E402

data = folder()
drop = os.path.join(data, 'drop')
GOOD = 'Mayor of Quellen opens the bridge\n\nThe new bridge over the Sorn was opened on Monday. "It took nine years and two mayors," said Mayor Ana Brandt.\n'
with Desk(data) as desk:
    with open(os.path.join(drop, 'bridge.txt'), 'w', encoding='utf-8') as f:
        f.write(GOOD)
    took = until(lambda: 'opens the bridge' in desk.get('/')[2])
    ok(took is not None and took < 4, 'a file put into the drop folder is a story', took)
    print(f'# it took {took and round(took, 2)} s')
    ok(until(lambda: os.path.exists(os.path.join(drop, 'done', 'bridge.txt'))), 'and moved to done/')
    with open(os.path.join(drop, 'noise.bin'), 'wb') as f:
        f.write(bytes(range(256)) * 40)
    open(os.path.join(drop, 'empty.xml'), 'w').close()
    with open(os.path.join(drop, 'cut.json'), 'w', encoding='utf-8') as f:
        f.write('{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title"')
    for name in ('noise.bin', 'empty.xml', 'cut.json'):
        why = os.path.join(drop, 'error', name + '.why.txt')
        there = until(lambda p=why: os.path.exists(p))
        text = ''
        if there is not None:
            with open(why, encoding='utf-8') as f:
                text = f.read()
        ok(text.startswith(name + ': ') and len(text) > len(name) + 8, f'{name} is refused with its name and a reason: {text.strip()}')
    with open(os.path.join(drop, 'half.txt.part'), 'w', encoding='utf-8') as f:
        f.write(GOOD)
    shutil.copy(os.path.join(SAMPLE, next(n for n in sorted(os.listdir(SAMPLE)) if n.endswith('-morrow.atom'))), os.path.join(drop, 'morrow.atom'))
    ok(until(lambda: 'Morrow council' in desk.get('/')[2]), 'a feed file too')
    with gzip.open(os.path.join(drop, 'owls.txt.gz'), 'wt', encoding='utf-8') as f:
        f.write('Owls nest in the belfry of Tarn\n\nThree young owls were counted in the belfry of Tarn, whose bells stay silent until June.\n')
    ok(until(lambda: 'Owls nest in the belfry' in desk.get('/')[2]), 'and a packed one')
    ok(os.path.exists(os.path.join(drop, 'half.txt.part')), 'a file that is still being written is left alone')
    with open(os.path.join(data, 'more.txt'), 'w', encoding='utf-8') as f:
        f.write('Snow closes eleven schools in Ardal\n\nEleven schools of the Ardal valley stay closed until Thursday, the education office said. '
                'Sixty centimetres fell overnight.\n')
    r = run('ingest', '--data', data, os.path.join(data, 'more.txt'))
    ok(r.returncode == 0 and 'running desk' in r.stderr, 'ingest beside a running desk goes through it', r.stderr)
    ok(until(lambda: 'Snow closes eleven' in desk.get('/')[2]), 'and its story appears')
    r = run('feed', 'add', '--data', data, '--label', 'Sorn Times', 'sorn')
    same(r.returncode, 0, 'so does a new subscription')
    ok(until(lambda: 'sorn' in run('feed', 'list', '--data', data).stdout), 'which is listed then')
    same(desk.stop(), 0, 'the desk stops when asked')
same(len(show(data)['stories']) >= 3, True, 'what came is there after the desk stopped')
same(run('ingest', '--data', data, os.path.join(drop, 'done', 'bridge.txt')).returncode, 0, 'the same file again')
shutil.rmtree(data)
done()
