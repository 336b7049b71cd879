"""Start processes so that neither a signal nor a file beside the user can reach them.

What holds while the block runs, what is started in it inherits.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

from bookmaker.interruption import undisturbed
from bookmaker.signals import STATUS_BY_SIGNAL

_NO_OTHER_CODE = "PYTHONSAFEPATH"


@contextmanager
def starting_processes() -> Iterator[None]:
    """Start a process and know of it, or start none.

    It loads no module from the folder that the user stands in: `multiprocessing` starts
    Python with `-c`, which looks there first (Python 3.11, seen), and a stranger's
    manuscript may have a `timeit.py`. Nor does it hear of `Ctrl-C` on the terminal or
    of what else is told the whole group, which would end it in the midst of its imports
    (one of them has a temporary file); the program ends it in good order.
    """
    before = os.environ.get(_NO_OTHER_CODE)
    with undisturbed():
        os.environ[_NO_OTHER_CODE] = "1"
        try:
            with _deaf():
                yield
        finally:
            if before is None:
                del os.environ[_NO_OTHER_CODE]
            else:
                os.environ[_NO_OTHER_CODE] = before


@contextmanager
def _deaf() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # It minds them itself, and lets them through again once it has started.
    resource_tracker.ensure_running()
    signals = {getattr(signal, name) for name in STATUS_BY_SIGNAL}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
