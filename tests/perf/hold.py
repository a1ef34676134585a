#!/usr/bin/env python3
"""Holds many keep-alive connections to a desk for a while: hold.py PROGRAM DATA [CONNECTIONS SECONDS PAUSE].
Each asks for a page every PAUSE seconds. Prints requests, errors, and the desk's CPU time a request; exit 1 where there was an error."""
import http.client
import os
import re
import resource
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'web'))
from server import Desk  # noqa: E402


def pages_of(address):
    """The front page, and the story pages that it links to; a story that was withdrawn answers 410 and is left out."""
    connection = http.client.HTTPConnection(address, timeout=20)

    def get(path):
        connection.request('GET', path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    stories = sorted({'/' + path for path in re.findall(r'href="(?:\./|/)?(s/\d+)"', get('/')[1])})
    pages = ['/'] + [path for path in stories if get(path)[0] != 410]
    connection.close()
    return pages


class Reader(threading.Thread):
    def __init__(self, address, pages, number, until, pause):
        super().__init__()
        self.address, self.pages, self.number, self.until, self.pause = address, pages, number, until, pause
        self.requests, self.bytes, self.errors = 0, 0, []

    def run(self):
        connection = http.client.HTTPConnection(self.address, timeout=20)
        connection.auto_open = 0  # a connection that the desk closes is an error
        try:
            connection.connect()
            time.sleep(self.pause * (self.number % 16) / 16)
            while time.monotonic() < self.until:
                connection.request('GET', self.pages[(self.number + self.requests) % len(self.pages)])
                answer = connection.getresponse()
                self.bytes += len(answer.read())
                self.requests += 1
                if answer.status != 200:
                    self.errors.append('status %d' % answer.status)
                time.sleep(self.pause)
        except (OSError, http.client.HTTPException) as error:
            self.errors.append(repr(error))
        finally:
            connection.close()


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, data = sys.argv[1:3]
    connections, seconds, pause = (float(x) for x in (sys.argv[3:6] + ['64', '60', '3'][len(sys.argv) - 3:]))
    desk = Desk(program, data)
    try:
        address = urllib.parse.urlsplit(desk.base).netloc
        pages = pages_of(address)
        until = time.monotonic() + seconds
        readers = [Reader(address, pages, i, until, pause) for i in range(int(connections))]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    finally:
        desk.stop()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    requests = sum(r.requests for r in readers)
    errors = [e for r in readers for e in r.errors]
    print('%d connections held for %d s, %d pages: %d requests, %.1f MB, %d errors' %
          (connections, seconds, len(pages), requests, sum(r.bytes for r in readers) / 1e6, len(errors)))
    print('CPU of the desk, start included: %.2f ms a request; memory at its peak: %.1f MB' %
          ((used.ru_utime + used.ru_stime) * 1e3 / max(requests, 1), used.ru_maxrss / 1e3))
    for error in errors[:5]:
        print('error:', error)
    sys.exit(1 if errors or not requests else 0)


if __name__ == '__main__':
    main()
