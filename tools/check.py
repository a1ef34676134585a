#!/usr/bin/env python3
"""check.py BUILD: runs every test of a build folder and counts what the tests say.
TAP lines count one by one, other programs as one. Last line: N passed, N failed, N skipped."""
import json
import os
import re
import subprocess
import sys

build = sys.argv[1]
status = subprocess.run(['meson', 'test', '-C', build, '--no-rebuild', '--print-errorlogs', '--timeout-multiplier', '4', *sys.argv[2:]]).returncode
passed = failed = skipped = 0
log = os.path.join(build, 'meson-logs', 'testlog.json')
with open(log, encoding='utf-8', errors='replace') as f:
    for line in f:
        test = json.loads(line)
        lines = [x for x in test.get('stdout', '').splitlines() if re.match(r'(not )?ok\b', x)]
        bad = sum(x.startswith('not ok') for x in lines)
        jumped = sum('# SKIP' in x for x in lines if x.startswith('ok'))
        if test['result'] == 'SKIP' and not lines:
            skipped += 1
        elif not lines:
            passed += test['result'] == 'OK'
            failed += test['result'] != 'OK'
        else:
            passed += len(lines) - bad - jumped
            skipped += jumped
            failed += bad
            if not bad and test['result'] not in ('OK', 'SKIP'):
                failed += 1  # it crashed, or stopped before its plan was through
        for x in lines:
            if '# SKIP' in x:
                print(f"skipped: {test['name']}: {x}")
print(f'{passed} passed, {failed} failed, {skipped} skipped')
sys.exit(1 if failed or status else 0)
