"""What every backend is and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bookmaker.backends.line_meter import LayoutReport
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.page_map import (
    ChapterPages,
    DocumentWord,
    PageMap,
    PrintedText,
    PrintedWord,
)
from bookmaker.proof.edition_proof import Proof
from bookmaker.source import SourceSpan
from bookmaker.system.workspace import Workspace


class PrintedWordFinder(Protocol):
    """Finds words on printed pages, which are looked at when they are asked for."""

    def words_of(self, page: int) -> tuple[PrintedWord, ...]:
        """The words of a page, counted from 0. Raises `IndexError`."""
        ...

    def words_at(self, file: str, line: int) -> tuple[PrintedWord, ...]:
        """The words that begin on a line of the manuscript, in the order of pages."""
        ...

    def next_line(self, file: str, line: int) -> int | None:
        """The first line from a line on of which a word is printed."""
        ...


class DocumentWordFinder(Protocol):
    """Finds words in content documents."""

    def words_of(self, document: int) -> tuple[DocumentWord, ...]:
        """The words of a document, counted from 0. Raises `IndexError`."""
        ...

    def words_of_file(self, name: str) -> tuple[DocumentWord, ...]:
        """The words of the document at a path in the EPUB. Raises `KeyError`."""
        ...

    def words_at(self, file: str, line: int) -> tuple[DocumentWord, ...]:
        """The words that begin on a line of the manuscript, in reading order."""
        ...


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished edition, not yet on disk."""

    content: bytes = field(repr=False)
    pages: int | None = None
    """Printed pages, blank ones counted; `None` where there are none."""
    page_map: PageMap = ()
    """What is to be known of each printed page."""
    looks: tuple[bytes, ...] = field(default=(), repr=False, compare=False)
    """A digest of what is to be seen on each page, if only the eye looks at them."""
    page_by_id: Mapping[str, int] = field(
        default_factory=dict, repr=False, compare=False
    )
    """On which page, counted from 0, each id of the tree is."""
    chapters: tuple[ChapterPages, ...] = ()
    """Which pages each part of the book fills."""
    find_places: Callable[[], tuple[SourceSpan | None, ...]] | None = field(
        default=None, repr=False, compare=False
    )
    """Finds where in the manuscript the first word of each page stands."""
    printed_words: PrintedWordFinder | None = field(
        default=None, repr=False, compare=False
    )
    """Finds the words on its pages; `None` where it has none."""
    document_words: DocumentWordFinder | None = field(
        default=None, repr=False, compare=False
    )
    """Finds the words in its content documents; `None` where it has none."""
    find_printed_text: Callable[[], PrintedText] | None = field(
        default=None, repr=False, compare=False
    )
    """Finds where each page begins in the text; for an edition that lists the pages."""
    measure: Callable[[], LayoutReport] | None = field(
        default=None, repr=False, compare=False
    )
    """Says how the lines of its pages are set; `None` where that was not asked for."""
    checks: tuple[str, ...] = ()
    """What was proven of it, in a word or two each: `well-formed`."""
    prove: Callable[[], Proof] | None = field(default=None, repr=False, compare=False)
    """Proves that it says every word of its tree; made when it is asked for."""


class Backend(Protocol):
    """Turns a finished tree into an artifact."""

    def get_ready(
        self, config: BookConfig, workspace: Workspace, services: BuildServices
    ) -> None:
        """Begin what takes time and needs no book, while one is read."""
        ...

    def close(self) -> None:
        """End what was begun and not rendered with."""
        ...

    def render(
        self,
        book: Book,
        config: BookConfig,
        workspace: Workspace,
        diagnostics: Diagnostics,
        services: BuildServices,
    ) -> Artifact:
        """Render the book; problems go to `diagnostics`, the disk is not touched."""
        ...
