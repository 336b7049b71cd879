"""The tree as JSON and back, so that other programs read, filter and write it.

An object for each node: its `type` is the class, its keys are the fields, and those
that have their default are left out. The round trip is exact, spans included. The
schema (JSON Schema 2020-12) is made from the same classes as the two directions, and
`docs/tree.schema.json` is a copy of it.
"""

from __future__ import annotations

import datetime
import enum
import functools
import inspect
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import (
    TYPE_CHECKING,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from bookmaker.diagnostics.errors import BookmakerError
from bookmaker.document import nodes
from bookmaker.document.book import Book
from bookmaker.document.characters import NOT_IN_XML
from bookmaker.document.nodes import Node

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

VERSION = 1
"""Raised when a program that reads the form would have to change."""

_FILE_NAME = "/file"

Json = dict[str, object]

T = TypeVar("T")


class MalformedTreeError(BookmakerError):
    """JSON that is not a tree; `where` is a JSON Pointer (RFC 6901) to the flaw."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where or '/'}: {reason}")
        self.where = where
        self.reason = reason


# --- Tree to JSON -----------------------------------------------------------------


def to_json(book: Book) -> Json:
    """Turn a book into what `json.dumps` takes."""
    return {"version": VERSION, "book": _encoded(book)}


def _encoded(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case enum.Enum():
            return value.value
        case datetime.date():
            return value.isoformat()
        case tuple():
            return [_encoded(member) for member in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _encoded_fields(value)
        case _:
            message = f"no JSON form for {type(value).__name__}"
            raise TypeError(message)


def _encoded_fields(value: DataclassInstance) -> Json:
    form: Json = {}
    if isinstance(value, Node):
        form["type"] = type(value).__name__
    for own in fields(value):
        worth = getattr(value, own.name)
        if not _is_default(own, worth):
            form[own.name] = _encoded(worth)
    return form


def _is_default(own: Field[object], worth: object) -> bool:
    return own.default is not MISSING and worth == own.default


# --- JSON to tree -----------------------------------------------------------------


def from_json(form: object) -> Book:
    """Turn the form back into a book. Raises `MalformedTreeError`."""
    outer = _object(form, "")
    if outer.get("version") != VERSION:
        reason = f"the form's version is {outer.get('version')!r}, not {VERSION}"
        raise MalformedTreeError("/version", reason)
    return cast("Book", _decoded(Book, outer.get("book"), "/book"))


def _decoded(hint: object, form: object, where: str) -> object:
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _decoded_union(get_args(hint), form, where)
    if origin is tuple:
        return _decoded_tuple(get_args(hint), form, where)
    if not isinstance(hint, type):
        message = f"no JSON form for the type {hint}"
        raise TypeError(message)
    return _decoded_class(hint, form, where)


def _decoded_union(members: tuple[object, ...], form: object, where: str) -> object:
    kinds = [kind for kind in members if kind is not types.NoneType]
    if form is None and len(kinds) < len(members):
        return None
    if len(kinds) == 1:
        return _decoded(kinds[0], form, where)
    name = _object(form, where).get("type")
    for kind in kinds:
        if isinstance(kind, type) and kind.__name__ == name:
            return _decoded_class(kind, form, where)
    raise MalformedTreeError(where, f"{name!r} is no node that may stand here")


def _decoded_tuple(members: tuple[object, ...], form: object, where: str) -> object:
    values = _checked(list, form, where)
    is_endless = members[-1] is Ellipsis
    if not is_endless and len(values) != len(members):
        raise MalformedTreeError(where, f"{len(members)} values are needed")
    hints = [members[0]] * len(values) if is_endless else members
    return tuple(
        _decoded(hint, value, f"{where}/{number}")
        for number, (hint, value) in enumerate(zip(hints, values, strict=True))
    )


def _decoded_class(kind: type, form: object, where: str) -> object:
    if issubclass(kind, enum.Enum):
        return _made(lambda: kind(_checked(str, form, where)), where)
    if issubclass(kind, datetime.date):
        return _made(lambda: kind.fromisoformat(_checked(str, form, where)), where)
    if is_dataclass(kind):
        return _decoded_fields(kind, form, where)
    value = _checked(kind, form, where)
    # The name of a file is the file system's, which has other rules.
    if isinstance(value, str) and not where.endswith(_FILE_NAME):
        found = NOT_IN_XML.search(value)
        if found is not None:
            reason = f"the character U+{ord(found[0]):04X} cannot be in a book"
            raise MalformedTreeError(where, reason)
    return value


def _decoded_fields(
    kind: type[DataclassInstance], form: object, where: str
) -> DataclassInstance:
    rest = dict(_object(form, where))
    if issubclass(kind, Node) and rest.pop("type", None) != kind.__name__:
        raise MalformedTreeError(where, f"a {kind.__name__} belongs here")
    hints = _hints(kind)
    values: Json = {}
    for own in fields(kind):
        if own.name in rest:
            there = f"{where}/{own.name}"
            values[own.name] = _decoded(hints[own.name], rest.pop(own.name), there)
        elif own.default is MISSING:
            raise MalformedTreeError(where, f"the key {own.name!r} is missing")
    if rest:
        raise MalformedTreeError(where, f"the key {min(rest)!r} means nothing here")
    return _made(lambda: kind(**values), where)


def _made(make: Callable[[], T], where: str) -> T:
    """What `make` gives; a constructor refuses what is not a legal tree."""
    try:
        return make()
    except ValueError as error:
        raise MalformedTreeError(where, str(error)) from error


def _object(form: object, where: str) -> Mapping[str, object]:
    return cast("Mapping[str, object]", _checked(dict, form, where))


def _checked(kind: type[T], form: object, where: str) -> T:
    """The value itself, if it is of just this type (a truth value is not a number)."""
    if type(form) is not kind:
        reason = f"{_NAME_BY_TYPE[kind]} is needed, not {form!r:.40}"
        raise MalformedTreeError(where, reason)
    return form


_NAME_BY_TYPE: Mapping[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a string",
    int: "a whole number",
    bool: "true or false",
}


@functools.cache
def _hints(kind: type) -> Mapping[str, object]:
    return get_type_hints(kind)


# --- The schema -------------------------------------------------------------------

_BLOCK = frozenset(get_args(nodes.Block))
_INLINE = frozenset(get_args(nodes.Inline))


def schema() -> Json:
    """Make the JSON Schema of the form from the classes of the tree."""
    definitions: dict[str, Json] = {}
    book = _schema_of(Book, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A book's tree, as `bookmaker tree --json` prints it",
        "type": "object",
        "properties": {"version": {"const": VERSION}, "book": book},
        "required": ["version", "book"],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema_of(hint: object, definitions: dict[str, Json]) -> Json:
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _schema_of_union(get_args(hint), definitions)
    if origin is tuple:
        return _schema_of_tuple(get_args(hint), definitions)
    if not isinstance(hint, type):
        message = f"no schema for the type {hint}"
        raise TypeError(message)
    if is_dataclass(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}  # stands for itself while it is made
            definitions[hint.__name__] = _schema_of_fields(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if issubclass(hint, enum.Enum):
        return {"enum": [member.value for member in hint]}
    return dict(_SCHEMA_BY_TYPE[hint])


_SCHEMA_BY_TYPE: Mapping[type, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    datetime.date: {"type": "string", "format": "date"},
    datetime.datetime: {"type": "string", "format": "date-time"},
}


def _schema_of_union(members: tuple[object, ...], definitions: dict[str, Json]) -> Json:
    kinds = [kind for kind in members if kind is not types.NoneType]
    if len(kinds) == 1:
        return {"anyOf": [_schema_of(kinds[0], definitions), {"type": "null"}]}
    name = {_BLOCK: "Block", _INLINE: "Inline"}[frozenset(kinds)]
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _schema_of_nodes(kinds, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _schema_of_nodes(kinds: list[object], definitions: dict[str, Json]) -> Json:
    # Distinguished by `type` first: with `anyOf` a validator tries every kind at every
    # level, and its time grows with a power of the depth.
    names = [cast("type", kind).__name__ for kind in kinds]
    choices = [
        {
            "if": {"properties": {"type": {"const": name}}},
            "then": _schema_of(kind, definitions),
        }
        for name, kind in zip(names, kinds, strict=True)
    ]
    return {
        "type": "object",
        "properties": {"type": {"enum": names}},
        "required": ["type"],
        "allOf": choices,
    }


def _schema_of_tuple(members: tuple[object, ...], definitions: dict[str, Json]) -> Json:
    if members[-1] is Ellipsis:
        return {"type": "array", "items": _schema_of(members[0], definitions)}
    prefix = [_schema_of(member, definitions) for member in members]
    return {
        "type": "array",
        "prefixItems": prefix,
        "minItems": len(prefix),
        "items": False,
    }


def _schema_of_fields(
    kind: type[DataclassInstance], definitions: dict[str, Json]
) -> Json:
    hints = _hints(kind)
    properties: dict[str, Json] = {}
    required: list[str] = []
    if issubclass(kind, Node):
        properties["type"] = {"const": kind.__name__}
        required.append("type")
    for own in fields(kind):
        properties[own.name] = _schema_of(hints[own.name], definitions)
        if own.default is MISSING:
            required.append(own.name)
    return {
        "description": inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0],
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
