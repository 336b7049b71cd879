"""The authors and translators of single pieces are people of the book's metadata."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.metadata import Creator
from bookmaker.document.walk import all_divisions


def gather_contributors(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Add who wrote or translated a piece and is not named for the whole book.

    After: the metadata of both editions name everybody, in the book's order; title
    pages, which are composed already, do not.
    """
    metadata = book.metadata
    named = {person.name for person in (*metadata.authors, *metadata.contributors)}
    found: dict[str, Creator] = {}
    for division in all_divisions(book):
        authors = division.authors or (division.author,)
        people = [(name, "aut") for name in authors]
        for name, role in (*people, (division.translator, "trl")):
            if name and name not in named:
                found.setdefault(name, Creator(name, role=role))
    if not found:
        return book
    contributors = (*metadata.contributors, *found.values())
    return replace(book, metadata=replace(metadata, contributors=contributors))
