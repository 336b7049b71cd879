"""Delays at random lines of the program, in all its threads and its workers.

What goes wrong only when a thread or a process is slow just then goes wrong here. Which
lines are slow is drawn from a seed. It is all done from outside, by Python's own trace:
the program has no seam for it and pays nothing.
"""

from __future__ import annotations

import contextlib
import multiprocessing.forkserver
import multiprocessing.popen_forkserver
import multiprocessing.process
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from bookmaker.backends import forkserver, services, starting
from bookmaker.backends.pdf import backend, composition, setting, weasyprint_adapter
from bookmaker.backends.pdf.engine import layout, part_cache, workers
from bookmaker.fonts import static_faces
from bookmaker.pipeline import stages, unchanged
from bookmaker.system import interruption, store, workspace
from bookmaker.xhtml import colouring

_SLOWED = frozenset(
    str(module.__file__)
    for module in (
        *(backend, colouring, composition, forkserver, interruption, layout, services),
        *(part_cache, setting, stages, starting, static_faces, store, unchanged),
        *(weasyprint_adapter, workers, workspace),
        *(multiprocessing.forkserver, multiprocessing.popen_forkserver),
        multiprocessing.process,
    )
)
"""The files whose values threads or processes share."""
_ONE_LINE_IN = 25
_LONGEST = 0.1
"""Seconds; most delays are far shorter."""
_OFTENEST = 2
"""How often a slow line is slow: a loop is not to be slow for ever."""

_work = workers._work


class Delays:
    """A trace that sleeps at some lines."""

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.met: Counter[tuple[str, int]] = Counter()
        """How often each slow line was met."""

    def trace(self, frame: FrameType, _event: str, _argument: object) -> Any:  # noqa: ANN401 - a trace
        """Go into the functions of some files alone."""
        return self._line if frame.f_code.co_filename in _SLOWED else None

    def _line(self, frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401 - a trace
        place = (frame.f_code.co_filename, frame.f_lineno)
        chance = random.Random(f"{self.seed} {place} {self.met[place]}")
        is_slow = (
            event == "line"
            and random.Random(f"{self.seed} {place}").randrange(_ONE_LINE_IN) == 0
        )
        if is_slow and self.met[place] < _OFTENEST:
            self.met[place] += 1
            time.sleep(_LONGEST * chance.random() ** 3)
        return self._line


@contextlib.contextmanager
def random_delays(seed: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Delays]:
    """Have all threads of this process, and its workers, slow at some lines."""
    delays = Delays(seed)
    before = sys.gettrace()
    with monkeypatch.context() as patch:
        patch.setattr(workers, "_work", partial(_work_slowly, seed))
        threading.settrace(delays.trace)
        sys.settrace(delays.trace)
        try:
            yield delays
        finally:
            sys.settrace(before)
            threading.settrace(None)


def work_once_there(path: Path, *arguments: Any) -> None:  # noqa: ANN401 - a worker's
    """Be a worker that does nothing before a file is there."""
    while not path.exists():
        time.sleep(0.01)
    _work(*arguments)


def _work_slowly(seed: str, *arguments: Any) -> None:  # noqa: ANN401 - a worker's
    """Be a worker that is slow at some lines."""
    sys.settrace(Delays(f"{seed} worker").trace)
    _work(*arguments)
