"""A table that goes on over pages says so, in the book's language."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.support.pdf import PdfInspector
from tests.support.proven import proven_pdf
from tests.support.read_aloud import read_aloud

pytestmark = pytest.mark.slow

ROWS = "".join(f"| {1700 + n} | pier {n} | {n * 7} |\n" for n in range(70))
CAPTION = ": The piers {#tbl-piers}"
CHAPTER = """\
# Piers

| Year | What | Feet |
|:-----|:-----|-----:|
{rows}
{caption}

Words after it.
"""
BOOK = """\
title = "Piers"
language = "{language}"
modified = 2026-01-02
[contents]
body = ["one.md"]
[print]
trim = "5in x 8in"
{more}
"""


def printed(
    folder: Path,
    *,
    language: str = "en",
    caption: str = CAPTION,
    rows: str = ROWS,
    sheet: str = "",
    more: str = "",
) -> PdfInspector:
    """The book, whose words are proven to be on its pages."""
    more += 'sheet = "own.css"\n' if sheet else ""
    book = BOOK.format(language=language, more=more)
    (folder / "book.toml").write_text(book, "utf-8")
    (folder / "one.md").write_text(CHAPTER.format(rows=rows, caption=caption), "utf-8")
    (folder / "own.css").write_text(sheet, "utf-8")
    return proven_pdf(folder)


def begins(pdf: PdfInspector, words: str) -> list[bool]:
    """Of each page with rows of the table, whether these are above its head."""
    pages = [" ".join(text.split()) for text in pdf.texts if "pier " in text]
    return [f"{words} Year What Feet" in page for page in pages]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Table 1 (continued)"),
        ("de", "Tabelle 1 (Fortsetzung)"),
        ("fr", "Tableau 1 (suite)"),
    ],
)
def test_pages_after_the_first_say_that_a_table_continues(
    language: str, words: str, tmp_path: Path
) -> None:
    first, *others = begins(printed(tmp_path, language=language), words)
    assert not first
    assert len(others) >= 2
    assert all(others)


def test_what_a_screen_reader_hears_has_one_head_and_no_such_words(
    tmp_path: Path,
) -> None:
    heard = "\n".join(read_aloud(printed(tmp_path)))
    assert "continued" not in heard
    assert heard.count('"Year"') == heard.count("Year") == 1
    head = heard[heard.index("THead") : heard.index("TBody")]
    assert head.count("TR") == 1


def test_a_table_without_a_number_says_it_as_well(tmp_path: Path) -> None:
    first, *others = begins(printed(tmp_path, caption=": The piers"), "(continued)")
    assert not first
    assert all(others)


def test_a_table_without_a_caption_says_nothing(tmp_path: Path) -> None:
    assert not any(begins(printed(tmp_path, caption=""), "(continued)"))


def test_the_words_are_a_token(tmp_path: Path) -> None:
    none = printed(tmp_path, sheet=':root { --sign-continued: "" }')
    assert not any("continued" in text for text in none.texts)
    own = printed(tmp_path, sheet=':root { --sign-continued: "cont’d" }')
    assert all(begins(own, "Table 1 cont’d")[1:])


def test_a_turned_table_that_is_split_says_it(tmp_path: Path) -> None:
    pdf = printed(tmp_path, caption=": The piers {#tbl-piers .turned}")
    pages = [text for text in pdf.texts if "pier " in text]
    assert len(pages) >= 2
    assert ["(continued)" in page for page in pages] == [False] + [True] * (
        len(pages) - 1
    )


def test_two_rows_of_a_table_are_on_each_page(tmp_path: Path) -> None:
    """Tables that begin further and further down their pages."""
    tables = [
        "Text.\n\n" * (number * 5 % 7)
        + "| No | Row |\n|---|---|\n"
        + "".join(f"| {row} | table {number} row |\n" for row in range(18))
        for number in range(20)
    ]
    (tmp_path / "book.toml").write_text(BOOK.format(language="en", more=""), "utf-8")
    (tmp_path / "one.md").write_text("# Rows\n\n" + "\n".join(tables), "utf-8")
    pages = [
        Counter(re.findall(r"table (\d+) row", text))
        for text in proven_pdf(tmp_path).texts
    ]
    assert any(count < 18 for page in pages for count in page.values())
    assert all(count >= 2 for page in pages for count in page.values())
