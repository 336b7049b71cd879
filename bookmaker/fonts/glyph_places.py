"""Where a character that no font has is written: its column, not its paragraph's.

What comes in: a problem at the place of a whole text or listing. What goes out: the
place of the first of its characters, if the source has it as it is printed: not where
it is an entity (`&hearts;`) or comes from another file.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bookmaker.source import SourceSpan, split_lines
from bookmaker.system.files import RefusedFileError

ReadFile = Callable[[str], bytes]
"""Reads a file of the manuscript. Raises `RefusedFileError`."""


def place_of_characters(
    span: SourceSpan | None, characters: str, read: ReadFile
) -> SourceSpan | None:
    """The first of some characters in a span, with those that follow it; else the span.

    The width is that of all that is missing there: one caret for each.
    """
    if span is None or not characters:
        return span
    try:
        lines = split_lines(read(span.file).decode())
    except (RefusedFileError, UnicodeDecodeError):
        return span
    wanted = re.compile(f"[{re.escape(characters)}]+")
    for number in range(span.line, min(span.end_line, len(lines)) + 1):
        line = lines[number - 1]
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else len(line)
        found = wanted.search(line, start, max(start, end))
        if found is not None:
            return SourceSpan(
                span.file, number, found.start() + 1, number, found.end() + 1
            )
    return span
