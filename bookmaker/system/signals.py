"""Signals that ask the program to end, and the shortest answer: a sentence, a status.

Imports next to nothing: what a signal meets before it is answered is Python's own.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from types import FrameType

STATUS_BY_SIGNAL = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 143}
"""The exit status for each; Windows has no SIGHUP."""

_replaceable: set[object] = {signal.SIG_DFL, signal.default_int_handler}
"""What is not here stays: `nohup` has a signal ignored."""


def answer_with(
    answer: Callable[[int, FrameType | None], object] | signal.Handlers,
) -> None:
    """Answer these signals so from now on."""
    for name in STATUS_BY_SIGNAL:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in _replaceable:
            signal.signal(number, answer)
    _replaceable.add(answer)


def end(number: int, _frame: FrameType | None) -> None:
    """End at once."""
    name = signal.Signals(number).name
    words = "interrupted" if name == "SIGINT" else "ended by another program"
    os.write(2, f"bookmaker: {words}\n".encode())
    os._exit(STATUS_BY_SIGNAL[name])
