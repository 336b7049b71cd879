"""Keep libraries silent: what they find is a diagnostic of ours."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_one_at_a_time = threading.RLock()
"""Python keeps its warnings' filters for the whole program: of two threads that change
them each would put back what the other has set."""
_SILENT = logging.NullHandler()


@contextmanager
def without_warnings(category: type[Warning] = Warning) -> Iterator[None]:
    """Let no warning of a kind be shown while the block runs."""
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore", category)
        yield


def silence_log(name: str) -> None:
    """Keep a library's log off the terminal; who asks for it can still read it."""
    logging.getLogger(name).addHandler(_SILENT)
