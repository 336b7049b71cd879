"""What the inline phase of one file knows and collects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import NO_ATTRIBUTES, Attributes, Inline, Note, Paragraph
from bookmaker.document.text import shows_nothing
from bookmaker.document.walk import descend
from bookmaker.readers.html.allow_list import unsafe_scheme
from bookmaker.readers.markdown.places import LeafLine
from bookmaker.readers.markdown.reader_options import NESTING_LIMIT, ReaderOptions
from bookmaker.readers.markdown.surroundings import Surroundings
from bookmaker.readers.markdown.targets import LinkTarget, normal_label
from bookmaker.source import SourceSpan

_ABBREVIATION = re.compile(r"\*\[([^\[\]]{1,60}+)\]:[ \t]*+([^\s*][^*]*)")
"""As PHP Markdown Extra writes them."""


class ImageBrackets(NamedTuple):
    """What stood in an image's brackets: a caption, if the image stands alone."""

    words: tuple[Inline, ...]
    has_alternative: bool
    """Whether the alternative text was given apart."""


class InlineContext:
    """The state of the inline phase for one file."""

    def __init__(
        self,
        file: str,
        diagnostics: Diagnostics,
        options: ReaderOptions,
        references: Mapping[str, tuple[str, str]],
        labels: frozenset[str],
    ) -> None:
        self.file = file
        self.diagnostics = diagnostics
        self.options = options
        self.labels = labels
        """The labels of the notes that the file defines."""
        self.called: set[str] = set()
        """Those of them that were called."""
        self.inline_notes: list[Note] = []
        self.surroundings: Surroundings | None = None
        """The files and the metadata around this one; `None` where it stands alone."""
        self.included_notes: list[Note] = []
        self.brackets_by_span: dict[SourceSpan, ImageBrackets] = {}
        """What stood in the brackets of each image of the present leaf."""
        self.has_index_marks = False
        self.shows_cells: bool | None = None
        """Whether the code of cells is shown, if the file's metadata says so."""
        self.abbreviations: list[tuple[str, str]] = []
        """Each that the file defines, with what it stands for."""
        self.examples: Mapping[str, int] = {}
        """The numbers of the examples of the file, `(@good)`, by their labels."""
        self.attributes_by_label: Mapping[str, Attributes] = {}
        """Those that definitions of links and images have, by their labels."""
        self._references = references
        self._was_too_deep = False
        self._tex_reported: set[str] = set()

    def find_reference(self, label: str, end: int) -> LinkTarget | None:
        """The target that the file defines for a label; `end` is passed on."""
        label = normal_label(label)
        found = self._references.get(label)
        if found is None:
            return None
        given = self.attributes_by_label.get(label, NO_ATTRIBUTES)
        return LinkTarget(found[0], found[1], end, given)

    def add_inline_note(
        self, inlines: tuple[Inline, ...], span: SourceSpan, inside: SourceSpan
    ) -> str:
        """Keep a note that was written where it is called; its label comes back."""
        number = len(self.inline_notes) + 1
        label = f"inline-{number}"
        while label in self.labels:
            label += "-"
        has_target = any(node.attributes.id for node in descend(*inlines))
        is_kept = has_target or not shows_nothing(inlines)
        blocks = (Paragraph(inlines, span=inside),) if is_kept else ()
        self.inline_notes.append(Note(label, blocks, span=span))
        return label

    def take_abbreviations(self, lines: list[LeafLine]) -> list[LeafLine]:
        """Keep the definitions that begin a paragraph; its other lines come back."""
        for place, line in enumerate(lines):
            found = _ABBREVIATION.fullmatch(line[0].rstrip())
            if found is None:
                return lines[place:]
            self.abbreviations.append((found[1].strip(), found[2].strip()))
        return []

    def is_safe_target(self, target: str, span: SourceSpan) -> bool:
        """Whether a link or an image may lead there; an unsafe one is an error."""
        if not self.options.is_dialect:
            return True
        scheme = unsafe_scheme(target)
        if scheme is None:
            return True
        self.diagnostics.add(problems.UnsafeTarget(scheme=scheme, span=span))
        return False

    def fits(self, height: int, room: int, span: SourceSpan) -> bool:
        """Whether a node this deep may be nested where there is this much room."""
        if height <= room:
            return True
        self.report_depth(span)
        return False

    def report_depth(self, span: SourceSpan) -> None:
        """Report nesting that goes too deep, once for a file."""
        if not self._was_too_deep:
            self._was_too_deep = True
            self.diagnostics.add(
                problems.NestingTooDeep(limit=NESTING_LIMIT, span=span)
            )

    def report_tex(self, command: str, native: str, span: SourceSpan) -> None:
        """Report a command of TeX that is left out, once for a file."""
        if command not in self._tex_reported:
            self._tex_reported.add(command)
            self.diagnostics.add(
                problems.TexLeftOut(command=command, native=native, span=span)
            )

    def report_unclosed_tag(self, tag: str, span: SourceSpan) -> None:
        """Report a start tag in a line that nothing closes."""
        self.diagnostics.add(problems.UnclosedInlineTag(tag=tag, span=span))
