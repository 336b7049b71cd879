"""Count the steps of a piece of work: what no busy machine changes."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType


def count_steps(work: Callable[[], object]) -> int:
    """Run the work and count its calls, of Python's own functions too.

    The collector rests meanwhile: others have it call functions of theirs (Hypothesis
    does), and when it runs depends on what was done before.
    """
    steps = 0

    def count(_frame: FrameType, event: str, _given: object) -> None:
        nonlocal steps
        steps += event in {"call", "c_call"}

    before, is_collecting = sys.getprofile(), gc.isenabled()
    gc.collect()
    gc.disable()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
        if is_collecting:
            gc.enable()
    return steps
