#!/usr/bin/env python3
"""stopwords.py OUT.c LIST: the stop words of all languages as one open-addressed table of constants."""
import sys


def fnv(key):
    h = 2166136261
    for b in key:
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h


def main():
    codes, words = [], {}
    with open(sys.argv[2], encoding='utf-8') as f:
        for line in (line.strip() for line in f):
            if line.startswith('@'):
                codes.append(line[1:])
            elif line and not line.startswith('#'):
                for word in filter(None, (w.strip() for w in line.split(','))):
                    key = word.encode('utf-8')
                    words[key] = words.get(key, 0) | 1 << (len(codes) - 1)
    size = 1
    while size < 2 * len(words):
        size *= 2
    table = [None] * size
    for key in sorted(words):
        at = fnv(key) & (size - 1)
        while table[at]:
            at = (at + 1) & (size - 1)
        table[at] = key
    with open(sys.argv[1], 'w', encoding='utf-8') as f:
        f.write('#include "text/stopwords.h"\n\n')
        f.write('const char wd_stopword_codes[WD_STOPWORD_LANGUAGES][3] = {' + ', '.join(f'"{c}"' for c in codes) + '};\n')
        f.write(f'const uint32_t wd_stopword_slots = {size};\nconst struct wd_stopword wd_stopwords[{size}] = {{\n')
        for at, key in enumerate(table):
            if key:
                f.write(f'    [{at}] = {{"{key.decode()}", {fnv(key)}u, {len(key)}, {words[key]}}},\n')
        f.write('};\n')


main()
