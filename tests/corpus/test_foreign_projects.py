"""Whole books by others, as their authors left them, are built and lose no chapter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.diagnostics import Severity
from bookmaker.document.walk import all_divisions
from bookmaker.pipeline.stages import Request, build
from tools.corpus import CORPUS

FOREIGN = CORPUS / "foreign"
PROJECTS = ("rust-by-example", "rust-book-arabic", "rust-book-japanese")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not FOREIGN.is_dir(), reason="the corpus's foreign books are not there"
    ),
]


@pytest.mark.parametrize("name", PROJECTS)
def test_a_project_of_mdbook_is_built_as_it_is(name: str, tmp_path: Path) -> None:
    folder = FOREIGN / name
    outcome = build(Request(manuscript=folder), {"epub": tmp_path / "book.epub"})
    errors = [d.message() for d in outcome.diagnostics if d.severity is Severity.ERROR]
    assert errors == []
    (output,) = outcome.outputs
    assert output.proof is not None
    assert output.proof.words_proven == output.proof.words_expected > 10_000
    # An independent reading of the list: every path that ends a link.
    summary = (folder / "src" / "SUMMARY.md").read_text("utf-8")
    listed = re.findall(r"\]\(\s*<?([^()<>#]+\.md)", summary)
    assert outcome.book is not None
    files = {division.file for division in all_divisions(outcome.book)}
    missing = {f"src/{path}".replace("/./", "/") for path in listed} - files
    assert missing == set()
