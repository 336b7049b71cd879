"""Quotation marks before the initial of a chapter stand apart from its letter.

A reading system's `::first-letter` takes the marks with the letter (CSS Pseudo-Elements
4, 2.2), and would set them as large.
"""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import Attributes, Epigraph, Paragraph, Span, Text
from bookmaker.document.walk import map_divisions
from bookmaker.languages.words import OPENING_MARKS

_MARKS = Attributes(classes=("opening-marks",))


def set_opening_marks_apart(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Put them into a span of the class `opening-marks`.

    After: the first words of a chapter's first paragraph begin with a letter, or with
    such a span.
    """
    return map_divisions(book, _set_apart)


def _set_apart(division: Division) -> Division:
    if division.kind is not DivisionKind.CHAPTER:
        return division
    blocks = list(division.blocks)
    at = next((n for n, b in enumerate(blocks) if not isinstance(b, Epigraph)), None)
    opening = None if at is None else blocks[at]
    if at is None or not isinstance(opening, Paragraph) or not opening.children:
        return division
    first = opening.children[0]
    if not isinstance(first, Text):
        return division
    words = first.text.lstrip(OPENING_MARKS)
    marks = first.text[: len(first.text) - len(words)]
    if not marks or not words[:1].isalnum():
        return division
    span = Span((Text(marks),), attributes=_MARKS)
    children = (span, replace(first, text=words), *opening.children[1:])
    blocks[at] = replace(opening, children=children)
    return replace(division, blocks=tuple(blocks))
