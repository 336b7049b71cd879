"""Places in our words and in the protocol's.

Ours count lines and columns from 1, columns in code points. The protocol counts from 0,
columns in units of the encoding that client and server have agreed on: UTF-16, unless
the client prefers another.
"""

from __future__ import annotations

from lsprotocol import types

from bookmaker.source import SourceSpan, split_lines

_MARK = "\ufeff"
_BYTES_PER_UNIT = {
    types.PositionEncodingKind.Utf8: ("utf-8", 1),
    types.PositionEncodingKind.Utf16: ("utf-16-le", 2),
    types.PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class TextPlaces:
    """The places of one text."""

    def __init__(
        self,
        text: str,
        encoding: types.PositionEncodingKind = types.PositionEncodingKind.Utf16,
    ) -> None:
        self.text = text
        self.lines = split_lines(text)
        self._has_mark = text.startswith(_MARK)
        self._codec, self._bytes = _BYTES_PER_UNIT[encoding]

    def line(self, number: int) -> str:
        """A line, counted from 1; empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def position(self, line: int, column: int) -> types.Position:
        """A place in the protocol's words; one past a line's end is at its end."""
        before = self.line(line)[: column - 1]
        return types.Position(line - 1, self._lead(line) + self._units(before))

    def range(self, span: SourceSpan) -> types.Range:
        """A stretch in the protocol's words."""
        return types.Range(
            self.position(span.line, span.column),
            self.position(span.end_line, span.end_column),
        )

    def place(self, position: types.Position) -> tuple[int, int]:
        """Line and column of a position; one past the end of a line is at its end."""
        number = min(position.line + 1, len(self.lines))
        if number <= position.line:
            return number, len(self.line(number)) + 1
        left = position.character - self._lead(number)
        column = 1
        for sign in self.line(number):
            left -= self._units(sign)
            if left < 0:
                break
            column += 1
        return number, column

    def _lead(self, line: int) -> int:
        """Units of a byte order mark, which is no part of our lines."""
        return self._units(_MARK) if self._has_mark and line == 1 else 0

    def _units(self, text: str) -> int:
        if text.isascii():
            return len(text)
        return len(text.encode(self._codec, "surrogatepass")) // self._bytes


def contains(span: SourceSpan, line: int, column: int) -> bool:
    """Whether a place is in a stretch, or at its end."""
    start, end = (span.line, span.column), (span.end_line, span.end_column)
    return start <= (line, column) <= end
