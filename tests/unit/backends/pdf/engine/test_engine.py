"""Chapters that were laid out alone, held against one render of the whole book.

The everyday guard of the print engine: what a reader, a program that reads aloud or a
printer could tell the two by; `tests/corpus/test_print_engine.py` takes long books.

Some traps of joining cannot occur here. Numbers of notes, figures and equations are the
tree's, so that no counter has to cross chapters. Table heads have a scope and no ids
that could repeat (`structure.py`). No manuscript brings a sheet of its own that could
win over ours. Between processes go bytes and plain values, never WeasyPrint's pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.joined_book import write_joined_book
from tests.support.pdf import PdfInspector
from tests.support.print_facts import (
    Pair,
    differing_pixels,
    faults_of_fonts,
    faults_of_structure,
)
from tests.support.single_render import Printed, print_book, render_at_once

_SAMPLES = Path(__file__).parents[5] / "manuscripts"
_MOST_SIZE = 1.15

BOOKS: dict[str, Callable[[Path], Path]] = {
    "tide table": lambda _folder: _SAMPLES / "how-to-read-a-tide-table.md",
    "bridges": lambda _folder: _SAMPLES / "the-underside-of-bridges",
    "joined": lambda folder: write_joined_book(folder / "joined"),
    "joined, notes at its end": lambda folder: write_joined_book(
        folder / "joined", notes="book-end", opens="recto"
    ),
}
_LONG = frozenset({"bridges", "joined, notes at its end"})


@dataclass(frozen=True, slots=True)
class Book:
    """A printed book beside its single render."""

    printed: Printed
    pair: Pair


@pytest.fixture(
    scope="module",
    params=[
        # In one group: each book is printed once, by whichever process has it.
        pytest.param(
            name,
            marks=[
                pytest.mark.xdist_group(f"engine: {name}"),
                pytest.mark.long if name in _LONG else pytest.mark.slow,
            ],
        )
        for name in BOOKS
    ],
)
def book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Book:
    folder = tmp_path_factory.mktemp("engine")
    printed = print_book(BOOKS[request.param](folder), folder, jobs=2)
    one = render_at_once(printed.order)
    return Book(
        printed,
        Pair(PdfInspector.of(one), PdfInspector.of(printed.content), printed.lacked),
    )


def test_a_book_of_chapters_is_that_of_one_render(book: Book) -> None:
    assert book.pair.differences() == []


def test_every_pixel_is_that_of_one_render(book: Book) -> None:
    pages = range(book.pair.one.page_count)
    one, ours = book.pair.one.content, book.pair.ours.content
    assert differing_pixels(one, ours, pages) == {}


def test_the_structure_is_one_sound_tree(book: Book) -> None:
    assert faults_of_structure(book.pair.ours) == []


def test_every_face_is_embedded_once(book: Book) -> None:
    assert faults_of_fonts(book.pair.ours) == []


def test_the_file_is_clean_and_not_much_larger(book: Book) -> None:
    assert book.pair.ours.pdf.check_pdf_syntax() == []
    sizes = len(book.pair.ours.content), len(book.pair.one.content)
    assert sizes[0] <= _MOST_SIZE * sizes[1]


def test_the_page_map_says_what_the_pages_show(book: Book) -> None:
    pages = book.printed.laid_out.page_map
    texts = book.pair.one.texts
    assert [page.label for page in pages] == book.pair.one.labels
    assert [page.side for page in pages] == [
        "left" if index % 2 else "right" for index in range(len(pages))
    ]
    for page, text in zip(pages, texts, strict=True):
        shown = _letters(text)
        assert all(_letters(word) in shown for word in page.first_words.split())
        assert (page.begins is None) == (page.first_words == "")


def test_a_page_begins_where_the_text_of_its_division_says(book: Book) -> None:
    leaves = [
        "".join(_counted("".join(_read(leaf))))
        for leaf in book.printed.order.root.iterfind("./body/div")
    ]
    for page in book.printed.laid_out.page_map:
        if page.begins is not None:
            rest = leaves[page.begins.division][page.begins.letters :]
            assert rest.startswith(_counted(page.first_words))


_NOT_COUNTED = frozenset({"foot-note", "table-continued"})


def _read(node: ElementTree.Element) -> Iterator[str]:
    """The text of a leaf but for notes at the foot and what a table continues."""
    if not _NOT_COUNTED & set((node.get("class") or "").split()):
        yield node.text or ""
        for child in node:
            yield from _read(child)
            yield child.tail or ""


def _counted(text: str) -> str:
    """What the page map counts: neither white space nor hyphens."""
    return "".join(m for m in text if not (m.isspace() or m in "-\u00ad\u2010"))


def _letters(text: str) -> str:
    return "".join(letter.casefold() for letter in text if letter.isalnum())
