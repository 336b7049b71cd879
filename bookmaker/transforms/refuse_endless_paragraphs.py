"""A paragraph that no page could be set from is reported before anybody tries."""

from __future__ import annotations

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import EndlessParagraph
from bookmaker.document.book import Book
from bookmaker.document.nodes import Paragraph
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend, find_nodes
from bookmaker.source import SourceSpan

MOST_CHARACTERS = 250_000
"""A novel of one sentence has about as many. Lines are broken one by one, and each
takes what is left of its paragraph along: the time grows with the square."""
MOST_PARTS = 20_000
"""Links, emphases, words between them: each takes a millisecond and more to set."""


def refuse_endless_paragraphs(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Report paragraphs of more characters or parts than can be set in time.

    Before and after: the same book.
    """
    for paragraph in find_nodes(book.divisions, Paragraph):
        if not _is_long_in_its_file(paragraph.span):
            continue
        characters = len(plain_text((paragraph,)))
        parts = sum(1 for _ in descend(paragraph))
        if characters > MOST_CHARACTERS or parts > MOST_PARTS:
            problem = EndlessParagraph(characters, parts, span=paragraph.span)
            diagnostics.add(problem)
    return book


def _is_long_in_its_file(span: SourceSpan | None) -> bool:
    """Whether it is worth counting: few books have a paragraph of five screens."""
    if span is None:
        return True
    lines, columns = span.end_line - span.line, span.end_column - span.column
    return lines > 200 or columns > MOST_PARTS
