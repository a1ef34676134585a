#!/usr/bin/env python3
"""Spans of `analyse` are code points as Python slices: over texts of all scripts, with quotations among characters beyond the BMP, combining
marks, characters without width and line ends of all kinds. Sentences hold every character that is no blank, and do not overlap."""
import json
import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import PROGRAM, done, ok  # noqa: E402

SAID = {
    'en': ['“{}” said Rosa Blum.', '"{}" Rosa Blum said.', 'Rosa Blum said: “{}”'],
    'de': ['„{}“, sagte Rosa Blum.', '»{}«, sagte Rosa Blum.', 'Rosa Blum sagte: „{}“'],
    'fr': ['« {} », a déclaré Rosa Blum.', '“{}”, a déclaré Rosa Blum.'],
    'es': ['«{}», dijo Juan Robledo.', 'Juan Robledo dijo: “{}”.'],
    'it': ['«{}», ha detto Carlo Bassi.', '"{}", ha detto Carlo Bassi.'],
    'pt': ['“{}”, disse Rui Teles.', 'Rui Teles disse: "{}".'],
    'ru': ['«{}», — сказал Иван Белов.', '„{}“, — сказал Иван Белов.'],
    'ja': ['市長は「{}」と述べた。'],
}
WORDS = ['The', 'dyke', 'плотина', 'e\u0301te\u0301', 'Z\u0336', '😀', '👩\u200d🚀', '𝔘𝔫', 'नमस्ते', 'مرحبا', 'שלום', '東京', '\u200bwide', 'soft\u00adly', 'İzmir',
         'ﬁn', '½', 'l’eau', 'ok', '3.5']
MARKS = '"“”„«»‹›‘’‚\'「」『』'
BLANKS = [' ', ' ', ' ', '\u00a0', '\u2003', '\u200b ']
ENDS = ['\n', '\r\n', '\n\n', '\u2028', ' ']
rng = random.Random(20260314)


def words(n):
    return ''.join(rng.choice(WORDS) + rng.choice(BLANKS) for _ in range(n)).strip()


def quoted_text(lang):
    """A text, and the quotations in it with their marks."""
    text, quotes = '', []
    for _ in range(rng.randint(1, 4)):
        said = words(rng.randint(5, 12)) + (rng.choice('!?,') if lang == 'en' else '')
        sentence = rng.choice(SAID[lang]).format(said)
        at = sentence.index(said)
        first = max(i for i in range(at) if sentence[i] in MARKS)
        last = min(i for i in range(at + len(said), len(sentence)) if sentence[i] in MARKS)
        quotes.append(sentence[first:last + 1])
        text += words(rng.randint(2, 8)) + '.\n' + sentence + '\n'
    return text, quotes


def wild_text():
    return ''.join(rng.choice(WORDS if rng.random() < .6 else list(MARKS) + ['.', '…', '—', '?', '(', ')']) + rng.choice(BLANKS + ENDS)
                   for _ in range(rng.randint(1, 90)))


def sentences_hold(text, spans):
    at = 0
    for start, end in spans:
        if not at <= start < end <= len(text) or text[at:start].strip() or text[start].isspace() or text[end - 1].isspace():
            return False
        at = end
    return not text[at:].strip()


def slices_hold(text, answer):
    spans = [s['span'] for key in ('entities', 'timex', 'standfirst') for s in answer[key]]
    for q in answer['quotes']:
        spans += [q['span'], *q['spans'], *filter(None, (q['speaker_span'], q['cue_span']))]
    return all(0 <= a < b <= len(text) for a, b in spans) and all(text[s['span'][0]:s['span'][1]] == s['text'] for s in answer['standfirst'])


cases = [(lang, *quoted_text(lang)) for lang in SAID for _ in range(60)] + [(rng.choice(list(SAID)), wild_text(), None) for _ in range(800)]
lines = ''.join(json.dumps({'id': str(i), 'lang': c[0], 'text': c[1], 'title': words(4)}) + '\n' for i, c in enumerate(cases))
r = subprocess.run([PROGRAM, 'analyse'], input=lines.encode(), capture_output=True, timeout=300)
answers = [json.loads(line) for line in r.stdout.decode().strip('\n').split('\n')]
ok(len(answers) == len(cases) and r.returncode == 0, 'every text is answered', r.stderr.decode())
faults = {'sentences': [], 'slices': [], 'marks': [], 'found': []}
for (lang, text, quotes), answer in zip(cases, answers):
    if not sentences_hold(text, answer['sentences']):
        faults['sentences'].append(text)
    if not slices_hold(text, answer):
        faults['slices'].append(text)
    if quotes is None:
        continue
    direct = [text[a:b] for q in answer['quotes'] if q['kind'] == 'direct' for a, b in q['spans']]
    if any(d[0] not in MARKS or d[-1] not in MARKS for d in direct):
        faults['marks'].append(direct)
    if direct != quotes:
        faults['found'].append((lang, direct, quotes))
ok(not faults['sentences'], 'sentences hold every character that is no blank, apart and in order', faults['sentences'][:1])
ok(not faults['slices'], 'all other spans are slices of the text', faults['slices'][:1])
ok(not faults['marks'], 'a direct quotation begins and ends with its marks', faults['marks'][:1])
ok(len(faults['found']) * 50 < len(cases), 'and is what stands between them', faults['found'][:2])
done()
