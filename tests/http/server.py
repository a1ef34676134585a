#!/usr/bin/env python3
"""tests/http/check.py over the sample day, as TAP."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import PROGRAM, done, folder, load_sample, ok  # noqa: E402

data = folder()
r = load_sample(data)
ok(r.returncode == 0, 'the sample day is ingested', r.stderr)
r = subprocess.run([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'check.py'), PROGRAM, data], capture_output=True, text=True, timeout=280)
m = re.search(r'^(\d+) passed, (\d+) failed', r.stdout, re.M)
ok(m and int(m[1]) > 50 and m[2] == '0', f"what the desk answers over HTTP: {m[0] if m else 'no result'}", r.stdout[-3000:] + r.stderr[-2000:])
shutil.rmtree(data)
done()
