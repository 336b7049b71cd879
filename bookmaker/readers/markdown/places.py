"""Where each character of a leaf came from.

A leaf (a paragraph, a heading, a cell) is read as one string, though its lines stood
behind quote marks, list indents and escaped pipes. `LeafText` keeps, for each stretch
of that string, the line and column at which it began in the author's file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from bookmaker.source import SourceSpan

LeafLine = tuple[str, int, int]
"""The text of a line in a leaf, its line counted from 1, its offset counted from 0."""


class LeafText:
    """The text of a leaf and the place of every offset in it."""

    __slots__ = ("_origins", "_starts", "file", "text")

    def __init__(
        self,
        text: str,
        file: str,
        starts: list[int],
        origins: list[tuple[int, int]],
    ) -> None:
        self.text = text
        self.file = file
        self._starts = starts
        self._origins = origins

    @classmethod
    def of_lines(cls, lines: Iterable[LeafLine], file: str) -> LeafText:
        """Join lines with line ends between them."""
        starts: list[int] = []
        origins: list[tuple[int, int]] = []
        texts: list[str] = []
        length = 0
        for text, number, offset in lines:
            starts.append(length)
            origins.append((number, offset))
            texts.append(text)
            length += len(text) + 1
        return cls("\n".join(texts), file, starts, origins)

    @classmethod
    def of_pieces(cls, pieces: Iterable[LeafLine], file: str) -> LeafText:
        """Join pieces of one line with nothing between them."""
        starts: list[int] = []
        origins: list[tuple[int, int]] = []
        texts: list[str] = []
        length = 0
        for text, number, offset in pieces:
            starts.append(length)
            origins.append((number, offset))
            texts.append(text)
            length += len(text)
        return cls("".join(texts), file, starts, origins)

    @classmethod
    def at(cls, text: str, span: SourceSpan) -> LeafText:
        """A text whose every character counts as standing at one place."""
        return _Unplaced(text, span)

    def slice(self, start: int, end: int) -> LeafText:
        """The part of the text from `start` to `end`, with its places."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(end - 1, start))
        line, offset = self._origins[first]
        offset += start - self._starts[first]
        starts = [0, *(at - start for at in self._starts[first + 1 : last])]
        origins = [(line, offset), *self._origins[first + 1 : last]]
        return LeafText(self.text[start:end], self.file, starts, origins)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column, both counted from 1, of the character at `offset`."""
        index = bisect_right(self._starts, offset) - 1
        line, column = self._origins[index]
        return line, column + offset - self._starts[index] + 1

    def span(self, start: int, end: int) -> SourceSpan:
        """The place of the text from `start` to `end`, which is excluded."""
        starts = self._starts
        index = bisect_right(starts, start) - 1
        line, column = self._origins[index]
        column += start - starts[index] + 1
        if end <= start:
            return SourceSpan(self.file, line, column, line, column)
        last = bisect_right(starts, end - 1, index) - 1
        end_line, end_column = self._origins[last]
        end_column += end - starts[last] + 1
        return SourceSpan(self.file, line, column, end_line, end_column)


class _Unplaced(LeafText):
    """A text that the author wrote in another form: a value with escapes, say."""

    __slots__ = ("_span",)

    def __init__(self, text: str, span: SourceSpan) -> None:
        super().__init__(text, span.file, [0], [(span.line, span.column - 1)])
        self._span = span

    def slice(self, start: int, end: int) -> LeafText:
        return _Unplaced(self.text[start:end], self._span)

    def span(self, start: int, end: int) -> SourceSpan:  # noqa: ARG002 - one for all
        return self._span
