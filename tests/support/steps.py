"""Count the steps of a piece of work: what no busy machine changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def count_steps(work: Callable[[], object]) -> int:
    """Run the work and count its calls, of Python's own functions too."""
    steps = 0

    def count(_frame: FrameType, event: str, _given: object) -> None:
        nonlocal steps
        steps += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return steps
