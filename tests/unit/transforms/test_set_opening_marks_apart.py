"""Marks before the first letter of a chapter are in a span, and only those."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, DivisionKind
from bookmaker.document.nodes import Block, Emphasis, Epigraph, Paragraph, Span, Text
from bookmaker.document.text import plain_text
from bookmaker.transforms.set_opening_marks_apart import set_opening_marks_apart
from tests.support.builders import book_of, chapter, config_of, heading, paragraph


def set_apart(*blocks: Block, kind: DivisionKind = DivisionKind.CHAPTER) -> Book:
    book = book_of(replace(chapter("a.md", *blocks), kind=kind))
    return set_opening_marks_apart(book, config_of(book), Diagnostics())


def marks_of(book: Book) -> list[str]:
    """The texts of the spans of the class, which begin their paragraphs."""
    return [
        plain_text(block.children[:1])
        for block in book.body[0].blocks
        if isinstance(block, Paragraph)
        and isinstance(block.children[0], Span)
        and block.children[0].attributes.classes == ("opening-marks",)
    ]


@pytest.mark.parametrize("marks", ["“", "“‘", "«\N{NO-BREAK SPACE}", "¿", "(", "„"])
@pytest.mark.parametrize("words", ["Out went the tide.", "1851 was dry.", "Été."])
def test_marks_before_a_letter_or_a_number_are_set_apart(
    marks: str, words: str
) -> None:
    before = paragraph(f"{marks}{words}", Emphasis((Text(" So."),)))
    book = set_apart(before, paragraph("“Second.”"))
    assert marks_of(book) == [marks]
    assert plain_text(book.body[0].blocks[:1]) == plain_text((before,))


@pytest.mark.parametrize("text", ["Out.", "“", "“”", "“… and out.", "", "“—Out."])
def test_a_text_without_such_marks_or_without_a_letter_after_them_stays(
    text: str,
) -> None:
    blocks = (paragraph(text),)
    assert set_apart(*blocks).body[0].blocks == blocks


def test_an_epigraph_comes_before_the_opening() -> None:
    epigraph = Epigraph((paragraph("“Not I.”"),))
    assert marks_of(set_apart(epigraph, paragraph("“Out.”"))) == ["“"]


def test_only_the_opening_of_a_chapter_is_looked_at() -> None:
    first = (heading(2, "Head"), paragraph("“Out.”"))
    assert marks_of(set_apart(*first)) == []
    assert marks_of(set_apart(paragraph("“Out.”"), kind=DivisionKind.PREFACE)) == []
    assert marks_of(set_apart()) == []


def test_twice_is_once() -> None:
    once = set_apart(paragraph("“Out.”"))
    assert set_opening_marks_apart(once, config_of(once), Diagnostics()) == once
