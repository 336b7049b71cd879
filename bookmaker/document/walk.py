"""Iterate over a tree and map it: the only recursion over the whole tree.

Which fields of a node hold nodes is read once from each class; a new node needs no
change here. Most walks look for a few kinds of node that most chapters do not have:
who names them does not walk where there are none, because each node remembers which
kinds stand below it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import Field, fields, replace
from typing import TypeAlias, TypeVar, overload

from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import NO_ATTRIBUTES, Admonition, Node, Table

_NOT_CHILDREN = frozenset({"attributes", "span"})
_PLAIN = frozenset({"bool", "int", "str", "None", "Fraction", "date"})
"""Fields whose types are made of these alone hold no nodes."""

N = TypeVar("N", bound=Node)
M = TypeVar("M", bound=Node)
L = TypeVar("L", bound=Node)


class Attributed:
    """Stands among kinds for every node to which the author attached something."""


Kind: TypeAlias = type[Node] | type[Attributed]

Mapping = Callable[[Node], "Node | tuple[Node, ...]"]
"""What `map_nodes` calls: it gives a node, or several (or none) to stand in its place.

Several may stand only where the field is a tuple.
"""


_SHOWN_FIRST: dict[type[Node], str] = {Table: "caption", Admonition: "title"}
"""Fields that are shown before those that the class names before them."""


class _FieldNames(dict[type[Node], tuple[str, ...]]):
    """By its class: which fields of a node may hold nodes, in reading order."""

    def __missing__(self, kind: type[Node]) -> tuple[str, ...]:
        names = [f.name for f in fields(kind) if _may_hold_nodes(f)]
        first = _SHOWN_FIRST.get(kind)
        names.sort(key=lambda name: name != first)
        self[kind] = tuple(names)
        return self[kind]


# Walks meet a million nodes: looking up costs them less than asking a function.
_field_names = _FieldNames()


def _may_hold_nodes(field: Field[object]) -> bool:
    words = frozenset(re.findall(r"\w+", str(field.type)))
    return field.name not in _NOT_CHILDREN and not words <= _PLAIN


def children(node: Node) -> list[Node]:
    """The nodes directly below, in reading order."""
    found: list[Node] = []
    for name in _field_names[node.__class__]:
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


# --- Which kinds stand where ------------------------------------------------------

_ALL = -1
"""As a set of bits: nodes of every kind."""


class _Bits(dict[Kind, int]):
    """By the kind: the bit that stands for it."""

    def __missing__(self, kind: Kind) -> int:
        self[kind] = 1 << len(self)
        return self[kind]


_bit = _Bits({Attributed: 1})


def _bits(kinds: Iterable[Kind]) -> int:
    """The kinds as a set of bits; all, where none is named."""
    found = 0
    for kind in kinds:
        found |= _bit[kind]
    return found or _ALL


def _own_bits(node: Node) -> int:
    bit = _bit[node.__class__]
    return bit if node.attributes is NO_ATTRIBUTES else bit | 1


def _bits_below(node: Node) -> int:
    """The kinds of all nodes below one, which remembers them."""
    try:
        return node.kinds_below
    except AttributeError:
        found = 0
        for child in children(node):
            found |= _bit[child.__class__]
            if child.attributes is not NO_ATTRIBUTES:
                found |= 1
            if _field_names[child.__class__]:
                found |= _bits_below(child)
        object.__setattr__(node, "kinds_below", found)
        return found


@overload
def find_nodes(roots: Iterable[Node], kind: type[N], /) -> Iterator[N]: ...
@overload
def find_nodes(
    roots: Iterable[Node], first: type[N], second: type[M], /
) -> Iterator[N | M]: ...
@overload
def find_nodes(
    roots: Iterable[Node], first: type[N], second: type[M], third: type[L], /
) -> Iterator[N | M | L]: ...
@overload
def find_nodes(roots: Iterable[Node], /, *kinds: Kind) -> Iterator[Node]: ...
def find_nodes(roots: Iterable[Node], /, *kinds: Kind) -> Iterator[Node]:
    """Yield the nodes of some kinds, roots too: parents first, in reading order."""
    wanted = _bits(kinds)
    stack = list(roots)[::-1]
    while stack:
        node = stack.pop()
        is_attributed = wanted & 1 and node.attributes is not NO_ATTRIBUTES
        if is_attributed or _bit[node.__class__] & wanted:
            yield node
        if _field_names[node.__class__] and _bits_below(node) & wanted:
            below = children(node)
            below.reverse()
            stack += below


# --- Walks ------------------------------------------------------------------------


def descend(*roots: Node) -> Iterator[Node]:
    """Yield each root and all nodes below it: parents first, in reading order."""
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        yield node
        # Most nodes are text, which has none below.
        if _field_names[node.__class__]:
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


def map_nodes(node: N, mapping: Mapping, *kinds: Kind) -> N:
    """Map all nodes below `node`, children before parents; `node` itself is not mapped.

    Where kinds are named, nodes of others keep what they are, but for what is below
    them. Where nothing changes the same object comes back.
    """
    return _mapped(node, mapping, _bits(kinds))


def _mapped(node: N, mapping: Mapping, wanted: int) -> N:
    names = _field_names[node.__class__]
    if not names or (wanted != _ALL and not _bits_below(node) & wanted):
        return node
    changes: dict[str, object] = {}
    for name in names:
        before = getattr(node, name)
        after = _map_value(before, mapping, wanted)
        if after is not before:
            changes[name] = after
    # The values replaced had the fields' types; mypy cannot know that.
    return replace(node, **changes) if changes else node  # type: ignore[arg-type]


def _map_value(value: object, mapping: Mapping, wanted: int) -> object:
    if isinstance(value, tuple):
        return _map_tuple(value, mapping, wanted) if value else value
    if isinstance(value, Node):
        return _map_node(value, mapping, wanted)
    return value


def _map_node(node: Node, mapping: Mapping, wanted: int) -> Node | tuple[Node, ...]:
    # What is below does not change what a node's own bits are.
    is_wanted = wanted == _ALL or _own_bits(node) & wanted
    after = _mapped(node, mapping, wanted)
    return mapping(after) if is_wanted else after


def _map_tuple(
    members: tuple[object, ...], mapping: Mapping, wanted: int
) -> tuple[object, ...]:
    mapped: list[object] | None = None
    for place, member in enumerate(members):
        after: object
        if isinstance(member, Node):
            after = _map_node(member, mapping, wanted)
        else:
            after = _map_value(member, mapping, wanted)
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


def map_book(book: Book, mapping: Mapping, *kinds: Kind) -> Book:
    """Map all nodes of a book, or those of some kinds; divisions stay themselves."""
    wanted = _bits(kinds)

    def outside_divisions(node: Node) -> Node | tuple[Node, ...]:
        return node if isinstance(node, Division) else mapping(node)

    def mapped(divisions: tuple[Division, ...]) -> tuple[Division, ...]:
        return tuple(_mapped(d, outside_divisions, wanted) for d in divisions)

    return replace(
        book, front=mapped(book.front), body=mapped(book.body), back=mapped(book.back)
    )
