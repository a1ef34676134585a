#!/usr/bin/env python3
"""bench_peers.py [--articles N] [--program build/wiredesk] [--folder build/peers] [--seed N]: the copy index beside other ways.
Invented articles with planted copies go through
  (a) `wiredesk copies`: the pairs that it calls copy, derived or quotes;
  (b) datasketch, online: MinHash of 128 permutations over 5-word shingles, MinHashLSH of 32 bands of 4 rows, query then insert;
  (c) the batch way, as text-dedup does it: the same signatures made with numpy, the same bands, clusters by union-find. There is no
      answer before all have been read; a pair is found when both are in one cluster.
What each finds is held against the exact truth: 5-gram containment of every pair that has a 5-gram in common. Time is CPU time of one
thread from texts to pairs. datasketch and numpy are installed with pip into a virtual environment in FOLDER, and used for nothing else; where
that does not work, (a) alone is shown, and why."""
import argparse
import array
import bisect
import collections
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time

WORD = re.compile(r'\w+')
GRAM, PERMUTATIONS, BANDS, ROWS = 5, 128, 32, 4
KINDS = ['whole', 'edited', 'half', 'embedded', 'sentences']
SYLLABLES = 'ba ren lo tik mar en so vel dur ka in pol ste rum ga nor li tor ane quil'.split()
COPIED, RECENT, WORDS = .4, 2000, 450
SHARDS = 64  # of the exact count, to keep its memory small


# ---- articles ----

class Language:
    """Words by Zipf's law, and phrases that recur."""

    def __init__(self, chance):
        self.chance = chance
        words = {}
        while len(words) < 40000:
            words[''.join(chance.choices(SYLLABLES, k=1 + min(3, len(words) // 300 + chance.randrange(2))))] = None
            words[f'{chance.choice(SYLLABLES)}{chance.choice(SYLLABLES)}{chance.choice(SYLLABLES)}{chance.choice(SYLLABLES)}'] = None
        self.words = list(words)
        self.sums = self.sums_of(len(self.words), 1)
        self.phrases = [self.draw(chance.randint(5, 8)) for _ in range(60000)]
        self.phrase_sums = self.sums_of(len(self.phrases), 400)

    @staticmethod
    def sums_of(n, flat):
        total, sums = 0.0, []
        for rank in range(n):
            total += 1 / (rank + flat)
            sums.append(total)
        return sums

    def draw(self, n):
        return self.chance.choices(self.words, cum_weights=self.sums, k=n)

    def sentence(self, n):
        words = self.draw(n)
        if self.chance.random() < .6:
            at = bisect.bisect(self.phrase_sums, self.chance.random() * self.phrase_sums[-1])
            words[n // 2:n // 2] = self.phrases[min(at, len(self.phrases) - 1)]
        return words

    def sentences(self, words):
        made = []
        while words > 0:
            made.append(self.sentence(self.chance.randint(12, 24)))
            words -= len(made[-1])
        return made


def text_of(sentences):
    shown = [' '.join(s).capitalize() + '.' for s in sentences]
    return '\n'.join(' '.join(shown[i:i + 3]) for i in range(0, len(shown), 3))


def edit(language, sentences):
    return [[language.draw(1)[0] if language.chance.random() < 1 / 20 else w for w in s] for s in sentences]


def embed(language, sentences):
    """Half of the source in text of its own, so that .5 to .8 of the copy is the source's."""
    half = sentences[:len(sentences) // 2]
    length = sum(map(len, half))
    own = language.sentences(int(length * language.chance.uniform(.22, .85)))
    cut = language.chance.randrange(len(own) + 1)
    return own[:cut] + half + own[cut:]


def lift(language, sentences):
    own = language.sentences(WORDS)
    for sentence in language.chance.sample(sentences, 3):
        own.insert(language.chance.randrange(len(own) + 1), sentence)
    return own


def make_articles(n, seed):
    """[(text, kind or None, number of the source)]"""
    chance = random.Random(seed)
    language = Language(chance)
    kept = collections.deque(maxlen=RECENT)  # originals: (number, sentences)
    notice = '\n(This story has not been edited by {} staff and is published from a syndicated feed.)'
    articles = []
    for number in range(n):
        kind = chance.choice(KINDS) if kept and chance.random() < COPIED else None
        source, sentences = chance.choice(kept) if kind else (None, None)
        if kind is None:
            sentences = language.sentences(WORDS)
            kept.append((number, sentences))
            articles.append((text_of(sentences), None, None))
        elif kind == 'whole':
            articles.append((text_of(sentences) + notice.format(language.draw(1)[0].capitalize()), kind, source))
        else:
            made = {'edited': lambda: edit(language, sentences), 'half': lambda: sentences[:len(sentences) // 2],
                    'embedded': lambda: embed(language, sentences), 'sentences': lambda: lift(language, sentences)}[kind]()
            articles.append((text_of(made), kind, source))
    return articles


# ---- exact truth ----

def grams_of(text):
    words = WORD.findall(text.lower())
    return {tuple(words[i:i + GRAM]) for i in range(len(words) - GRAM + 1)}


def exact(articles):
    """{(newer, older): common 5-grams} of all pairs that share one, and the number of distinct 5-grams of each article."""
    shards = [(array.array('q'), array.array('I')) for _ in range(SHARDS)]
    sizes = []
    for number, (text, _, _) in enumerate(articles):
        grams = grams_of(text)
        sizes.append(len(grams))
        for gram in grams:
            value = hash(gram)
            shards[value % SHARDS][0].append(value)
            shards[value % SHARDS][1].append(number)
    common = collections.Counter()
    for values, numbers in shards:
        lists = {}
        for value, number in zip(values, numbers):
            lists.setdefault(value, []).append(number)
        for holders in lists.values():
            for i, newer in enumerate(holders):
                for older in holders[:i]:
                    common[newer, older] += 1
    return common, sizes


# ---- the three ways: each gives its pairs (newer, older) and the CPU seconds it took ----

def run_wiredesk(program, articles):
    with tempfile.TemporaryDirectory() as folder:
        path_in, path_out = os.path.join(folder, 'in'), os.path.join(folder, 'out')
        with open(path_in, 'w', encoding='utf-8') as f:
            for number, (text, _, _) in enumerate(articles):
                f.write(json.dumps({'id': str(number), 'text': text}) + '\n')
        with open(path_in, 'rb') as stdin, open(path_out, 'wb') as stdout:
            child = subprocess.Popen([program, 'copies'], stdin=stdin, stdout=stdout)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f'bench_peers.py: {program} copies ended with {child.returncode}')
        pairs = set()
        with open(path_out, encoding='utf-8') as f:
            for line in f:
                answer = json.loads(line)
                if answer.get('relation', 'independent') != 'independent':
                    pairs.add((int(answer['id']), int(answer['of'])))
    return pairs, usage.ru_utime + usage.ru_stime


def shingles(text):
    words = WORD.findall(text.lower())
    return {' '.join(words[i:i + GRAM]).encode() for i in range(len(words) - GRAM + 1)}


def run_datasketch(articles):
    from datasketch import MinHash, MinHashLSH
    index = MinHashLSH(threshold=.5, num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    pairs = set()
    start = time.process_time()
    for number, (text, _, _) in enumerate(articles):
        signature = MinHash(num_perm=PERMUTATIONS, seed=1)
        signature.update_batch(list(shingles(text)))
        for older in index.query(signature):
            pairs.add((number, older))
        index.insert(number, signature)
    return pairs, time.process_time() - start


def run_batch(articles):
    import numpy as np
    prime, mask = np.uint64((1 << 61) - 1), np.uint64((1 << 32) - 1)
    chance = np.random.RandomState(1)
    a = chance.randint(1, (1 << 61) - 1, PERMUTATIONS, dtype=np.uint64)
    b = chance.randint(0, (1 << 61) - 1, PERMUTATIONS, dtype=np.uint64)
    tables = [collections.defaultdict(list) for _ in range(BANDS)]
    start = time.process_time()
    for number, (text, _, _) in enumerate(articles):
        values = np.array([int.from_bytes(hashlib.sha1(s).digest()[:4], 'little') for s in shingles(text)], dtype=np.uint64)
        if not len(values):
            continue
        signature = (((values[:, None] * a) + b) % prime & mask).min(axis=0).astype(np.uint32)
        for band, table in enumerate(tables):
            table[signature[band * ROWS:band * ROWS + ROWS].tobytes()].append(number)
    parent = list(range(len(articles)))

    def root(x):
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for table in tables:
        for holders in table.values():
            first = holders[0]
            for other in holders[1:]:
                x, y = sorted((root(first), root(other)))
                parent[y] = x
    took = time.process_time() - start
    clusters = collections.defaultdict(list)
    for number in range(len(articles)):
        clusters[root(number)].append(number)
    return {(newer, older) for c in clusters.values() for i, newer in enumerate(c) for older in c[:i]}, took


# ---- figures ----

def questions(articles, common, sizes):
    """[(name, pairs that should be found)]"""
    contained = {p: max(n / sizes[p[0]], n / sizes[p[1]]) for p, n in common.items()}
    like = {p: n / (sizes[p[0]] + sizes[p[1]] - n) for p, n in common.items()}
    planted = {(i, source): kind for i, (_, kind, source) in enumerate(articles) if kind}
    return [
        ('Jaccard at least .5', [p for p in like if like[p] >= .5]),
        ('containment at least .5', [p for p in contained if contained[p] >= .5]),
        ('containment .5 to .8, half of the source in own text', [p for p, kind in planted.items() if kind == 'embedded' and .5 <= contained[p] <= .8]),
        ('three copied sentences', [p for p, kind in planted.items() if kind == 'sentences']),
    ]


def report(articles, ways):
    print(f'{len(articles):,} invented articles of {sum(len(t.split()) for t, _, _ in articles) / len(articles):.0f} words; counting the truth ...',
          flush=True)
    asked = questions(articles, *exact(articles))
    origin = [i if source is None else source for i, (_, _, source) in enumerate(articles)]
    results = []
    for name, run in ways:
        print(f'{name} ...', flush=True)
        results.append((name, *run()))
    width = max(len(f'{q} ({len(pairs):,} pairs)') for q, pairs in asked) + 2
    columns = [max(len(name), 12) + 3 for name, _, _ in results]

    def line(what, values):
        print(what.ljust(width) + ''.join(v.rjust(c) for v, c in zip(values, columns)))

    print()
    line('found of', [name for name, _, _ in results])
    for question, pairs in asked:
        line(f'{question} ({len(pairs):,} pairs)', [f'{len(given.intersection(pairs)) / len(pairs):.4f}' if pairs else '-' for _, given, _ in results])
    line('pairs given', [f'{len(given):,}' for _, given, _ in results])
    line('pairs given that go back to different articles', [f'{sum(origin[x] != origin[y] for x, y in given):,}' for _, given, _ in results])
    line('articles a CPU second', [f'{len(articles) / took:,.0f}' for _, _, took in results])


def prepare(folder):
    """The environment's interpreter, or why there is none."""
    python = os.path.join(folder, 'bin', 'python3')
    try:
        if not os.path.exists(python):
            subprocess.run([sys.executable, '-m', 'venv', folder], check=True, stdout=subprocess.DEVNULL)
        if subprocess.run([python, '-c', 'import datasketch, numpy'], stderr=subprocess.DEVNULL).returncode:
            subprocess.run([python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'numpy', 'datasketch'], check=True)
    except (OSError, subprocess.CalledProcessError) as e:
        return None, str(e)
    return python, ''


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--articles', type=int, default=20000)
    options.add_argument('--seed', type=int, default=1)
    options.add_argument('--program', default='build/wiredesk')
    options.add_argument('--folder', default='build/peers')
    options.add_argument('--prepared', help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.prepared is None:
        python, why = prepare(given.folder)
        settled = ['--prepared', why]
        os.environ['OPENBLAS_NUM_THREADS'] = os.environ['OMP_NUM_THREADS'] = '1'
        os.execv(python or sys.executable, [python or sys.executable, os.path.abspath(__file__), *sys.argv[1:], *settled])
    articles = make_articles(given.articles, given.seed)
    ways = [('wiredesk copies', lambda: run_wiredesk(given.program, articles))]
    if not given.prepared:
        ways += [('datasketch online', lambda: run_datasketch(articles)), ('batch, as text-dedup', lambda: run_batch(articles))]
    report(articles, ways)
    if given.prepared:
        print(f'datasketch and numpy could not be installed, so there is nothing to compare with: {given.prepared}')
    else:
        import datasketch
        import numpy
        print(f'Python {sys.version.split()[0]}, datasketch {datasketch.__version__}, numpy {numpy.__version__}')


if __name__ == '__main__':
    main()
