"""Wide tables are set smaller in print, and the author is told when it is much."""

from __future__ import annotations

from fractions import Fraction

from bookmaker.backends.pdf.tables import fit_tables
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import (
    Alignment,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
)
from bookmaker.document.walk import descend_book
from tests.support.builders import book_of, chapter


def _scale(
    *words: str, alignment: Alignment | None = None, is_header: bool = True
) -> tuple[int, list[str]]:
    cells = tuple(
        TableCell((Paragraph((Text(word),)),), alignment, is_header) for word in words
    )
    found = Diagnostics()
    book = book_of(chapter("a.md", Table((), (TableRow(cells),))))
    book = fit_tables(book, Fraction(300), Fraction(10), found)
    table = next(node for node in descend_book(book) if isinstance(node, Table))
    return table.scale, [problem.code for problem in found]


def test_a_table_that_fits_is_left_alone() -> None:
    assert _scale("Name", "Feet") == (100, [])


def test_a_wide_table_is_set_smaller() -> None:
    assert _scale(*["Headword"] * 6) == (93, [])


def test_one_that_becomes_small_is_told() -> None:
    assert _scale(*["Headword"] * 8) == (69, ["S010"])


def test_none_is_set_smaller_than_can_be_read() -> None:
    assert _scale(*["Headword"] * 40) == (60, ["S011"])


def test_long_words_may_be_divided_and_figures_may_not() -> None:
    word = "x" * 60
    assert _scale(word, is_header=False) == (100, [])
    assert _scale(word, is_header=False, alignment=Alignment.END)[0] < 100
