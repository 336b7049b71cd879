"""The outline of a document, and what can be folded in it.

A chapter is read as it stands; `book.toml` by its lines, so that it has both while it
is broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lsprotocol import types

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import (
    Admonition,
    BlockQuote,
    CodeBlock,
    DefinitionList,
    Figure,
    Group,
    Heading,
    List,
    MathBlock,
    Node,
    Note,
    Panel,
    Table,
    Verse,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.lsp.manuscript import Snapshot
from bookmaker.lsp.positions import TextPlaces
from bookmaker.readers.markdown import (
    DIALECT,
    MarkdownFile,
    ReaderOptions,
    read_markdown,
)
from bookmaker.readers.source_text import decode_source
from bookmaker.source import SourceSpan

_FOLDED = (
    Admonition,
    BlockQuote,
    CodeBlock,
    DefinitionList,
    Group,
    List,
    MathBlock,
    Note,
    Panel,
    Table,
    Verse,
)
_CAPTIONED = (CodeBlock, Figure, Panel, Table)
_TABLE = re.compile(r"^\s*(\[{1,2})\s*([^\[\]#]+?)\s*\]{1,2}")
_DELIMITER = re.compile(r"^(?:---|\.\.\.)\s*$")


def reading_of(snapshot: Snapshot, file: str) -> MarkdownFile:
    """A document as its book reads it, or by itself where the book does not list it."""
    known = snapshot.reading_by_file.get(file)
    if known is not None:
        return known
    options = DIALECT
    if snapshot.manuscript is not None:
        own = snapshot.manuscript.config.conventions
        options = ReaderOptions(conventions=own)
    content = snapshot.places_of(file).text.encode("utf-8", "surrogatepass")
    text = decode_source(content, file, Diagnostics())
    return read_markdown(text, file, Diagnostics(), options=options)


# --- The outline


@dataclass(slots=True)
class _Entry:
    level: int
    name: str
    kind: types.SymbolKind
    span: SourceSpan
    last_line: int
    """The last line that is its own."""
    children: list[_Entry] = field(default_factory=list)

    def as_symbol(self, places: TextPlaces) -> types.DocumentSymbol:
        """In the protocol's words."""
        end = len(places.line(self.last_line)) + 1
        whole = self.span.to(
            SourceSpan.at(self.span.file, self.last_line, end)
            if self.last_line > self.span.end_line
            else self.span
        )
        return types.DocumentSymbol(
            name=self.name,
            kind=self.kind,
            range=places.range(whole),
            selection_range=places.range(self.span),
            children=[child.as_symbol(places) for child in self.children],
        )


def symbols(snapshot: Snapshot, file: str) -> list[types.DocumentSymbol]:
    """The headings of a document, with what has a caption or an id below them."""
    places = snapshot.places_of(file)
    if file.endswith(".toml"):
        entries = list(_tables(places, file))
    else:
        entries = _headings(reading_of(snapshot, file), file, len(places.lines))
    return [entry.as_symbol(places) for entry in entries]


def _headings(reading: MarkdownFile, file: str, last: int) -> list[_Entry]:
    top = _Entry(0, "", types.SymbolKind.File, SourceSpan.of_file(file), last)
    open_entries = [top]
    for node in find_nodes(reading.blocks, Heading, *_CAPTIONED):
        if node.span is None or node.span.file != file:
            continue
        entry = _entry_of(node, node.span)
        if isinstance(node, Heading):
            while open_entries[-1].level >= entry.level:
                open_entries.pop().last_line = node.span.line - 1
            entry.last_line = last
        if entry.name:
            open_entries[-1].children.append(entry)
        if isinstance(node, Heading):
            open_entries.append(entry)
    return top.children


def _entry_of(node: Node, span: SourceSpan) -> _Entry:
    if isinstance(node, Heading):
        words = " ".join(plain_text(node.children).split()) or "#" * node.level
        return _Entry(node.level, words, types.SymbolKind.String, span, span.end_line)
    words = plain_text(getattr(node, "caption", ()))
    name = " ".join(words.split()) or node.attributes.id or ""
    return _Entry(7, name, types.SymbolKind.Object, span, span.end_line)


def _tables(places: TextPlaces, file: str) -> Iterator[_Entry]:
    found = []
    for number, line in enumerate(places.lines, 1):
        if (match := _TABLE.match(line)) is not None:
            end = match.end() + 1
            span = SourceSpan(file, number, match.start(1) + 1, number, end)
            found.append(_Entry(1, match[2], types.SymbolKind.Module, span, number))
    starts = [*(entry.span.line for entry in found[1:]), len(places.lines) + 1]
    for entry, next_start in zip(found, starts, strict=False):
        entry.last_line = max(next_start - 1, entry.span.line)
    yield from found


# --- Folding


def foldings(snapshot: Snapshot, file: str) -> list[types.FoldingRange]:
    """The stretches of lines of a document that can be folded."""
    places = snapshot.places_of(file)
    if file.endswith(".toml"):
        stretches = {
            (entry.span.line, _last_filled(places, entry.last_line))
            for entry in _tables(places, file)
        }
    else:
        stretches = set(_of_chapter(snapshot, file, places))
    return [
        types.FoldingRange(start - 1, end - 1)
        for start, end in sorted(stretches)
        if end > start
    ]


def _of_chapter(
    snapshot: Snapshot, file: str, places: TextPlaces
) -> Iterator[tuple[int, int]]:
    reading = reading_of(snapshot, file)
    yield from _of_metadata(places)
    for entry in _all(_headings(reading, file, len(places.lines))):
        if entry.kind is types.SymbolKind.String:
            yield entry.span.line, _last_filled(places, entry.last_line)
    for node in find_nodes((*reading.blocks, *reading.notes), *_FOLDED):
        span = node.span
        if span is not None and span.file == file:
            yield span.line, _last_filled(places, span.end_line)


def _of_metadata(places: TextPlaces) -> Iterator[tuple[int, int]]:
    if places.line(1).rstrip() not in {"---", "+++"}:
        return
    for number, line in enumerate(places.lines[1:], 2):
        if _DELIMITER.match(line) or line.rstrip() == "+++":
            yield 1, number
            return


def _all(entries: list[_Entry]) -> Iterator[_Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.children)


def _last_filled(places: TextPlaces, line: int) -> int:
    """The last line up to one that is not blank."""
    while line > 1 and not places.line(line).strip():
        line -= 1
    return line
