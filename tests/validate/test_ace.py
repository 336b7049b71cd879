"""Ace by DAISY finds no violation in what we make.

Ace is no Python package: `ACE` names its program (`ace-cli`); without it these tests
are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.epub import make_specimen

pytestmark = pytest.mark.slow


def find_ace() -> str | None:
    """The program that `ACE` names, or the one on PATH."""
    return os.environ.get("ACE") or shutil.which("ace-cli")


@pytest.mark.parametrize("theme", ["literary", "technical"])
def test_a_book_of_every_construct_is_accessible(theme: str, tmp_path: Path) -> None:
    ace = find_ace()
    if ace is None:
        pytest.skip("Ace is not installed (set ACE to its program, ace-cli)")
    target, report = tmp_path / "book.epub", tmp_path / "report"
    target.write_bytes(make_specimen(theme).content)
    chromium = shutil.which("chromium")
    subprocess.run(
        (ace, "-s", "-f", "-o", str(report), str(target)),
        capture_output=True,
        check=True,
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium or ""},
    )
    found = json.loads((report / "report.json").read_text("utf-8"))
    assert found["earl:result"]["earl:outcome"] == "pass", found["assertions"]
