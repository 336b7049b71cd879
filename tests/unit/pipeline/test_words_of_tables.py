"""Words that are too long for their columns do not run off the page."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

import bookmaker
from bookmaker.diagnostics import Severity

LONG = {
    "a digest": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "letters": "x" * 90,
    "a file": "report-of-the-harbour-master-2024-final-version-2-signed.pdf",
    "an address": "https://weir.example/a/long/address/that/goes/on?with=queries&more",
    "code": "`harbour::master::report::that::is::longer::than::a::line`",
    "sentences": "The mill is above the weir, and the ford is below it. " * 8,
}
OTHER = ("1", LONG["sentences"], LONG["letters"])


@pytest.mark.slow
def test_no_word_runs_off_a_table(tmp_path: Path) -> None:
    tables = [
        f"| Weir | Ford |\n|{rule}|{rule}|\n| {words} | {other} |\n"
        for words, other, rule in product(LONG.values(), OTHER, ("---", "--:"))
    ]
    book = tmp_path / "weir.md"
    book.write_text("# Weir\n\n" + "\nThen.\n\n".join(tables), "utf-8")
    outcome = bookmaker.build(book, tmp_path / "out", formats=["pdf"])
    errors = [p for p in outcome.diagnostics if p.severity is Severity.ERROR]
    assert errors == []
