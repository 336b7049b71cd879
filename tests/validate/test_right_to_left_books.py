"""Books of twenty pages from right to left: proven, valid and accessible."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

import bookmaker
from tests.support.right_to_left import TONGUES, write_whole_book
from tests.validate.test_ace import find_ace
from tests.validate.test_epubcheck import messages_of

pytestmark = pytest.mark.slow
_THEMES = dict(
    zip(TONGUES, ("academic", "literary", "technical", "poetry"), strict=True)
)
_EXPECTED = {"E006"}
"""The drawn cover has Latin letters alone."""


@pytest.mark.sampled(1)
@pytest.mark.parametrize("language", TONGUES)
def test_a_whole_book_is_proven_valid_and_accessible(
    language: str, tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    write_whole_book(folder, language, _THEMES[language])
    outcome = bookmaker.build(folder, tmp_path / "out", cache_folder=tmp_path / "cache")
    assert {found.code for found in outcome.diagnostics} <= _EXPECTED
    by_format = {output.format: output for output in outcome.outputs}
    for output in outcome.outputs:
        assert output.proof is not None
        assert output.proof.words_proven == output.proof.words_expected
    pdf, epub = by_format["pdf"], by_format["epub"]
    assert (pdf.pages or 0) >= 20
    with pikepdf.open(pdf.path) as document:
        assert document.Root.ViewerPreferences.Direction == "/R2L"
    content = epub.path.read_bytes()
    assert messages_of(content, tmp_path) == []
    assert _ace_outcome(epub.path, tmp_path / "report") in (None, "pass")


def _ace_outcome(epub: Path, report: Path) -> str | None:
    """What Ace says; `None` where it isn't here."""
    ace = find_ace()
    if ace is None:
        return None
    chromium = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or shutil.which("chromium")
    subprocess.run(
        (ace, "-s", "-f", "-o", str(report), str(epub)),
        capture_output=True,
        check=True,
        env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium or ""},
    )
    found = json.loads((report / "report.json").read_text("utf-8"))
    return str(found["earl:result"]["earl:outcome"])
