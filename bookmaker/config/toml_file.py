"""Read `book.toml` and what it extends: values, with the place of each.

What comes in: a path. What goes out: one table in which the book's own keys win over
those of the files that it extends, and the places of them all.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.toml_openings import look_around
from bookmaker.config.toml_places import Scan, TomlPlaces, dotted
from bookmaker.config.toml_slips import find_slip
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.configuration import (
    BadExtends,
    ConfigOutside,
    DuplicateKey,
    TomlSyntax,
)
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.source import SourceSpan

MAX_EXTENDED_FILES = 5
"""How many files may be extended in a row."""

TomlValue: TypeAlias = (
    "str | int | float | bool | datetime.date | datetime.time"
    " | list[TomlValue] | dict[str, TomlValue]"
)
TomlTable: TypeAlias = dict[str, TomlValue]

_TOMLLIB_PLACE = re.compile(
    r"(?P<reason>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of .*)\)",
    re.DOTALL,
)
_ENDLESS_KEY = re.compile(
    r"""(?:^|[{,])[ \t\[]*(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){100}""",
    re.MULTILINE,
)
"""A key of a hundred names: `tomllib` takes time by the square of their number."""
_PLAIN_REASONS = (
    (
        "Invalid value",
        "a value is missing or is not written as one",
        "put strings in quotation marks, lists in [ ], true and false in lower case",
    ),
    ("Unterminated string", "a quotation mark is not closed", "close it"),
    (
        "Illegal character '\\n'",
        "a quotation mark is not closed in this line",
        'close it; put a string of several lines between """ and """',
    ),
    (
        "Unclosed array",
        "a list is not closed, or a comma is missing in it",
        "put commas between the entries and ] at the end",
    ),
    (
        "Unclosed inline table",
        "a table in { } is not closed, or a comma is missing in it",
        "put commas between its keys and } at the end of the same line",
    ),
    (
        "Expected '=' after a key",
        "there is no = after this key",
        "write key = value; a key has letters from a to z, digits and hyphens",
    ),
    (
        "Invalid initial character for a key part",
        "a key or a part of it is missing",
        "write key = value; a key has letters from a to z, digits and hyphens",
    ),
    (
        "Escaped character is not",
        "no character has this number",
        "write the character itself",
    ),
    (
        "Expected newline or end of document",
        "something follows the value in this line",
        "write one key per line, and put strings in quotation marks",
    ),
    (
        "Invalid statement",
        "this line does not begin with a key",
        "write key = value; letters with accents in a key need quotation marks",
    ),
    (
        "Unescaped '\\'",
        "a backslash has a special meaning in a string",
        "write \\\\ for each backslash, or put the string in 'single' quotes",
    ),
    (
        "Invalid hex value",
        "a backslash has a special meaning in a string",
        "write \\\\ for each backslash, or put the string in 'single' quotes",
    ),
    (
        "Illegal character",
        "there is an invisible character here that TOML doesn’t allow",
        "delete it",
    ),
    ("Invalid date", "there is no such date or time", "write it as 2026-11-01"),
    ("Expected ']", "the name of a table is not closed", "write it as [print]"),
    ('Expected "\'"', "a quotation mark is not closed", "close it"),
)


@dataclass(frozen=True, slots=True)
class ConfigTable:
    """What `book.toml` and the files that it extends say together."""

    values: TomlTable
    places: TomlPlaces
    files: tuple[Path, ...]
    """`book.toml` first."""


def load_config_table(door: ConfigDoor, name: str) -> ConfigTable:
    """Load a configuration file and the chain of those it extends.

    Places name files relative to the door's folder. Raises `ManuscriptError`.
    """
    names: tuple[str, ...] = (name,)
    values, places = _load_file(door, name)
    last_values, last_places = values, places
    while (extends := last_values.get("extends")) is not None:
        span = last_places.value(("extends",))
        shared = _extended_name(door, names, extends, span)
        names = (*names, shared)
        last_values, last_places = _load_file(door, shared)
        values = _merge(values, last_values)
        places = places.over(last_places)
    return ConfigTable(values, places, tuple(door.path_of(name) for name in names))


def _extended_name(
    door: ConfigDoor,
    names: tuple[str, ...],
    extends: TomlValue,
    span: SourceSpan | None,
) -> str:
    """The file that the last of `names` extends, where it may."""
    if not isinstance(extends, str):
        reason = "is not a path in quotation marks"
        raise ManuscriptError(BadExtends(path=str(extends), reason=reason, span=span))
    name = str(Path(names[-1]).parent / extends)
    if door.is_outside(name):
        raise ManuscriptError(ConfigOutside(path=extends, span=span))
    refusal = _refusal(door.path_of(name), [door.path_of(other) for other in names])
    if refusal is not None:
        raise ManuscriptError(BadExtends(path=extends, reason=refusal, span=span))
    return name


def _refusal(path: Path, extending: list[Path]) -> str | None:
    """Why a file may not be extended by the last of others."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return "does not exist"
    if real in [other.resolve() for other in extending]:
        return "extends itself"
    if len(extending) > MAX_EXTENDED_FILES:
        return f"is one of more than {MAX_EXTENDED_FILES} files in a row"
    return None if real.is_file() else "is not a regular file"


def has_endless_key(text: str) -> bool:
    """Whether a text has a key whose reading would take hours."""
    return _ENDLESS_KEY.search(text) is not None


def _merge(own: TomlTable, shared: TomlTable) -> TomlTable:
    """Join two tables; what is ours wins, tables are joined in turn."""
    merged = {**shared, **own}
    for key, value in own.items():
        other = shared.get(key)
        if isinstance(value, dict) and isinstance(other, dict):
            merged[key] = _merge(value, other)
    return merged


def _load_file(door: ConfigDoor, path: str) -> tuple[TomlTable, TomlPlaces]:
    name = door.shown(path)
    text = door.read_text(path)
    try:
        if has_endless_key(text):
            raise RecursionError
        values: TomlTable = tomllib.loads(text)
        return values, Scan(text, name).places
    except RecursionError as error:
        deep = TomlSyntax(
            reason="lists or tables are nested too deeply",
            span=SourceSpan.of_file(name),
        )
        raise ManuscriptError(deep) from error
    except ValueError as error:
        # `ValueError` itself comes of an integer of thousands of digits.
        raise ManuscriptError(_syntax_problem(error, text, name)) from error


_LONG_NUMBER = re.compile(r"\d(?:_?\d){4000}")


def _span_of_long_number(text: str, name: str) -> SourceSpan:
    """Where a number begins that is longer than Python reads; else the file."""
    found = _LONG_NUMBER.search(text)
    if found is None:
        return SourceSpan.of_file(name)
    before = text[: found.start()]
    line_start = before.rfind("\n") + 1
    return SourceSpan.at(name, before.count("\n") + 1, len(before) - line_start + 1)


def _syntax_problem(error: ValueError, text: str, name: str) -> Diagnostic:
    scan = Scan(text, name)
    first = scan.keys.get(scan.second) if scan.second is not None else None
    if scan.second is not None and first is not None:
        return DuplicateKey(
            key=dotted(scan.second), first_line=first.line, span=scan.second_span
        )
    found = _TOMLLIB_PLACE.fullmatch(str(error))
    reason = found["reason"] if found else "a number is too large"
    span = _span_of_long_number(text, name)
    if found:
        span = _tomllib_span(found["line"], found["column"], text, name)
        placed = _slip_at(text, span)
        if placed is not None:
            return placed
    for start, plain, advice in _PLAIN_REASONS:
        if reason.startswith(start):
            return TomlSyntax(reason=plain, advice=advice, span=span)
    return TomlSyntax(reason=reason[:1].lower() + reason[1:], span=span)


def _slip_at(text: str, span: SourceSpan) -> TomlSyntax | None:
    """The slip that made `tomllib` give up at a place: there, or what is open above."""
    lines = text.split("\n")
    line = lines[span.line - 1]
    stop = sum(len(one) + 1 for one in lines[: span.line - 1]) + span.column - 1
    opening, begins_above = look_around(text, stop)
    own = find_slip(line, span.column, is_entry=begins_above)
    if own is not None:
        column = own.column or span.column
        return TomlSyntax(
            reason=own.reason,
            advice=own.advice,
            span=SourceSpan(span.file, span.line, column, span.line, column + 1),
        )
    if opening is None:
        return None
    before = text[: opening.at]
    at_line, at_column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    return TomlSyntax(
        reason=opening.reason,
        advice=opening.advice,
        span=SourceSpan(span.file, at_line, at_column, at_line, at_column + 1),
    )


def _tomllib_span(
    line: str | None, column: str | None, text: str, name: str
) -> SourceSpan:
    """The place that `tomllib` names, which for the end of the text has no numbers."""
    if line is None or column is None:
        last = text.rstrip()
        at_line = last.count("\n") + 1
        at_column = len(last.rpartition("\n")[2]) + 1
        return SourceSpan.at(name, at_line, at_column)
    at_line, at_column = int(line), int(column)
    rest = text.split("\n")[at_line - 1][at_column - 1 :]
    return SourceSpan(name, at_line, at_column, at_line, at_column + bool(rest))
