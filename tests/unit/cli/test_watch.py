"""`bookmaker watch` builds at once and on every change, and lives through errors."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from bookmaker.cli.watch import line_of, watch_and_build
from bookmaker.pipeline.request import Outcome, Request
from tests.support.programs import HANG


def test_an_edit_an_error_and_its_fix(tmp_path: Path) -> None:
    manuscript = tmp_path / "ford.md"
    manuscript.write_text("---\ntitle: Ford\nlanguage: en\n---\n\n# Ford\n\nOne.\n")
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
            _save_until_built(manuscript, text, built)
            assert (target.read_bytes() != first) is has_changed
    finally:
        ended.set()
        thread.join(HANG)
    assert "ford.epub in" in lines[0]
    assert any("nothing was written" in line and "1 error" in line for line in lines)


def _save_until_built(file: Path, text: str, built: threading.Semaphore) -> None:
    """The watcher may not listen yet: a save is repeated until it was heard."""
    for number in range(int(HANG * 2)):
        body = f"# Ford\n\n{text}\n\nSave {number}.\n"
        file.write_text(f"---\ntitle: Ford\nlanguage: en\n---\n\n{body}", "utf-8")
        if built.acquire(timeout=0.5):
            return
    pytest.fail("no build came of an edit")
