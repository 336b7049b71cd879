"""JSON schemas of `book.toml` and of the metadata block, for editors without a server.

`make docs` writes them. They say which keys there are, what each means and what form
its value has; what a value means for a book is for `bookmaker check`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bookmaker.config.keys_page import Option
from bookmaker.lsp.config_keys import (
    GENERATED,
    METADATA_KEYS,
    ROLES,
    options_by_name,
)
from bookmaker.readers.metadata_block import BOOK_KEYS

Json = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"
"""What editors' extensions for TOML and YAML read."""
_TEXTS: Json = {"type": "array", "items": {"type": "string"}}
_NAMED: Json = {"anyOf": [{"type": "string"}, {"type": "object"}]}
_SCHEMA_BY_FORM: Mapping[str, Json] = {
    "a string": {"type": "string"},
    "a path": {"type": "string"},
    "a size": {"type": "string"},
    "a length": {"type": "string"},
    "true or false": {"type": "boolean"},
    "a whole number": {"type": "integer", "minimum": 0},
    "a date": {"type": "string", "format": "date"},
    "a date, or date and time": {"type": "string"},
    "a string, or a table": _NAMED,
    "a list of strings": _TEXTS,
    "a list of strings or tables": {"type": "array", "items": _NAMED},
    "a list of files, generated pages and parts": {
        "type": "array",
        "items": {"$ref": "#/definitions/entry"},
    },
}
_CHOICE = re.compile(r"`([^`]+)`")


def config_schema() -> Json:
    """The schema of `book.toml`."""
    tables = options_by_name()
    properties = _properties(tables[""])
    for name, options in tables.items():
        if not name:
            continue
        head, _, is_named = name.partition(".")
        own = list(options)
        if head == "editions":
            own += [*tables["print"], *tables["epub"]]
        table = _table(own)
        if is_named:
            table = {"type": "object", "additionalProperties": table}
        properties[head] = table
    return {
        "$schema": _DIALECT,
        "title": "book.toml of bookmaker",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "definitions": {"entry": _entry()},
    }


def metadata_schema() -> Json:
    """The schema of the metadata block at the head of a chapter."""
    text: Json = {"type": "string"}
    form_by_key: Mapping[str, Json] = {
        "author": {"anyOf": [text, _TEXTS]},
        "role": {"enum": list(ROLES)},
        "numbered": {"type": "boolean"},
        "epigraph": _parts("text", "attribution"),
        "first-published": _parts("place", "date", "address"),
    }
    of_book = {
        key: {**text, "description": f"In a book of one file: the {key} of the book."}
        for key in BOOK_KEYS
    }
    own = {
        key: {**form_by_key.get(key, text), "description": meaning}
        for key, meaning in METADATA_KEYS.items()
    }
    return {
        "$schema": _DIALECT,
        "title": "The metadata block of a chapter in bookmaker",
        "type": "object",
        "properties": {**own, **of_book},
    }


def _parts(*names: str) -> Json:
    text: Json = {"type": ["string", "integer"]}
    parts: Json = {
        "type": "object",
        "properties": dict.fromkeys(names, text),
        "additionalProperties": False,
    }
    return {"anyOf": [{"type": "string"}, parts]}


def _table(options: Iterable[Option]) -> Json:
    return {
        "type": "object",
        "properties": _properties(options),
        "additionalProperties": False,
    }


def _properties(options: Iterable[Option]) -> dict[str, Json]:
    properties: dict[str, Json] = {}
    for option in options:
        schema = _schema_of(option)
        if option.key in properties and properties[option.key] != schema:
            # Editions of print and of EPUB have keys of one name.
            schema = {"anyOf": [properties[option.key], schema]}
        properties[option.key] = schema
    return properties


def _schema_of(option: Option) -> Json:
    choices = _CHOICE.findall(option.form)
    schema = {"enum": choices} if choices else _SCHEMA_BY_FORM[option.form]
    described = {**schema, "description": option.meaning.replace("`", "")}
    default = _default(option)
    return described if default is None else {**described, "default": default}


def _default(option: Option) -> object:
    found = _CHOICE.fullmatch(option.default)
    if found is None:
        return None
    if option.form == "true or false":
        return found[1] == "true"
    return int(found[1]) if option.form == "a whole number" else found[1]


def _entry() -> Json:
    """What a list of `[contents]` may have: a file, a generated page, a part."""
    entries: Json = {"type": "array", "items": {"$ref": "#/definitions/entry"}}
    text: Json = {"type": "string"}
    return {
        "anyOf": [
            {**text, "examples": list(GENERATED)},
            {
                "type": "object",
                "properties": {
                    "file": text,
                    "role": {"enum": sorted({*GENERATED, *ROLES})},
                    "sections": entries,
                    "part": text,
                    "chapters": entries,
                },
                "additionalProperties": False,
            },
        ]
    }
