"""Two long books by the print engine, held against one render of WeasyPrint each.

A book is printed five times: with one worker, two and four, again with all parts kept,
and at once. These are minutes; the tests of a book share them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from tests.support.corpus import needs_corpus
from tests.support.pdf import PdfInspector
from tests.support.print_facts import (
    Pair,
    differing_pixels,
    faults_of_fonts,
    faults_of_structure,
)
from tests.support.single_render import print_book, render_at_once
from tools.corpus import BOOKS, corpus_manuscript

pytestmark = [needs_corpus, pytest.mark.slow, pytest.mark.xdist_group("print engine")]

_SAMPLED = 24
_MOST_SIZE = 1.15


@dataclass(frozen=True, slots=True)
class Book:
    """A book beside its single render, and its bytes by the way they were made."""

    pair: Pair
    content_by_way: Mapping[str, bytes]


@pytest.fixture(scope="module", params=BOOKS)
def book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Book:
    folder = tmp_path_factory.mktemp("corpus")
    manuscript = corpus_manuscript(request.param, folder)
    contents = {}
    for jobs in (1, 2, 4):
        cache = folder / f"{jobs}"
        cache.mkdir()
        printed = print_book(manuscript, cache, jobs=jobs)
        contents[f"{jobs} workers"] = printed.content
    contents["kept"] = print_book(manuscript, cache).content
    one = render_at_once(printed.order)
    pair = Pair(PdfInspector.of(one), PdfInspector.of(printed.content), printed.lacked)
    return Book(pair, contents)


def test_the_bytes_are_the_same_whoever_made_the_parts(book: Book) -> None:
    first, *others = book.content_by_way.values()
    assert [way for way in others if way != first] == []


def test_a_long_book_of_chapters_is_that_of_one_render(book: Book) -> None:
    assert book.pair.differences() == []


def test_sampled_pages_are_equal_to_the_pixel(book: Book) -> None:
    count = book.pair.one.page_count
    pages = [number * (count - 1) // (_SAMPLED - 1) for number in range(_SAMPLED)]
    one, ours = book.pair.one.content, book.pair.ours.content
    assert differing_pixels(one, ours, pages) == {}


def test_a_long_file_is_clean_and_not_much_larger(book: Book) -> None:
    assert book.pair.ours.pdf.check_pdf_syntax() == []
    ratio = len(book.pair.ours.content) / len(book.pair.one.content)
    assert ratio <= _MOST_SIZE


def test_the_structure_of_a_long_book_is_one_sound_tree(book: Book) -> None:
    assert faults_of_structure(book.pair.ours) == []


def test_every_face_of_a_long_book_is_embedded_once(book: Book) -> None:
    assert faults_of_fonts(book.pair.ours) == []
