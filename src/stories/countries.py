#!/usr/bin/env python3
"""countries.py OUT.c LIST: share/lexicons/countries.txt as one table of constants, sorted by form.

Forms are in lower case, their words (runs of letters and digits) with one blank between; the first code that claims a form keeps it. Beside it the first four bytes of each form, as one number.
"""
import re
import sys


def main():
    rows, kind = {}, ''
    with open(sys.argv[2], encoding='utf-8') as f:
        for line in (line.strip() for line in f):
            if not line or line.startswith('#'):
                continue
            if line.startswith('@'):
                kind = line[1:]
                continue
            code, forms = line.split(':', 1)
            for form in (form.strip() for form in forms.split(',')):
                stem, capital, short = form.endswith('*'), form[0].isupper(), form.isupper() and len(form) < 5
                words = ' '.join(re.findall(r'\w+', form.rstrip('*').lower()))
                if stem and len(words.encode()) < 4:
                    sys.exit(f'countries: {form}: too short a beginning')
                rows.setdefault((words, stem), (code.strip(), kind == 'city', capital, short))
                if not capital:
                    rows[words, stem] = (*rows[words, stem][:2], False, False)
    order = sorted(rows.items(), key=lambda r: (r[0][0].encode(), r[0][1]))
    with open(sys.argv[1], 'w', encoding='utf-8') as f:
        f.write('#include "stories/head_places.h"\n\n')
        f.write(f'const size_t wd_head_place_n = {len(rows)};\nconst struct wd_head_place wd_head_places[{len(rows)}] = {{\n')
        for (words, stem), (code, city, capital, short) in order:
            flags = [name for name, holds in (('STEM', stem), ('CITY', city), ('CAPITAL', capital), ('SHORT', short)) if holds]
            f.write(f'    {{"{words}", "{code}", {len(words.encode())}, {" | ".join("WD_HEAD_PLACE_" + n for n in flags) or 0}}},\n')
        f.write(f'}};\nconst uint32_t wd_head_place_prefixes[{len(rows)}] = {{\n')
        for (words, _), _ in order:
            f.write(f'    0x{int.from_bytes(words.encode()[:4].ljust(4, bytes(1)), "big"):08x},\n')
        f.write('};\n')


main()
