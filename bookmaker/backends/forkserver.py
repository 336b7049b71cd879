"""The process that layout's workers are forked from: it loads WeasyPrint for them all.

Loading takes longer than reading a short book, so a build begins it before anything
else. This module itself loads next to nothing of ours.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext

from bookmaker.backends.starting import starting_processes

_PRELOADED = (
    "bookmaker.backends.pdf.engine.workers",
    "bookmaker.backends.pdf.engine.preloaded",
)


_begun = threading.Event()


def begin_to_load() -> None:
    """Start the process, where the system has such; it loads while others read."""
    context = worker_context()
    if context.get_start_method() == "forkserver":
        # Where there is no room for its socket, the first worker says so.
        with contextlib.suppress(OSError), starting_processes():
            forkserver.ensure_running()
            _begun.set()


def has_begun_to_load() -> bool:
    """Whether the process is there: a worker then starts as soon as it has loaded."""
    return _begun.is_set()


def worker_context() -> BaseContext:
    """How workers are started."""
    methods = multiprocessing.get_all_start_methods()
    if "forkserver" not in methods:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    return context


_lock = threading.Lock()
_users = 0
_ran_before = (False, False)
"""Whether the server and Python's resource tracker ran before the first user came."""


@contextmanager
def ending_with_last_user() -> Iterator[None]:
    """End the process when nobody in this program needs it any more.

    For programs that call us and live on. A server that ran before is the caller's own
    and goes on. So does Python's resource tracker where there are other threads: one of
    them may have given it something to mind in the meantime.
    """
    global _ran_before, _users
    with _lock:
        if _users == 0:
            _ran_before = _running()
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if _users == 0:
                _end()


def _running() -> tuple[bool, bool]:
    # What multiprocessing has no public name for; tests/facts watches it.
    server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]  # noqa: SLF001
    tracker = resource_tracker._resource_tracker._pid  # type: ignore[attr-defined]  # noqa: SLF001
    return server is not None, tracker is not None


def _end() -> None:
    had_server, had_tracker = _ran_before
    has_server, has_tracker = _running()
    if has_server and not had_server:
        forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001
        _begun.clear()
    if has_tracker and not had_tracker and threading.active_count() == 1:
        resource_tracker._resource_tracker._stop()  # type: ignore[attr-defined]  # noqa: SLF001
