"""Each kind of fault in the configuration has a smallest manuscript that shows it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from bookmaker.config.load import load_manuscript
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.all_kinds import KIND_BY_CODE
from bookmaker.diagnostics.catalog import configuration
from bookmaker.diagnostics.errors import ManuscriptError

FOLDERS = Path(__file__, "../../../golden/diagnostics").resolve()
CODES = [
    code
    for code, kind in KIND_BY_CODE.items()
    if kind.__module__ == configuration.__name__
]


@pytest.mark.parametrize("code", CODES)
def test_the_smallest_manuscript_shows_its_fault_and_no_other(code: str) -> None:
    folder = FOLDERS / code
    named = folder / "path.txt"
    path = folder / named.read_text().strip() if named.exists() else folder
    diagnostics = Diagnostics()
    with contextlib.suppress(ManuscriptError):
        is_untrusted = (folder / "untrusted.txt").exists()
        load_manuscript(path, diagnostics, is_untrusted=is_untrusted)
    (only,) = diagnostics
    assert only.code == code
    assert only.message()
    assert only.help()
