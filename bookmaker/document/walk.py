"""Iterate over a tree and map it: the only recursion over the whole tree.

Which fields of a node hold nodes is read once from each class; a new node needs no
change here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import Field, fields, replace
from typing import TypeVar

from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import Node

_NOT_CHILDREN = frozenset({"attributes", "span"})
_PLAIN = frozenset({"bool", "int", "str", "None", "Fraction", "date"})
"""Fields whose types are made of these alone hold no nodes."""

N = TypeVar("N", bound=Node)

Mapping = Callable[[Node], "Node | tuple[Node, ...]"]
"""What `map_nodes` calls: it gives a node, or several (or none) to stand in its place.

Several may stand only where the field is a tuple.
"""


_field_names_by_kind: dict[type[Node], tuple[str, ...]] = {}


def _field_names(kind: type[Node]) -> tuple[str, ...]:
    names = _field_names_by_kind.get(kind)
    if names is None:
        names = tuple(f.name for f in fields(kind) if _may_hold_nodes(f))
        _field_names_by_kind[kind] = names
    return names


def _may_hold_nodes(field: Field[object]) -> bool:
    words = frozenset(re.findall(r"\w+", str(field.type)))
    return field.name not in _NOT_CHILDREN and not words <= _PLAIN


def children(node: Node) -> list[Node]:
    """The nodes directly below, in reading order."""
    found: list[Node] = []
    for name in _field_names(node.__class__):
        value = getattr(node, name)
        if value:
            _gather(value, found)
    return found


def _gather(value: object, found: list[Node]) -> None:
    if isinstance(value, tuple):
        if isinstance(value[0], Node):
            # No field's type has nodes beside tuples.
            found += value
        else:
            for member in value:
                if member:
                    _gather(member, found)
    elif isinstance(value, Node):
        found.append(value)


def descend(*roots: Node) -> Iterator[Node]:
    """Yield each root and all nodes below it: parents first, in reading order."""
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        yield node
        # Most nodes are text, which has none below.
        if _field_names(node.__class__):
            below = children(node)
            below.reverse()
            stack += below


def descend_book(book: Book) -> Iterator[Node]:
    """Yield all nodes of a book, divisions included, in reading order."""
    return descend(*book.divisions)


def all_divisions(book: Book) -> Iterator[Division]:
    """Yield the divisions of all levels, in reading order."""
    return _all_divisions(book.divisions)


def _all_divisions(divisions: Iterable[Division]) -> Iterator[Division]:
    for division in divisions:
        yield division
        yield from _all_divisions(division.divisions)


def map_nodes(node: N, mapping: Mapping) -> N:
    """Map all nodes below `node`, children before parents; `node` itself is not mapped.

    Where nothing changes the same object comes back.
    """
    names = _field_names(type(node))
    if not names:
        return node
    changes: dict[str, object] = {}
    for name in names:
        before = getattr(node, name)
        after = _map_value(before, mapping)
        if after is not before:
            changes[name] = after
    # The values replaced had the fields' types; mypy cannot know that.
    return replace(node, **changes) if changes else node  # type: ignore[arg-type]


def _map_value(value: object, mapping: Mapping) -> object:
    if isinstance(value, tuple):
        return _map_tuple(value, mapping) if value else value
    if isinstance(value, Node):
        return mapping(map_nodes(value, mapping))
    return value


def _map_tuple(members: tuple[object, ...], mapping: Mapping) -> tuple[object, ...]:
    mapped: list[object] | None = None
    for place, member in enumerate(members):
        after: object
        if isinstance(member, Node):
            after = mapping(map_nodes(member, mapping))
        else:
            after = _map_value(member, mapping)
        if mapped is None:
            if after is member:
                continue
            mapped = list(members[:place])
        if isinstance(member, Node) and isinstance(after, tuple):
            mapped.extend(after)
        else:
            mapped.append(after)
    return members if mapped is None else tuple(mapped)


def map_divisions(book: Book, mapping: Callable[[Division], Division]) -> Book:
    """Map the divisions of all levels, inner ones first."""

    def mapped(division: Division) -> Division:
        if division.divisions:
            inner = tuple(mapped(child) for child in division.divisions)
            division = replace(division, divisions=inner)
        return mapping(division)

    return replace(
        book,
        front=tuple(mapped(division) for division in book.front),
        body=tuple(mapped(division) for division in book.body),
        back=tuple(mapped(division) for division in book.back),
    )


def leave_out(book: Book, is_unwanted: Callable[[Division], bool]) -> Book:
    """Leave out divisions of the topmost level, with all below them."""

    def kept(divisions: tuple[Division, ...]) -> tuple[Division, ...]:
        return tuple(itertools.filterfalse(is_unwanted, divisions))

    return replace(
        book, front=kept(book.front), body=kept(book.body), back=kept(book.back)
    )


def map_book(book: Book, mapping: Mapping) -> Book:
    """Map every node of a book but the divisions themselves."""

    def outside_divisions(node: Node) -> Node | tuple[Node, ...]:
        return node if isinstance(node, Division) else mapping(node)

    return replace(
        book,
        front=tuple(map_nodes(division, outside_divisions) for division in book.front),
        body=tuple(map_nodes(division, outside_divisions) for division in book.body),
        back=tuple(map_nodes(division, outside_divisions) for division in book.back),
    )
