"""The process that workers are forked from, when a build is killed."""

from __future__ import annotations

import subprocess
import sys

import pytest

_KILLED_WHILE_IT_STARTS_A_WORKER = """
import os, signal
from multiprocessing import popen_forkserver
from bookmaker.backends.forkserver import worker_context

class Half:
    def __init__(self, descriptor, *_, **__):
        self.descriptor = descriptor
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def write(self, order):
        os.write(self.descriptor, bytes(order)[:{length}])
        os.kill(os.getpid(), signal.SIGKILL)

context = worker_context()
first = context.Process(target=print, args=("started",))
first.start()
first.join()
popen_forkserver.open = Half
context.Process(target=print, args=("never",)).start()
"""


@pytest.mark.slow
@pytest.mark.parametrize("length", [0, 1, 40, 200])
def test_a_worker_with_half_an_order_ends_without_a_word(length: int) -> None:
    code = _KILLED_WHILE_IT_STARTS_A_WORKER.replace("{length}", str(length))
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -9
    assert (done.stdout, done.stderr) == ("started\n", "")
