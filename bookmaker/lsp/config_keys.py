"""The keys of `book.toml` and of metadata blocks, with what a line is about.

A file that is being written is rarely sound, so a line is understood by itself, with
the last header of a table above it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bookmaker.config.keys_page import Option, options_by_table
from bookmaker.config.model import GENERATED_KINDS, WRITTEN_KINDS
from bookmaker.config.values import SIZE_BY_TRIM_NAME
from bookmaker.css.locate import theme_descriptions

_HEADER = re.compile(r"^\s*\[{1,2}\s*([^\[\]#]*)")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")
_CHOICE = re.compile(r"`([^`]+)`")
_OF_EDITION = {"pdf": "[print]", "epub": "[epub]"}

METADATA_KEYS: Mapping[str, str] = {
    "title": "The title of the chapter, instead of its heading.",
    "subtitle": "The line below the title.",
    "short-title": "The title in the running head, if the title is long.",
    "author": "The author, or a list of several, if it isn't the author of the book.",
    "translator": "Who translated this chapter.",
    "lang": "The language of the chapter, if it isn’t that of the book: `fr`.",
    "role": "What the chapter is: a preface, an appendix.",
    "numbered": "Whether the chapter has a number.",
    "epigraph": "A quotation below the title: its words, or `text` and `attribution`.",
    "first-published": "Where and when it first appeared: `place`, `date`, `address`.",
}
"""What the block at the head of a chapter may say."""
ROLES = tuple(sorted(kind.value for kind in WRITTEN_KINDS))
GENERATED = tuple(sorted(kind.value for kind in GENERATED_KINDS))


@dataclass(frozen=True, slots=True)
class ConfigPlace:
    """What a place of `book.toml` is about."""

    table: str
    """The header above it, without brackets; empty at the top of the file."""
    key: str
    """The key whose value this is; empty where a key is written."""


def place_in(lines: Sequence[str], line: int, column: int) -> ConfigPlace:
    """What a place is about; lines and columns count from 1."""
    key = ""
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    found = _KEY.match(before)
    if found is not None:
        key = found[1]
    for number in range(min(line, len(lines)) - 1, -1, -1):
        text = lines[number]
        header = _HEADER.match(text) if not text.lstrip().startswith('["') else None
        if header is not None and number < line - 1:
            return ConfigPlace(header[1].strip(), key)
        if not key and number < line - 1 and (opened := _KEY.match(text)) is not None:
            # A list goes on over lines.
            if "[" in text and "]" not in "".join(lines[number : line - 1]):
                key = opened[1]
            elif "]" in text or "[" not in text:
                continue
    return ConfigPlace("", key)


@functools.cache
def options_by_name() -> Mapping[str, tuple[Option, ...]]:
    """The keys of each table, by its name without brackets."""
    return {name.strip("[]"): options for name, options in options_by_table()}


def options_of(table: str, lines: Sequence[str] = ()) -> tuple[Option, ...]:
    """The keys that a table may have; those of its format too, for an edition."""
    tables = options_by_name()
    head = table.partition(".")[0]
    own = tables.get(table) or tables.get(f"{head}.NAME", ())
    if head != "editions":
        return own
    is_epub = any(re.match(r"^\s*target\s*=\s*[\"']epub", line) for line in lines)
    return (*own, *tables["epub" if is_epub else "print"])


def option_named(table: str, key: str) -> Option | None:
    """A key of a table."""
    return next((one for one in options_of(table) if one.key == key), None)


def values_of(table: str, option: Option) -> tuple[tuple[str, str], ...]:
    """The values that a key may have, each as TOML writes it, and what it means."""
    if option.form.startswith("true"):
        return ("true", ""), ("false", "")
    if option.key == "theme":
        return tuple((f'"{name}"', said) for name, said in theme_descriptions().items())
    if option.key == "trim":
        sizes = SIZE_BY_TRIM_NAME.items()
        return tuple((f'"{name}"', str(size)) for name, size in sizes)
    if table == "contents":
        kinds = (*GENERATED, *ROLES) if option.key != "body" else ()
        return tuple((f'"{name}"', "") for name in kinds)
    choices = _CHOICE.findall(option.form) if " or " in option.form else []
    return tuple((f'"{choice}"', "") for choice in choices)


def describe(table: str, option: Option) -> str:
    """What a key means, in Markdown."""
    name = f"{table}.{option.key}" if table else option.key
    default = "" if option.default == "–" else f"; default: {option.default}"
    return f"**{name}**: {option.form}{default}\n\n{option.meaning}"
