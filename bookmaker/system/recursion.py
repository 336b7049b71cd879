"""How deep calls may nest while a book is built.

A chapter may nest a hundred deep, and a note in it a hundred deeper; each level takes
several calls. Python's limit is the whole process's, so it is raised only while a build
runs and lowered when the last one of the process has ended.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

DEEPEST_CALLS = 10_000

_lock = threading.Lock()
_builds = 0
_before = 0


@contextmanager
def deep_calls() -> Iterator[None]:
    """Let calls nest as deep as a book may."""
    global _before, _builds
    with _lock:
        if _builds == 0:
            _before = sys.getrecursionlimit()
            sys.setrecursionlimit(max(_before, DEEPEST_CALLS))
        _builds += 1
    try:
        yield
    finally:
        with _lock:
            _builds -= 1
            if _builds == 0:
                sys.setrecursionlimit(_before)
