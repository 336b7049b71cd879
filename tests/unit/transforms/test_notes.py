"""Notes are numbered by chapter and go where the edition wants them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.config.model import NoteMarks, NotePlacement, NumberingConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import Attributes, NoteList, NoteReference, Section
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.transforms.identify_targets import identify_targets
from bookmaker.transforms.number_notes import number_notes
from bookmaker.transforms.place_notes import place_print_notes
from tests.support.builders import book_of, call, chapter, config_of, note, paragraph


def _numbered(*divisions: Division) -> Book:
    book = book_of(*divisions)
    for transform in (identify_targets, number_notes):
        book = transform(book, config_of(book), Diagnostics())
    return book


def _placed(
    book: Book, placement: NotePlacement, diagnostics: Diagnostics | None = None
) -> Book:
    config = config_of(book)
    config = replace(config, print=replace(config.print, notes=placement))
    found = Diagnostics() if diagnostics is None else diagnostics
    return place_print_notes(book, config, found)


def _calls(book: Book) -> list[NoteReference]:
    return [node for node in descend_book(book) if isinstance(node, NoteReference)]


def test_numbers_follow_the_calls_not_the_definitions() -> None:
    book = _numbered(
        chapter(
            "a.md",
            paragraph("x", call("b"), "y", call("a")),
            notes=(note("a", "A"), note("b", "B")),
        )
    )
    assert [(c.label, c.number) for c in _calls(book)] == [("b", "1"), ("a", "2")]
    assert [n.label for n in book.body[0].notes] == ["b", "a"]


def test_each_chapter_begins_with_one_and_shares_no_id() -> None:
    one = chapter("a.md", paragraph(call("1")), notes=(note("1", "A"),))
    two = chapter("b.md", paragraph(call("1")), notes=(note("1", "B"),))
    book = _numbered(one, two)
    assert [c.number for c in _calls(book)] == ["1", "1"]
    assert [c.target for c in _calls(book)] == ["a.note-1", "b.note-1"]


def test_section_files_go_on_with_their_chapters_numbers() -> None:
    section = chapter(
        "s.md", paragraph(call("1")), notes=(note("1", "S"),), kind=DivisionKind.SECTION
    )
    book = _numbered(
        chapter(
            "a.md", paragraph(call("1")), notes=(note("1", "A"),), divisions=(section,)
        )
    )
    assert [c.number for c in _calls(book)] == ["1", "2"]


def test_a_note_called_twice_has_one_number_and_two_calls() -> None:
    book = _numbered(
        chapter("a.md", paragraph(call("x"), call("x")), notes=(note("x", "X"),))
    )
    assert [c.number for c in _calls(book)] == ["1", "1"]
    assert [c.attributes.id for c in _calls(book)] == ["a.call-x", "a.call-x-2"]
    assert book.body[0].notes[0].call == "a.call-x"


def test_numbering_twice_is_numbering_once() -> None:
    book = _numbered(
        chapter("a.md", paragraph(call("x")), notes=(note("y", "Y"), note("x", "X")))
    )
    assert number_notes(book, config_of(book), Diagnostics()) == book


def test_at_the_foot_the_first_call_holds_the_note() -> None:
    book = _numbered(
        chapter("a.md", paragraph(call("x"), call("x")), notes=(note("x", "X"),))
    )
    first, second = _calls(_placed(book, NotePlacement.FOOT))
    assert first.note is not None
    assert second.note is None
    assert second.target == first.note.attributes.id


def test_a_note_within_a_note_goes_to_the_chapters_end_and_is_reported() -> None:
    book = _numbered(
        chapter(
            "a.md",
            paragraph(call("x")),
            notes=(note("x", "X", call("y")), note("y", "Y")),
        )
    )
    diagnostics = Diagnostics()
    placed = _placed(book, NotePlacement.FOOT, diagnostics)
    assert [found.code for found in diagnostics] == ["X005"]
    (gathered,) = (b for b in placed.body[0].blocks if isinstance(b, NoteList))
    assert plain_text(gathered.notes[0].blocks) == "Y"


def test_a_note_longer_than_a_page_stands_at_its_call() -> None:
    notes = (note("x", "X " * 9000), note("y", "Y"))
    book = _numbered(chapter("a.md", paragraph(call("x"), call("y")), notes=notes))
    diagnostics = Diagnostics()
    placed = _placed(book, NotePlacement.FOOT, diagnostics)
    assert not list(diagnostics)
    assert all(found.note is not None for found in _calls(placed))


def test_at_the_chapters_end_all_notes_stand_in_a_list() -> None:
    book = _numbered(
        chapter("a.md", paragraph(call("x")), notes=(note("x", "X"), note("y", "Y")))
    )
    placed = _placed(book, NotePlacement.CHAPTER_END)
    gathered = placed.body[0].blocks[-1]
    assert isinstance(gathered, NoteList)
    assert [n.label for n in gathered.notes] == ["x", "y"]
    assert gathered.title == "Notes"


def test_at_the_books_end_a_division_of_notes_is_made_where_there_is_none() -> None:
    book = _numbered(
        chapter("a.md", paragraph(call("x")), title="One", notes=(note("x", "X"),))
    )
    placed = _placed(book, NotePlacement.BOOK_END)
    assert [division.kind for division in placed.back] == [DivisionKind.NOTES]
    assert "X" in plain_text(placed.back[0].blocks)


@pytest.mark.parametrize(("title", "kind"), [("One", Section), ("", NoteList)])
def test_notes_at_the_books_end_stand_under_their_chapters_title(
    title: str, kind: type
) -> None:
    division = chapter(
        "a.md", paragraph(call("x")), title=title, notes=(note("x", "X"),)
    )
    placed = _placed(_numbered(division), NotePlacement.BOOK_END)
    (block,) = placed.back[0].blocks
    assert isinstance(block, kind)
    assert plain_text((block,)).startswith(title)


@pytest.mark.parametrize(
    ("taken", "given"), [("notes", "notes-of-the-book"), ("other", "notes")]
)
def test_the_notes_of_a_book_leave_an_author_their_id(taken: str, given: str) -> None:
    own = replace(paragraph("x", call("x")), attributes=Attributes(id=taken))
    division = chapter("a.md", own, title="One", notes=(note("x", "X"),))
    placed = _placed(_numbered(division), NotePlacement.BOOK_END)
    assert placed.back[0].attributes.id == given


def test_an_uncalled_note_is_kept_wherever_notes_stand() -> None:
    for placement in NotePlacement:
        book = _numbered(chapter("a.md", paragraph("p"), notes=(note("x", "lost?"),)))
        placed = _placed(book, placement)
        words = " ".join(plain_text(d.blocks) for d in placed.divisions)
        assert "lost?" in words, placement


def test_placing_twice_is_placing_once() -> None:
    for placement in NotePlacement:
        book = _numbered(
            chapter("a.md", paragraph(call("x")), title="A", notes=(note("x", "X"),))
        )
        placed = _placed(book, placement)
        assert _placed(placed, placement) == placed


def test_symbols_call_notes_and_are_doubled_when_they_are_used_up() -> None:
    labels = [f"n{number}" for number in range(1, 8)]
    notes = tuple(note(label, "N.") for label in labels)
    book = book_of(
        chapter("a.md", paragraph(*(call(label) for label in labels)), notes=notes)
    )
    numbering = NumberingConfig(notes=NoteMarks.SYMBOLS)
    config = replace(config_of(book), numbering=numbering)
    numbered = number_notes(book, config, Diagnostics())
    assert [n.number for n in numbered.body[0].notes] == [*"*†‡§‖¶", "**"]
