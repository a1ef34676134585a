#!/usr/bin/env python3
"""The two pages that the project began with, where the shared folder is there."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import PROGRAM, ROOT, done, ok, skip  # noqa: E402

check = os.path.join(os.path.dirname(ROOT), 'shared', 'seeds', 'check.py')
if not os.path.exists(check):
    skip('the seeds are not here')
else:
    r = subprocess.run([sys.executable, check, PROGRAM], capture_output=True, text=True, timeout=300)
    m = re.search(r'(\d+) of (\d+) direct and mixed, \d+ of \d+ reported, (\d+) other faults', r.stdout)
    ok(m and m[1] == m[2], 'all direct and mixed statements', r.stdout + r.stderr)
    ok(m and m[3] == '0', 'no other fault', r.stdout + r.stderr)
done()
