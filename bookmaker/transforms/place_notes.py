"""Notes go where an edition wants them: page foot, chapter end or book end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookmaker.config.model import BookConfig, NotePlacement
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import NoteWithinNote
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.contents import repeated_title
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Node,
    NoteList,
    NoteReference,
    Section,
    Text,
)
from bookmaker.document.walk import (
    Attributed,
    all_divisions,
    find_nodes,
    map_divisions,
    map_nodes,
)
from bookmaker.languages.words import words_of


def place_print_notes(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Place notes as `print.notes` says.

    Before: a division holds its notes. After: none does; each note stands at its first
    call, at the end of its division or in the division of the notes.
    """
    return _placed(book, config.print.notes, diagnostics)


def place_epub_notes(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Place notes as `epub.notes` says; an EPUB has no page foot, only chapter ends."""
    placement = config.epub.notes
    if placement is NotePlacement.FOOT:
        placement = NotePlacement.CHAPTER_END
    return _placed(book, placement, diagnostics)


def _placed(book: Book, placement: NotePlacement, diagnostics: Diagnostics) -> Book:
    if placement is NotePlacement.BOOK_END:
        return _at_book_end(book)
    title = words_of(book.metadata.language).notes
    book = _without_notes_division(book)
    if placement is NotePlacement.CHAPTER_END:
        return map_divisions(book, lambda d: _at_division_end(d, title))
    return map_divisions(book, lambda d: _at_calls(d, title, diagnostics))


def _at_division_end(division: Division, title: str) -> Division:
    if not division.notes:
        return division
    gathered = NoteList(division.notes, title)
    return replace(division, notes=(), blocks=(*division.blocks, gathered))


def _at_calls(division: Division, title: str, diagnostics: Diagnostics) -> Division:
    if not division.notes:
        return division
    waiting = {note.label: note for note in division.notes}

    def placed(node: Node) -> Node:
        if not isinstance(node, NoteReference) or node.label not in waiting:
            return node
        return replace(node, note=waiting.pop(node.label))

    lower = division.divisions
    own = map_nodes(replace(division, notes=(), divisions=()), placed)
    within_notes = [note for note in waiting.values() if note.number is not None]
    diagnostics.extend(NoteWithinNote(n.label, span=n.span) for n in within_notes)
    rest = tuple(waiting.values())
    return _at_division_end(replace(own, notes=rest, divisions=lower), title)


def _without_notes_division(book: Book) -> Book:
    """Leave out the generated division of the notes: it would be empty."""
    back = tuple(d for d in book.back if not _is_generated_notes(d))
    return book if len(back) == len(book.back) else replace(book, back=back)


def _is_generated_notes(division: Division) -> bool:
    return division.kind is DivisionKind.NOTES and division.file is None


def _at_book_end(book: Book) -> Book:
    sections = tuple(_note_sections(book))
    book = map_divisions(book, lambda division: replace(division, notes=()))
    if not sections:
        return book
    if not any(_is_generated_notes(division) for division in book.back):
        book = replace(book, back=(*book.back, _notes_division(book)))
    return replace(
        book,
        back=tuple(
            replace(division, blocks=(*division.blocks, *sections))
            if _is_generated_notes(division)
            else division
            for division in book.back
        ),
    )


def _notes_division(book: Book) -> Division:
    words = words_of(book.metadata.language)
    attributed = find_nodes(book.divisions, Attributed)
    taken = {node.attributes.id for node in attributed}
    name = "notes" if "notes" not in taken else "notes-of-the-book"
    return Division(
        DivisionKind.NOTES, (Text(words.notes),), attributes=Attributes(id=name)
    )


def _note_sections(book: Book) -> Iterator[Block]:
    for division in all_divisions(book):
        if division.notes:
            gathered = NoteList(division.notes)
            title = repeated_title(division.title)
            attributes = Attributes(id=f"{division.attributes.id}.notes")
            if title:
                yield Section(1, title, (gathered,), attributes=attributes)
            else:
                yield gathered
