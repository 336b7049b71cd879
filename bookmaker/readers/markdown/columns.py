"""The columns of a line as they show on a screen, where tables are drawn.

An East Asian wide or full-width character takes two, a mark that combines takes none
(Unicode, UAX 11); a tab reaches to the next column that is a multiple of four.
"""

from __future__ import annotations

import unicodedata

_TAB_STOP = 4
_FILLER = "\x00"
"""Stands in the second column of a wide character."""


class ShownLine:
    """A line by its display columns."""

    __slots__ = ("_offsets", "text")

    def __init__(self, text: str, *, counts_wide: bool = True) -> None:
        self._offsets: list[int] | None = None
        self.text = text
        """One character for each column."""
        if text.isascii() and "\t" not in text:
            return
        shown: list[str] = []
        offsets: list[int] = []
        for offset, character in enumerate(text):
            cells = _cells(character, len(shown), counts_wide=counts_wide)
            shown.extend(cells)
            offsets.extend([offset] * len(cells))
        self.text = "".join(shown)
        self._offsets = [*offsets, len(text)]

    def offset(self, column: int) -> int:
        """The offset in the line of the character at a column, or of the line's end."""
        column = min(column, len(self.text))
        if self._offsets is None:
            return column
        return self._offsets[column]


def _cells(character: str, column: int, *, counts_wide: bool) -> str:
    if character == "\t":
        return " " * (_TAB_STOP - column % _TAB_STOP)
    if not counts_wide:
        return character
    if unicodedata.combining(character) or unicodedata.category(character) == "Mn":
        return ""
    if unicodedata.east_asian_width(character) in "WF":
        return character + _FILLER
    return character
