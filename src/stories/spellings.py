#!/usr/bin/env python3
"""spellings.py OUT.c LIST: share/lexicons/spellings.txt as one table of constants, sorted by kind and variant."""
import sys

KINDS = ['given', 'family', 'name', 'common']


def main():
    rows, kind = {}, 0
    with open(sys.argv[2], encoding='utf-8') as f:
        for line in (line.strip() for line in f):
            if not line or line.startswith('#'):
                continue
            if line.startswith('@'):
                kind = KINDS.index(line[1:])
                continue
            form, colon, variants = line.partition(':')
            for v in (v.strip() for v in (variants if colon else line).split(',')):
                if v and (kind, v) not in rows:
                    rows[kind, v] = form.strip() if colon else v
    for (k, v), form in rows.items():
        if KINDS[k] != 'common' and (k, form) in rows:
            sys.exit(f'spellings: {v}: {form} is itself a variant of {rows[k, form]}')
    with open(sys.argv[1], 'w', encoding='utf-8') as f:
        f.write('#include "stories/spelling.h"\n\n')
        f.write(f'const size_t wd_spelling_n = {len(rows)};\nconst struct wd_spelling wd_spellings[{len(rows)}] = {{\n')
        for (k, v), form in sorted(rows.items(), key=lambda r: (r[0][0], r[0][1].encode())):
            f.write(f'    {{WD_SPELLING_{KINDS[k].upper()}, "{v}", "{form}"}},\n')
        f.write('};\n')


main()
