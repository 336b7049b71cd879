"""Editions that differ only in where chapters open share what was laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

import bookmaker

_WORDS = "The water came down the lane, and nobody was up to see it go by. "
_BOOK = """\
title = "Tides"
language = "{language}"
authors = ["Ada Voss"]
modified = 2026-03-01T09:00:00Z

[contents]
front = ["half-title", "title-page", "contents"]
body = ["part.md", "one.md", "two.md"]

[print]
trim = "A6"
theme = "{theme}"
{more}
[editions.recto]
target = "pdf"
chapters-open = "recto"

[editions.any]
target = "pdf"
chapters-open = "any"
"""


def write_book(folder: Path, language: str, theme: str, *, own_sheet: bool) -> Path:
    """Write a manuscript whose chapters may open on either side."""
    folder.mkdir()
    more = 'sheet = "own.css"' if own_sheet else ""
    manifest = _BOOK.format(language=language, theme=theme, more=more)
    (folder / "book.toml").write_text(manifest, "utf-8")
    (folder / "own.css").write_text("/* nothing */\n", "utf-8")
    (folder / "part.md").write_text("# Water {.part}\n", "utf-8")
    (folder / "one.md").write_text(f"# One\n\n{_WORDS * 20}\n", "utf-8")
    (folder / "two.md").write_text(f"# Two\n\n{_WORDS * 8}\n", "utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("theme", ["technical", "classic"])
def test_chapters_are_laid_out_once_for_both_openings(
    theme: str, language: str, tmp_path: Path
) -> None:
    book = write_book(tmp_path / "book", language, theme, own_sheet=False)
    same = write_book(tmp_path / "same", language, theme, own_sheet=True)
    editions = ("recto", "any")
    shared, apart = (
        bookmaker.build(
            manuscript,
            tmp_path / f"out-{manuscript.name}",
            editions=editions,
            cache_folder=tmp_path / f"cache-{manuscript.name}",
            jobs=1,
        )
        for manuscript in (book, same)
    )
    assert len(shared.outputs) == len(editions)
    assert [one.pages for one in shared.outputs] == [one.pages for one in apart.outputs]
    assert [one.sha256 for one in shared.outputs] == [
        one.sha256 for one in apart.outputs
    ]
    # Contents may print other page numbers; nothing else is laid out again.
    assert shared.timings.found["chapters"] >= apart.timings.found["chapters"] + 4
