#!/usr/bin/env python3
"""train_stories.py PROGRAM CLUSTERS.jsonl... > models/stories.txt
Learns the logistic rule that places articles in stories: `PROGRAM stories --features` is fed each set in order with the true
stories, and prints what the rule sees of each candidate. Lines are {"id","date"?,"lang"?,"title","text","story",
"outlet"?,"day"?}; lines with another "day" go into another index (tools/invented_days.py makes such). --brief N adds each set again, its texts
cut to N words and dealt into small indexes: most of the wire is short, and every desk begins empty. One set of
weights for input with dates, one for input without (all sets, dates taken away, in several orders). Each article counts once, however
many candidates it has. Standard library only.
--leave-out FILE: the file is not learned from (to report how the rule does on a set that it has not seen)."""
import argparse
import hashlib
import json
import math
import os
import subprocess
import sys

NAMES = ['cosine', 'mean', 'lead', 'title', 'title-in', 'names', 'numbers', 'near', 'size', 'copy', 'rare', 'cosine-margin', 'lead-margin', 'same-day',
         'cosine-near', 'untitled', 'own', 'own-share', 'own-names', 'own-title', 'clash', 'brief', 'outlet', 'words', 'own-words', 'number-clash', 'topic-in']
DATED_ONLY = {'near', 'same-day', 'cosine-near'}


def order(rows, seed, dated):
    mask = lambda r: hashlib.blake2b((seed + '\0' + r['id']).encode(), digest_size=8).hexdigest()
    return sorted(rows, key=lambda r: ((r.get('date') or '') if dated else '', mask(r)))


def features(program, rows, dated):
    days = {}
    for r in rows:
        days.setdefault(r.get('day'), []).append(r)
    return [x for day in days.values() for x in features_of(program, day, dated)]


def brief(rows, words, stories, seed):
    """The set dealt into days of so many stories, each text cut."""
    mask = lambda r: hashlib.blake2b((seed + '\0' + r['story']).encode(), digest_size=8).hexdigest()
    number = {m: i // stories for i, m in enumerate(sorted({mask(r) for r in rows}))}
    return [r | {'day': number[mask(r)], 'text': cut(r.get('text') or '', words)} for r in rows]


def cut(text, words):
    at = -1
    for _ in range(words):
        at = text.find(' ', at + 1)
        if at < 0:
            return text
    return text[:at]


def features_of(program, rows, dated):
    keep = ('id', 'lang', 'title', 'text', 'story', 'outlet') + (('date',) if dated else ())
    lines = ''.join(json.dumps({k: r[k] for k in keep if r.get(k)} | {'text': r.get('text') or ''}) + '\n' for r in rows)
    out = subprocess.run([program, 'stories', '--features'], input=lines, capture_output=True, text=True, check=True).stdout
    data = []
    for line in out.splitlines():
        c = json.loads(line)['candidates']
        for x in c:
            data.append((x[1:-1] + [1.0], x[0], 1.0 if x[0] else 1.0 / max(1, min(len(c), 4))))
    return data


def solve(m, v):
    n = len(v)
    m = [row[:] + [v[i]] for i, row in enumerate(m)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[p] = m[p], m[i]
        for r in range(i + 1, n):
            f = m[r][i] / m[i][i]
            if f:
                for c in range(i, n + 1):
                    m[r][c] -= f * m[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - sum(m[i][c] * x[c] for c in range(i + 1, n))) / m[i][i]
    return x


def fit(data, ridge, rounds=12):
    """Newton's method on the penalised likelihood; the constant is not penalised."""
    n = len(NAMES) + 1
    w = [0.0] * n
    for _ in range(rounds):
        g = [-ridge * w[i] if i < n - 1 else 0.0 for i in range(n)]
        h = [[(ridge if i == j and i < n - 1 else 1e-9 if i == j else 0.0) for j in range(n)] for i in range(n)]
        for x, y, c in data:
            z = sum(a * b for a, b in zip(w, x))
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
            d, q = c * (y - p), c * max(p * (1 - p), 1e-6)
            for i in range(n):
                if x[i]:
                    g[i] += d * x[i]
                    hi, qx = h[i], q * x[i]
                    for j in range(n):
                        hi[j] += qx * x[j]
        step = solve(h, g)
        w = [a + b for a, b in zip(w, step)]
        if max(map(abs, step)) < 1e-6:
            break
    return w


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('program')
    ap.add_argument('sets', nargs='+')
    ap.add_argument('--leave-out', default='')
    ap.add_argument('--ridge', type=float, default=2.0)
    ap.add_argument('--caution', type=float, default=0.5,
                    help='taken from the constants: a wrong join draws others after it, a missed one does not')
    ap.add_argument('--brief', type=int, default=0, metavar='WORDS')
    a = ap.parse_args()
    sets = {f: [json.loads(l) for l in open(f, encoding='utf-8') if l.strip()] for f in a.sets if f != a.leave_out}
    named = dict(sets)
    if a.brief:
        sets |= {f + '/brief': brief(rows, a.brief, 20, 'a') for f, rows in sets.items() if not any('day' in r for r in rows)}
    print('# Weights of the rule that places articles in stories (src/stories/decide.c), learned by')
    print('# tools/train_stories.py build/wiredesk ' + ' '.join(os.path.basename(f) for f in named) + f' --ridge {a.ridge:g} --caution {a.caution:g} --brief {a.brief}')
    print('# from labelled sets of ' + ', '.join(f'{len(r)} articles in {len({x["story"] for x in r})} stories' for r in named.values()) + '.')
    for name, dated in (('dated', True), ('undated', False)):
        data = []
        for rows in sets.values():
            if dated and sum(bool(r.get('date')) for r in rows) < len(rows) / 2:
                continue
            for seed in ('a',) if dated else ('a', 'b'):
                part = features(a.program, order(rows, seed, dated), dated)
                scale = 1000.0 / len(rows) / (1 if dated else 2)  # each set counts alike
                data += [(x, y, c * scale) for x, y, c in part]
        if not data:
            continue
        w = fit(data, a.ridge)
        w[-1] -= a.caution
        for n, v in zip(NAMES + ['constant'], w):
            if dated or n not in DATED_ONLY:
                print(f'{name} {n} {v:.4f}')
        print(f'{name}: {len(data)} candidates', file=sys.stderr)


if __name__ == '__main__':
    main()
