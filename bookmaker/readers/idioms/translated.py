"""A text in another program's idiom, and the same in bookmaker's dialect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bookmaker.config.conventions import Conventions
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.diagnostics.catalog.manuscript import TagLeftOut
from bookmaker.document.nodes import Group, Node, Note
from bookmaker.document.walk import map_nodes
from bookmaker.readers.markdown import MarkdownFile
from bookmaker.source import SourceSpan


@dataclass(frozen=True, slots=True)
class IdiomContext:
    """What an idiom is told beside the text."""

    file: str
    conventions: Conventions
    diagnostics: Diagnostics

    def leave_out(self, tag: str, line: int) -> None:
        """Report a tag without an equivalent, at a line counted from 1."""
        span = SourceSpan.at(self.file, line)
        self.diagnostics.add(
            TagLeftOut(
                tag=" ".join(tag.split())[:60],
                program=self.conventions.program,
                span=span,
            )
        )


@dataclass(frozen=True, slots=True)
class Translated:
    """The text in the dialect."""

    text: str
    numbers: Sequence[int] | None = None
    """For each line the one that it was, from 1; `None`: every line is where it was."""

    def without_places(self) -> Translated:
        """The same, where the file has no such lines: all is at its beginning."""
        return replace(self, numbers=(1,) * (self.text.count("\n") + 1))

    def placed(self, reading: MarkdownFile, file: str) -> MarkdownFile:
        """What was read of the text, with the places of the file itself."""
        if self.numbers is None:
            return reading

        def moved(node: Node) -> Node:
            span = self._moved(node.span, file)
            return node if span is node.span else replace(node, span=span)

        def mapped(note: Note) -> Note:
            return replace(map_nodes(note, moved), span=self._moved(note.span, file))

        epigraph = reading.epigraph
        return replace(
            reading,
            blocks=map_nodes(Group(reading.blocks), moved).blocks,
            notes=tuple(mapped(note) for note in reading.notes),
            epigraph=None if epigraph is None else map_nodes(epigraph, moved),
        )

    def placed_problems(self, found: Diagnostics, file: str) -> Diagnostics:
        """What was found in the text, with the places of the file itself."""
        if self.numbers is None:
            return found

        def moved(one: Diagnostic) -> Diagnostic:
            span = self._moved(one.span, file)
            return one if span is one.span else replace(one, span=span)

        return Diagnostics(moved(one) for one in found)

    def _moved(self, span: SourceSpan | None, file: str) -> SourceSpan | None:
        if span is None or span.file != file or self.numbers is None:
            return span
        first, last = self._line(span.line), self._line(span.end_line)
        last = max(first, last)
        end = span.end_column if last > first else max(span.column, span.end_column)
        return replace(span, line=first, end_line=last, end_column=end)

    def _line(self, number: int) -> int:
        numbers = self.numbers or ()
        if not numbers:
            return number
        return numbers[min(max(number, 1), len(numbers)) - 1]
