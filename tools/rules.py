#!/usr/bin/env python3
"""rules.py OUT.h FILE...: the rules' version: a hash over everything that decides what is derived from the log."""
import hashlib
import os
import sys

digest = hashlib.blake2b(digest_size=8)
for path in sorted(sys.argv[2:], key=lambda p: (os.path.basename(os.path.dirname(p)), os.path.basename(p))):
    with open(path, 'rb') as f:
        data = f.read()
    digest.update(os.path.basename(path).encode() + b'\0' + str(len(data)).encode() + b'\0' + data)
with open(sys.argv[1], 'w', encoding='utf-8') as f:
    f.write(f'#define WD_RULES_HASH 0x{digest.hexdigest()}u\n#define WD_RULES_SHORT "{digest.hexdigest()[:8]}"\n')
