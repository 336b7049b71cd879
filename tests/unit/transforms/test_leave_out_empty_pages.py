"""What the contents list and has nothing to show is reported and left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.config.model import (
    GENERATED_KINDS,
    BookConfig,
    EpubConfig,
    NotePlacement,
    PrintConfig,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import Note
from bookmaker.document.walk import all_divisions
from bookmaker.transforms import COMMON, FOR_EPUB, FOR_PDF
from tests.support.builders import book_of, chapter, config_of, link, paragraph

_ALWAYS_SHOWN = (
    DivisionKind.HALF_TITLE,
    DivisionKind.TITLE_PAGE,
    DivisionKind.COPYRIGHT,
    DivisionKind.CONTENTS,
)
_MAY_BE_EMPTY = sorted(
    GENERATED_KINDS - set(_ALWAYS_SHOWN), key=lambda kind: kind.value
)


def _made(book: Book, config: BookConfig, *, edition: str) -> tuple[Book, list[str]]:
    found = Diagnostics()
    for transform in (*COMMON, *(FOR_PDF if edition == "print" else FOR_EPUB)):
        book = transform(book, config, found)
    return book, [problem.code for problem in found]


def _listing(kind: DivisionKind, *notes: Note, target: str = "") -> Book:
    blocks = [paragraph("x")]
    if target:
        blocks.append(paragraph(link("y", target)))
    book = book_of(chapter("one.md", *blocks, title="One", notes=notes))
    return replace(book, back=(Division(kind),))


def _kinds(book: Book) -> set[DivisionKind]:
    return {division.kind for division in all_divisions(book)}


@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize("kind", _MAY_BE_EMPTY)
def test_no_generated_page_is_empty(kind: DivisionKind, edition: str) -> None:
    book = _listing(kind)
    made, codes = _made(book, config_of(book), edition=edition)
    assert kind not in _kinds(made)
    assert len(codes) == 1


@pytest.mark.parametrize("kind", _ALWAYS_SHOWN)
def test_what_always_has_something_to_show_stays(kind: DivisionKind) -> None:
    book = _listing(kind)
    made, codes = _made(book, config_of(book), edition="print")
    (shown,) = [d for d in all_divisions(made) if d.kind is kind]
    assert shown.blocks
    assert codes == []


@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize(
    ("in_print", "in_epub", "codes"),
    [
        (NotePlacement.FOOT, NotePlacement.CHAPTER_END, ["X066"]),
        (NotePlacement.CHAPTER_END, NotePlacement.CHAPTER_END, ["X066"]),
        (NotePlacement.BOOK_END, NotePlacement.CHAPTER_END, []),
        (NotePlacement.FOOT, NotePlacement.BOOK_END, []),
    ],
)
def test_notes_that_are_elsewhere_in_both_editions_have_no_page(
    in_print: NotePlacement,
    in_epub: NotePlacement,
    codes: list[str],
    edition: str,
) -> None:
    note = Note("1", (paragraph("n"),))
    book = _listing(DivisionKind.NOTES, note)
    config = replace(
        config_of(book),
        print=PrintConfig(notes=in_print),
        epub=EpubConfig(notes=in_epub),
    )
    made, found = _made(book, config, edition=edition)
    assert found == codes
    own = in_print if edition == "print" else in_epub
    assert (DivisionKind.NOTES in _kinds(made)) == (own is NotePlacement.BOOK_END)


def test_addresses_that_are_notes_in_print_make_a_page_there_and_no_warning() -> None:
    book = _listing(DivisionKind.NOTES, target="https://example.org")
    config = replace(config_of(book), print=PrintConfig(notes=NotePlacement.BOOK_END))
    made, found = _made(book, config, edition="print")
    assert DivisionKind.NOTES in _kinds(made)
    assert found == []
    made, found = _made(book, config, edition="epub")
    assert DivisionKind.NOTES not in _kinds(made)
    assert found == []
