#!/usr/bin/env python3
"""lexicon.py OUT.c FILE...: the word lists of share/lexicons as one open-addressed table of constants.
A list is opened by "@tag [second tag] language"; see the head of each file. Verbs are inflected here, so that lists stay short."""
import re
import sys

LANGUAGES = ['any', 'en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ru']
VOWELS = 'aeiou'


def forms(entry):
    if '/' in entry:
        f = entry.split('/')
        base, third, past, ing = f[:4]
        participle = f[4] if len(f) > 4 else past
        return [(base, 'BASE'), (third, 'PRESENT'), (past, 'PAST'), (ing, 'ING'), (participle, 'PARTICIPLE')]
    third = entry + ('es' if re.search(r'(s|sh|ch|x|z)$', entry) else 's')
    stem = entry[:-1] if entry.endswith('e') else entry
    return [(entry, 'BASE'), (third, 'PRESENT'), (stem + 'ed', 'PAST'), (stem + 'ing', 'ING'), (stem + 'ed', 'PARTICIPLE')]


def fnv(key):
    h = 2166136261
    for b in key.encode('utf-8'):
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h


def main():
    out, files = sys.argv[1], sorted(sys.argv[2:])
    words = {}
    for path in files:
        tags, language, verb = [], 0, False
        with open(path, encoding='utf-8') as f:
            for line in f:
                line = line.strip()
                if not line or line.startswith('#'):
                    continue
                if line.startswith('@'):
                    parts = line[1:].split()
                    language = LANGUAGES.index(parts[-1])
                    verb = parts[0] in ('verb', 'cue')
                    tags = [t.upper() for t in parts[:-1] if t not in ('verb', 'sides')]
                    inflect = parts[0] == 'verb'
                    if verb and not inflect:
                        tags.append('PAST')
                    continue
                for entry in filter(None, (e.strip() for e in line.split(','))):
                    for form, shape in (forms(entry) if verb and inflect else [(entry, None)]):
                        words.setdefault((form.lower().replace('ё', 'е'), language), set()).update(tags + ([shape] if shape else []))
    size = 1
    while size < 2 * len(words):
        size *= 2
    table = [None] * size
    for key in sorted(words):
        at = fnv(key[0]) & (size - 1)
        while table[at]:
            at = (at + 1) & (size - 1)
        table[at] = key
    lines = ['#include "analyse/lexicon.h"\n\n', f'const uint32_t wd_lexicon_size = {size};\n', f'const struct wd_lexeme wd_lexicon[{size}] = {{\n']
    for at, key in enumerate(table):
        if key:
            n = len(key[0].encode('utf-8'))
            bits = ' | '.join('WD_LEX_' + t for t in sorted(words[key]))
            lines.append(f'    [{at}] = {{"{key[0]}", {n}, {key[1]}, {fnv(key[0])}u, {bits}}},\n')
    lines.append('};\n')
    with open(out, 'w', encoding='utf-8') as f:
        f.write(''.join(lines))


main()
