"""Memory that a program which runs for hours gives back between two builds.

A build makes a million objects and lets go of them, in several threads. The C library
keeps the room in its arenas, a little more of it after each build: with glibc 2.36 and
a preview of eight pages, 0.3 MB were seen for each edit.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """Look for no cycles while somebody waits: a build makes hardly any.

    What is left is found by `give_back_memory`.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def give_back_memory() -> None:
    """Collect cycles, and give free pages back to the system where the C library can.

    Takes some milliseconds: for a moment in which nobody waits.
    """
    gc.collect()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return  # not glibc
    trim(0)
