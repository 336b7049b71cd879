"""What is being done: a line that changes on a terminal, now and then a line elsewhere.

On a terminal the stage stands on one line, with how far it is. In a log (a pipe, a
file, `make`, a workflow) a short build says nothing; a long one writes a line for each
stage, and one every ten seconds while a stage lasts.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import TextIO

from bookmaker.system.workspace import Environment

Progress = Callable[[str], None]
"""Called with a few words when a stage begins, and when it is further on."""

SECONDS_BETWEEN_LINES = 10.0
"""In a log. Whoever waits for ten seconds wants to know what for."""


def is_person_watching(environment: Environment) -> bool:
    """Whether standard error is a terminal with a person before it."""
    return sys.stderr.isatty() and not environment.is_ci


@contextlib.contextmanager
def show_progress(*, is_wanted: bool) -> Iterator[Progress]:
    """Show the stage that runs, until the block ends; yields what names the stage."""
    if not is_wanted:
        yield lambda _stage: None
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    with console.status(Text("starting")) as status:
        yield lambda stage: status.update(Text(stage))


@contextlib.contextmanager
def report_progress(environment: Environment, *, is_quiet: bool) -> Iterator[Progress]:
    """Show the stage on a terminal, or write lines to a log; nothing if quiet."""
    if is_quiet:
        yield lambda _stage: None
    elif is_person_watching(environment):
        with show_progress(is_wanted=True) as progress:
            yield progress
    else:
        yield LinesOfProgress(sys.stderr).report


class LinesOfProgress:
    """Writes what is done to a log: nothing at first, then no more than is useful."""

    def __init__(
        self, log: TextIO, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._log = log
        self._clock = clock
        self._began = self._last = clock()
        self._stage = ""

    def report(self, words: str) -> None:
        """Write a line if the build is a long one, and the stage new or long too."""
        now = self._clock()
        if now - self._began < SECONDS_BETWEEN_LINES:
            return
        stage = words.partition(":")[0]
        if stage == self._stage and now - self._last < SECONDS_BETWEEN_LINES:
            return
        self._stage, self._last = stage, now
        with contextlib.suppress(OSError, ValueError):  # a log that is closed or full
            self._log.write(f"{words} ({now - self._began:.0f} s)\n")
            self._log.flush()
