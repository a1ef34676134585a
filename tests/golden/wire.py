"""wire.py - what the tests of kill and embargo share: invented NITF items, and the bytes of a data folder."""
import os
import sqlite3
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import run, same  # noqa: E402


def nitf(guid, title, paragraphs, status='usable', issued='20260314T080000Z', release='', urgency=4):
    body = ''.join(f'<p>{p}</p>' for p in paragraphs)
    held = f'<date.release norm="{release}"/>' if release else ''
    return (f'<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>{title}</title><docdata management-status="{status}">'
            f'<doc-id id-string="{guid}" regsrc="nordwire.example"/><urgency ed-urg="{urgency}"/><date.issue norm="{issued}"/>{held}</docdata></head>'
            f'<body><body.head><hedline><hl1>{title}</hl1></hedline><distributor>Nordwire</distributor></body.head>'
            f'<body.content>{body}</body.content></body></nitf>')


def deliver(data, name, text, at, feed=''):
    """One file into the log, as it arrived at `at`."""
    path = os.path.join(data, 'in-' + name)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    return run('ingest', '--quiet', '--data', data, '--arrived', at, *(['--feed', feed] if feed else []), path)


def subscribe(data, name, *options):
    same(run('feed', 'add', '--data', data, *options, name).returncode, 0, f'a subscription {name}')


def windows(blob):
    """Pieces of a stored value, long enough to be its own: overflow pages may cut some of them."""
    return [blob[i:i + 32] for i in range(0, len(blob) - 31, 32)]


def blobs(data, file, query):
    db = sqlite3.connect(f'file:{os.path.join(data, file)}?mode=ro', uri=True)
    try:
        return [row[0] for row in db.execute(query)]
    finally:
        db.close()


def stored_bytes(data):
    """Everything in the data folder's own files, and in those of its folders."""
    found = b''
    for path, _, names in os.walk(data):
        for name in sorted(n for n in names if not n.startswith('in-')):
            with open(os.path.join(path, name), 'rb') as f:
                found += f.read()
    return found
