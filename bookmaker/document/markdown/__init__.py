"""The tree as Markdown: the inverse of the reader.

What comes in: blocks and notes. What goes out: text in bookmaker's dialect that the
Markdown reader reads back as the same nodes. Where Markdown has no form for a node
(`<p class="x">`, a cell with two paragraphs), the HTML that the dialect allows stands
in. What only transforms make (numbers, contents, gathered notes) is written as an
author would have written it, so that it reads back as words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bookmaker.document.markdown.blocks import BlockWriter
from bookmaker.document.markdown.inlines import render_line
from bookmaker.document.nodes import Block, Inline, Note

__all__ = ["render_markdown", "render_title"]


def render_markdown(blocks: Sequence[Block], notes: Iterable[Note] = ()) -> str:
    """Write blocks, then the notes that they call; the text ends with a line end."""
    writer = BlockWriter()
    lines = writer.blocks(blocks)
    written: set[str] = set()
    for note in (*notes, *writer.placed_notes):
        if note.label not in written:
            written.add(note.label)
            lines += ["", *writer.note(note)] if lines else writer.note(note)
    if lines and lines[0].startswith("% "):
        lines[0] = f"\\{lines[0]}"  # at the head of a file it begins a title block
    return "\n".join(lines) + "\n" if lines else ""


def render_title(title: Sequence[Inline]) -> str:
    """Write the words of a title in one line."""
    return render_line(title)
