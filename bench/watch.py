"""Run one command and print its wall seconds, CPU seconds and memory.

`python -m bench.watch COMMAND…`: a process of its own, because the system counts what
the children of a process took together. Not all that a command starts are its children:
workers may belong to a server that outlives it. So this process takes in whatever loses
its parent (Linux: prctl(2), PR_SET_CHILD_SUBREAPER) and waits for all of them.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER, linux/prctl.h."""
_PROCESSES = Path("/proc")
_PATIENCE = 60.0
"""Seconds for what goes on when the command has ended."""
_REST = 50
"""So many times longer than the work of a look at the memory is the pause after it."""
_SHORTEST_REST, _LONGEST_REST = 0.05, 0.5
"""Seconds; with the longest a peak is not missed by much, whatever a look costs."""


def main(command: list[str]) -> int:
    """Run it; the figures are the last line of stdout."""
    _take_in_orphans()
    began = time.perf_counter()
    process = subprocess.Popen(command)
    looker = _Looker()
    looker.start()
    status = process.wait()
    wall = time.perf_counter() - began
    all_ended = _wait_for_the_rest()
    looker.stop()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Linux counts kB, macOS bytes.
    memory = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    cpu = used.ru_utime + used.ru_stime
    sys.stdout.write(f"{wall} {cpu} {memory} {looker.largest}\n")
    if not all_ended:
        sys.stderr.write("processes of the command went on after it\n")
        return status or 1
    return status


def _take_in_orphans() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0)


def _wait_for_the_rest() -> bool:
    """Wait until nothing is left; only what is waited for is counted."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            ended, _status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return True
        if ended == 0:
            time.sleep(0.01)
    return False


class _Looker(threading.Thread):
    """Looks now and then at the memory that all processes below this one have."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.largest = 0
        """In kB; what processes share is counted once. 0: the system does not say."""
        self._is_over = threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        rest = _SHORTEST_REST
        while not self._is_over.wait(rest):
            began = time.thread_time()
            self.largest = max(self.largest, sum(map(_memory, _below(os.getpid()))))
            wanted = _REST * (time.thread_time() - began)
            rest = min(max(_SHORTEST_REST, wanted), _LONGEST_REST)

    def stop(self) -> None:
        """Look no more."""
        self._is_over.set()
        self.join()


def _below(top: int) -> Iterator[int]:
    """The processes that descend from one."""
    children: dict[int, list[int]] = {}
    for folder in _PROCESSES.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            # proc(5): the name, in brackets, may hold anything; then state and parent.
            parent = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()[1]
            children.setdefault(int(parent), []).append(int(folder.name))
    waiting = [top]
    while waiting:
        found = children.get(waiting.pop(), [])
        yield from found
        waiting += found


def _memory(process: int) -> int:
    """Its proportional set size in kB: a page that n processes share counts 1/n."""
    with contextlib.suppress(OSError):
        rollup = (_PROCESSES / str(process) / "smaps_rollup").read_text("utf-8")
        for line in rollup.splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
