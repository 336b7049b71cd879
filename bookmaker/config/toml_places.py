"""Where a TOML text says a thing: the places of its keys and values.

`tomllib` gives values without places. This scan gives the places and no values; it
leaves the judgement of the text to `tomllib`, and stops without a word where it
cannot go on. A test reads each value again at its place and compares.

Follows TOML 1.0.0, https://toml.io/en/v1.0.0.
"""

from __future__ import annotations

import contextlib
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import count
from typing import TypeAlias

from bookmaker.source import SourceSpan

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys, and positions in lists, which count from 0."""

_BETWEEN = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_REST_OF_LINE = re.compile(r"[^\n]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
# No possessive quantifiers: those of groups miss matches in Python 3.11.2.
_TEXT = re.compile(
    r'''"""[^"\\]*(?:(?:\\[\s\S]|"{1,2}(?!"))[^"\\]*)*"{3,5}'''
    r"""|'''[^']*(?:'{1,2}(?!')[^']*)*'{3,5}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
)
_BARE = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]+|[^\s,\]}#\[{\"'=]+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([btnfr"\\]))')
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def dotted(path: KeyPath) -> str:
    """Write a path as one word: `contents.front[3]`, `products."large print"`."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"[{step}]"
            continue
        plain = step if _BARE_KEY.fullmatch(step) else f'"{step}"'
        words += f".{plain}" if words else plain
    return words


class TomlPlaces(Mapping[str, SourceSpan]):
    """The places of values, by dotted key; those of keys, by path.

    The place of a table is its name in the header that opens it. A file that is
    extended follows the one that extends it.
    """

    def __init__(
        self,
        values: dict[KeyPath, SourceSpan],
        keys: dict[KeyPath, SourceSpan],
    ) -> None:
        self._values = values
        self._keys = keys
        self._value_by_name = {dotted(path): span for path, span in values.items()}

    def __getitem__(self, name: str) -> SourceSpan:
        return self._value_by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._value_by_name)

    def __len__(self) -> int:
        return len(self._value_by_name)

    def value(self, path: KeyPath) -> SourceSpan | None:
        """The place of a value."""
        return self._values.get(path)

    def key(self, path: KeyPath) -> SourceSpan | None:
        """The place of a key; in a list, of the value."""
        return self._keys.get(path, self._values.get(path))

    def over(self, extended: TomlPlaces) -> TomlPlaces:
        """Lay these over those of a file that this one extends.

        A list or a word of this file replaces that of the other whole, so what the
        other says below it has no place any more.
        """
        values = dict(self._values)
        keys = dict(self._keys)
        for path, span in extended._values.items():
            if not self._replaces(path):
                values.setdefault(path, span)
                keys.setdefault(path, extended._keys.get(path, span))
        return TomlPlaces(values, keys)

    def _replaces(self, path: KeyPath) -> bool:
        """Whether a list of ours stands where the other has this path."""
        return any(
            isinstance(step, int) and path[:depth] in self._values
            for depth, step in enumerate(path)
        )


class Scan:
    """One pass over a TOML text.

    `text` has `\\n` at its line ends and no byte order mark, as `tomllib` sees it.
    """

    def __init__(self, text: str, file: str) -> None:
        self.values: dict[KeyPath, SourceSpan] = {}
        self.keys: dict[KeyPath, SourceSpan] = {}
        self.second: KeyPath | None = None
        """The path that is given twice, if one is; the scan stops there."""
        self.second_span: SourceSpan | None = None
        self._text = text
        self._file = file
        self._line_starts = [0, *(end.end() for end in re.finditer("\n", text))]
        self._length_by_list: dict[KeyPath, int] = {}
        self._closed: set[KeyPath] = set()
        self._assigned: set[KeyPath] = set()
        """Those of `key = value`: no other key or table adds to them."""
        self._at = 0
        with contextlib.suppress(_LostError):
            self._read_text()

    @property
    def places(self) -> TomlPlaces:
        """What was found."""
        return TomlPlaces(self.values, self.keys)

    def _read_text(self) -> None:
        table: KeyPath = ()
        self._skip(_BETWEEN)
        while self._at < len(self._text):
            if self._text.startswith("[[", self._at):
                table = self._read_header("[[", "]]")
            elif self._text.startswith("[", self._at):
                table = self._read_header("[", "]")
            else:
                self._read_pair(table)
            self._skip(_BETWEEN)

    def _read_header(self, opening: str, closing: str) -> KeyPath:
        self._at += len(opening)
        path: KeyPath = ()
        names = self._read_names()
        for depth, (name, span) in enumerate(names, start=1):
            path = (*path, name)
            is_last = depth == len(names)
            if is_last or path in self._assigned:
                self._refuse_second(path, span, is_second=path in self._closed)
            if is_last and opening == "[":
                self._closed.add(path)
            self._note(path, span, span)
            if is_last and opening == "[[":
                self._length_by_list[path] = self._length_by_list.get(path, 0) + 1
            if path in self._length_by_list:
                path = (*path, self._length_by_list[path] - 1)
                self._note(path, span, span)
        self._expect(closing)
        self._skip(_REST_OF_LINE)
        return path

    def _read_pair(self, table: KeyPath) -> None:
        names = self._read_names()
        self._expect("=")
        path = table
        for name, span in names[:-1]:
            path = (*path, name)
            self._refuse_second(path, span, is_second=path in self._assigned)
            self._closed.add(path)
            self._note(path, span, span)
        name, span = names[-1]
        path = (*path, name)
        self._refuse_second(path, span, is_second=path in self.values)
        self._closed.add(path)
        self._assigned.add(path)
        self.keys[path] = span
        # Before the value, so that a table stands before what is in it.
        self.values[path] = span
        self._skip(_BLANKS)
        self.values[path] = self._read_value(path)

    def _read_value(self, path: KeyPath) -> SourceSpan:
        start = self._at
        if self._text.startswith("[", start):
            self._read_list(path)
        elif self._text.startswith("{", start):
            self._read_inline_table(path)
        else:
            found = _TEXT.match(self._text, start) or _BARE.match(self._text, start)
            if found is None:
                raise _LostError
            self._at = found.end()
        return self._span(start, self._at)

    def _read_list(self, path: KeyPath) -> None:
        self._at += 1
        for position in count():
            self._skip(_BETWEEN)
            if self._text.startswith("]", self._at):
                break
            inner = (*path, position)
            self.values[inner] = self._span(self._at, self._at)
            self.values[inner] = self._read_value(inner)
            self._skip(_BETWEEN)
            if self._text.startswith(",", self._at):
                self._at += 1
        self._expect("]")

    def _read_inline_table(self, path: KeyPath) -> None:
        self._at += 1
        self._skip(_BLANKS)
        while not self._text.startswith("}", self._at):
            self._read_pair(path)
            self._skip(_BLANKS)
            if self._text.startswith(",", self._at):
                self._at += 1
                self._skip(_BLANKS)
        self._expect("}")

    def _read_names(self) -> list[tuple[str, SourceSpan]]:
        """Read a key and what its dots join, each name with its place."""
        names = []
        while True:
            self._skip(_BLANKS)
            found = _KEY.match(self._text, self._at)
            if found is None:
                raise _LostError
            self._at = found.end()
            names.append((_bare_name(found[0]), self._span(*found.span())))
            self._skip(_BLANKS)
            if not self._text.startswith(".", self._at):
                return names
            self._at += 1

    def _note(self, path: KeyPath, key: SourceSpan, value: SourceSpan) -> None:
        self.keys.setdefault(path, key)
        self.values.setdefault(path, value)

    def _refuse_second(
        self, path: KeyPath, span: SourceSpan, *, is_second: bool
    ) -> None:
        if is_second:
            self.second, self.second_span = path, span
            raise _LostError

    def _expect(self, mark: str) -> None:
        self._skip(_BLANKS)
        if not self._text.startswith(mark, self._at):
            raise _LostError
        self._at += len(mark)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self._text, self._at)
        if found is not None:
            self._at = found.end()

    def _span(self, start: int, end: int) -> SourceSpan:
        line, end_line = self._line(start), self._line(end)
        return SourceSpan(
            self._file,
            line,
            start - self._line_starts[line - 1] + 1,
            end_line,
            end - self._line_starts[end_line - 1] + 1,
        )

    def _line(self, offset: int) -> int:
        return bisect_right(self._line_starts, offset)


class _LostError(Exception):
    """The text is not TOML from here on."""


def _bare_name(written: str) -> str:
    """The name that a key means, without its quotation marks and escapes."""
    if written.startswith("'"):
        return written[1:-1]
    if written.startswith('"'):
        return _ESCAPE.sub(_unescape, written[1:-1])
    return written


def _unescape(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    if code:
        # `tomllib` refuses what no character has; the scan must only not stumble.
        return chr(min(int(code, 16), sys.maxunicode))
    return _ESCAPED.get(escape[3], escape[3])
