"""The words of blocks, a line for each leaf, to compare them with those of a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import get_args

from bookmaker.document.nodes import CodeBlock, Figure, Image, Inline, MathBlock, Node
from bookmaker.document.text import plain_text

_INLINE = get_args(Inline)


def words_of(nodes: Iterable[Node]) -> str:
    """The words of nodes; leaves are separated by line ends, so no words run on."""
    return "\n".join(line for node in nodes for line in _lines(node) if line.strip())


def _lines(node: Node) -> Iterator[str]:
    if isinstance(node, _INLINE):
        yield plain_text([node])
        return
    if isinstance(node, CodeBlock | MathBlock):
        yield node.text
        return
    if isinstance(node, Figure):
        yield _picture_words(node.image)
        yield plain_text(node.caption)
        return
    for own in fields(node):
        if own.name not in ("attributes", "span"):
            yield from _lines_of(getattr(node, own.name))


def _picture_words(image: Image) -> str:
    return " ".join(part for part in (image.alternative, image.title) if part)


def _lines_of(value: object) -> Iterator[str]:
    if isinstance(value, Node):
        yield from _lines(value)
    elif isinstance(value, tuple) and value and isinstance(value[0], _INLINE):
        yield plain_text(value)
    elif isinstance(value, tuple):
        for member in value:
            yield from _lines_of(member)
