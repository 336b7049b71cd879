"""Where the time of a build goes, and what it did not have to make."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Timings:
    """Seconds of wall time by stage, in the order in which stages were first met."""

    seconds: dict[str, float] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=dict)
    """Parts that were made in this build, by what they are: `chapters`."""
    found: dict[str, int] = field(default_factory=dict)
    """Parts that an earlier build had made."""

    @contextlib.contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Add the time that the block takes to a stage's."""
        started = time.perf_counter()
        try:
            yield
        finally:
            taken = time.perf_counter() - started
            self.seconds[stage] = self.seconds.get(stage, 0.0) + taken

    def count(self, what: str, *, made: int, found: int) -> None:
        """Add to the parts that were made and found."""
        self.made[what] = self.made.get(what, 0) + made
        self.found[what] = self.found.get(what, 0) + found
