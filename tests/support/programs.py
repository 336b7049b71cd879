"""Programs that tests start: how they answer signals, and how long is too long."""

from __future__ import annotations

import re
import signal

from bookmaker.system.signals import STATUS_BY_SIGNAL

HANG = 600
"""Seconds after which a program is taken to hang. No test depends on the number: on the
busiest machine all end long before."""


def without_progress(errors: str) -> str:
    """What a command wrote to standard error, but for what it says of its progress.

    It says so where a build takes more than ten seconds, as any does on a busy machine.
    """
    return re.sub(r"^[^\n]* \(\d+ s\)\n", "", errors, flags=re.MULTILINE)


def limit_work(seconds: int) -> None:
    """End a program that computes for so many seconds, however long it waits.

    For `preexec_fn`; the processes that it starts are limited one by one.
    """
    import resource  # Windows has none

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def answer_signals() -> None:
    """Answer each signal in the usual way; the `preexec_fn` of a child.

    A child inherits what its parent ignores and blocks: whoever runs the tests as a job
    in the background, or under `nohup`, would hand that on.
    """
    for name in STATUS_BY_SIGNAL:
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
