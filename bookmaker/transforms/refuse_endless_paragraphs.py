"""What no page could be set from in time is reported before anybody tries."""

from __future__ import annotations

from collections import Counter

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import EndlessChapter, EndlessParagraph
from bookmaker.document.book import Book
from bookmaker.document.nodes import Heading, Paragraph, Section
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions, descend, find_nodes
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


MOST_HEADINGS = 20_000
MOST_NOTES = 50_000
"""Of one file; ten novels have as many."""


def refuse_endless_chapters(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Report files of more headings or notes than can be numbered in time.

    Before and after: the same book.
    """
    headings: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    for division in all_divisions(book):
        file = division.file or ""
        headings[file] += 1
        headings[file] += sum(1 for _ in find_nodes(division.blocks, Section, Heading))
        notes[file] += len(division.notes)
    for file, count in headings.items():
        if file and (count > MOST_HEADINGS or notes[file] > MOST_NOTES):
            span = SourceSpan.of_file(file)
            diagnostics.add(EndlessChapter(count, notes[file], span=span))
    return book


def _is_long_in_its_file(span: SourceSpan | None) -> bool:
    """Whether it is worth counting: few books have a paragraph of five screens."""
    if span is None:
        return True
    lines, columns = span.end_line - span.line, span.end_column - span.column
    return lines > 200 or columns > MOST_PARTS
