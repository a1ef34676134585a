#!/usr/bin/env python3
"""Pairs of articles of our own: what is one statement, in which form, and what is not. Placement plays no part (see ledger_of.c).

Each line of statements.jsonl has two texts, a and b; {braces} hold the words that are compared. want: same, part, altered, reported: one
statement, with b's (or a's) words in that form; different: two statements."""
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from tap import ROOT, done, ok, skip  # noqa: E402

LEDGER = os.environ['LEDGER_OF']


def ledgers(stories):
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf-8') as f:
        f.writelines(json.dumps({'articles': x}, ensure_ascii=False) + '\n' for x in stories)
        f.flush()
        r = subprocess.run([LEDGER, f.name], capture_output=True, text=True, timeout=120)
    if r.returncode:
        raise RuntimeError(r.stderr)
    return [json.loads(line) for line in r.stdout.splitlines()]


def words(text):
    return re.findall(r'\w+', re.sub("[’']", '', text).lower())


def same_words(x, y):
    """Marks, case and punctuation aside; [brackets] stand for up to four words."""
    def pattern(text):
        return ' '.join(w for piece in re.split(r'(\[[^\]]*\])', text)
                        for w in ([r'(?:\S+ ){0,3}\S+'] if piece.startswith('[') else words(piece.replace('…', ' '))))
    x, y = x.strip(' .,…'), y.strip(' .,…')
    return bool(re.fullmatch(pattern(x), ' '.join(words(y))) or re.fullmatch(pattern(y), ' '.join(words(x))))


def carriers(ledger, article, wanted):
    """Statements (by number) with their carriers in an article that hold most of the wanted words."""
    want, found = words(wanted), []
    for n, st in enumerate(ledger['statements']):
        for c in st['carriers']:
            have = words(c['words'])
            shared = sum(1 for w in set(want) if w in have)
            if c['article'] == article and (shared >= 0.8 * len(set(want)) or (have and set(have) <= set(want) and len(have) >= 0.5 * len(want))):
                found.append((n, c))
    return found


def outcome(ledger, a, b):
    """None where one of the two is not found at all."""
    in_a, in_b = carriers(ledger, 0, a), carriers(ledger, 1, b)
    if not in_a or not in_b:
        return None
    for n, x in in_a:
        for m, y in in_b:
            if n == m:
                forms = {x['form'], y['form']} - {'same'}
                return forms.pop() if len(forms) == 1 else 'same' if not forms else 'reported' if 'reported' in forms else '/'.join(sorted(forms))
    return 'different'


def pair(case):
    marked = re.compile(r'\{([^}]*)\}')
    texts = [marked.sub(r'\1', case[k]) for k in 'ab']
    compared = [' … '.join(marked.findall(case[k])) for k in 'ab']
    langs = [case.get('lang', 'en'), case.get('lang_b', case.get('lang', 'en'))]
    return [{'title': '', 'text': t, 'lang': lang} for t, lang in zip(texts, langs)], compared


def check(name, cases):
    pairs = [pair(c) for c in cases]
    called, truly, wrong_same = 0, 0, []
    got = {}
    for case, (_, (a, b)), ledger in zip(cases, pairs, ledgers([p for p, _ in pairs])):
        got[case['id']] = outcome(ledger, a, b)
        # "same words" by the words themselves, in all statements of all pairs
        for st in ledger['statements']:
            same = [c for c in st['carriers'] if c['form'] == 'same']
            for x in same:
                for y in same:
                    if x['article'] < y['article']:
                        called += 1
                        truly += same_words(x['words'], y['words'])
                        if not same_words(x['words'], y['words']):
                            wrong_same.append(f"{case['id']}: {x['words']} | {y['words']}")
        if got[case['id']] == 'same' and case['want'] != 'same':
            wrong_same.append(f"{case['id']} is called the same words")
    return got, called, truly, wrong_same


with open(os.path.join(HERE, 'statements.jsonl'), encoding='utf-8') as f:
    CASES = [json.loads(line) for line in f]
got, called, truly, wrong_same = check('our own', CASES)
right = [c for c in CASES if got[c['id']] == c['want']]
faults = [f"{c['id']} ({c['why']}): {got[c['id']]}, not {c['want']}" for c in CASES if c not in right]
reported = [c for c in CASES if c['want'] == 'reported']
misses = [c for c in CASES if c['want'] == 'different' and c['why'].startswith('reported')]
paired = sum(got[c['id']] == 'reported' for c in reported)
falsely = [c['id'] for c in CASES if c['want'] != 'reported' and got[c['id']] == 'reported']
print(f'# {len(right)} of {len(CASES)} pairs right; same words: {truly} of {called} so called are, precision {truly / max(called, 1):.3f}')
print(f'# reported speech: {paired} of {len(reported)} pairs found, recall {paired / len(reported):.3f}; '
      f'{len(misses)} near misses, precision {paired / max(paired + len(falsely), 1):.3f}')
for fault in faults:
    print('# ' + fault)
ok(len(CASES) >= 60 and len(reported) > 20 and len(misses) >= len(reported) - 3, 'enough pairs, and enough near misses')
ok(not wrong_same and called > 10, 'same words: precision 1.0', '\n'.join(wrong_same))
ok(paired >= 0.9 * len(reported), 'reported speech: recall at least .9')
ok(not falsely, 'reported speech: precision 1.0', '\n'.join(falsely))
quoted = [c['id'] for c in CASES if c not in right and c['want'] in ('same', 'part', 'altered')]
ok(not quoted, 'all quoted pairs in their form', '\n'.join(quoted))

# In the other order of arrival the same pairs belong together.
turned = [{**c, 'a': c['b'], 'b': c['a'], 'lang': c.get('lang_b', c.get('lang', 'en')), 'lang_b': c.get('lang', 'en')} for c in CASES]
back = check('turned', turned)[0]
differ = [f"{c['id']}: {got[c['id']]} | {back[c['id']]}" for c in CASES if got[c['id']] != back[c['id']]]
ok(len(differ) <= len(CASES) - len(right), 'whoever comes first', '\n'.join(differ))

shared = os.path.join(os.path.dirname(ROOT), 'shared', 'eval', 'language', 'quotes', 'quote_alignment_examples.jsonl')
if not os.path.exists(shared):
    skip('the examples of quotations lined up are not here')
else:
    with open(shared, encoding='utf-8') as f:
        examples = [json.loads(line) for line in f]

    def inner(text):
        return re.search('“(.*)”', text)[1]
    stories = [[{'title': '', 'text': e[k], 'lang': 'en'} for k in 'ab'] for e in examples]
    bad = []
    for e, ledger in zip(examples, ledgers(stories)):
        form = outcome(ledger, inner(e['a']), inner(e['b']))
        if form != e['form']:
            bad.append(f"{e['id']}: {form}, not {e['form']}")
    ok(not bad, f'{len(examples)} examples of quotations lined up', '\n'.join(bad))
done()
