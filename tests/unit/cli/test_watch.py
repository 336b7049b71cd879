"""`bookmaker watch` builds at once and on every change, and lives through errors."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from bookmaker.cli.watch import line_of, watch_and_build
from bookmaker.pipeline.request import Outcome, Request
from tests.support.programs import HANG

HEAD = "---\ntitle: Ford\nlanguage: en\n---\n\n"


@pytest.mark.slow
def test_an_edit_an_error_and_its_fix(tmp_path: Path) -> None:
    manuscript = tmp_path / "ford.md"
    manuscript.write_text(f"{HEAD}# Ford\n\nOne.\n", "utf-8")
    target = tmp_path / "ford.epub"
    lines: list[str] = []
    built = threading.Semaphore(0)
    ended = threading.Event()

    def report(outcome: Outcome, seconds: float) -> None:
        lines.append(line_of(outcome, seconds))
        built.release()

    thread = threading.Thread(
        target=watch_and_build,
        args=(Request(manuscript=manuscript), {"epub": target}, report),
        kwargs={"polls": False, "must_end": ended.is_set},
    )
    thread.start()
    try:
        assert built.acquire(timeout=HANG)
        first = target.read_bytes()
        for text, has_changed in (("![](gone.png)", False), ("Two.", True)):
            body = f"# Ford\n\n{text}\n"
            manuscript.write_text(f"{HEAD}{body}", "utf-8")
            assert built.acquire(timeout=HANG)
            assert (target.read_bytes() != first) is has_changed
    finally:
        ended.set()
        thread.join(HANG)
    assert "ford.epub in" in lines[0]
    assert any("nothing was written" in line and "1 error" in line for line in lines)
