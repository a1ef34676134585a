#!/usr/bin/env python3
"""bench_peers_extract.py [--program build/wiredesk] [--folder build/peers] [--pages N] [DIR]: pages to articles, through wiredesk and through
other extractors, one thread each.
DIR has the pages in html/ID.html and their true texts in gold.ndjson, {"id","text"[,"url"]} a line; without it, pages are invented
(`wiredesk bench extract --write`). They go through
  wiredesk extract --batch (files read, metadata and blocks written as JSON);
  trafilatura and readability-lxml, installed with pip into a virtual environment in FOLDER, and used for nothing else;
  Readability of Mozilla with linkedom (npm).
Shown are F1 of runs of four words (as the benchmark of Scrapinghub has it: precision and recall of each page, their means, F1 of these), F1
of words (mean over pages), and pages a CPU second. Start-up of Python and node is not counted, that of wiredesk is. What cannot be
installed is said to be missing."""
import argparse
import collections
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, 'peers')
WORD = re.compile(r'\w+')
RUN = 4
TIMES = 3  # wiredesk; the fastest counts


class Missing(Exception):
    pass


def run(args, lines):
    """Output lines and CPU seconds of a process that is given lines."""
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as output:
        stdin.write('\n'.join(lines).encode() + b'\n')
        stdin.seek(0)
        child = subprocess.Popen(args, stdin=stdin, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            raise Missing(f'{args[0]} ended with {child.returncode}')
        output.seek(0)
        return output.read().decode().splitlines(), usage.ru_utime + usage.ru_stime


def run_wiredesk(given, pages):
    lines = [json.dumps({'id': p['id'], 'path': p['path'], 'url': p.get('url', '')}) for p in pages]
    runs = [run([given.program, 'extract', '--batch'], lines) for _ in range(TIMES)]
    texts = {answer.get('id'): answer.get('text', '') for answer in map(json.loads, runs[0][0])}
    return texts, min(took for _, took in runs)


def run_peer(args, pages):
    answers = [json.loads(line) for line in run(args, [p['path'] for p in pages])[0]]
    if not answers or 'cpu' not in answers[-1]:
        raise Missing('it gave up')
    ids = {p['path']: p['id'] for p in pages}
    return {ids[a['path']]: a['text'] for a in answers[:-1]}, answers[-1]['cpu']


def run_python(given, pages, module, package):
    python = os.path.join(given.folder, 'pages', 'bin', 'python')
    if not os.path.exists(python):
        made = subprocess.run([sys.executable, '-m', 'venv', os.path.join(given.folder, 'pages')], capture_output=True, text=True)
        if made.returncode:
            raise Missing('python3-venv')
    if subprocess.run([python, '-c', f'import {module}'], capture_output=True).returncode:
        made = subprocess.run([python, '-m', 'pip', 'install', '--quiet', package, 'lxml_html_clean'], capture_output=True, text=True)
        if made.returncode:
            raise Missing(f'pip cannot install {package}')
    return run_peer([python, os.path.join(PEERS, 'pages.py'), module], pages)


def run_readability_js(given, pages):
    if not shutil.which('node') or not shutil.which('npm'):
        raise Missing('node and npm')
    folder = os.path.abspath(os.path.join(given.folder, 'node'))
    if not all(os.path.isdir(os.path.join(folder, 'node_modules', p)) for p in ('@mozilla/readability', 'linkedom')):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, 'package.json'), 'a', encoding='utf-8') as f:
            if f.tell() == 0:
                f.write('{"private": true}\n')
        made = subprocess.run(['npm', 'install', '--silent', '--no-audit', '--no-fund', '@mozilla/readability', 'linkedom'], cwd=folder,
                              capture_output=True, text=True)
        if made.returncode:
            raise Missing('npm cannot install @mozilla/readability and linkedom')
    return run_peer(['node', os.path.join(PEERS, 'pages.mjs'), folder], pages)


WAYS = [('wiredesk extract --batch', run_wiredesk), ('trafilatura', lambda g, p: run_python(g, p, 'trafilatura', 'trafilatura')),
        ('readability-lxml', lambda g, p: run_python(g, p, 'readability', 'readability-lxml')),
        ('Readability + linkedom (npm)', run_readability_js)]


# ---- how much is right ----

def runs_of(text):
    words = WORD.findall(text)
    return collections.Counter(r for r in (tuple(words[i:i + RUN]) for i in range(max(1, len(words) - RUN + 1))) if r)


def share(common, whole, other):
    """Of what is there how much is right; of a text that is empty, as the other should be, all."""
    return common / whole if whole else float(not other)


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def score(pages, texts):
    precision, recall, words = [], [], []
    for page in pages:
        text = texts.get(page['id']) or ''
        found, true = runs_of(text), runs_of(page['text'])
        common = (found & true).total()
        if found:
            precision.append(share(common, found.total(), true))
        if true:
            recall.append(share(common, true.total(), found))
        found, true = (collections.Counter(WORD.findall(t.lower())) for t in (text, page['text']))
        common = (found & true).total()
        words.append(f1(share(common, found.total(), true), share(common, true.total(), found)))
    return f1(statistics.mean(precision or [0]), statistics.mean(recall or [0])), statistics.mean(words)


def pages_of(given, folder):
    if not given.dir:
        subprocess.run([given.program, 'bench', 'extract', '--write', folder, '--pages', str(given.pages)], check=True)
    top = os.path.abspath(given.dir or folder)
    pages = []
    with open(os.path.join(top, 'gold.ndjson'), encoding='utf-8') as f:
        for line in filter(str.strip, f):
            page = json.loads(line)
            page['path'] = os.path.join(top, 'html', page['id'] + '.html')
            if os.path.exists(page['path']):
                pages.append(page)
    if not pages:
        sys.exit(f'{top}: gold.ndjson names no page that is in html/')
    return pages


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('dir', nargs='?', help='pages and their true texts, in place of invented ones')
    options.add_argument('--program', default='build/wiredesk')
    options.add_argument('--folder', default='build/peers')
    options.add_argument('--pages', type=int, default=48, help='invented ones of each size')
    given = options.parse_args()
    os.makedirs(given.folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pages = pages_of(given, folder)
        size = sum(os.path.getsize(p['path']) for p in pages)
        print(f'{len(pages):,} pages, {size / 1e6:.1f} MB')
        print(f'{"":34}{"F1, runs of 4":>15}{"F1, words":>11}{"pages/CPU s":>13}{"wiredesk is":>14}')
        ours = None
        for what, way in WAYS:
            try:
                texts, took = way(given, pages)
            except Missing as why:
                print(f'{what:34}missing: {why}')
                continue
            runs, words = score(pages, texts)
            rate = len(pages) / max(took, 1e-9)
            ours = ours or rate
            times = f'{ours / rate:.1f} x'
            print(f'{what:34}{runs:15.3f}{words:11.3f}{rate:13.0f}{times:>14}', flush=True)


if __name__ == '__main__':
    main()
