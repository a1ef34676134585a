#!/usr/bin/env python3
"""make_entities.py > src/markup/entity_table.c: the named character references of the HTML standard as a sorted table.

The list is the one of the HTML standard (section "Named character references", 2,231 names), as Python's html.entities.html5
carries it. Names that HTML also allows without a semicolon are marked.
"""
from html.entities import html5

names = sorted(n[:-1] for n in html5 if n.endswith(";"))
print("/* Made by tools/make_entities.py from the HTML standard's list of named character references; do not edit. */")
print('#include "markup/entity_table.h"\n')
print("const struct wd_entity_row wd_entity_rows[WD_ENTITY_ROWS] = {")
for name in names:
    bytes_ = "".join("\\x%02X" % b for b in html5[name + ";"].encode())
    print('    {"%s", "%s", %d, %d, %d},' % (name, bytes_, len(name), len(html5[name + ";"].encode()), name in html5))
print("};\n")
print("/* Row where the names of a first letter start, A..Z, then a..z, then the end. */")
letters = [chr(c) for c in range(65, 91)] + [chr(c) for c in range(97, 123)]
starts = [next((i for i, n in enumerate(names) if n >= letter), len(names)) for letter in letters] + [len(names)]
print("const uint16_t wd_entity_start[53] = {")
for i in range(0, 53, 14):
    print("    " + " ".join("%d," % s for s in starts[i:i + 14]))
print("};")
