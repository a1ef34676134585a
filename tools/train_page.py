#!/usr/bin/env python3
"""train_page.py PROGRAM DIR... > models/page.txt

Learns which pieces of a page are its article. Each DIR has html/ID.html and gold.ndjson with {"id","url","text"}: the true text of each page.
PROGRAM is wiredesk: `extract --batch --features` gives what its rule looks at, piece by piece, so that it is computed in one place only.

  1. A piece is the article's where its words stand in the true text, in place (align).
  2. Names of classes and words of text: on which share of hosts, and how far, they stand in the article; natural logarithm of odds, shrunk.
  3. The first forest: a chance for each piece by itself. 4. The second: with the chances of those round it.
Each step sees only what the step before made of hosts that it had not learned from (folds by host). With --cross the same is done once more
for the whole: it prints, for each DIR, F1 of texts of hosts that nothing was learned from, beside those with the final model.

Needs lightgbm and numpy (PyPI), and takes some minutes on one core. models/README.md says which data, and what came of it."""
import argparse
import collections
import difflib
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import zlib
from urllib.parse import urlsplit

import lightgbm
import numpy

try:
    import orjson
    loads = orjson.loads
except ImportError:
    loads = json.loads

TOKEN = re.compile(r'\w+')
RUN = 4
LEAST = .02  # as in src/extract/body.c: below it the second forest is not asked
SETTINGS = dict(objective='binary', learning_rate=.1, num_leaves=24, max_depth=7, min_data_in_leaf=30, feature_fraction=.4, bagging_fraction=.7, bagging_freq=1,
                lambda_l2=5., min_gain_to_split=0., max_bin=127, verbosity=-1, deterministic=True, force_row_wise=True, seed=7, num_threads=1)


def tokens(text):
    return TOKEN.findall(text or '')


class Placing:
    """Pieces laid on the true text: in order, no word twice."""

    def __init__(self, pieces, text):
        self.gold = tokens(text)
        self.pieces = [tokens(p) for p in pieces]
        self.share = [0.0] * len(pieces)
        self.keys, self.spans = [], []
        self.at = collections.defaultdict(list)
        for i in range(len(self.gold) - RUN + 1):
            self.at[tuple(self.gold[i:i + RUN])].append(i)

    def gap(self, i):
        k = int(numpy.searchsorted(self.keys, i)) if self.keys else 0
        return (self.spans[k - 1][1] if k else 0), (self.spans[k][0] if k < len(self.spans) else len(self.gold))

    def put(self, i, start, end, share):
        k = int(numpy.searchsorted(self.keys, i)) if self.keys else 0
        self.keys.insert(k, i)
        self.spans.insert(k, (start, end))
        self.share[i] = share

    def whole(self, i):
        words = self.pieces[i]
        low, high = self.gap(i)
        for s in self.at.get(tuple(words[:RUN]), ()):
            if low <= s and s + len(words) <= high and self.gold[s:s + len(words)] == words:
                self.put(i, s, s + len(words), 1.0)
                return

    def parts(self, i):
        words = self.pieces[i]
        hits = collections.Counter(s - k for k in range(len(words) - RUN + 1) for s in self.at.get(tuple(words[k:k + RUN]), ()))
        if not hits or max(hits.values()) < 2:
            return
        low, high = self.gap(i)
        where = min(hits, key=lambda d: (-hits[d], d))
        low, high = max(low, where - 20), min(high, where + len(words) + 20)
        if high <= low:
            return
        same = [m for m in difflib.SequenceMatcher(None, words, self.gold[low:high], autojunk=False).get_matching_blocks() if m.size >= 2]
        total = sum(m.size for m in same)
        if same and total / len(words) >= .3:
            self.put(i, low + same[0].b, low + same[-1].b + same[-1].size, total / len(words))

    def short(self, i):
        """A short one counts where it fits tightly between its neighbours: alone, it stands anywhere by chance."""
        words = self.pieces[i]
        low, high = self.gap(i)
        for s in range(low, min(high - len(words), low + 400) + 1):
            if self.gold[s:s + len(words)] == words:
                if len(words) >= RUN or s == low or s + len(words) == high or high - low <= 40:
                    self.put(i, s, s + len(words), 1.0)
                return

    def run(self):
        order = sorted(range(len(self.pieces)), key=lambda i: -len(self.pieces[i]))
        for i in order:
            if len(self.pieces[i]) >= RUN:
                self.whole(i)
        for i in order:
            if not self.share[i] and len(self.pieces[i]) >= 8:
                self.parts(i)
        for i in range(len(self.pieces)):
            if not self.share[i] and 0 < len(self.pieces[i]) < 60:
                self.short(i)
        return self.share


class Page:
    def __init__(self, folder, row):
        self.folder, self.id, self.url, self.text = folder, row['id'], row.get('url') or '', row.get('text') or ''
        host = (urlsplit(self.url).hostname or row['id']).lower()
        parts = host.split('.')
        self.host = '.'.join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])
        self.fold = 0


def features(program, pages, model):
    """The program's answer for each page, with this model (text)."""
    with tempfile.NamedTemporaryFile('w', suffix='.txt', encoding='utf-8') as rules, tempfile.TemporaryFile() as lines:
        rules.write(model)
        rules.flush()
        for p in pages:
            path = os.path.join(os.path.abspath(p.folder), 'html', p.id + '.html')
            lines.write(json.dumps({'id': p.id, 'path': path, 'url': p.url}).encode() + b'\n')
        lines.seek(0)
        run = subprocess.Popen([program, 'extract', '--batch', '--features', '--rules', rules.name], stdin=lines, stdout=subprocess.PIPE)
        for p, line in zip(pages, run.stdout):
            yield p, loads(line)
        run.stdout.close()
        run.wait()


def fnv(word):
    h = 2166136261
    for b in word.encode():
        h = ((h ^ (b + 32 if 65 <= b <= 90 else b)) * 16777619) & 0xFFFFFFFF
    return h


def learn_odds(pages, least_hosts, cap):
    """Names and words to log odds: for each host, how much of what they mark is the article's."""
    names, words = collections.defaultdict(dict), collections.defaultdict(dict)
    base_names, base_words = [], []
    for p in pages:
        length = p.length + 1.0
        kept, all_ = numpy.concatenate([[0], numpy.cumsum(length * p.label)]), numpy.concatenate([[0], numpy.cumsum(length)])
        whole = all_[-1]
        for start, end, marks in p.boxes:
            size = all_[end] - all_[start]
            share = (kept[end] - kept[start]) / size
            if size > .9 * whole:
                continue
            base_names.append(share)
            for k in range(0, len(marks), 2):
                key = (marks[k], marks[k + 1].lower())
                names[key].setdefault(p.host, []).append((size, share))
        for i, piece in enumerate(p.pieces):
            if p.length[i] > 40:
                continue
            base_words.append(p.label[i])
            for w in set(t.lower() for t in tokens(piece)):
                words[w].setdefault(p.host, []).append((1, p.label[i]))
    return odds(names, least_hosts, cap, base_names), odds(words, least_hosts, cap, base_words)


def odds(table, least_hosts, cap, base):
    prior = max(.05, min(.95, float(numpy.mean(base))))
    found = {}
    for key, hosts in table.items():
        if len(hosts) < least_hosts:
            continue
        yes = no = 0.0
        for rows in hosts.values():
            size = sum(s for s, _ in rows)
            share = sum(s * v for s, v in rows) / size
            yes += share
            no += 1 - share
        value = math.log((yes + 1.5 * prior) / (no + 1.5 * (1 - prior))) - math.log(prior / (1 - prior))
        value = max(-cap, min(cap, value))
        if abs(value) >= .3:
            found[key] = round(value, 2)
    return found


def table_lines(names, words):
    out = [f'name {h} {v} {w}' for (h, w), v in sorted(names.items(), key=lambda x: (x[0][1], x[0][0]))]
    return out + [f'word {fnv(w)} {v} {w}' for w, v in sorted(words.items())]


def tree_lines(kind, model):
    out = []
    for t in model.dump_model()['tree_info']:
        nodes, leaves = [], []

        def walk(n):
            if 'leaf_index' in n or 'split_feature' not in n:
                leaves.append(n['leaf_value'])
                return -len(leaves)
            i = len(nodes)
            nodes.append(None)
            left = walk(n['left_child'])
            right = walk(n['right_child'])
            nodes[i] = f"{n['split_feature']} {n['threshold']:.6g} {left} {right}"
            return i
        walk(t['tree_structure'])
        if nodes:
            out.append(f"{kind} {' '.join(nodes)} | {' '.join(f'{v:.5g}' for v in leaves)}")
    return out


def weights_of(p, part):
    w = numpy.sqrt(p.length + 1.0)
    return w / w.sum() * part


def asked(p, columns, first):
    return p.rows[:, first] >= LEAST if columns > first else p.rows[:, 0] >= 0  # below: given up before any forest is asked


def fit(pages, columns, first, trees, shares, settings):
    x = numpy.concatenate([p.rows[asked(p, columns, first), :columns] for p in pages])
    y = numpy.concatenate([p.label[asked(p, columns, first)] for p in pages])
    w = numpy.concatenate([weights_of(p, shares[p.folder])[asked(p, columns, first)] for p in pages])
    w *= len(w) / w.sum()
    data = lightgbm.Dataset(x, label=(y >= .5).astype(float), weight=w, free_raw_data=True)
    return lightgbm.train(settings, data, num_boost_round=trees)


def stub(kind):
    return [f'{kind} 0 1 -1 -2 | 0 0']


class Trainer:
    def __init__(self, o):
        self.o = o
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'src', 'extract', 'rows.h'), encoding='utf-8') as f:
            source = f.read()
        first, second = (re.findall(r'X\((\w+)\)', source[source.index(f'WD_PAGE_{n}_FEATURES(X)') + 25:].split('\n\n')[0].split('#define')[0])
                         for n in ('FIRST', 'SECOND'))
        self.version = 'features ' + ' '.join(first) + ' | ' + ' '.join(second) + ' 1'
        self.first, self.all = len(first), len(first) + len(second)
        self.names = first + second
        self.pages = []
        for folder in o.folders:
            with open(os.path.join(folder, 'gold.ndjson'), encoding='utf-8') as f:
                self.pages += [Page(folder, json.loads(line)) for line in f if line.strip()]
        self.pages = [p for p in self.pages if p.text]
        hosts = sorted({p.host for p in self.pages}, key=lambda h: zlib.crc32(h.encode()))
        number = {h: i % o.folds for i, h in enumerate(hosts)}
        for p in self.pages:
            p.fold = number[p.host]
        self.shares = {f: float(s) for f, s in zip(o.folders, o.shares.split(','))} if o.shares else {f: 1. for f in o.folders}

    def model(self, *parts):
        lines = [self.version]
        for part in parts:
            lines += part
        return '\n'.join(lines) + '\n'

    def read(self):
        for p, d in features(self.o.program, self.pages, self.model(stub('first'), stub('second'))):
            p.pieces, p.boxes = d['pieces'], d['boxes']
            p.length = numpy.array([len(tokens(t)) for t in p.pieces], dtype=float)
            p.label = numpy.array(Placing(p.pieces, p.text).run())
        self.pages = [p for p in self.pages if p.label.sum() > 0]

    def rows(self, pages, model):
        for p, d in features(self.o.program, pages, model):
            p.rows = numpy.frombuffer(bytes.fromhex(d['rows']), dtype='<f4').reshape(-1, self.all)

    def stages(self, learn):
        """Rows of the pages, made by folds among themselves. Gives the first forest of each fold, and the tables of all."""
        o, folds = self.o, sorted({p.fold for p in learn})
        tables = {}
        for k in folds:
            rest = [p for p in learn if p.fold != k]
            tables[k] = table_lines(*learn_odds(rest, o.hosts, o.cap))
            self.rows([p for p in learn if p.fold == k], self.model(tables[k], stub('first'), stub('second')))
        first = {}
        for k in folds:
            model = fit([p for p in learn if p.fold != k], self.first, self.first, o.first, self.shares, SETTINGS)
            first[k] = tree_lines('first', model)
        for k in folds:
            self.rows([p for p in learn if p.fold == k], self.model(tables[k], first[k], stub('second')))
        all_tables = table_lines(*learn_odds(learn, o.hosts, o.cap))
        return first, all_tables


def kept(p):
    """The pieces that body.c keeps: where the F1 of words that is to be expected is highest, and never above a half."""
    order = sorted((i for i in range(len(p.chance)) if p.chance[i] >= LEAST), key=lambda i: -p.chance[i])
    expected = float((p.chance * p.length).sum())
    best, least, size, right = -1.0, .5, 0.0, 0.0
    for i in order:
        size += p.length[i]
        right += p.chance[i] * p.length[i]
        f1 = 2 * right / (size + expected) if size + expected else 0
        if f1 > best:
            best, least = f1, p.chance[i]
    return p.chance >= min(.5, least)


def f1_of(pages):
    """Shingle F1 (4 tokens, macro), word F1 (macro), share of pages exactly right."""
    ps, rs, ws, exact = [], [], [], 0
    for p in pages:
        keep = kept(p)
        mine = [t for i, text in enumerate(p.pieces) if keep[i] for t in tokens(text)]
        true = tokens(p.text)
        exact += mine == true
        a, b = (collections.Counter(tuple(t[i:i + RUN]) for i in range(max(1, len(t) - RUN + 1))) for t in (true, mine))
        both = sum((a & b).values())
        ps += [both / sum(b.values())] if mine else []
        rs.append(both / sum(a.values()))
        a, b = (collections.Counter(x.lower() for x in t) for t in (true, mine))
        both = sum((a & b).values())
        pr, rc = both / max(1, sum(b.values())), both / sum(a.values())
        ws.append(2 * pr * rc / (pr + rc) if both else 0.0)
    p, r = float(numpy.mean(ps)), float(numpy.mean(rs))
    return 2 * p * r / (p + r), float(numpy.mean(ws)), exact / len(pages)


def say(title, pages, o):
    for folder in o.folders:
        of = [p for p in pages if p.folder == folder]
        if of:
            f, w, e = f1_of(of)
            print(f'{title} {os.path.basename(folder.rstrip("/"))}: shingle F1 {f:.4f}, word F1 {w:.4f}, exactly right {e:.3f}, {len(of)} pages', file=sys.stderr)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('program')
    ap.add_argument('folders', nargs='+')
    ap.add_argument('--folds', type=int, default=5)
    ap.add_argument('--first', type=int, default=64, help='trees of the first forest')
    ap.add_argument('--second', type=int, default=112)
    ap.add_argument('--hosts', type=int, default=4, help='a name or word is learned that stands on so many hosts')
    ap.add_argument('--cap', type=float, default=4)
    ap.add_argument('--shares', default='', help='weight of a page of each folder, by commas')
    ap.add_argument('--cross', action='store_true', help='say what the rule makes of hosts that it did not learn from')
    o = ap.parse_args()
    t = Trainer(o)
    t.read()
    first, all_tables = t.stages(t.pages)
    if o.cross:
        for k in sorted(first):
            model = fit([p for p in t.pages if p.fold != k], t.all, t.first, o.second, t.shares, SETTINGS)
            for p in t.pages:
                if p.fold == k:
                    p.chance = p.rows[:, t.first].astype(float)
                    where = asked(p, t.all, t.first)
                    if where.any():
                        p.chance[where] = model.predict(p.rows[where])
        say('left out', t.pages, o)
    first_all = fit(t.pages, t.first, t.first, o.first, t.shares, SETTINGS)
    second_all = fit(t.pages, t.all, t.first, o.second, t.shares, SETTINGS)
    sys.stdout.write('# Made by tools/train_page.py: ' + ' '.join(f'--{k} {getattr(o, k)}' for k in ('folds', 'first', 'second', 'hosts', 'cap')) + '\n')
    sys.stdout.write(t.model(all_tables, tree_lines('first', first_all), tree_lines('second', second_all)))


if __name__ == '__main__':
    main()
