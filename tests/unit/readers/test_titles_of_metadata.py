"""Titles and subtitles of metadata blocks are Markdown, as headings are."""

from __future__ import annotations

from pathlib import Path

import pytest

import bookmaker
from bookmaker.document.nodes import Code, Emphasis, Text
from bookmaker.document.text import plain_text


def _book(tmp_path: Path, block: str) -> bookmaker.Outcome:
    (tmp_path / "a.md").write_text(f"{block}\n\nWords.\n", "utf-8")
    return bookmaker.read(tmp_path / "a.md", cache_folder=tmp_path / "cache")


_MARKED = [
    "---\ntitle: The *Beagle*\n---",
    "% The *Beagle*",
    '+++\ntitle = "The *Beagle*"\n+++',
]


@pytest.mark.parametrize("block", _MARKED)
def test_marks_are_read_and_the_book_s_title_has_the_words(
    block: str, tmp_path: Path
) -> None:
    for _ in ("read", "read again from the cache"):
        book = _book(tmp_path, block).book
        assert book is not None
        (chapter,) = [d for d in book.body if d.title]
        assert chapter.title == (Text("The "), Emphasis((Text("Beagle"),)))
        assert book.metadata.title == "The Beagle"


def test_a_subtitle_too_and_a_heading_that_repeats_the_title(tmp_path: Path) -> None:
    block = "---\ntitle: Use `git`\nsubtitle: a *short* one\n---\n\n# Use `git`"
    book = _book(tmp_path, block).book
    assert book is not None
    (chapter,) = [d for d in book.body if d.title]
    assert chapter.title == (Text("Use "), Code("git"))
    assert plain_text(chapter.subtitle) == "a short one"
    assert len(chapter.blocks) == 1


@pytest.mark.parametrize(
    "title", ["C++ & <T> at $5", "2 * 3 * 4", "snake_case_words", "Ask jo@example.org"]
)
def test_what_only_looks_like_marks_stays(title: str, tmp_path: Path) -> None:
    outcome = _book(tmp_path, f"---\ntitle: {title}\n---")
    assert outcome.book is not None
    assert outcome.book.metadata.title == title
    assert not outcome.diagnostics.has_errors
