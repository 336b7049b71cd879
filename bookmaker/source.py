"""Places in the author's files: where a node or a problem stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class SourceSpan:
    """A stretch of one source file.

    Lines and columns count from 1; a column counts code points, a tab as one. The
    end is excluded: `end_column` is the column after the last character. A span
    whose two ends are equal is a point.
    """

    file: str
    """Path relative to the manuscript's root, with `/` between its parts."""
    line: int
    column: int
    end_line: int
    end_column: int

    def __post_init__(self) -> None:
        line, column, end_line = self.line, self.column, self.end_line
        if line < 1 or column < 1:
            message = f"lines and columns count from 1: {line}:{column}"
            raise ValueError(message)
        if end_line <= line and (end_line < line or self.end_column < column):
            message = f"a span ends before it begins: {self}"
            raise ValueError(message)

    def __str__(self) -> str:
        """Say the place as editors and compilers do: `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}"

    @classmethod
    def at(cls, file: str, line: int, column: int = 1) -> SourceSpan:
        """Make the span of a single point."""
        return cls(file, line, column, line, column)

    @classmethod
    def of_file(cls, file: str) -> SourceSpan:
        """Make the span that stands for a whole file: its first point."""
        return cls.at(file, 1, 1)

    def to(self, other: SourceSpan) -> SourceSpan:
        """Make the span from the start of this one to the end of `other`."""
        return SourceSpan(
            self.file, self.line, self.column, other.end_line, other.end_column
        )


def split_lines(text: str) -> list[str]:
    """Split a file into the lines of places; a byte order mark is left out."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
