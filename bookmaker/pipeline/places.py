"""From a line of the manuscript to its pages and documents, and from a page back.

What comes in: the artifacts of a build, which know where their words are. What goes
out: places for people and programs. Pages and lines count from 1 here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from bookmaker.backends.protocol import Artifact
from bookmaker.document.page_map import DocumentWord, PrintedWord
from bookmaker.source import SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPlace:
    """A line of a page, and where its words were written."""

    page: int
    """Counted from 1, blank pages included, as viewers of PDF files count."""
    folio: str
    """The page number as it is printed: `xii`, `47`."""
    line: int
    """Counted from 1, without the running head."""
    words: str
    """The words of the line that are meant."""
    span: SourceSpan
    """From the first of them to the last that is in the same file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubPlace:
    """A place in the EPUB, and where its words were written."""

    file: str
    """The content document's path in the EPUB."""
    cfi: str
    """EPUB Canonical Fragment Identifier of the first word."""
    words: str
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPlaces:
    """Where a line of the manuscript is in the editions."""

    line: int
    """That of the manuscript; a later one where the one asked for prints no word."""
    printed: tuple[PrintPlace, ...] = ()
    epub: tuple[EpubPlace, ...] = ()


def find_places(
    artifacts: Mapping[str, Artifact], file: str, line: int, column: int = 1
) -> EditionPlaces:
    """Find a line of the manuscript in the editions that there are.

    With a column, from the word on that is there. `file` is its path in the manuscript.
    Where the line prints no word (it is empty, or markup), the next one that does
    counts; without one there are no places.
    """
    printed = artifacts["pdf"].printed_words if "pdf" in artifacts else None
    documents = artifacts["epub"].document_words if "epub" in artifacts else None
    following = None if printed is None else printed.next_line(file, line)
    if following is not None and following != line:
        line, column = following, 1
    pages: tuple[PrintPlace, ...] = ()
    if printed is not None:
        words = _from_column(printed.words_at(file, line), column)
        pages = tuple(_print_places(words, artifacts["pdf"]))
    texts: tuple[EpubPlace, ...] = ()
    if documents is not None:
        found = _from_column(documents.words_at(file, line), column)
        texts = tuple(_epub_places(found))
    return EditionPlaces(line=line, printed=pages, epub=texts)


def lines_of_page(artifact: Artifact, page: int) -> tuple[PrintPlace, ...]:
    """The lines of a page, counted from 1, whose words the author wrote.

    Raises `IndexError` where there is no such page.
    """
    if artifact.printed_words is None:
        return ()
    words = artifact.printed_words.words_of(page - 1)
    ordered = sorted(words, key=lambda word: word.line)
    return tuple(_print_places(ordered, artifact))


def page_of_folio(artifact: Artifact, folio: str) -> int | None:
    """The page, counted from 1, on which a folio is printed: `xii`."""
    labels = [page.label.casefold() for page in artifact.page_map]
    wanted = folio.casefold()
    return labels.index(wanted) + 1 if wanted in labels else None


_Word = TypeVar("_Word", PrintedWord, DocumentWord)


def _from_column(words: Sequence[_Word], column: int) -> tuple[_Word, ...]:
    ahead = tuple(word for word in words if word.span.end_column > column)
    return ahead or tuple(words[-1:])


def _print_places(
    words: Iterable[PrintedWord], artifact: Artifact
) -> Iterator[PrintPlace]:
    for (page, line), group in groupby(words, key=lambda one: (one.page, one.line)):
        own = list(group)
        yield PrintPlace(
            page=page + 1,
            folio=artifact.page_map[page].label,
            line=line,
            words=" ".join(word.text for word in own),
            span=_joined([word.span for word in own]),
        )


def _epub_places(words: Iterable[DocumentWord]) -> Iterator[EpubPlace]:
    for _, group in groupby(words, key=lambda word: word.document):
        own = list(group)
        yield EpubPlace(
            file=own[0].file,
            cfi=own[0].cfi,
            words=" ".join(word.text for word in own),
            span=_joined([word.span for word in own]),
        )


def _joined(spans: Sequence[SourceSpan]) -> SourceSpan:
    first = spans[0]
    last = max(one for one in spans if one.file == first.file)
    return first.to(max(first, last))
