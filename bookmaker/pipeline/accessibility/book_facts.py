"""What the tree says about images, tables, languages, links and formulas.

What comes in: a book after the transforms of all editions. What goes out: one value for
each thing that a person has to look at, in reading order, with its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookmaker.document.book import Book
from bookmaker.document.nodes import (
    Figure,
    Image,
    Link,
    Math,
    MathBlock,
    Table,
    TableRow,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import (
    Attributed,
    all_divisions,
    find_nodes,
)
from bookmaker.source import SourceSpan
from bookmaker.xhtml.mathematics import alternative_of

_VAGUE = frozenset(
    {"here", "click here", "this", "link", "this link", "more", "read more", "details"}
    | {"page", "this page", "hier", "dort", "mehr", "weiter", "ici", "cliquez ici"}
    | {"lire la suite", "aquí", "más", "qui", "di più", "aqui", "mais"}
)
"""Words that say nothing about where a link leads to."""
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class PictureFact:
    """An image and what is said instead of it."""

    source: str
    """Its path from the manuscript's root."""
    alternative: str | None
    """`None`: it has none; empty: it is decoration."""
    caption: str
    details: str | None
    """Where its long description is."""
    span: SourceSpan | None


@dataclass(frozen=True, slots=True)
class TableFact:
    """A table and its header cells."""

    name: str
    """Its caption, or its first words."""
    rows: int
    columns: int
    column_heads: tuple[str, ...]
    row_heads: tuple[str, ...]
    span: SourceSpan | None


@dataclass(frozen=True, slots=True)
class LanguageFact:
    """Words in another language than the book's."""

    language: str
    words: str
    span: SourceSpan | None


@dataclass(frozen=True, slots=True)
class LinkFact:
    """The words of a link, and where it leads to."""

    words: str
    target: str
    is_vague: bool
    span: SourceSpan | None


@dataclass(frozen=True, slots=True)
class FormulaFact:
    """A formula as it is written, and as it is read aloud."""

    source: str
    spoken: str
    span: SourceSpan | None


@dataclass(frozen=True, slots=True)
class BookFacts:
    """Everything of a book that a person has to look at."""

    pictures: tuple[PictureFact, ...]
    tables: tuple[TableFact, ...]
    languages: tuple[LanguageFact, ...]
    links: tuple[LinkFact, ...]
    formulas: tuple[FormulaFact, ...]


def facts_of(book: Book) -> BookFacts:
    """Gather the facts of a book."""
    roots = book.divisions
    return BookFacts(
        pictures=tuple(_pictures(book)),
        tables=tuple(_table(one) for one in find_nodes(roots, Table)),
        languages=tuple(_languages(book)),
        links=tuple(_links(book)),
        formulas=tuple(_formulas(book)),
    )


def _pictures(book: Book) -> Iterator[PictureFact]:
    captions = {
        id(figure.image): plain_text(figure.caption)
        for figure in find_nodes(book.divisions, Figure)
    }
    for image in find_nodes(book.divisions, Image):
        yield PictureFact(
            source=image.source,
            alternative=image.alternative,
            caption=captions.get(id(image), ""),
            details=image.details,
            span=image.span,
        )


def _table(table: Table) -> TableFact:
    rows = (*table.head, *table.body)
    row_heads = [
        _cell_words(row, at)
        for row in table.body
        for at, cell in enumerate(row.cells)
        if cell.is_header
    ]
    width = max((sum(c.column_span for c in row.cells) for row in rows), default=0)
    heads = [_cell_words(row, at) for row in table.head for at in range(len(row.cells))]
    first = _cell_words(rows[0], 0) if rows and rows[0].cells else ""
    return TableFact(
        name=plain_text(table.caption) or first,
        rows=len(rows),
        columns=width,
        column_heads=tuple(heads),
        row_heads=tuple(row_heads),
        span=table.span,
    )


def _cell_words(row: TableRow, at: int) -> str:
    return plain_text(row.cells[at].blocks)


def _languages(book: Book) -> Iterator[LanguageFact]:
    own = book.metadata.language
    for division in all_divisions(book):
        if division.language and division.language != own:
            words = plain_text(division.title)
            yield LanguageFact(division.language, words, division.span)
    for node in find_nodes(book.divisions, Attributed):
        language = node.attributes.find("lang")
        if language and language != own:
            yield LanguageFact(language, _shortened(plain_text((node,))), node.span)


def _links(book: Book) -> Iterator[LinkFact]:
    for link in find_nodes(book.divisions, Link):
        if link.span is None:
            continue
        words = " ".join(plain_text(link.children).split())
        is_vague = words.lower().strip(" .:…»→") in _VAGUE or not words
        yield LinkFact(_shortened(words), link.target, is_vague, link.span)


def _formulas(book: Book) -> Iterator[FormulaFact]:
    for node in find_nodes(book.divisions, Math, MathBlock):
        yield FormulaFact(node.text, alternative_of(node), node.span)


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
