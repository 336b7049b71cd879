"""The nodes of a tree packed for a cache: quick to read back, and for nobody else.

What comes in: nodes and tuples of them. What goes out: what `json.dumps` takes. A node
is a list: a number for its class, what the author attached, its place, its fields
without the last ones that have their default. The numbers follow the order of the
classes in `document/nodes.py`, so that a packed form is read by the very program that
wrote it, and by no other; `json_form.py` is the form for others.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeAlias

from bookmaker.document import nodes
from bookmaker.document.nodes import NO_ATTRIBUTES, Attributes, Node
from bookmaker.source import SourceSpan

Packed: TypeAlias = Any
"""What JSON can say."""

_new = object.__new__
_TUPLE = None
"""Begins a list that stands for a tuple; a number begins one that stands for a value.
"""


def _own_classes() -> tuple[type, ...]:
    own = (value for value in vars(nodes).values() if isinstance(value, type))
    return tuple(k for k in own if issubclass(k, Node | enum.Enum) and k is not Node)


_CLASSES = _own_classes()
_NUMBER_BY_CLASS: Mapping[type, int] = {k: number for number, k in enumerate(_CLASSES)}
_BEFORE_FIELDS = 3
"""A node's number, what is attached to it, and its place."""
_OUTSIDE_OF_FIELDS = frozenset({"attributes", "span"})


def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    """The names of a node's own fields, each with its default."""
    if not issubclass(kind, Node):
        return ()
    return tuple(
        (f.name, f.default) for f in fields(kind) if f.name not in _OUTSIDE_OF_FIELDS
    )


_FIELDS = tuple(map(_defaults, _CLASSES))
_Setter: TypeAlias = Callable[[object, object], None]


def _setters(kind: type, names: Iterable[str]) -> tuple[_Setter, ...]:
    """What fills a frozen value's slots: what was packed was looked over when made."""
    return tuple(getattr(kind, name).__set__ for name in names)


_FILLED = tuple(
    (_setters(kind, (name for name, _ in own)), tuple(default for _, default in own))
    for kind, own in zip(_CLASSES, _FIELDS, strict=True)
)
"""How the own fields of each class are filled, and with what by default."""
_set_attributes, _set_span = _setters(Node, ("attributes", "span"))
_FILL_SPAN = _setters(SourceSpan, (f.name for f in fields(SourceSpan)))


class Packer:
    """Packs nodes; the files that their places name have numbers."""

    def __init__(self) -> None:
        self._number_by_file: dict[str, int] = {}

    @property
    def files(self) -> list[str]:
        """The names of the files, by their numbers."""
        return list(self._number_by_file)

    def pack(self, value: object) -> Packed:
        """Pack a node, an enumeration's member, words, a number, or a tuple of such.

        Raises `TypeError` for anything else.
        """
        match value:
            case Node():
                return self._node(value)
            case tuple():
                return [_TUPLE, *map(self.pack, value)]
            case enum.Enum():
                return [_NUMBER_BY_CLASS[type(value)], value.value]
            case None | str() | bool() | int():
                return value
            case _:
                message = f"no packed form for {type(value).__name__}"
                raise TypeError(message)

    def pack_place(self, span: SourceSpan | None) -> Packed:
        """Pack a place."""
        if span is None:
            return None
        numbers = self._number_by_file
        file = numbers.setdefault(span.file, len(numbers))
        return [file, span.line, span.column, span.end_line, span.end_column]

    def _node(self, node: Node) -> Packed:
        number = _NUMBER_BY_CLASS[type(node)]
        own = [(getattr(node, name), default) for name, default in _FIELDS[number]]
        while own and own[-1][1] is not MISSING and own[-1][0] == own[-1][1]:
            own.pop()
        attached = node.attributes
        return [
            number,
            None
            if attached == NO_ATTRIBUTES
            else [attached.id, attached.classes, attached.pairs],
            self.pack_place(node.span),
            *(self.pack(value) for value, _ in own),
        ]


class Unpacker:
    """Reads back what a `Packer` packed; `files` are the names that it knew."""

    def __init__(self, files: list[str]) -> None:
        self._files = files

    def unpack(self, form: Packed) -> Any:  # noqa: ANN401 - whatever was packed
        """Read a value back.

        Raises `IndexError`, `TypeError` or `ValueError` where it is not a packed form.
        """
        if form.__class__ is not list:
            return form
        number = form[0]
        if number is _TUPLE:
            unpack = self.unpack
            return tuple([unpack(member) for member in form[1:]])
        kind = _CLASSES[number]
        if not _FIELDS[number] and issubclass(kind, enum.Enum):
            return kind(form[1])
        made: Any = _new(kind)
        _set_attributes(made, _attributes(form[1]) if form[1] else NO_ATTRIBUTES)
        _set_span(made, self.unpack_place(form[2]))
        setters, defaults = _FILLED[number]
        count = len(form) - _BEFORE_FIELDS
        for fill, value in zip(setters, form[_BEFORE_FIELDS:], strict=False):
            fill(made, self.unpack(value) if value.__class__ is list else value)
        for fill, value in zip(setters[count:], defaults[count:], strict=True):
            fill(made, value)
        return made

    def unpack_place(self, form: Packed) -> SourceSpan | None:
        """Read a place back."""
        if form is None:
            return None
        made = _new(SourceSpan)
        form[0] = self._files[form[0]]
        for fill, value in zip(_FILL_SPAN, form, strict=True):
            fill(made, value)
        return made


def _attributes(form: Packed) -> Attributes:
    name, classes, pairs = form
    return Attributes(name, tuple(classes), tuple(map(tuple, pairs)))
