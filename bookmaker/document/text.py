"""The plain text of nodes: what a person would read aloud, without notes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from bookmaker.document.nodes import (
    Citation,
    Code,
    CodeBlock,
    Group,
    Image,
    LineBreak,
    Math,
    MathBlock,
    Node,
    NoteReference,
    Paragraph,
    RawBlock,
    RawInline,
    SceneBreak,
    SoftBreak,
    Span,
    Text,
)
from bookmaker.document.walk import children, descend


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


def shows_nothing(nodes: Iterable[Node]) -> bool:
    """Whether nodes are blanks, or places that a link may lead to, and nothing else."""
    return all(_is_blank(node) for node in descend(*nodes))


def _is_blank(node: Node) -> bool:
    match node:
        case Text():
            return all(
                c.isspace() or unicodedata.category(c) == "Cf" for c in node.text
            )
        case RawInline():
            return node.format == "comment"
        case SceneBreak():
            return node.is_blank
        case _:
            return isinstance(node, Paragraph | Group | Span | SoftBreak | LineBreak)


def _is_format(character: str) -> bool:
    return unicodedata.category(character) == "Cf"
