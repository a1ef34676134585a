#!/usr/bin/env python3
"""train_stories.py PROGRAM SET.jsonl... > models/stories.txt
Learns the rule that places articles in stories (src/stories/model.c): a logistic sum and eight tanh units beside it, once for input with
dates and once for input without. `PROGRAM stories --features` is fed each set in order with the true stories, and prints what the rule sees
of each candidate; the program's own weights do not matter.

A set is JSON lines {"id","date"?,"lang"?,"title","text","story","outlet"?}. To the sets come invented days (tools/invented_days.py, made
here, nothing is read). Each set is read under several conditions (READINGS below): with and without its dates and titles, its texts cut,
dealt into small indexes; with stories that lie in parts, as they do after a wrong split, and with articles that stray into the nearest
wrong story: the rule must do well beside its own mistakes. The part for input with dates learns from the sets that have dates. Each set
counts alike, and so does each of its readings; each article counts once, however many candidates it has.

The fit is Adam on the penalised likelihood, from a fixed seed: the same numpy, program and sets give the same numbers. At the end --caution
is taken from the two constants: a wrong join draws others after it, a missed one does not. Progress and losses go to stderr.

--leave-out FILE: one of the sets is not learned from, and its loss is printed beside (how the rule does on a set that it has not seen).
--candidates FILE: keep what the program printed, or use it again if FILE is there (for trying other settings; it must be of the same
program and sets).

Needs numpy. Takes a minute or two on one core. models/README.md says what came of it."""
import argparse
import hashlib
import json
import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import invented_days  # noqa: E402

try:
    import numpy as np
except ImportError:
    sys.exit('train_stories.py: numpy is needed (python3 -m pip install numpy)')

NAMES = ['cosine', 'mean', 'lead', 'title', 'title-in', 'names', 'numbers', 'near', 'kin', 'copy', 'rare', 'cosine-margin', 'lead-margin', 'same-day',
         'cosine-near', 'untitled', 'own', 'own-share', 'own-names', 'own-title', 'clash', 'brief', 'outlet', 'words', 'own-words', 'number-clash', 'topic-in']
UNITS = 8  # WD_STORY_UNITS
ROUNDS, BATCH, RATE, LAST_RATE = 100, 2048, .02, 1e-4
INVENTED = 'invented days'
HALVES = ('DATED', 'UNDATED')


def mask(seed, text):
    return hashlib.blake2b((seed + '\0' + text).encode(), digest_size=8).hexdigest()


def order(rows, seed, dated):
    return sorted(rows, key=lambda r: ((r.get('date') or '') if dated else '', mask(seed, r['id'])))


# How a set is read. seed: of the order; titles: kept; cut: texts to one of so many words; stories: in an index; parts: share of articles
# that begin a new part of their story; stray: share that goes into the nearest wrong story; invented: the invented days are read so too.
READINGS = {
    'dated': [dict(seed='a', invented=True), dict(seed='a', parts=.1, stray=.06, invented=True), dict(seed='b', parts=.2),
              dict(seed='b', parts=.1, stray=.06), dict(seed='a', titles=False, parts=.1), dict(seed='a', cut=(80,), stories=20)],
    'undated': [dict(seed='a', invented=True), dict(seed='a', parts=.1, stray=.06, invented=True), dict(seed='b', parts=.25),
                dict(seed='b', parts=.1, stray=.06), dict(seed='a', titles=False, parts=.1, invented=True), dict(seed='b', cut=(60, 120, 250), parts=.1),
                dict(seed='a', cut=(80,), stories=20), dict(seed='a', cut=(80,), stories=20, titles=False)],
}
WHOLE = 10**9  # words
STRAY_AMONG = .4  # strays are chosen from the share of articles that is most like a wrong story


def cut(text, words):
    return ' '.join(text.split(' ')[:words])


def in_parts(rows, chance, share):
    """Each article begins a part of its story, or joins one in proportion to its size."""
    parts = {}
    for r in rows:
        of_story = parts.setdefault((r.get('day'), r['story']), [])
        new = not of_story or (chance.random() < share and len(set(of_story)) < 3)
        of_story.append(len(set(of_story)) if new else chance.choice(of_story))
        r['part'] = str(of_story[-1])


def printed(program, rows):
    keep = ('id', 'lang', 'date', 'title', 'text', 'story', 'outlet', 'part', 'into', 'into-part')
    lines = ''.join(json.dumps({k: r[k] for k in keep if r.get(k)}) + '\n' for r in rows)
    out = subprocess.run([program, 'stories', '--features'], input=lines, capture_output=True, text=True, check=True).stdout
    seen = [json.loads(line) for line in out.splitlines()]
    for article in seen:  # in an order that the program's weights have no say in
        article['candidates'].sort(key=lambda c: c[2:-1], reverse=True)
    return seen


def let_stray(program, rows, chance, share):
    """Sends articles into the story that is most like them and not theirs."""
    named, wrong = {}, []
    for r, seen in zip(rows, printed(program, rows)):
        named.setdefault(seen['number'], r)
        wrong.append(next(((c[2], c[1]) for c in seen['candidates'] if not c[0]), (0, 0)))
    from_here = sorted(w[0] for w in wrong)[int(len(wrong) * (1 - STRAY_AMONG))]
    for r, (likeness, number) in zip(rows, wrong):
        if likeness >= from_here and number in named and chance.random() < share / STRAY_AMONG:
            r['into'], r['into-part'] = named[number]['story'], named[number]['part']


def read_as(program, name, rows, dated, reading):
    """Lines (values and a one, is it the story, how much it counts) of all candidates; each day has an index of its own."""
    chance = random.Random(f'{name} {dated} {reading}')
    seed, days, data = reading['seed'], {}, []
    number = {m: i // reading.get('stories', 1) for i, m in enumerate(sorted({mask(seed, r['story']) for r in rows}))}
    for r in order(rows, seed, dated):
        day = number[mask(seed, r['story'])] if 'stories' in reading else r.get('day')
        r = dict(r, text=cut(r.get('text') or '', chance.choice(reading.get('cut', (WHOLE,)))), day=day)
        for key in ('date',) * (not dated) + ('title',) * (not reading.get('titles', True)):
            r.pop(key, None)
        days.setdefault(r['day'], []).append(r)
    for day in days.values():
        if 'parts' in reading:
            in_parts(day, chance, reading['parts'])
        if 'stray' in reading:
            let_stray(program, day, chance, reading['stray'])
        for seen in printed(program, day):
            c = seen['candidates']
            data += [x[2:-1] + [1.0, x[0], 1.0 if x[0] else 1.0 / max(1, min(len(c), 4))] for x in c]
    return np.array(data)


def candidates(program, sets):
    """{dated or undated: {set: array}}; the weights of a set sum to about its candidates over its articles."""
    found = {}
    for half, readings in READINGS.items():
        for name, rows in sets.items():
            if half == 'dated' and sum(bool(r.get('date')) for r in rows) < len(rows) / 2:
                continue
            parts = [read_as(program, name, rows, half == 'dated', r) for r in readings if name != INVENTED or r.get('invented')]
            part = np.concatenate(parts)
            if part.shape[1] != len(NAMES) + 3:
                sys.exit(f'train_stories.py: the program prints {part.shape[1] - 3} features, not {len(NAMES)}')
            part[:, -1] *= 1000.0 / len(rows) / len(parts)
            found[f'{half}: {name}'] = part
            print(f'{half}: {name}: {len(part)} candidates', file=sys.stderr, flush=True)
    return found


def score(weights, x):
    return x @ weights[0] + np.tanh(x @ weights[1]) @ weights[2]


def loss(weights, part):
    z, y, c = score(weights, part[:, :-2]), part[:, -2], part[:, -1]
    return float((c * np.logaddexp(0, np.where(y > 0, -z, z))).sum() / c.sum())


def fit(part, ridge, rng):
    """[sum, units, what the units weigh] by Adam; the constant of the sum is not penalised."""
    x, y, c = part[:, :-2], part[:, -2], part[:, -1]
    n, d = x.shape
    weights = [np.zeros(d), rng.normal(0, .5, (d, UNITS)), rng.normal(0, .3, UNITS)]
    mean, square = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    penalised = np.arange(d) < d - 1
    index, total, step = np.arange(n), c.sum(), 0
    for done in range(ROUNDS):
        rng.shuffle(index)
        rate = RATE * (1 - done / ROUNDS) + LAST_RATE
        for start in range(0, n, BATCH):
            i = index[start:start + BATCH]
            xi, h = x[i], np.tanh(x[i] @ weights[1])
            p = 1 / (1 + np.exp(-np.clip(xi @ weights[0] + h @ weights[2], -30, 30)))
            e = c[i] * (p - y[i]) * (n / len(i))
            gradient = [xi.T @ e + ridge * weights[0] * penalised,
                        xi.T @ (e[:, None] * weights[2] * (1 - h * h)) + ridge * weights[1],
                        h.T @ e + ridge * weights[2]]
            step += 1
            for k, g in enumerate(gradient):
                g = g / total
                mean[k] = .9 * mean[k] + .1 * g
                square[k] = .999 * square[k] + .001 * g * g
                weights[k] -= rate * (mean[k] / (1 - .9 ** step)) / (np.sqrt(square[k] / (1 - .999 ** step)) + 1e-8)
    return weights


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('program')
    ap.add_argument('sets', nargs='+')
    ap.add_argument('--ridge', type=float, nargs=2, default=(.3, .5), metavar=HALVES)
    ap.add_argument('--invented-weight', type=float, nargs=2, default=(1.0, 1.0), metavar=HALVES)
    ap.add_argument('--caution', type=float, nargs=2, default=(1.4, 1.5), metavar=HALVES)
    ap.add_argument('--seed', type=int, default=1)
    ap.add_argument('--invented', type=int, nargs=2, default=(60, 1), metavar=('DAYS', 'SEED'))
    ap.add_argument('--leave-out', default='', metavar='FILE')
    ap.add_argument('--candidates', default='', metavar='FILE')
    a = ap.parse_args()
    if a.leave_out and a.leave_out not in a.sets:
        ap.error('--leave-out names none of the sets')

    sets = {}
    for path in a.sets:
        with open(path, encoding='utf-8') as f:
            rows = [json.loads(line) for line in f if line.strip()]
        sets[os.path.basename(path)] = [r | {'outlet': r.get('outlet') or r.get('source')} for r in rows]
    said = ', '.join(f'{name} ({len(r)} articles in {len({x["story"] for x in r})} stories)' for name, r in sets.items()
                     if name != os.path.basename(a.leave_out))
    if a.invented[0]:
        sets[INVENTED] = [row for n in range(a.invented[0]) for row in invented_days.day(n, str(a.invented[1]))]

    if a.candidates and os.path.exists(a.candidates):
        with np.load(a.candidates) as f:
            found = dict(f)
    else:
        found = candidates(a.program, sets)
        if a.candidates:
            with open(a.candidates, 'wb') as f:
                np.savez(f, **found)

    options = ' '.join(f'--{name} ' + ' '.join(f'{v:g}' for v in values) for name, values in (
        ('ridge', a.ridge), ('invented-weight', a.invented_weight), ('caution', a.caution), ('seed', [a.seed]), ('invented', a.invented)))
    left = os.path.basename(a.leave_out)
    print('# Weights of the rule that places articles in stories (src/stories/model.c): a sum and eight units. Data, licences and figures: README.md.')
    print('# tools/train_stories.py build/wiredesk ' + ' '.join(os.path.basename(s) for s in a.sets) + (f' --leave-out {left}' if left else ''))
    print('# ' + options)
    print(f'# from {said},')
    print(f'# and {a.invented[0]} invented days, each read under several conditions.')
    rng = np.random.default_rng(a.seed)
    for number, half in enumerate(('dated', 'undated')):
        seen, unseen = [], []
        for name, part in found.items():
            if not name.startswith(half + ': '):
                continue
            if left and left == name.split(': ')[1]:
                unseen.append(part)
                continue
            part = part.copy()
            part[:, -1] *= a.invented_weight[number] if name.endswith(INVENTED) else 1
            seen.append(part)
        if not seen:
            continue
        seen = np.concatenate(seen)
        weights = fit(seen, a.ridge[number], rng)
        print(f'{half}: loss {loss(weights, seen):.4f}' + (f', left out {loss(weights, np.concatenate(unseen)):.4f}' if unseen else ''),
              file=sys.stderr, flush=True)
        weights[0][-1] -= a.caution[number]
        for i, name in enumerate(NAMES + ['constant']):
            print(half, name, f'{weights[0][i]:.4f}', *(f'{w:.4f}' for w in weights[1][i]))
        print(half, 'out 0', *(f'{w:.4f}' for w in weights[2]))


if __name__ == '__main__':
    main()
