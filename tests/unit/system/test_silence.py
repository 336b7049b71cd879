"""Libraries are kept silent, and the program stays as it was."""

from __future__ import annotations

import logging
import threading
import warnings

from bookmaker.system.silence import silence_log, without_warnings
from tests.support.programs import HANG


def test_two_threads_without_warnings_leave_the_filters_as_they_were() -> None:
    before = list(warnings.filters)
    has_begun, may_end = threading.Event(), threading.Event()

    def first() -> None:
        with without_warnings():
            has_begun.set()
            may_end.wait(HANG)

    def second() -> None:
        assert has_begun.wait(HANG)
        threading.Timer(0.01, may_end.set).start()
        with without_warnings():
            warnings.warn("nobody hears of it", stacklevel=1)

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(HANG)

    assert list(warnings.filters) == before


def test_a_log_is_silenced_once_however_often_it_is_asked_for() -> None:
    silence_log("bookmaker.test")
    silence_log("bookmaker.test")
    assert len(logging.getLogger("bookmaker.test").handlers) == 1
