"""The generated contents and lists of figures get their entries."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.contents import (
    KIND_BY_LIST,
    caption_entries,
    contents_entries,
)
from bookmaker.document.nodes import Contents
from bookmaker.document.walk import map_divisions


def compose_print_contents(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Fill the contents of the print edition, down to `print.contents-depth`."""
    return _composed(book, config.print.contents_depth)


def compose_epub_contents(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Fill the contents of the EPUB, down to `epub.contents-depth`."""
    return _composed(book, config.epub.contents_depth)


def _composed(book: Book, depth: int) -> Book:
    """Give each generated contents its entries; what it held before is replaced."""
    contents = Contents(contents_entries(book, depth=depth))

    def composed(division: Division) -> Division:
        if division.file is not None:
            return division
        if division.kind is DivisionKind.CONTENTS:
            return replace(division, blocks=(contents,))
        if (kind := KIND_BY_LIST.get(division.kind)) is not None:
            return replace(
                division, blocks=(Contents(caption_entries(book, kind), kind),)
            )
        return division

    return map_divisions(book, composed)
