"""Plain text to a chapter. It is never read as Markdown: every sign is a word.

`lines` finds how it was wrapped, `recognise` what each line is, `build` the nodes.
"""

from __future__ import annotations

from dataclasses import replace

from bookmaker.importers.model import Imported, ImportOptions
from bookmaker.importers.plain_text.chapter_making import build_chapter
from bookmaker.importers.plain_text.decode import decode_text
from bookmaker.importers.plain_text.markdown_text import (
    import_markdown_text,
    looks_like_markdown,
)
from bookmaker.importers.plain_text.note_forms import normalise_notes
from bookmaker.importers.plain_text.recognise import recognise
from bookmaker.importers.source_words import with_lost_paragraphs
from bookmaker.importers.splitting import without_skipped_levels

__all__ = ["import_plain_text"]


def import_plain_text(
    content: bytes, source: str, stem: str, options: ImportOptions
) -> Imported:
    """Import a text; `stem` is its title where it has none.

    Raises `ManuscriptError` where its bytes are not text of that encoding.
    """
    text, remarks = decode_text(content, source, options.encoding)
    kind = options.text_kind
    if kind == "markdown":
        return import_markdown_text(text, source, stem, remarks)
    text_with_notes = normalise_notes(text)
    recognised = recognise(text_with_notes, source, options.ask, kind)
    if kind == "auto" and looks_like_markdown(text):
        said = f"{source} looks like Markdown; --text-kind markdown reads it as such."
        remarks = (*remarks, said)
    imported = build_chapter(recognised, source, stem, remarks)
    chapters = tuple(without_skipped_levels(one) for one in imported.chapters)
    imported = replace(imported, chapters=chapters)
    return with_lost_paragraphs(imported, source, text_with_notes)
