"""Load where a language divides words without parsing patterns that no word asks for.

pyphen parses a whole dictionary before it divides the first word: a tenth of a second
of processor time for English and most of one for German, in each process that lays out.
Here lines of the dictionary are found by their letters, and pyphen parses those that
the letters of a word can match. Of a version of pyphen that isn't known nothing is
changed.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

_KNOWN_VERSION = "0.18.1"
_DIGITS = re.compile(r"\d+")
_DIVIDES = re.compile(r"[^\D0]")
"""A digit other than zero: without one, a pattern says nothing."""


class _Lines:
    """Lines of a dictionary, read as pyphen reads the file."""

    def __init__(self, lines: list[str]) -> None:
        self._text = "\n".join(("UTF-8", *lines))

    def open(self, _mode: str) -> io.BytesIO:
        """The file, of which the first line is the encoding."""
        return io.BytesIO(self._text.encode())

    def read_text(self, _encoding: str) -> str:
        """The whole of it."""
        return self._text


def parse_patterns_when_needed(pyphen: Any) -> None:  # noqa: ANN401 - a module without types
    """Give `pyphen.Pyphen` dictionaries that parse no more than words ask for."""
    is_known = pyphen.__version__ == _KNOWN_VERSION
    if not is_known or hasattr(pyphen.HyphDict, "parses_when_needed"):
        return
    whole: Any = pyphen.HyphDict

    class PatternsByNeed(whole):  # type: ignore[misc]
        """A dictionary; `patterns` holds what is parsed, and `_lines` the rest."""

        parses_when_needed = True

        def __init__(self, path: Path) -> None:
            self._lines = _lines_by_letters(pyphen, path)
            self.patterns: dict[str, object] = {}
            self.cache: dict[str, list[int]] = {}
            self.maxlen = max(map(len, self._lines))

        def positions(self, word: str) -> Any:  # noqa: ANN401 - pyphen's
            """Where a word may be divided, as pyphen says it."""
            if word.lower() not in self.cache:
                needed = self._take(f".{word.lower()}.")
                if needed:
                    self.patterns |= whole(_Lines(needed)).patterns
            return super().positions(word)

        def _take(self, pointed: str) -> list[str]:
            longest, size = self.maxlen, len(pointed)
            parts = {
                pointed[first:last]
                for first in range(size)
                for last in range(first + 1, min(first + longest, size) + 1)
            }
            return [self._lines.pop(part) for part in parts & self._lines.keys()]

    pyphen.HyphDict = PatternsByNeed


def _lines_by_letters(pyphen: Any, path: Path) -> dict[str, str]:  # noqa: ANN401
    """The lines of a dictionary that divide something, by the letters they match."""
    with path.open("rb") as stream:
        encoding = stream.readline().decode().strip()
    if encoding.lower() == "microsoft-cp1251":
        encoding = "cp1251"
    text = path.read_text(encoding)
    if "^^" in text:
        text = pyphen.parse_hex(lambda code: chr(int(code.group(1), 16)), text)
    _, _, text = text.partition("\n")
    lines = [
        line
        for line in map(str.strip, text.split("\n"))
        if _DIVIDES.search(line) and not line.startswith(pyphen.ignored)
    ]
    if "/" in text:
        matched = "\n".join(
            line.split("/", 1)[0] if "/" in line and "=" in line else line
            for line in lines
        )
    else:
        matched = "\n".join(lines)
    return dict(zip(_DIGITS.sub("", matched).split("\n"), lines, strict=True))
