"""The metadata of a file that is a whole book is the book's, as pandoc has it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import bookmaker

KEYS = """\
title: The Weir
author: [Ann Lee, Bo Ek]
lang: en-GB
date: 2026-03-01
rights: © 2026 Ann Lee
publisher: Sluice Press
description: A book of weirs."""
BODIES = {
    "a chapter": "Words.\n",
    "a heading": "# One\n\nWords.\n",
    "several": "# Weir\n\nWords.\n\n# Ford\n\nMore.\n",
}


def _read(
    folder: Path, text: str, name: str = "weir.md", manuscript: str = "weir.md"
) -> bookmaker.Outcome:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return bookmaker.read(folder / manuscript, cache_folder=folder / "cache")


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("manuscript", ["weir.md", ""], ids=["file", "folder"])
def test_what_the_file_says_is_the_books(
    body: str, manuscript: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    text = f"---\n{KEYS}\n---\n\n{body}"
    for _ in ("read", "read again from the cache"):
        found = _read(tmp_path / "book", text, manuscript=manuscript)
        assert found.book is not None
        said = found.book.metadata
        assert [author.name for author in said.authors] == ["Ann Lee", "Bo Ek"]
        assert said.contributors == ()
        assert said.published == datetime.date(2026, 3, 1)
        assert said.modified == datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
        assert (said.title, said.language) == ("The Weir", "en-GB")
        assert (said.rights, said.publisher) == ("© 2026 Ann Lee", "Sluice Press")
        assert said.description == "A book of weirs."
        assert not any(chapter.author for chapter in found.book.body)
        codes = {problem.code for problem in found.diagnostics}
        assert codes - {"M194"} == (set() if manuscript else {"C033"})


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2026", datetime.date(2026, 1, 1)),
        ("2026-3", datetime.date(2026, 3, 1)),
        ('"2026-03-09"', datetime.date(2026, 3, 9)),
    ],
)
def test_a_date_may_be_a_year_or_a_month(
    date: str, day: datetime.date, tmp_path: Path
) -> None:
    book = _read(
        tmp_path / "book", f"---\ntitle: A\ndate: {date}\n---\n\nWords.\n"
    ).book
    assert book is not None
    assert book.metadata.published == day


def test_the_date_of_pandocs_title_lines_is_read(tmp_path: Path) -> None:
    book = _read(tmp_path / "book", "% A\n% Ann Lee\n% 2026-03-09\n\nWords.\n").book
    assert book is not None
    assert book.metadata.published == datetime.date(2026, 3, 9)


@pytest.mark.parametrize("date", ["March 2026", "2026-13-01", "2026-02-30", "soon"])
def test_a_date_that_is_no_day_is_reported(date: str, tmp_path: Path) -> None:
    found = _read(tmp_path / "book", f"---\ntitle: A\ndate: {date}\n---\n\nWords.\n")
    (odd,) = [one for one in found.diagnostics if one.code == "M008"]
    assert date in odd.message()
    assert odd.span is not None
    assert odd.span.line == 3
    assert found.book is not None
    assert found.book.metadata.published is None


def test_a_chapter_among_others_has_no_say_in_the_book(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "other.md").write_text("# Other\n\nWords.\n", "utf-8")
    text = "---\ntitle: A\nrights: mine\ndate: 2026-01-01\n---\n\nWords.\n"
    found = _read(tmp_path / "book", text, manuscript="")
    assert found.book is not None
    assert found.book.metadata.rights is None
    odd = [one for one in found.diagnostics if one.code == "M008"]
    assert [one.span and one.span.line for one in odd] == [3, 4]
    assert all("book.toml" in one.help() for one in odd)
