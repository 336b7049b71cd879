"""Commands of TeX that nobody knows: left out where pandoc makes the EPUB."""

from __future__ import annotations

import pytest

from bookmaker.config.conventions import NATIVE, Conventions
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.text import plain_text
from bookmaker.readers.markdown import ReaderOptions, read_markdown

PANDOC = Conventions(program="pandoc", has_heading_references=True)


def _read(text: str, conventions: Conventions) -> tuple[str, list[str]]:
    diagnostics = Diagnostics()
    options = ReaderOptions(conventions=conventions)
    document = read_markdown(text, "a.md", diagnostics, options=options)
    words = " ".join(plain_text((block,)).strip() for block in document.blocks)
    return words, [found.code for found in diagnostics]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The weir \\gauge{low}{high} stood.", "The weir stood."),
        ("The weir\\gauge[a]{low}.", "The weir."),
        ("\\gauge{low}\nThe weir.", "The weir."),
        ("\\gauge{low} \\gauge{high} The weir.", "The weir."),
    ],
)
def test_unknown_commands_are_left_out_and_reported_once(text: str, words: str) -> None:
    assert _read(text, PANDOC) == (words, ["M192"])


def test_paths_and_code_keep_their_backslashes() -> None:
    text = "C:\\weirs\\gauge{1} and `\\gauge{low}`."
    assert _read(text, PANDOC) == ("C:\\weirs\\gauge{1} and \\gauge{low}.", [])


def test_a_manuscript_of_our_own_prints_them() -> None:
    words, codes = _read("The weir \\gauge{low} stood.", NATIVE)
    assert words == "The weir \\gauge{low} stood."
    assert codes == ["M193"]
