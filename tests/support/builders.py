"""Small trees for tests, in few words."""

from __future__ import annotations

from bookmaker.config.model import BookConfig
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Heading,
    Inline,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Text,
)

LANGUAGE = "en"


def paragraph(*parts: str | Inline) -> Paragraph:
    """A paragraph of plain words and inline nodes."""
    return Paragraph(inlines(*parts))


def inlines(*parts: str | Inline) -> tuple[Inline, ...]:
    """Plain words become text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def heading(level: int, words: str, name: str | None = None, *classes: str) -> Heading:
    """A heading, with an id and classes of the author's."""
    attributes = Attributes(id=name, classes=classes)
    return Heading(level, (Text(words),), attributes=attributes)


def link(words: str, target: str) -> Link:
    """A link of plain words."""
    return Link((Text(words),), target)


def call(label: str) -> NoteReference:
    """The call of a note."""
    return NoteReference(label)


def note(label: str, *parts: str | Inline) -> Note:
    """A note of one paragraph."""
    return Note(label, (paragraph(*parts),))


def chapter(
    file: str,
    *blocks: Block,
    title: str = "",
    notes: tuple[Note, ...] = (),
    kind: DivisionKind = DivisionKind.CHAPTER,
    divisions: tuple[Division, ...] = (),
) -> Division:
    """A chapter of one file."""
    return Division(
        kind,
        (Text(title),) if title else (),
        blocks,
        notes=notes,
        divisions=divisions,
        file=file,
    )


def book_of(*body: Division, language: str = LANGUAGE, title: str = "T") -> Book:
    """A book that has a body only."""
    return Book(Metadata(title, language), body=body)


def config_of(book: Book) -> BookConfig:
    """The default configuration of a book."""
    return BookConfig(name="test", metadata=book.metadata)
