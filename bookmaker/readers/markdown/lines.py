"""A line under the block phase's hand: how far it is read, tabs counted in columns.

CommonMark 0.31, 2.2: a tab advances to the next column that is a multiple of four,
and a marker may take only a part of it.
"""

from __future__ import annotations

import re

_NOT_SPACE = re.compile(r"[^ \t]")
_NO_WORDS = ("", " ", "\t")
"""What a line that has an indent or is blank begins with."""


class LineCursor:
    """One line and the offset up to which containers have read it."""

    __slots__ = (
        "_column",
        "_partial",
        "first",
        "indent",
        "is_blank",
        "number",
        "offset",
        "text",
    )

    def __init__(self) -> None:
        self.text = ""
        self.number = 0
        self.offset = 0
        """From 0; what stands before it is read."""
        self.first = 0
        """The offset of the first character that is not white space."""
        self.indent = 0
        """Columns of white space from `offset` to `first`."""
        self.is_blank = True
        self._column = 0
        self._partial = 0

    def begin(self, text: str, number: int, offset: int = 0) -> None:
        """Take up a new line, from an offset at which columns count from 0."""
        self.text = text
        self.number = number
        self.offset = offset
        self._column = 0
        self._partial = 0
        if text[offset : offset + 1] not in _NO_WORDS:  # as most lines of prose
            self.is_blank = False
            self.first = offset
            self.indent = 0
        else:
            self.look()

    def look(self) -> None:
        """Find the first character that is not white space."""
        found = _NOT_SPACE.search(self.text, self.offset)
        if found is None:
            self.is_blank = True
            self.first = len(self.text)
        else:
            self.is_blank = False
            self.first = found.start()
        self.indent = self._columns_to(self.first)

    def _columns_to(self, offset: int) -> int:
        gap = self.text[self.offset : offset]
        if "\t" not in gap:
            return len(gap) + self._partial
        column = self._column + self._partial
        for character in gap:
            column += 4 - column % 4 if character == "\t" else 1
        return column - self._column

    def skip_to_first(self) -> None:
        """Read all white space up to the first character."""
        self._column += self.indent
        self._partial = 0
        self.offset = self.first
        self.indent = 0

    def skip_characters(self, count: int) -> None:
        """Read characters none of which is a tab, from `first`."""
        self.skip_to_first()
        self.offset += count
        self._column += count
        self.look()

    def skip_columns(self, columns: int) -> None:
        """Read white space of so many columns, a part of a tab if need be."""
        if columns <= 0:
            return
        text = self.text
        while columns > 0 and self.offset < len(text):
            if self._partial:
                taken = min(self._partial, columns)
                self._partial -= taken
            elif text[self.offset] == "\t":
                width = 4 - self._column % 4
                taken = min(width, columns)
                self._partial = width - taken
                self.offset += 1
            elif text[self.offset] == " ":
                taken = 1
                self.offset += 1
            else:
                break
            columns -= taken
            self._column += taken
        self.look()

    def rest(self) -> str:
        """The unread text; what is left of a tab comes as spaces."""
        if self._partial:
            return " " * self._partial + self.text[self.offset :]
        return self.text[self.offset :]
