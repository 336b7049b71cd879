"""A generated division that would be an empty page is left out, and reported."""

from __future__ import annotations

import re

from bookmaker.config.model import BookConfig, LinkPlacement, NotePlacement
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import (
    EmptyGeneratedDivision,
    NotesElsewhere,
)
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import Link
from bookmaker.document.walk import all_divisions, find_nodes, leave_out

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
_MAY_BE_EMPTY = frozenset(
    {
        DivisionKind.NOTES,
        DivisionKind.CONTENTS,
        DivisionKind.LIST_OF_FIGURES,
        DivisionKind.LIST_OF_TABLES,
        DivisionKind.LIST_OF_LISTINGS,
        DivisionKind.PART,
        DivisionKind.CHAPTER,  # nothing generates one: its title is all that it has
    }
)


def leave_out_empty_pages(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Leave out what was listed and has nothing to show.

    Before: a division that the contents ask for has what it shows, notes and lists
    excepted. After: none is an empty page; notes have a division only if an edition
    puts them there.
    """
    empty = [division for division in all_divisions(book) if _is_empty(division)]
    for division in empty:
        kind = division.kind.value
        diagnostics.add(EmptyGeneratedDivision(kind, span=division.span))
    if empty:
        book = leave_out(book, _is_empty)
    return _without_needless_notes(book, config, diagnostics)


def _is_empty(division: Division) -> bool:
    return (
        division.file is None
        and division.kind not in _MAY_BE_EMPTY
        and not (division.blocks or division.divisions or division.notes)
    )


def _is_notes(division: Division) -> bool:
    return division.kind is DivisionKind.NOTES and division.file is None


def _without_needless_notes(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    listed = next((d for d in all_divisions(book) if _is_notes(d)), None)
    if listed is None or listed.blocks:
        return book
    placements = (config.print.notes, config.epub.notes)
    if NotePlacement.BOOK_END not in placements:
        place = config.print.notes.value
        diagnostics.add(NotesElsewhere(place, span=listed.span))
        return leave_out(book, _is_notes)
    if any(division.notes for division in all_divisions(book)):
        return book
    if not _has_notes_of_links(book, config):
        kind = DivisionKind.NOTES.value
        diagnostics.add(EmptyGeneratedDivision(kind, span=listed.span))
    return leave_out(book, _is_notes)


def _has_notes_of_links(book: Book, config: BookConfig) -> bool:
    """Whether addresses of links are notes in print, and so at the end of the book."""
    return config.print.links is LinkPlacement.NOTES and any(
        _ADDRESS.match(link.target) for link in find_nodes(book.divisions, Link)
    )
