"""What projects say in YAML, TOML or JSON: read through the door, looked at with care.

What comes in: a file's name. What goes out: plain values. YAML is read by the safe
loader without aliases, whose unfolding a few lines can make endless, and without lists
deep in one another, whose reading takes the square of their depth.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.folder import inside_path, is_file
from bookmaker.config.metadata_words import checked_language, checked_words
from bookmaker.config.toml_file import has_endless_key
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import (
    MissingFile,
    UnreadableConfig,
    WrongFileForm,
    WrongType,
)
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Creator, day_named
from bookmaker.source import SourceSpan

Value = object
"""What such a file holds; looked at before it is used."""

_MOST_DEPTH = 64
_FRONT = re.compile(
    r"\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FRONT_TOML = re.compile(
    r"\ufeff?\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL
)
_MAIL_ADDRESS = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>\s*$")
_FRONT_JSON = re.compile(r"\ufeff?(?:;;;[ \t]*\n)?(?=\{\s*\")")


def read_values(door: ConfigDoor, name: str) -> Mapping[str, Value]:
    """The table of a file of YAML, TOML or JSON, by its suffix.

    YAML may be between lines of `---`. Raises `ManuscriptError`, with the place, where
    the file cannot be read.
    """
    text = door.read_text(name)
    if (block := _FRONT.fullmatch(f"{text.strip()}\n")) is not None:
        before = text[: text.index("---")].count("\n") + 1
        text = "\n" * before + block[1]
    try:
        return mapping(_parsed(text, name))
    except (ValueError, RecursionError) as error:
        form = {"json": "JSON", "toml": "TOML"}.get(name.rpartition(".")[2], "YAML")
        problem = UnreadableConfig(
            path=name,
            reason=f"is not valid {form}: {' '.join(str(error).split())[:120]}",
            advice=_ADVICE if form == "YAML" else f"correct the {form}",
            span=_place_of(error, name),
        )
        raise ManuscriptError(problem) from error


_ADVICE = (
    "correct it; a value that has `: ` or ` #`, or begins with `*`, `&`, `[` or `{`,"
    " needs quotation marks"
)


def _place_of(error: Exception, name: str) -> SourceSpan:
    """Where a file breaks the rules: YAML's and JSON's errors say it."""
    mark = getattr(error.__cause__, "problem_mark", None)
    if mark is not None:
        line, column = mark.line + 1, mark.column + 1
    elif isinstance(error, json.JSONDecodeError):
        line, column = error.lineno, error.colno
    else:
        return SourceSpan.of_file(name)
    return SourceSpan(name, line, column, line, column)


def read_front(text: str) -> Mapping[str, Value]:
    """The table at the head of a page; empty where none can be read.

    What is wrong with it is reported when the page is read as a chapter.
    """
    try:
        if (block := _FRONT.match(text)) is not None:
            return mapping(_parsed(block[1], "yaml"))
        if (block := _FRONT_TOML.match(text)) is not None:
            return mapping(_parsed(block[1], ".toml"))
        if (block := _FRONT_JSON.match(text)) is not None:
            table, _ = json.JSONDecoder().raw_decode(text, block.end())
            return mapping(table)
    except (ValueError, RecursionError):
        pass
    return {}


def read_front_of(door: ConfigDoor, name: str) -> Mapping[str, Value]:
    """The table at the head of a file; empty where none can be read."""
    try:
        return read_front(door.read_text(name))
    except ManuscriptError:  # reported when it is read as a chapter
        return {}


def _parsed(text: str, name: str) -> Value:
    """Parse a text. Raises `ValueError`."""
    if name.endswith(".json"):
        return cast("Value", json.loads(text))
    if name.endswith(".toml"):
        if has_endless_key(text):
            message = "a key is longer than any"
            raise ValueError(message)
        return tomllib.loads(text)
    return _parsed_yaml(text)


def _parsed_yaml(text: str) -> Value:
    # Loaded for the projects alone that have it.
    import yaml

    class Loader(yaml.SafeLoader):
        """Takes a value with a tag of a program's own for nothing."""

    Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
    depth = 0
    try:
        for event in yaml.parse(text, yaml.SafeLoader):
            if isinstance(event, yaml.events.AliasEvent):
                message = "aliases are not read"
                raise ValueError(message)
            depth += isinstance(event, yaml.events.CollectionStartEvent)
            depth -= isinstance(event, yaml.events.CollectionEndEvent)
            if depth > _MOST_DEPTH:
                message = f"more than {_MOST_DEPTH} lists in one another"
                raise ValueError(message)
        # A loader that is safe, and knows less than the safe one.
        return cast("Value", yaml.load(text, Loader))
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", None) or str(error)
        raise ValueError(problem) from error


# --- Values -------------------------------------------------------------------------


def mapping(value: Value) -> Mapping[str, Value]:
    """A table; an empty one for anything else."""
    if not isinstance(value, dict):
        return {}
    return {str(key): worth for key, worth in cast("dict[Value, Value]", value).items()}


def listed(value: Value) -> list[Value]:
    """A list; of one value where it is none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def flattened(name: str, value: Value) -> Iterator[tuple[str, str]]:
    """The words in a table, by the names that lead to them: `email.info`."""
    tables = [(name, value)]
    for _ in range(_MOST_DEPTH):
        inner = [
            (f"{n}{k}", v) for n, table in tables for k, v in mapping(table).items()
        ]
        yield from ((n, said) for n, v in inner if (said := text_of(v)) is not None)
        tables = [(f"{n}.", v) for n, v in inner if mapping(v)]


def text_of(value: Value) -> str | None:
    """Words in one line; `None` where there are none."""
    is_said = isinstance(value, str | int | float) and str(value).strip()
    return " ".join(str(value).split()) if is_said else None


def number_of(value: Value) -> float | None:
    """A number, for an order."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(value) if isinstance(value, str) else None
    except ValueError:
        return None


def author_named(said: str) -> Creator:
    """An author; the mail address of `Ann Lee <ann@example.org>` is not the name."""
    name = _MAIL_ADDRESS.sub("", said)
    return Creator(name or said)


def date_of(value: Value) -> datetime.date | None:
    """A day; `None` for a word as `last-modified`."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    return day_named(value) if isinstance(value, str) else None


def first_of(values: Mapping[str, Value], keys: Iterable[str]) -> Value:
    """The value of the first key that is there."""
    return next((values[key] for key in keys if key in values), None)


@dataclass(frozen=True)
class ProjectWords:
    """Takes words out of a project's file, and files that it names."""

    door: ConfigDoor
    file: str
    diagnostics: Diagnostics

    @property
    def span(self) -> SourceSpan:
        """The file as a place."""
        return SourceSpan.of_file(self.file)

    def place_of(self, value: Value, key: str = "") -> SourceSpan:
        """Where the file says a value; the whole file where that isn't known.

        A value that stands several times is taken from a line that has its `key`; one
        that is written otherwise (with escapes, over several lines) is at its key.
        """
        said, named = str(value), None
        if key:
            name = re.compile(
                rf"^.*(?<![\w-]){re.escape(key)}(?![\w-]).*$", re.MULTILINE
            )
            lines = list(name.finditer(self._written))
            named = next((m for m in lines if said in m[0]), None)
            if named is None and lines and said not in self._written:
                return self._span(lines[0].start(), lines[0].end())
        start = self._written.find(said, named.start() if named else 0)
        if not said or start < 0:
            return self.span
        return self._span(start, start + len(said))

    @cached_property
    def _written(self) -> str:
        return self.door.read_text(self.file)

    def _span(self, start: int, end: int) -> SourceSpan:
        """A place within a line, from and to characters of the file."""
        line = self._written.count("\n", 0, start) + 1
        before = self._written.rfind("\n", 0, start)
        return SourceSpan(self.file, line, start - before, line, end - before)

    def text(self, key: str, value: Value) -> str | None:
        """Words; `None` where there are none, with a warning where there is a table."""
        said = text_of(value)
        if said is None:
            self._report_form(key, value)
            return None
        span = self.place_of(value, key)
        return checked_words(key, said, span, self.diagnostics)

    def _report_form(self, key: str, value: Value) -> None:
        """Report a table or a list where words are expected; nothing is read of it."""
        if not value or not isinstance(value, dict | list):
            return
        found = "a table" if isinstance(value, dict) else "a list"
        example, span = f'{key}: "…"', self.place_of(value, key)
        problem = WrongType(
            key=key, found=found, expected="a string", example=example, span=span
        )
        self.diagnostics.add(problem.softened())

    def language(self, key: str, value: Value) -> str | None:
        """The tag of a language."""
        tag = self.text(key, value)
        if tag is None:
            return None
        span = self.place_of(value, key)
        tag = tag.replace("_", "-")
        return checked_language(key, tag, span, self.diagnostics)

    def authors(self, value: Value, key: str = "author") -> tuple[Creator, ...]:
        """The authors: words, a list, or tables with names."""
        found: list[Creator] = []
        for author in listed(value):
            name = mapping(author).get("name") if isinstance(author, dict) else author
            if isinstance(name, dict):
                parts = mapping(name)
                name = " ".join(
                    str(parts[k]) for k in ("given", "family") if k in parts
                )
            if name is None and isinstance(author, dict):
                self._report_form(key, author)
            elif (said := self.text(key, name)) is not None:
                found.append(author_named(said))
        return tuple(found)

    def files(self, value: Value, suffixes: tuple[str, ...] = ()) -> Iterator[str]:
        """The files of a value that are there; each other one is a warning.

        `suffixes`: those of the files that can be read.
        """
        root = self.door.root
        for path in listed(value):
            if not isinstance(path, str):
                continue
            inside = inside_path(root.resolve(), path)
            if inside is None or not is_file(root, inside):
                missing = MissingFile(path=path, span=self.place_of(path))
                self.diagnostics.add(missing.softened())
            elif suffixes and not path.lower().endswith(suffixes):
                expected = f"a file ending in {', '.join(suffixes)}"
                span = self.place_of(path)
                wrong = WrongFileForm(path=path, expected=expected, span=span)
                self.diagnostics.add(wrong.softened())
            else:
                yield inside
