"""Requests to end that come in the middle of work: what was begun is put in order.

Each stage of a run answers a signal in its own way. While the program is loaded it ends
at once, as nothing was begun; at work, an exception unwinds what was; on its way out it
finishes.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from bookmaker.system.signals import answer_with, end

_Result = TypeVar("_Result")
_PATIENCE = 3.0
"""Seconds in which a second signal says the same as the first: order is being made."""
_AGAIN = 0.02
"""Seconds until a signal that came at a bad moment is sent once more."""


class TerminatedError(BaseException):
    """Another program asks this one to end (SIGTERM): clean up and go.

    Not an `Exception`, as `KeyboardInterrupt` isn't one: nothing may take it for a
    failure of its own and go on.
    """


class _PendingSignal:
    """What is known of the wish to end."""

    depth = 0
    """How many blocks are not to be disturbed just now."""
    waiting: int | None = None
    """A signal that came in such a block."""
    raised: float | None = None
    """When work was asked to end; `None`: it was not."""


def minding_signals(work: Callable[[], _Result]) -> _Result:
    """Do the program's work; a signal raises `KeyboardInterrupt` or `TerminatedError`.

    Once that is done signals change nothing any more: the program is on its way out.
    """
    sys.unraisablehook = _resend_lost_signal
    try:
        answer_with(_raise)
        return work()
    finally:
        answer_with(signal.SIG_IGN)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a signal wait until the block has ended: what it begins it also knows of.

    Signals are answered in the main thread alone; another is never disturbed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _PendingSignal.depth += 1
    try:
        yield
    finally:
        _PendingSignal.depth -= 1
        if _PendingSignal.depth == 0 and _PendingSignal.waiting is not None:
            number, _PendingSignal.waiting = _PendingSignal.waiting, None
            _raise(number, None)


def _raise(number: int, frame: FrameType | None) -> None:
    if _PendingSignal.depth:
        _PendingSignal.waiting = number
    elif _PendingSignal.raised is not None:
        if time.monotonic() - _PendingSignal.raised > _PATIENCE:
            end(number, frame)
    elif _is_bad_moment(frame):
        _send_again(number)
    else:
        _PendingSignal.raised = time.monotonic()
        raise KeyboardInterrupt if number == signal.SIGINT else TerminatedError


_IMPORT = "<frozen importlib."


def _is_bad_moment(frame: FrameType | None) -> bool:
    """Whether a module is being loaded just now, or a loss is being repaired.

    A module of C++ that meets an exception aborts the process (pikepdf 10, seen); an
    exception in the mending is lost like the one before.
    """
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(_IMPORT) or code is _resend_lost_signal.__code__:
            return True
        frame = frame.f_back
    return False


def _resend_lost_signal(lost: sys.UnraisableHookArgs) -> None:
    """Undo what Python does to an exception in a callback: it prints it and goes on."""
    if isinstance(lost.exc_value, KeyboardInterrupt | TerminatedError):
        is_interrupt = isinstance(lost.exc_value, KeyboardInterrupt)
        _PendingSignal.raised = None
        _send_again(signal.SIGINT if is_interrupt else signal.SIGTERM)
    else:
        sys.__unraisablehook__(lost)


def _send_again(number: int) -> None:
    timer = threading.Timer(_AGAIN, os.kill, (os.getpid(), number))
    timer.daemon = True
    timer.start()
