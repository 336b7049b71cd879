"""A whole book as Markdown: each file with its metadata block and its title."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from bookmaker.document.book import Book, Division
from bookmaker.document.markdown import render_markdown
from bookmaker.document.nodes import Heading
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions


def render_book(book: Book) -> str:
    """Write every division that an author has written.

    Where there are several, a comment before each names its file.
    """
    written = [division for division in all_divisions(book) if division.file]
    texts = [render_division(division) for division in written]
    if len(texts) == 1:
        return texts[0]
    return "\n".join(
        f"<!-- {division.file} -->\n\n{text}"
        for division, text in zip(written, texts, strict=True)
    )


def render_division(division: Division) -> str:
    """Write the file that a division was read from."""
    lines = list(_metadata(division))
    block = "\n".join(["---", *lines, "---", "", ""]) if lines else ""
    blocks = division.blocks
    if division.title:
        own = division.attributes
        if division.short_title:
            own = replace(own, pairs=(*own.pairs, ("short", division.short_title)))
        blocks = (Heading(1, division.title, attributes=own), *blocks)
    return block + render_markdown(blocks, division.notes)


def _metadata(division: Division) -> Iterator[str]:
    values = {
        "subtitle": plain_text(division.subtitle),
        "author": division.author,
        "lang": division.language,
    }
    for key, value in values.items():
        if value:
            yield f"{key}: {json.dumps(value, ensure_ascii=False)}"
