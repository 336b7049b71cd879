"""Two long books by the print engine, held against one render of WeasyPrint each.

A book is printed with two workers, with one and with four, again with all parts kept,
and at once. These are minutes, which the tests of a book share; the everyday guard is
`tests/unit/backends/pdf/engine/test_engine.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.conftest import RealBook
from tests.support.corpus import needs_corpus
from tests.support.pdf import PdfInspector
from tests.support.print_facts import (
    Pair,
    differing_pixels,
    faults_of_fonts,
    faults_of_structure,
)
from tests.support.single_render import print_book, render_at_once

pytestmark = [needs_corpus, pytest.mark.long]

_SAMPLED = 24
_MOST_SIZE = 1.15


@pytest.fixture(scope="session")
def pair(real_book: RealBook) -> Pair:
    """A book beside its single render."""
    printed = real_book.printed
    one = render_at_once(printed.order)
    return Pair(PdfInspector.of(one), PdfInspector.of(printed.content), printed.lacked)


def test_the_bytes_are_the_same_where_all_parts_are_kept(real_book: RealBook) -> None:
    again = print_book(real_book.manuscript, real_book.cache)
    assert again.content == real_book.printed.content


@pytest.mark.parametrize("jobs", [1, 4])
def test_the_bytes_are_the_same_whoever_made_the_parts(
    real_book: RealBook, jobs: int, tmp_path: Path
) -> None:
    printed = print_book(real_book.manuscript, tmp_path, jobs=jobs)
    assert printed.content == real_book.printed.content


def test_a_long_book_of_chapters_is_that_of_one_render(pair: Pair) -> None:
    assert pair.differences() == []


def test_sampled_pages_are_equal_to_the_pixel(pair: Pair) -> None:
    count = pair.one.page_count
    pages = [number * (count - 1) // (_SAMPLED - 1) for number in range(_SAMPLED)]
    one, ours = pair.one.content, pair.ours.content
    assert differing_pixels(one, ours, pages) == {}


def test_a_long_file_is_clean_and_not_much_larger(pair: Pair) -> None:
    assert pair.ours.pdf.check_pdf_syntax() == []
    ratio = len(pair.ours.content) / len(pair.one.content)
    assert ratio <= _MOST_SIZE


def test_the_structure_of_a_long_book_is_one_sound_tree(pair: Pair) -> None:
    assert faults_of_structure(pair.ours) == []


def test_every_face_of_a_long_book_is_embedded_once(pair: Pair) -> None:
    assert faults_of_fonts(pair.ours) == []
