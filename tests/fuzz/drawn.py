"""The numbers that `make fuzz` draws, as long as it lasts."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import count, takewhile


def drawn_while_there_is_time() -> Iterator[int] | None:
    """Numbers from `FUZZ_SEED` on for `FUZZ_SECONDS`; `None` if these aren't set."""
    if "FUZZ_SECONDS" not in os.environ:
        return None
    until = time.monotonic() + float(os.environ["FUZZ_SECONDS"])
    first = int(os.environ["FUZZ_SEED"])
    return takewhile(lambda _: time.monotonic() < until, count(first))
