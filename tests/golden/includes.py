#!/usr/bin/env python3
"""The include table: each folder of src includes what it may, and nothing else."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import ROOT, done, ok  # noqa: E402

PURE = 'base text model'
ALL = ('base os text markup model archive intake extract analyse copies stories engine store net pages web desk cmd')
FOLDERS = {
    'base': '', 'os': 'base', 'text': 'base', 'markup': 'base text', 'model': 'base', 'archive': 'base',
    'intake': 'base text markup model', 'extract': 'base text markup model', 'analyse': PURE, 'copies': PURE,
    'stories': PURE + ' analyse copies', 'engine': PURE + ' analyse copies stories', 'store': 'base os text model', 'net': 'base os model',
    'pages': 'base text model copies', 'web': 'base os model store pages', 'desk': ALL.replace(' web', '').replace(' cmd', ''), 'cmd': ALL,
}
# headers from outside: who alone may include them (a folder or one file); everything else is the C library's
OUTSIDE = {
    r'xxhash\.h': 'base', r'json-c/.*': 'base/json.c', r'utf8proc\.h': 'text', r'libstemmer\.h': 'text', r'cld2/.*': 'text',
    r'uchardet.*': 'markup', r'iconv\.h': 'markup', r'zlib\.h': 'archive net/coding.c cmd/bench_archive.c',
    r'libdeflate\.h': 'archive', r'brotli/.*': 'archive net/coding.c',
    r'zstd\.h': 'archive store net/coding.c cmd/bench_archive.c', r'zdict\.h': 'store', r'sqlite3\.h': 'store/sqlite', r'sodium.*': 'store net web', r'curl/.*': 'net', r'libpsl\.h': 'net',
    r'microhttpd\.h': 'web/http.c',
}
PURE_FOLDERS = 'base text markup model archive intake extract analyse copies stories engine pages'.split()
IMPURE = re.compile(r'^(stdio\.h|unistd\.h|fcntl\.h|pthread\.h|sys/.*|signal\.h|poll\.h|netinet/.*|arpa/.*)$')

for folder, may in FOLDERS.items():
    bad = []
    for where, _, files in os.walk(os.path.join(ROOT, 'src', folder)):
        for name in sorted(files):
            if not name.endswith(('.c', '.h', '.cc')):
                continue
            path = os.path.join(where, name)
            short = os.path.relpath(path, os.path.join(ROOT, 'src'))
            with open(path, encoding='utf-8') as f:
                for mark, target in re.findall(r'^\s*#\s*include\s*([<"])([^>"]+)', f.read(), re.M):
                    if mark == '"' and target != 'rules.h':
                        other = target.split('/')[0]
                        if '/' not in target or (other != folder and other not in may.split()):
                            bad.append(f'{short} includes {target}')
                    for pattern, owners in OUTSIDE.items():
                        if re.fullmatch(pattern, target) and not any(short.startswith(o) for o in owners.split()):
                            bad.append(f'{short} includes {target}')
                    if mark == '<' and folder in PURE_FOLDERS and IMPURE.match(target) and target != 'stdio.h':
                        bad.append(f'{short} is pure but includes {target}')
    ok(not bad, f'src/{folder} includes what it may', '\n'.join(bad))

used = re.compile(r'(?<![>.\w])(fopen|fread|fwrite|fputs|puts|printf|open|read|write|getenv|clock_gettime|time|gettimeofday)\s*\(')
bad = []
for folder in PURE_FOLDERS:
    for where, _, files in os.walk(os.path.join(ROOT, 'src', folder)):
        for name in files:
            if name.endswith(('.c', '.cc')):
                with open(os.path.join(where, name), encoding='utf-8') as f:
                    code = re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"', '', f.read(), flags=re.S)
                bad += [f'{folder}/{name} calls {c}' for c in used.findall(code)]
ok(not bad, 'pure folders do no input or output and read no clock', '\n'.join(bad))
done()
