#!/usr/bin/env python3
"""embed.py OUT.c SYMBOL FILE...: the files as one table of C arrays.
`const struct wd_embedded SYMBOL[]` ends with a NULL name; names are the files' base names, bytes are followed by a NUL."""
import os
import sys

out, symbol, files = sys.argv[1], sys.argv[2], sorted(sys.argv[3:], key=os.path.basename)
parts = ['#include "base/embedded.h"\n\n']
rows = []
for n, path in enumerate(files):
    with open(path, 'rb') as f:
        data = f.read()
    parts.append(f'static const unsigned char bytes_{n}[] = {{')
    for i in range(0, len(data), 24):
        parts.append('\n    ' + ' '.join(f'{b},' for b in data[i:i + 24]))
    parts.append('\n    0};\n')
    rows.append(f'    {{"{os.path.basename(path)}", {{(const char *)bytes_{n}, {len(data)}}}}},\n')
parts.append(f'extern const struct wd_embedded {symbol}[];\nconst struct wd_embedded {symbol}[] = {{\n' + ''.join(rows) + '    {NULL, {NULL, 0}},\n};\n')
with open(out, 'w', encoding='utf-8') as f:
    f.write(''.join(parts))
