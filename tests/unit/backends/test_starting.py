"""Processes start from several threads, and leave the program as it was."""

from __future__ import annotations

import os
import tempfile
import threading

import pytest

from bookmaker.backends.starting import starting_processes
from tests.support.programs import HANG


@pytest.mark.parametrize("before", [None, "yes"])
def test_two_threads_that_start_processes_leave_the_environment_as_it_was(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before is None:
        monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    else:
        monkeypatch.setenv("PYTHONSAFEPATH", before)
    folder = tempfile.gettempdir()
    has_begun, may_end = threading.Event(), threading.Event()
    seen: list[str | None] = []

    def first() -> None:
        with starting_processes():
            has_begun.set()
            may_end.wait(HANG)

    def second() -> None:
        assert has_begun.wait(HANG)
        # The first ends while the second is on its way in, or has not come so far.
        threading.Timer(0.01, may_end.set).start()
        with starting_processes():
            seen.append(os.environ.get("PYTHONSAFEPATH"))

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(HANG)

    assert seen == ["1"]
    assert os.environ.get("PYTHONSAFEPATH") == before
    assert tempfile.gettempdir() == folder
