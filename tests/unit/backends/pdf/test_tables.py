"""Wide tables are set smaller in print, and the author is told when it is much."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from bookmaker.backends.pdf.tables import fit_tables
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import (
    Alignment,
    Attributes,
    CodeBlock,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
)
from bookmaker.document.walk import descend_book
from tests.support.builders import book_of, chapter
from tests.support.geometry import PAGE


def _scale(
    *words: str, alignment: Alignment | None = None, is_header: bool = True
) -> tuple[int, list[str]]:
    cells = tuple(
        TableCell((Paragraph((Text(word),)),), alignment, is_header) for word in words
    )
    found = Diagnostics()
    book = book_of(chapter("a.md", Table((), (TableRow(cells),))))
    page = replace(PAGE, width=PAGE.width + 12)
    book = fit_tables(book, page, Fraction(10), "", found)
    table = next(node for node in descend_book(book) if isinstance(node, Table))
    return table.scale, [problem.code for problem in found]


def test_a_table_that_fits_is_left_alone() -> None:
    assert _scale("Name", "Feet") == (100, [])


def test_a_wide_table_is_set_smaller() -> None:
    assert _scale(*["Headword"] * 6) == (93, [])


def test_one_that_becomes_small_is_reported() -> None:
    assert _scale(*["Headword"] * 8) == (69, ["S010"])


def test_none_is_set_smaller_than_can_be_read() -> None:
    assert _scale(*["Headword"] * 40) == (60, ["S011"])


def test_long_words_may_be_divided_and_figures_may_not() -> None:
    word = "x" * 60
    assert _scale(word, is_header=False) == (100, [])
    assert _scale(word, is_header=False, alignment=Alignment.END) == (100, [])
    figures = ["1 234 567 890 of them"] * 4
    assert _scale(*figures, is_header=False, alignment=Alignment.END)[0] < 100


def test_sentences_are_divided_in_a_column_of_figures_too() -> None:
    words = "The mill is above the weir. " * 9
    assert _scale(words, words, is_header=False, alignment=Alignment.END) == (100, [])


@pytest.mark.parametrize(
    ("rows", "words", "is_short"),
    [(1, 4, True), (8, 4, True), (2, 40, True), (9, 4, False), (4, 40, False)],
)
def test_a_table_is_short_by_its_lines_and_not_by_its_rows(
    rows: int, words: int, *, is_short: bool
) -> None:
    body = tuple(_row(" ".join(["pier"] * words)) for _ in range(rows))
    book = book_of(chapter("a.md", Table((), body)))
    book = fit_tables(book, PAGE, Fraction(10), "", Diagnostics())
    (table,) = (node for node in descend_book(book) if isinstance(node, Table))
    assert table.is_short is is_short


@pytest.mark.parametrize("lines", [3, 60])
def test_lines_of_code_in_a_cell_count(lines: int) -> None:
    cell = TableCell((CodeBlock("\n".join(["x"] * lines)),))
    book = book_of(chapter("a.md", Table((), (TableRow((cell,)),))))
    book = fit_tables(book, PAGE, Fraction(10), "", Diagnostics())
    (table,) = (node for node in descend_book(book) if isinstance(node, Table))
    assert [row.may_divide for row in table.body] == [lines > 3]


def _turned(rows: list[TableRow], *, caption: str = "Tides") -> list[Table]:
    """What becomes of a turned table of these rows."""
    head = (_row("Place", "Remarks", is_header=True),)
    attributes = Attributes("tbl-tides", ("turned",))
    table = Table(
        head, tuple(rows), (Text(caption),), "Table 1", "1", attributes=attributes
    )
    book = book_of(chapter("a.md", table))
    book = fit_tables(book, PAGE, Fraction(10), "", Diagnostics())
    return [node for node in descend_book(book) if isinstance(node, Table)]


def _row(*words: str, is_header: bool = False, spans: int = 1) -> TableRow:
    cells = (TableCell((Paragraph((Text(w),)),), None, is_header) for w in words)
    return TableRow(tuple(replace(cell, row_span=spans) for cell in cells))


def test_a_turned_table_has_the_length_of_the_page() -> None:
    wide = TableRow(_row(*["Headword"] * 9, is_header=True).cells)
    table = Table((), (wide,), attributes=Attributes(classes=("turned",)))
    plain = replace(table, attributes=Attributes())
    book = fit_tables(
        book_of(chapter("a.md", table, plain)), PAGE, Fraction(10), "", Diagnostics()
    )
    turned, upright = (n.scale for n in descend_book(book) if isinstance(n, Table))
    assert (turned, upright) == (91, 60)


def test_a_turned_table_that_is_too_long_is_parted_under_the_same_head() -> None:
    rows = [_row(f"Ford {n}", "Low.") for n in range(40)]
    first, *others = _turned(rows)
    assert [row for piece in (first, *others) for row in piece.body] == rows
    assert len(first.body) == 12
    assert (first.label, first.attributes.id) == ("Table 1", "tbl-tides")
    for piece in others:
        assert piece.head == first.head
        assert (piece.label, piece.caption, piece.attributes.id) == (None, (), None)
        assert piece.attributes.classes == ("turned",)


def test_rows_of_many_lines_count_as_many() -> None:
    assert len(_turned([_row(f"Ford {n}", "word " * 60) for n in range(4)])) == 2


def test_rows_that_a_cell_joins_stay_together() -> None:
    rows = [_row(f"Ford {n}", "Low.", spans=2 - n % 2) for n in range(40)]
    assert all(len(piece.body) % 2 == 0 for piece in _turned(rows))


def test_only_rows_of_half_a_page_and_more_may_be_divided() -> None:
    short, long = _row("Ford", "Low."), _row("Ford", "word " * 900)
    lines = TableRow((TableCell((Paragraph((Text("x"),)),) * 40, None),))
    table = Table((_row("Place", "Remarks", is_header=True),), (short, long, lines))
    book = fit_tables(
        book_of(chapter("a.md", table)), PAGE, Fraction(10), "", Diagnostics()
    )
    (found,) = (node for node in descend_book(book) if isinstance(node, Table))
    assert [row.may_divide for row in found.head] == [False]
    assert [row.may_divide for row in found.body] == [False, True, True]
