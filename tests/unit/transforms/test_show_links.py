"""What a link was is not lost on paper, and is not said twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.config.model import LinkPlacement, PrintConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import Inline, NoteReference
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.transforms.number_notes import number_notes
from bookmaker.transforms.show_links import show_links
from tests.support.builders import (
    book_of,
    call,
    chapter,
    config_of,
    link,
    note,
    paragraph,
)

ADDRESS = "https://example.org/path"


def _shown(
    *inlines: str | Inline, placement: LinkPlacement = LinkPlacement.NOTES
) -> Book:
    book = book_of(
        chapter("a.md", paragraph("x ", *inlines), notes=(note("n", "N."),), title="A")
    )
    config = replace(config_of(book), print=PrintConfig(links=placement))
    book = number_notes(book, config, Diagnostics())
    return show_links(book, config, Diagnostics())


def _numbers(book: Book) -> list[str | None]:
    return [n.number for n in descend_book(book) if isinstance(n, NoteReference)]


def _notes(book: Book) -> list[str]:
    notes = (plain_text(note.blocks) for note in book.body[0].notes)
    return [words.replace("\N{ZERO WIDTH SPACE}", "") for words in notes]


def test_an_address_stands_in_a_note_numbered_with_the_others() -> None:
    book = _shown(call("n"), link("there", ADDRESS))
    assert _numbers(book) == ["1", "2"]
    assert _notes(book) == ["N.", ADDRESS]


def test_a_repeated_address_shares_its_note() -> None:
    book = _shown(link("there", ADDRESS), link("again", ADDRESS))
    assert _numbers(book) == ["1", "1"]


@pytest.mark.parametrize(
    ("words", "target"),
    [
        (ADDRESS, ADDRESS),
        ("example.org/path", ADDRESS),
        ("https://example.org", "https://example.org/"),
        ("me@example.org", "mailto:me@example.org"),
    ],
)
def test_a_bare_address_is_not_repeated(words: str, target: str) -> None:
    assert _numbers(_shown(link(words, target))) == []


def test_a_link_within_the_book_needs_no_note() -> None:
    assert _numbers(_shown(link("there", "#a"))) == []


def test_a_link_in_a_note_says_its_address_there() -> None:
    book = book_of(chapter("a.md", notes=(note("n", link("there", ADDRESS)),)))
    book = show_links(book, config_of(book), Diagnostics())
    assert _notes(book) == [f"there ({ADDRESS})"]


def test_a_long_address_may_break_after_slashes_and_before_signs() -> None:
    book = _shown(link(f"{ADDRESS}/x.html?a=b", f"{ADDRESS}/x.html?a=b"))
    words = plain_text(book.body[0].blocks).replace("\N{ZERO WIDTH SPACE}", "|")
    assert words == "x https://|example|.org/|path/|x|.html|?a|=b"


def test_a_chapter_list_says_each_address_once_with_its_words() -> None:
    book = _shown(
        link("there", ADDRESS),
        link("again", ADDRESS),
        placement=LinkPlacement.CHAPTER_LIST,
    )
    words = plain_text(book.body[0].blocks[-1:]).replace("\N{ZERO WIDTH SPACE}", "")
    assert words == f"Linksthere: {ADDRESS}"


def test_plain_says_nothing() -> None:
    book = _shown(link("there", ADDRESS), placement=LinkPlacement.PLAIN)
    assert plain_text(book.body[0].blocks) == "x there"
    assert book.body[0].notes == _shown(placement=LinkPlacement.PLAIN).body[0].notes


@pytest.mark.parametrize("placement", LinkPlacement)
def test_showing_twice_is_showing_once(placement: LinkPlacement) -> None:
    book = _shown(link("there", ADDRESS), call("n"), placement=placement)
    config = replace(config_of(book), print=PrintConfig(links=placement))
    assert show_links(book, config, Diagnostics()) == book
