"""Headings become sections, one in the other."""

from __future__ import annotations

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import BlockQuote, Heading, Section
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.transforms.nest_sections import nest_sections
from tests.support.builders import book_of, chapter, config_of, heading, paragraph


def _nested(*blocks: Heading) -> Book:
    book = book_of(chapter("a.md", *blocks))
    return nest_sections(book, config_of(book), Diagnostics())


def _outline(book: Book) -> list[tuple[int, str]]:
    return [
        (node.level, plain_text(node.title))
        for node in descend_book(book)
        if isinstance(node, Section)
    ]


def test_a_lower_heading_is_a_section_of_the_one_before() -> None:
    book = _nested(heading(2, "A"), heading(3, "B"), heading(2, "C"))
    assert _outline(book) == [(1, "A"), (2, "B"), (1, "C")]


def test_no_level_is_skipped_whatever_the_author_wrote() -> None:
    book = _nested(heading(2, "A"), heading(5, "B"), heading(6, "C"))
    assert _outline(book) == [(1, "A"), (2, "B"), (3, "C")]


def test_a_higher_heading_after_lower_ones_stands_beside_them() -> None:
    book = _nested(heading(3, "A"), heading(2, "B"), heading(3, "C"))
    assert _outline(book) == [(1, "A"), (1, "B"), (2, "C")]


def test_words_before_the_first_heading_stay_before_it() -> None:
    book = book_of(chapter("a.md", paragraph("one"), heading(2, "A"), paragraph("two")))
    nested = nest_sections(book, config_of(book), Diagnostics())
    first, section = nested.body[0].blocks
    assert first == paragraph("one")
    assert isinstance(section, Section)
    assert section.blocks == (paragraph("two"),)


def test_a_heading_in_a_quotation_stays_and_skips_no_level() -> None:
    quote = BlockQuote((heading(4, "Q"), heading(6, "R")))
    book = book_of(chapter("a.md", heading(2, "A"), quote))
    nested = nest_sections(book, config_of(book), Diagnostics())
    (section,) = nested.body[0].blocks
    assert isinstance(section, Section)
    assert section.blocks == (BlockQuote((heading(2, "Q"), heading(3, "R"))),)
    assert nest_sections(nested, config_of(book), Diagnostics()) == nested


def test_twice_is_once() -> None:
    book = _nested(heading(2, "A"), heading(4, "B"))
    assert nest_sections(book, config_of(book), Diagnostics()) == book
