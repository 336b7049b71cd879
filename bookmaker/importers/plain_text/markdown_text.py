"""A text that its owner says is Markdown: read as a chapter of bookmaker's is."""

from __future__ import annotations

import re

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Block, Heading, Text
from bookmaker.document.text import plain_text
from bookmaker.importers.compared_words import words_of
from bookmaker.importers.model import (
    Chapter,
    Disposition,
    FoundMetadata,
    Imported,
    SourcePiece,
)
from bookmaker.importers.splitting import split_chapter
from bookmaker.languages.language_guess import guess_language
from bookmaker.readers.markdown import read_markdown

_SIGNS = (
    re.compile(r"^#{1,4} \S", re.M),
    re.compile(r"^(?:```|~~~)", re.M),
    re.compile(r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,300}\)"),
    re.compile(r"(?<!\*)\*\*[^*\n]+\*\*"),
    re.compile(r"^\[\^[\w-]+\]:", re.M),
)
_LEAST_SIGNS = 2


def looks_like_markdown(text: str) -> bool:
    """Whether several signs say that a text is Markdown."""
    return sum(sign.search(text) is not None for sign in _SIGNS) >= _LEAST_SIGNS


def import_markdown_text(
    text: str, source: str, stem: str, remarks: tuple[str, ...]
) -> Imported:
    """Import a text of Markdown; its headings of the first level are chapters."""
    found = Diagnostics()
    read = read_markdown(text, source, found)
    levels = [b.level for b in read.blocks if isinstance(b, Heading)]
    heads = levels.count(1)
    blocks = read.blocks
    title = None
    if heads == 1 and blocks and isinstance(first := blocks[0], Heading):
        title, blocks = first.children, blocks[1:]
    chapter = Chapter(
        source=source,
        title=title or (Text(stem),),
        blocks=blocks,
        notes=read.notes,
        is_title_assumed=title is None and heads < 2,
    )
    chapters = split_chapter(chapter, 1 if heads > 1 else None)
    pieces = [_piece(block, source) for one in chapters for block in one.blocks]
    said = (f"{source}: {o.message()}" for o in found)
    return Imported(
        chapters=chapters,
        pieces=tuple(pieces),
        metadata=FoundMetadata(
            title=plain_text(title) if title else None,
            language=guess_language(words_of(read.blocks)),
        ),
        remarks=(*remarks, *said),
    )


def _piece(block: Block, source: str) -> SourcePiece:
    return SourcePiece(
        source=source,
        line=block.span.line if block.span else None,
        fate=Disposition.KEPT,
        what="a heading" if isinstance(block, Heading) else "text",
        words=words_of([block]),
    )
