#!/usr/bin/env python3
"""bench_peers_feeds.py [--program build/wiredesk] [--folder build/peers] [--feeds N] [--files DIR]: feeds through wiredesk and through other
parsers, one thread each.
Invented feeds of every kind (`wiredesk bench feeds --write`), or those in DIR, go through
  wiredesk parse --batch (files read, everything cleaned and resolved, neutral JSON written);
  expat and libxml2, raw: events only, nothing made of them (tools/peers/*.c, built here);
  python3-feedparser, sfeed (a process a feed, as it is used), and the npm packages rss-parser and @rowanmanning/feed-parser.
Shown are MB and feeds a CPU second over the feeds in which a parser found entries, the entries found, and how many times faster wiredesk is.
Start-up of Python and node is not counted. What cannot be installed is said to be missing."""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, 'peers')
TIMES = 3  # the programs in C; the fastest run counts


class Missing(Exception):
    pass


def spawn(args, lines, output):
    """CPU seconds of a process that is given lines."""
    with tempfile.TemporaryFile() as stdin:
        stdin.write('\n'.join(lines).encode() + b'\n')
        stdin.seek(0)
        child = subprocess.Popen(args, stdin=stdin, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise Missing(f'{args[0]} ended with {child.returncode}')
    return usage.ru_utime + usage.ru_stime


def counted(args, names, times=1):
    """{name: entries} and CPU seconds of a program of tools/peers."""
    if times > 1:
        runs = [counted(args, names) for _ in range(times)]
        return runs[0][0], min(took for _, took in runs)
    with tempfile.TemporaryFile() as output:
        took = spawn(args, names, output)
        output.seek(0)
        found = {}
        for line in output.read().decode().splitlines():
            name, number = line.rsplit('\t', 1)
            if name == 'cpu':
                took = float(number)
            else:
                found[name] = int(number)
    return found, took


def run_wiredesk(given, names):
    lines = [json.dumps({'file': n}) for n in names]
    with open(os.devnull, 'wb') as nothing:
        took = min(spawn([given.program, 'parse', '--batch'], lines, nothing) for _ in range(TIMES))
    with tempfile.TemporaryFile() as output:
        spawn([given.program, 'parse', '--batch'], lines, output)
        output.seek(0)
        return {n: len(json.loads(line).get('entries', [])) or -1 for n, line in zip(names, output)}, took


def build(given, name, flags):
    if not shutil.which('cc'):
        raise Missing('no compiler')
    program = os.path.join(given.folder, name)
    made = subprocess.run(['cc', '-O2', '-o', program, os.path.join(PEERS, name + '.c'), *flags], capture_output=True, text=True)
    if made.returncode:
        raise Missing(f'{name}: cannot be built: {(made.stderr.splitlines() or ["?"])[0]}')
    return program


def flags_of(package, otherwise):
    try:
        return subprocess.run(['pkg-config', '--cflags', '--libs', package], check=True, capture_output=True, text=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return otherwise


def run_expat(given, names):
    return counted([build(given, 'expat', flags_of('expat', ['-lexpat']))], names, TIMES)


def run_libxml2(given, names):
    return counted([build(given, 'libxml2', flags_of('libxml-2.0', ['-lxml2']))], names, TIMES)


def run_feedparser(given, names):
    for python in ('/usr/bin/python3', sys.executable):
        if os.path.exists(python) and subprocess.run([python, '-c', 'import feedparser'], stderr=subprocess.DEVNULL).returncode == 0:
            return counted([python, os.path.join(PEERS, 'feeds.py')], names)
    raise Missing('package python3-feedparser')


def run_sfeed(given, names):
    if not shutil.which('sfeed'):
        raise Missing('package sfeed')
    found, took = {}, 0.0
    for name in names:
        with open(name, 'rb') as stdin, tempfile.TemporaryFile() as output:
            child = subprocess.Popen(['sfeed'], stdin=stdin, stdout=output, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            took += usage.ru_utime + usage.ru_stime
            output.seek(0)
            found[name] = output.read().count(b'\n') or -1
    return found, took


def run_npm(given, names, package):
    if not shutil.which('node') or not shutil.which('npm'):
        raise Missing('node and npm')
    folder = os.path.abspath(os.path.join(given.folder, 'node'))
    if not os.path.isdir(os.path.join(folder, 'node_modules', package)):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, 'package.json'), 'a', encoding='utf-8') as f:
            if f.tell() == 0:
                f.write('{"private": true}\n')
        made = subprocess.run(['npm', 'install', '--silent', '--no-audit', '--no-fund', package], cwd=folder, capture_output=True, text=True)
        if made.returncode:
            raise Missing(f'npm cannot install {package}')
    return counted(['node', os.path.join(PEERS, 'feeds.mjs'), package, folder], names)


WAYS = [('wiredesk parse --batch', run_wiredesk), ('expat, events only', run_expat), ('libxml2 SAX2, events only', run_libxml2),
        ('sfeed, a process a feed', run_sfeed), ('python3-feedparser', run_feedparser),
        ('rss-parser (npm)', lambda g, n: run_npm(g, n, 'rss-parser')),
        ('@rowanmanning/feed-parser (npm)', lambda g, n: run_npm(g, n, '@rowanmanning/feed-parser'))]


def names_of(given, folder):
    if not given.files:
        subprocess.run([given.program, 'bench', 'feeds', '--write', folder, '--feeds', str(given.feeds)], check=True)
    top = given.files or folder
    return sorted(os.path.abspath(os.path.join(where, f)) for where, _, files in os.walk(top) for f in files)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--program', default='build/wiredesk')
    options.add_argument('--folder', default='build/peers')
    options.add_argument('--feeds', type=int, default=64, help='invented ones of each kind')
    options.add_argument('--files', help='a folder of feeds, in place of invented ones')
    given = options.parse_args()
    os.makedirs(given.folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        names = names_of(given, folder)
        sizes = {n: os.path.getsize(n) for n in names}
        print(f'{len(names):,} feeds, {sum(sizes.values()) / 1e6:.1f} MB')
        print(f'{"":34}{"MB/CPU s":>10}{"feeds/CPU s":>13}{"entries":>10}{"no entries":>12}{"wiredesk is":>14}')
        ours = None
        for what, run in WAYS:
            try:
                found, took = run(given, names)
            except Missing as why:
                print(f'{what:34}missing: {why}')
                continue
            good = [n for n, entries in found.items() if entries > 0]
            rate = sum(sizes[n] for n in good) / 1e6 / max(took, 1e-9)
            ours = ours or rate
            times = f'{ours / rate:.1f} x' if rate else '-'
            print(f'{what:34}{rate:10.1f}{len(good) / max(took, 1e-9):13.0f}{sum(found[n] for n in good):10,}{len(names) - len(good):12,}{times:>14}',
                  flush=True)


if __name__ == '__main__':
    main()
