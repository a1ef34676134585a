"""The pages whose names stand on standard input, a line each, through trafilatura or readability-lxml. Prints {"path","text"} for each, then
{"cpu": seconds} of the extraction alone, without the start of the interpreter."""
import json
import logging
import sys
import time

logging.disable(logging.CRITICAL)
which = sys.argv[1]
if which == 'trafilatura':
    import trafilatura

    def text_of(raw):
        return trafilatura.extract(raw, include_comments=False, include_tables=True) or ''
else:
    import lxml.html
    import readability

    def text_of(raw):
        summary = readability.Document(raw.decode('utf-8', 'replace')).summary(html_partial=True)
        return '\n'.join(t.strip() for t in lxml.html.fromstring(summary).itertext() if t.strip())

took = 0.0
for path in sys.stdin.read().splitlines():
    with open(path, 'rb') as f:
        page = f.read()
    start = time.process_time()
    try:
        text = text_of(page)
    except Exception:  # whatever it gives up with
        text = ''
    took += time.process_time() - start
    print(json.dumps({'path': path, 'text': text}))
print(json.dumps({'cpu': took}))
