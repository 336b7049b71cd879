"""The tree as stable text, one node a line, for people and golden files.

A line says the node's kind, its own words, the fields that differ from their default
and, in pandoc's notation, what the author attached:

    Division chapter file="chapters/01.md" {#shore}
      title: Text "The Shore"
      Paragraph
        Text "The tide was "
        Emphasis
          Text "out"

A field's name stands before its nodes only where they could be taken for another
field's. Characters that cannot be seen are written as escapes.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import TYPE_CHECKING

from bookmaker.document.book import Book
from bookmaker.document.nodes import NO_ATTRIBUTES, Attributes, Node
from bookmaker.source import SourceSpan

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_NAMED = frozenset(
    {"title", "subtitle", "attribution", "caption", "term", "head"}
    | {"front", "body", "back", "descriptions", "contributors"}
    | {"see", "see_also", "prefix", "suffix", "words"}
)
"""Fields whose nodes could be taken for those of another field of the same node."""

_BARE = frozenset({"text", "kind"})
"""Fields whose value needs no name beside it."""

_LAST = frozenset({"attributes", "span"})
"""Fields that stand at the end of the line, in a notation of their own."""

_INDENT = "  "


def dump(node: Node, *, shows_spans: bool = False) -> str:
    """Write a node and all below it as lines; `@3:1` is where a node begins."""
    return _dump(node, shows_spans=shows_spans)


def dump_book(book: Book, *, shows_spans: bool = False) -> str:
    """Write a whole book as lines, its metadata first."""
    return _dump(book, shows_spans=shows_spans)


def _dump(root: DataclassInstance, *, shows_spans: bool) -> str:
    lines: list[str] = []
    # A stack of our own: a tree may be deeper than Python's.
    stack = [(0, "", root)]
    while stack:
        depth, name, value = stack.pop()
        lines.append(_INDENT * depth + name + _line(value, shows_spans=shows_spans))
        below = [(depth + 1, *child) for child in _children(value)]
        stack.extend(reversed(below))
    return "".join(f"{line}\n" for line in lines)


def _line(value: DataclassInstance, *, shows_spans: bool) -> str:
    words = [type(value).__name__]
    for own in fields(value):
        worth = getattr(value, own.name)
        if own.name in _LAST or _holds_nodes(worth) or _is_default(own, worth):
            continue
        if own.name in _BARE:
            words.append(_scalar(worth))
        else:
            words.append(f"{own.name}={_scalar(worth)}")
    if isinstance(value, Node) and value.attributes != NO_ATTRIBUTES:
        words.append(_attributes(value.attributes))
    span = getattr(value, "span", None)
    if shows_spans and isinstance(span, SourceSpan):
        words.append(f"@{span.line}:{span.column}")
    return " ".join(words)


def _children(value: DataclassInstance) -> Iterator[tuple[str, DataclassInstance]]:
    """Yield what stands below, each with what is written before it."""
    for own in fields(value):
        worth = getattr(value, own.name)
        if not _holds_nodes(worth):
            continue
        label = own.name if own.name in _NAMED else ""
        for place, child in _members(worth):
            yield (f"{label}{place}: " if label else ""), child


def _members(worth: object) -> Iterator[tuple[str, DataclassInstance]]:
    """Yield the nodes of a field; `[1]` counts the groups of a tuple of tuples."""
    if isinstance(worth, tuple):
        for number, member in enumerate(worth, start=1):
            is_group = isinstance(member, tuple)
            for _, child in _members(member):
                yield (f"[{number}]" if is_group else ""), child
    elif is_dataclass(worth) and not isinstance(worth, type):
        yield "", worth


def _holds_nodes(worth: object) -> bool:
    if isinstance(worth, tuple):
        return any(_holds_nodes(member) for member in worth)
    return is_dataclass(worth) and not isinstance(worth, Attributes | SourceSpan)


def _is_default(own: Field[object], worth: object) -> bool:
    return worth == () or (own.default is not MISSING and worth == own.default)


def _attributes(attributes: Attributes) -> str:
    words = [f"#{attributes.id}"] if attributes.id is not None else []
    words += [f".{name}" for name in attributes.classes]
    words += [f"{key}={_quoted(text)}" for key, text in attributes.pairs]
    return "{" + " ".join(words) + "}"


def _scalar(worth: object) -> str:
    match worth:
        case enum.Enum():
            return str(worth.value)
        case bool():
            return "true" if worth else "false"
        case str():
            return _quoted(worth)
        case _:
            return str(worth)


def _quoted(text: str) -> str:
    """Write a string as JSON does, with escapes also for what cannot be seen."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(
        sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in quoted
    )
