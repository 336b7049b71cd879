"""What no page could be set from in time is reported before anybody tries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import EndlessChapter, EndlessParagraph
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    Admonition,
    BlockQuote,
    CodeBlock,
    Definition,
    Epigraph,
    Figure,
    Heading,
    Inline,
    Node,
    Panel,
    Paragraph,
    Section,
    Table,
    Verse,
    VerseLine,
)
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

    A title, a term, a line of verse, a caption and an attribution are set as one
    paragraph each. Before and after: the same book.
    """
    for node in find_nodes(book.divisions, *_FIELDS):
        for name, what in _FIELDS[type(node)]:
            words: tuple[Inline, ...] = getattr(node, name)
            if not words:
                continue
            first, last = words[0].span, words[-1].span
            if first is not None and not _is_long_in_its_file(first, last or first):
                continue
            characters = len(plain_text(words))
            parts = sum(1 for _ in descend(*words)) + 1
            if characters > MOST_CHARACTERS or parts > MOST_PARTS:
                span = node.span if isinstance(node, Paragraph) else first
                problem = EndlessParagraph(characters, parts, what, span=span)
                diagnostics.add(problem)
    return book


_CAPTION = (("caption", "caption"),)
_ATTRIBUTION = (("attribution", "attribution"),)
_FIELDS: Mapping[type[Node], tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        Paragraph: (("children", "paragraph"),),
        Heading: (("children", "heading"),),
        Division: (("title", "title"), ("subtitle", "subtitle")),
        VerseLine: (("children", "line of verse"),),
        Definition: (("term", "term"),),
        Figure: _CAPTION,
        Panel: _CAPTION,
        Table: _CAPTION,
        CodeBlock: _CAPTION,
        BlockQuote: _ATTRIBUTION,
        Epigraph: _ATTRIBUTION,
        Verse: _ATTRIBUTION,
        Admonition: (("title", "title"),),
    }
)
"""Where words are set as one paragraph, and what its author calls it."""


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


def _is_long_in_its_file(first: SourceSpan, last: SourceSpan) -> bool:
    """Whether it is worth counting: few books have a paragraph of five screens."""
    lines, columns = last.end_line - first.line, last.end_column - first.column
    return lines > 200 or columns > MOST_PARTS
