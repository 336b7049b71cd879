"""Tree to Markdown and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.dump import dump
from bookmaker.document.markdown import render_markdown
from bookmaker.document.nodes import Block, Inline, Node, Note, SoftBreak
from bookmaker.document.walk import map_nodes
from bookmaker.readers.markdown import read_markdown


def shown(blocks: Sequence[Block], notes: Sequence[Note]) -> str:
    """A file's tree as text, without line ends that part no words."""
    return "".join(dump(_sound(node)) for node in (*blocks, *notes))


def written_and_read(blocks: Sequence[Block], notes: Sequence[Note]) -> str:
    """The tree that comes back, as text."""
    again = read_markdown(render_markdown(blocks, notes), "x.md", Diagnostics())
    return shown(again.blocks, again.notes)


def read_and_shown(text: str) -> tuple[str, str]:
    """The tree of a text, and what it is after writing and reading."""
    found = read_markdown(text, "x.md", Diagnostics())
    return shown(found.blocks, found.notes), written_and_read(found.blocks, found.notes)


def _sound(node: Node) -> Node:
    def trimmed(inner: Node) -> Node:
        for name in ("children", "title", "caption", "term", "attribution"):
            words = getattr(inner, name, None)
            if isinstance(words, tuple) and any(
                isinstance(w, SoftBreak) for w in words
            ):
                kept = _without_idle_breaks(words)
                if kept != words:
                    inner = replace(inner, **{name: kept})  # type: ignore[arg-type]
        return inner

    return trimmed(map_nodes(node, trimmed))


def _without_idle_breaks(words: Sequence[Inline]) -> tuple[Inline, ...]:
    kept: list[Inline] = []
    for word in words:
        if not isinstance(word, SoftBreak) or (
            kept and not isinstance(kept[-1], SoftBreak)
        ):
            kept.append(word)
    while kept and isinstance(kept[-1], SoftBreak):
        kept.pop()
    return tuple(kept)
