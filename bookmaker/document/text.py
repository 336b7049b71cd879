"""The plain text of nodes: what a person would read aloud, without notes."""

from __future__ import annotations

from collections.abc import Iterable

from bookmaker.document.nodes import (
    Citation,
    Code,
    CodeBlock,
    Image,
    LineBreak,
    Math,
    MathBlock,
    Node,
    NoteReference,
    RawBlock,
    RawInline,
    SoftBreak,
    Text,
)
from bookmaker.document.walk import children


def plain_text(nodes: Iterable[Node]) -> str:
    """Join the words of inline nodes; breaks become spaces, note calls nothing."""
    return "".join(_text_of(node) for node in nodes)


def _text_of(node: Node) -> str:
    match node:
        case Text() | Code() | Math() | MathBlock() | RawInline() | RawBlock():
            return node.text
        case CodeBlock():
            return plain_text(node.caption) + (node.file_name or "") + node.text
        case SoftBreak() | LineBreak():
            return " "
        case NoteReference():
            return ""
        case Citation():
            return plain_text(node.words) if node.words else node.written
        case Image():
            return node.alternative or ""
        case _:
            return plain_text(children(node))
