"""Lines of a paragraph joined again, and the words that the page had divided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HYPHENS = ("-", "\u2010", "\u00ad")
_BEGINS_LOW = re.compile(r"([^\W\d_]+)")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class RejoinedWord:
    """A word that stood on two lines."""

    line: int
    """The line that it began on."""
    divided: str
    joined: str


class Joiner:
    """Joins lines; it knows the words of the whole text."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = list(texts)
        whole = "\n".join(lines).lower()
        self._compounds = set(_COMPOUND.findall(whole))
        self._seconds = {word.rsplit("-", 1)[1] for word in self._compounds}
        inner = "\n".join(line[: _start_of_divided(line)] for line in lines).lower()
        self._words = set(_WORD.findall(inner))
        self.rejoined: list[RejoinedWord] = []

    def join(self, lines: Sequence[tuple[int, str]]) -> str:
        """Join the numbered lines of a paragraph."""
        text = ""
        for index, (number, words) in enumerate(lines):
            before = lines[index - 1][0] if index else number
            text = self._joined(text, words, before) if text else words
        return text

    def _joined(self, text: str, words: str, line: int) -> str:
        start = _start_of_divided(text)
        following = _BEGINS_LOW.match(words)
        if start == len(text):
            return f"{text} {words}"
        if following is None or not following[1][0].islower():
            return text + words
        first, second = text[start:-1], following[1]
        keeps = self._keeps_hyphen(first.lower(), second.lower())
        joined = f"{first}-{second}" if keeps else f"{first}{second}"
        self.rejoined.append(RejoinedWord(line, f"{first}- {second}", joined))
        return text[:start] + joined + words[following.end() :]

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        """Whether the hyphen is the word's own, as far as the text itself shows."""
        if f"{first}{second}" in self._words:
            return False
        if f"{first}-{second}" in self._compounds or second in self._seconds:
            return True
        return first in self._words and second in self._words and len(second) > 3


def _start_of_divided(text: str) -> int:
    """Where the word begins that a hyphen divides at the end; the length if none."""
    if not text.endswith(_HYPHENS):
        return len(text)
    start = len(text) - 1
    while start and text[start - 1].isalpha():
        start -= 1
    return start if start < len(text) - 1 else len(text)
