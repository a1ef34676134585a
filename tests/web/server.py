"""Starts `wiredesk run` on a data folder and a free port of loopback, for the checks of tests/web and tests/http."""
import os
import re
import select
import signal
import subprocess
import time


class Desk:
    def __init__(self, program, data):
        self.process = subprocess.Popen([program, 'run', '--data', data, '--listen', '127.0.0.1:0'], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, env={**os.environ, 'LC_ALL': 'C.UTF-8'})
        self.base = None
        until = time.monotonic() + 60
        while self.base is None and time.monotonic() < until and self.process.poll() is None:
            ready, _, _ = select.select([self.process.stdout], [], [], 1)
            line = self.process.stdout.readline() if ready else ''
            found = re.search(r'http://127\.0\.0\.1:\d+', line)
            self.base = found.group(0) if found else None
        if self.base is None:
            self.stop()
            raise RuntimeError('the desk did not say its address')

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
