"""The lines of a plain text: their blocks, and where the page ended them.

A text that a program has wrapped shows it: the first word of a line would not have
fitted on the line before. Lines are joined where that is so, and only there.
"""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LONGEST_WRAPPED = 100
"""Wider lines were not made for a page: each is a paragraph."""
_SLACK = 3
_ONE_IN = 50
"""As many lines as one may be longer than the page among."""
_LONGEST_WORD = 24


class Role(enum.Enum):
    """What a line is; the letters are those of the keys in `tests/importers/texts`."""

    TITLE = "T"
    BYLINE = "B"
    DATE = "D"
    FURNITURE = "F"
    PICTURE = "P"
    QUOTATION = "Q"
    ATTRIBUTION = "A"
    QUOTED = "R"
    """A quotation with its attribution at its end."""
    INDENTED = "I"
    VERSE = "V"
    HEADING = "H"
    SCENE_BREAK = "S"
    LIST = "L"
    DIAGRAM = "G"
    NOTE = "N"
    ADDRESS = "U"
    BODY = "."
    CONTINUATION = ","
    BLANK = " "


@dataclass(slots=True)
class Line:
    """A line and what it is taken for."""

    number: int
    """From 1."""
    text: str
    """Without white space at its end."""
    role: Role = Role.BODY
    is_settled: bool = False
    begins_page: bool = False
    """Whether a form feed stands before it."""
    is_page_end: bool = False
    """Whether it is the head or the foot of a printed page."""

    names_chapter: bool = False
    """Whether the printed contents name it."""
    goes_on: bool = False
    """Whether it goes on with the line before, over a printed page's end."""
    is_caption: bool = False
    """Whether it belongs to the image that is described above it."""

    @property
    def words(self) -> str:
        """The line without its indent."""
        return self.text.strip()

    @property
    def indent(self) -> int:
        """Columns of white space before its words."""
        expanded = self.text.expandtabs(4)
        return len(expanded) - len(expanded.lstrip())

    def settle(self, role: Role) -> None:
        """Say what the line is; no later rule asks again."""
        self.role = role
        self.is_settled = True


Stretch = list[Line]
"""Lines without a blank line between them."""


def split_lines(text: str) -> list[Line]:
    """Split a text; blank lines are settled as such."""
    lines = [
        Line(number, raw.replace("\f", "").rstrip(), begins_page="\f" in raw)
        for number, raw in enumerate(text.split("\n"), 1)
    ]
    for line in lines:
        if not line.words:
            line.settle(Role.BLANK)
    return lines


def stretches(lines: Iterable[Line]) -> list[Stretch]:
    """The runs of lines between blank ones."""
    found: list[Stretch] = []
    is_open = False
    for line in lines:
        if line.role is Role.BLANK:
            is_open = False
        elif is_open:
            found[-1].append(line)
        else:
            found.append([line])
            is_open = True
    return found


def find_width(blocks: Sequence[Stretch]) -> int | None:
    """The width at which a text was wrapped; `None` where it was not.

    It is the usual length of full lines: that of the longest, without the few that no
    page can have made (an address that cannot be divided, a line that ran over).
    """
    lines = [line for block in blocks for line in block if not _is_unbreakable(line)]
    over = sum(len(line.text) > _LONGEST_WRAPPED for line in lines)
    if over * _ONE_IN > len(lines):
        return None
    followed = sorted(
        len(line.text)
        for block in blocks
        for line in block[:-1]
        if _LONGEST_WRAPPED // 3 <= len(line.text) <= _LONGEST_WRAPPED
        and not _is_unbreakable(line)
    )
    if len(followed) < 3:
        return None
    width = followed[-1 - len(followed) // _ONE_IN]
    full = sum(length >= width * 0.8 for length in followed)
    return width if full >= len(followed) * 0.6 else None


def _is_unbreakable(line: Line) -> bool:
    """Whether a word stands in a line that no page's end divides: an address."""
    return any(len(word) > _LONGEST_WORD for word in line.words.split())


def was_wrapped(line: Line, following: Line, width: int) -> bool:
    """Whether the page ended a line: the next word would not have fitted on it."""
    first = following.words.split(" ", 1)[0]
    return len(line.text) + 1 + len(first) > width - _SLACK


def is_wrapped_throughout(block: Stretch, width: int) -> bool:
    """Whether every line of a block was ended by the page but the last."""
    return all(
        was_wrapped(line, following, width)
        for line, following in itertools.pairwise(block)
    )
