#!/usr/bin/env python3
"""embed.py OUT.c SYMBOL FILE...: the files as one table of C arrays.
`const struct wd_embedded SYMBOL[]` ends with a NULL name; names are the files' base names, bytes are aligned to 16 and followed by a NUL.
Large files are taken in by the assembler, which is a thousand times faster than a list of numbers."""
import os
import sys

LARGE = 1 << 16
out, symbol, files = sys.argv[1], sys.argv[2], sorted(sys.argv[3:], key=os.path.basename)
parts = ['#include "base/embedded.h"\n\n']
rows = []
for n, path in enumerate(files):
    with open(path, 'rb') as f:
        data = f.read()
    name = f'{symbol}_{n}'
    if len(data) > LARGE:
        place = os.path.abspath(path).replace('\\', '\\\\').replace('"', '\\"')
        lines = ['.pushsection .rodata', '.balign 16', f'.globl {name}', f'{name}:', f'.incbin \\"{place}\\"', '.byte 0', '.popsection']
        parts.append('__asm__("' + '\\n'.join(lines) + '\\n");\n' + f'extern const unsigned char {name}[];\n')
    else:
        parts.append(f'static const unsigned char {name}[] __attribute__((aligned(16))) = {{')
        for i in range(0, len(data), 24):
            parts.append('\n    ' + ' '.join(f'{b},' for b in data[i:i + 24]))
        parts.append('\n    0};\n')
    rows.append(f'    {{"{os.path.basename(path)}", {{(const char *){name}, {len(data)}}}}},\n')
parts.append(f'extern const struct wd_embedded {symbol}[];\nconst struct wd_embedded {symbol}[] = {{\n' + ''.join(rows) + '    {NULL, {NULL, 0}},\n};\n')
with open(out, 'w', encoding='utf-8') as f:
    f.write(''.join(parts))
