"""Start processes so that neither a signal nor a file beside the user can reach them.

What holds while the block runs, what is started in it inherits.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker, spawn, util
from typing import Any

from bookmaker.system.interruption import undisturbed
from bookmaker.system.signals import STATUS_BY_SIGNAL

WORKER_NAME = "bookmaker-layout"
"""Of the processes that lay out, which distinguishes them from a caller's own."""

_NO_OTHER_CODE = "PYTHONSAFEPATH"
# What a socket's whole name may have, in bytes: 103 on BSD and macOS, 107 on Linux
# (`sun_path` of unix(4) and unix(7)); and what `multiprocessing` adds to the folder's.
_LONGEST_ADDRESS = 103
_NAMES_BELOW = "/pymp-12345678/listener-12345678"
_SHORT_FOLDERS = ("/tmp", "/var/tmp")
_one_at_a_time = threading.RLock()
"""The environment and the folder for temporary files are the whole program's: of two
threads that start processes each would put back what the other has changed."""


@contextmanager
def starting_processes() -> Iterator[None]:
    """Start a process and know of it, or start none.

    It loads no module from the folder that the user stands in: `multiprocessing` starts
    Python with `-c`, which looks there first (Python 3.11, seen), and an untrusted
    manuscript may have a `timeit.py`. Nor does it hear of `Ctrl-C` on the terminal or
    of what else is sent to the whole group, ending it in the middle of its imports
    (one of them has a temporary file); the program ends it in good order.
    """
    with undisturbed(), _one_at_a_time:
        before = os.environ.get(_NO_OTHER_CODE)
        os.environ[_NO_OTHER_CODE] = "1"
        try:
            with _signals_blocked(), leaving_preparation_as_it_was():
                _choose_folder_for_sockets()
                yield
        finally:
            if before is None:
                del os.environ[_NO_OTHER_CODE]
            else:
                os.environ[_NO_OTHER_CODE] = before


def _choose_folder_for_sockets() -> None:
    """Let sockets stand elsewhere where the user's folder has too long a name for them.

    `multiprocessing` makes its own folder at the first call and keeps to it.
    """
    folder = tempfile.gettempdir()
    if len(os.fsencode(folder + _NAMES_BELOW)) <= _LONGEST_ADDRESS:
        return
    for short in _SHORT_FOLDERS:
        if os.access(short, os.W_OK | os.X_OK):
            tempfile.tempdir = short
            try:
                util.get_temp_dir()
            finally:
                tempfile.tempdir = folder
            return


@contextmanager
def _signals_blocked() -> Iterator[None]:
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


_prepare = spawn.get_preparation_data
"""What Python prepares for a process, while ours stands in its place."""
_preparing = 0
_prepare_lock = threading.Lock()


@contextmanager
def leaving_preparation_as_it_was() -> Iterator[None]:
    """Start workers in the block without their caller's program, and leave no trace.

    `multiprocessing` loads the program that runs again in each process: that takes
    time, and a script that builds a book outside `if __name__ == "__main__"` would
    build it again there. Another thread that starts a process of its own meanwhile
    gets what it always gets.
    """
    global _prepare, _preparing
    with _prepare_lock:
        if not _preparing:
            _prepare = spawn.get_preparation_data
            spawn.get_preparation_data = _preparation_data
        _preparing += 1
    try:
        yield
    finally:
        with _prepare_lock:
            _preparing -= 1
            if not _preparing:
                spawn.get_preparation_data = _prepare


def _preparation_data(name: str) -> dict[str, Any]:
    with _prepare_lock:
        method = multiprocessing.get_start_method(allow_none=True)
        prepared = _prepare(name)
        if method is None:
            # It asks for the method, which chooses one for the whole program: a caller
            # that wants another one later would be refused.
            multiprocessing.set_start_method(None, force=True)
    if name == WORKER_NAME:
        prepared.pop("init_main_from_name", None)
        prepared.pop("init_main_from_path", None)
    return prepared
