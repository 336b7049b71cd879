"""`--open` hands the finished edition to the viewer, and only a finished one."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from bookmaker.cli import run
from tests.support.programs import HANG

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no program that opens files"
)


@pytest.mark.slow
def test_the_edition_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = tmp_path / "opened.txt"
    for name in ("xdg-open", "open"):
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\necho "$1" >> "{opened}"\n', "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    manuscript = tmp_path / "tides.md"
    target = tmp_path / "tides.epub"
    words = ["epub", str(manuscript), "-o", str(target), "--open", "-q"]
    manuscript.write_text("---\ntitle: Tides\n---\n\n![](gone.png)\n", "utf-8")
    assert run(words) == 1
    manuscript.write_text("---\ntitle: Tides\n---\n\nLow water.\n", "utf-8")
    assert run(words) == 0
    end = time.monotonic() + HANG
    while not opened.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert opened.read_text("utf-8").splitlines() == [str(target)]
