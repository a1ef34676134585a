"""tap.py - TAP for the tests that run the program from outside. Python's standard library only.

ok(holds, what), same(got, want, what), skip(why), done(): as tests/tap.h. Desk starts `wiredesk run` on a free loopback port and stops it.
"""
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.environ.get('WIREDESK', os.path.join(ROOT, 'build', 'wiredesk'))
SAMPLE = os.path.join(ROOT, 'share', 'sample')
_count = 0
_failed = 0


def ok(holds, what, why=''):
    global _count, _failed
    _count += 1
    print(f"{'ok' if holds else 'not ok'} {_count} - {what}")
    if not holds:
        _failed += 1
        for line in str(why).splitlines():
            print(f'# {line}')
    sys.stdout.flush()
    return bool(holds)


def same(got, want, what):
    return ok(got == want, what, f'got  {got!r}\nwant {want!r}')


def skip(why):
    global _count
    _count += 1
    print(f'ok {_count} # SKIP {why}')


def done():
    print(f'1..{_count}')
    sys.exit(1 if _failed else 0)


def folder(prefix='wiredesk-test-'):
    return tempfile.mkdtemp(prefix=prefix)


def run(*args, env=None, stdin=None, timeout=300):
    """The program with arguments; answers the finished process, with text output."""
    return subprocess.run([PROGRAM, *args], capture_output=True, text=True, errors='replace', input=stdin, timeout=timeout,
                          env={**os.environ, **(env or {})})


def show(data, *what):
    r = run('show', '--json', '--data', data, *what)
    if r.returncode:
        raise RuntimeError(f'show: exit {r.returncode}: {r.stderr}')
    return json.loads(r.stdout)


def load_sample(data, *options):
    r = run('feed', 'import', '--data', data, os.path.join(SAMPLE, 'feeds.opml'))
    if r.returncode == 0:
        r = run('ingest', '--data', data, *options, SAMPLE)
    return r


# What each step of derived.db's schema made, the first one's apart.
_STEPS = [['outlet_articles', 'outlets'], ['speaker_stories', 'speaker_statements', 'speaker_forms', 'speakers'], ['story_links', 'acts', 'act_keys'],
          ['identities'], ['templates'], ['wants']]


def older_folder(data, version):
    """derived.db as a program of before wrote it, as far as its tables go."""
    db = sqlite3.connect(os.path.join(data, 'derived.db'))
    db.executescript(''.join(f'DROP TABLE {t};' for step in _STEPS[version - 1:] for t in step) + f'PRAGMA user_version={version};')
    db.close()


class Desk:
    """with Desk(data, '--zone', 'UTC') as desk: desk.get('/')"""

    def __init__(self, data, *options, env=None):
        self.args = [PROGRAM, 'run', '--data', data, '--listen', '127.0.0.1:0', *options]
        self.env = {**os.environ, **(env or {})}

    def __enter__(self):
        self.err = tempfile.TemporaryFile()
        self.process = subprocess.Popen(self.args, stdout=subprocess.PIPE, stderr=self.err, env=self.env)
        line = self.process.stdout.readline().decode()
        m = re.search(r'http://[^ ]*?:(\d+)/', line)
        if not m:
            self.process.wait(timeout=30)
            raise RuntimeError(f'the desk did not start: {line} {self.stderr()}')
        self.port = int(m[1])
        return self

    def stderr(self):
        self.err.seek(0)
        return self.err.read().decode(errors='replace')

    def get(self, path, headers=None, method='GET'):
        """Status, headers and body of an answer, redirects not followed."""
        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *args):
                return None
        request = urllib.request.Request(f'http://127.0.0.1:{self.port}{path}', headers=headers or {}, method=method)
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay).open(request, timeout=60) as r:
                return r.status, r.headers, r.read().decode('utf-8', 'replace')
        except urllib.error.HTTPError as e:
            return e.code, e.headers, e.read().decode('utf-8', 'replace')

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    def __exit__(self, *unused):
        self.stop()
        self.process.stdout.close()


def until(holds, seconds=20):
    """Asks again until it holds; answers the seconds it took, or None."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        if holds():
            return time.monotonic() - start
        time.sleep(0.1)
    return None
