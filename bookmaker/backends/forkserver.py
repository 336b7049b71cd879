"""The process that layout's workers are forked from: it loads WeasyPrint for them all.

Loading takes longer than reading a short book, so a build begins it before anything
else. This module itself loads next to nothing of ours.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from multiprocessing import forkserver
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
