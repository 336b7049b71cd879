"""Where the manuscript names something: ids, sources and notes, to the character.

What comes in: a snapshot. What goes out: `Mentions`, each with the stretch of its name
alone, so that it can be found, followed and renamed. The tree says what is named; the
text between a node's places says where.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from bookmaker.document.book import Division
from bookmaker.document.nodes import (
    CitedSource,
    CrossReference,
    Link,
    Node,
    Note,
    NoteReference,
)
from bookmaker.document.walk import Attributed, all_divisions, find_nodes
from bookmaker.lsp.manuscript import Snapshot
from bookmaker.lsp.positions import contains
from bookmaker.readers.markdown import MarkdownFile
from bookmaker.source import SourceSpan
from bookmaker.transforms.resolve_references import Targets, find_linked_division

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
_LINES_AROUND = 3
"""A caption with the id of its table is some lines below or above it."""
_BUILT_ON = (
    r"\b(?:crossref|xref|xdata|related)\s*=\s*[{\"](?:[^}\",]*,)*\s*"
    r"(?P<key>KEY)(?=\s*[,}\"])"
)
"""A field of BibTeX, or BibLaTeX, that names other entries."""
_AFTER_NAME = r"(?![\w-]|[.:]\w)"


class NamedThing(enum.Enum):
    """What is named."""

    PLACE = "place"
    SOURCE = "source"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text."""

    subject: NamedThing
    name: str
    """What it names, the same for all of its mentions in the book."""
    span: SourceSpan
    """Its characters; a point where the author wrote no name."""
    is_definition: bool = field(kw_only=True)
    written: str = ""
    """As the author wrote it; empty where no name is written."""
    around: SourceSpan | None = None
    """The whole of what names it: a link, say."""


class Mentions:
    """All mentions of a manuscript."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.targets = None if snapshot.book is None else Targets(snapshot.book)
        self.all: tuple[Mention, ...] = tuple(dict.fromkeys(self._collect()))

    def at(self, file: str, line: int, column: int) -> Mention | None:
        """The name at a place, or of the link at a place: the smallest."""
        found = [
            mention
            for mention in self.all
            if any(
                span.file == file and contains(span, line, column)
                for span in (mention.span, mention.around)
                if span is not None
            )
        ]
        return min(found, key=lambda one: _size(one, line, column), default=None)

    def of(self, wanted: Mention) -> tuple[Mention, ...]:
        """All mentions of the same thing, in the order of the book."""
        return tuple(
            one
            for one in self.all
            if (one.subject, one.name) == (wanted.subject, wanted.name)
        )

    def definition_of(self, wanted: Mention) -> SourceSpan | None:
        """Where what is named is; `None` where it is nowhere."""
        for one in self.of(wanted):
            if one.is_definition:
                return one.span
        node = self.node_of(wanted)
        if isinstance(node, Division) and node.file is not None:
            return SourceSpan.of_file(node.file)
        return None if node is None else node.span

    def node_of(self, wanted: Mention) -> Node | None:
        """The node of the book that a place's name means."""
        if wanted.subject is not NamedThing.PLACE or self.targets is None:
            return None
        return self.targets.node_by_id.get(wanted.name)

    def _collect(self) -> Iterator[Mention]:
        book = self._snapshot.book
        divisions = () if book is None else tuple(all_divisions(book))
        seen = set()
        for division in divisions:
            file = division.file
            reading = self._snapshot.reading_by_file.get(file or "")
            if file is None or reading is None or file in seen:
                continue
            seen.add(file)
            yield from self._of_chapter(division, reading)
        for source in () if book is None else book.sources:
            if source.span is not None:
                yield from self._of_source(source.key, source.span)

    def _of_chapter(
        self, division: Division, reading: MarkdownFile
    ) -> Iterator[Mention]:
        roots = (*reading.title, *reading.subtitle, *reading.blocks, *reading.notes)
        if reading.epigraph is not None:
            roots = (reading.epigraph, *roots)
        for node in find_nodes(roots, Attributed):
            if node.attributes.id is not None and node.span is not None:
                yield from self._of_id(node.attributes.id, node.span, division)
        for node in find_nodes(roots, Link, CrossReference):
            if node.span is not None:
                yield from self._of_link(node.target, node.span, division)
        for cited in find_nodes(roots, CitedSource):
            if cited.span is not None:
                pattern = (
                    rf"(?<=@){re.escape(cited.key)}|(?<=@\{{){re.escape(cited.key)}"
                )
                span = self._written(cited.span, pattern)
                yield Mention(
                    NamedThing.SOURCE,
                    cited.key,
                    span or cited.span,
                    "" if span is None else cited.key,
                    cited.span,
                    is_definition=False,
                )
        for note in find_nodes(roots, Note, NoteReference):
            if note.span is not None:
                yield from self._of_note(note, note.span, division)

    def _of_source(self, key: str, entry: SourceSpan) -> Iterator[Mention]:
        """Its entry in a bibliography, and entries there that build on it."""
        escaped = re.escape(key)
        span = self._written(entry, escaped)
        written = "" if span is None else key
        yield Mention(
            NamedThing.SOURCE, key, span or entry, written, is_definition=True
        )
        field = re.compile(_BUILT_ON.replace("KEY", escaped), re.IGNORECASE)
        for number, line in enumerate(self._snapshot.places_of(entry.file).lines, 1):
            for found in field.finditer(line):
                begin, stop = found.span("key")
                place = SourceSpan(entry.file, number, begin + 1, number, stop + 1)
                yield Mention(NamedThing.SOURCE, key, place, key, is_definition=False)

    def _of_id(
        self, name: str, node: SourceSpan, division: Division
    ) -> Iterator[Mention]:
        if self.targets is None:
            return
        escaped = re.escape(name)
        pattern = rf"(?<=#){escaped}{_AFTER_NAME}|(?<=id=[\"']){escaped}(?=[\"'])"
        pattern += rf"|(?<=\(){escaped}(?=\)=)|(?<=\\label\{{){escaped}(?=\}})"
        span = self._written(node, pattern) or self._near(node, pattern)
        meant = self.targets.find(_id_of(division, self.targets), name)
        if meant is not None:
            written = "" if span is None else name
            yield Mention(
                NamedThing.PLACE,
                meant,
                span or _point(node),
                written,
                is_definition=True,
            )

    def _of_link(
        self, target: str, node: SourceSpan, division: Division
    ) -> Iterator[Mention]:
        if _ADDRESS.match(target) or self.targets is None:
            return
        path, _, fragment = target.partition("#")
        within = _id_of(division, self.targets)
        if path:
            linked = find_linked_division(unquote(path), division, self.targets)
            if linked is None:
                return
            within = linked
        fragment = unquote(fragment)
        if not fragment:
            if path:
                yield Mention(
                    NamedThing.PLACE, within, node, "", node, is_definition=False
                )
            return
        meant = self.targets.find(within, fragment)
        if meant is None:
            return
        # `@Fig-quay` begins a sentence.
        forms = {fragment, quote(fragment), fragment[:1].upper() + fragment[1:]}
        names = "|".join(re.escape(form) for form in sorted(forms))
        pattern = rf"(?<=[#@])(?:{names}){_AFTER_NAME}|(?<=\{{)(?:{names})(?=\}})"
        span = self._written(node, pattern) or self._in_definition(node, target, names)
        written = "" if span is None else self._text(span)
        yield Mention(
            NamedThing.PLACE, meant, span or node, written, node, is_definition=False
        )

    def _of_note(
        self, note: Note | NoteReference, node: SourceSpan, division: Division
    ) -> Iterator[Mention]:
        span = self._written(node, rf"(?<=\[\^){re.escape(note.label)}(?=\])")
        if span is not None:
            yield Mention(
                NamedThing.NOTE,
                f"{division.file} {note.label}",
                span,
                note.label,
                span if isinstance(note, Note) else node,
                is_definition=isinstance(note, Note),
            )

    # --- texts

    def _written(self, within: SourceSpan, pattern: str) -> SourceSpan | None:
        """The last place of a pattern within a stretch."""
        places = self._snapshot.places_of(within.file)
        for number in range(within.end_line, within.line - 1, -1):
            line = places.line(number)
            start = within.column - 1 if number == within.line else 0
            end = within.end_column - 1 if number == within.end_line else len(line)
            found = [
                m.span() for m in re.finditer(pattern, line[:end]) if m.start() >= start
            ]
            if found:
                begin, stop = found[-1]
                return SourceSpan(within.file, number, begin + 1, number, stop + 1)
        return None

    def _near(self, node: SourceSpan, pattern: str) -> SourceSpan | None:
        """The place of a pattern on the lines below a node, or above it."""
        places = self._snapshot.places_of(node.file)
        below = range(node.end_line, node.end_line + _LINES_AROUND + 1)
        above = range(node.line, max(node.line - _LINES_AROUND - 1, 0), -1)
        for number in (*below, *above):
            line = SourceSpan(
                node.file, number, 1, number, len(places.line(number)) + 1
            )
            if (span := self._written(line, pattern)) is not None:
                return span
        return None

    def _in_definition(
        self, node: SourceSpan, target: str, names: str
    ) -> SourceSpan | None:
        """The name in `[label]: file.md#name`, which a link by its label uses."""
        places = self._snapshot.places_of(node.file)
        head = re.compile(rf"^ {{0,3}}\[[^\]]+\]:\s*<?{re.escape(target)}(?=[\s>]|$)")
        for number, line in enumerate(places.lines, 1):
            if line.lstrip().startswith("[") and head.match(line):
                whole = SourceSpan(node.file, number, 1, number, len(line) + 1)
                return self._written(whole, rf"(?<=#)(?:{names}){_AFTER_NAME}")
        return None

    def _text(self, span: SourceSpan) -> str:
        line = self._snapshot.places_of(span.file).line(span.line)
        return line[span.column - 1 : span.end_column - 1]


def _id_of(division: Division, targets: Targets) -> str:
    """The id of a chapter; that of its file where it is several."""
    return targets.division_id_by_file.get(division.file or "", "")


def _point(span: SourceSpan) -> SourceSpan:
    return replace(span, end_line=span.line, end_column=span.column)


def _size(mention: Mention, line: int, column: int) -> tuple[int, int]:
    """Names before links around them, short before long."""
    span = mention.span
    if contains(span, line, column):
        return 0, (span.end_line - span.line) * 10_000 + span.end_column - span.column
    around = mention.around or span
    return 1, (around.end_line - around.line) * 10_000 + around.end_column
