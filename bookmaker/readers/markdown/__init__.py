"""The Markdown reader: the text of a file to nodes, each with its place.

CommonMark 0.31 (https://spec.commonmark.org/0.31.2/) and bookmaker's dialect of it,
hosted by Python-Markdown: `host` fills its registries, `containers` is the block
phase, `inlines` the inline phase, `tree` makes the nodes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import Block, Epigraph, Inline, Note, Paragraph
from bookmaker.document.text import plain_text, shows_nothing
from bookmaker.readers.markdown.blocks import Container, NoteDefinition
from bookmaker.readers.markdown.containers import BlockReader
from bookmaker.readers.markdown.context import InlineContext
from bookmaker.readers.markdown.heading_references import heading_references
from bookmaker.readers.markdown.host import host_for
from bookmaker.readers.markdown.nodes_of_blocks import TreeMaker
from bookmaker.readers.markdown.note_comments import without_comments
from bookmaker.readers.markdown.places import LeafText
from bookmaker.readers.markdown.reader_options import COMMONMARK, DIALECT, ReaderOptions
from bookmaker.readers.markdown.surroundings import Surroundings
from bookmaker.readers.metadata_block import (
    NO_METADATA,
    ChapterMetadata,
    read_metadata_block,
)
from bookmaker.source import SourceSpan

__all__ = ["COMMONMARK", "DIALECT", "MarkdownFile", "ReaderOptions", "read_markdown"]


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """What a Markdown file holds."""

    metadata: ChapterMetadata
    blocks: tuple[Block, ...]
    """Headings stand flat among the other blocks."""
    notes: tuple[Note, ...]
    """In the order of their definitions; labels are unique within the file."""
    abbreviations: tuple[tuple[str, str], ...] = ()
    """Each that the file defines, with what it stands for."""
    epigraph: Epigraph | None = None
    """That of the metadata block, its words read as Markdown."""
    title: tuple[Inline, ...] = ()
    """That of the metadata block, where it has marks; the block's has its words."""
    subtitle: tuple[Inline, ...] = ()
    """The same of the subtitle."""


def read_markdown(
    text: str,
    file: str,
    diagnostics: Diagnostics,
    *,
    options: ReaderOptions = DIALECT,
    surroundings: Surroundings | None = None,
) -> MarkdownFile:
    """Read the text of a file; line ends are line feeds.

    Nothing that an author can write makes it fail: what cannot be read is kept as its
    words, with a diagnostic.
    """
    metadata, body, first_line = NO_METADATA, text, 1
    if options.is_dialect:
        metadata, body, first_line = read_metadata_block(
            text, file, diagnostics, program=options.conventions.program
        )
    if options.conventions.has_wiki_links:
        body = without_comments(body, file, first_line, diagnostics)
    host = host_for(options)
    lines = body.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    reader = host.read_blocks(lines, file, first_line, diagnostics)
    definitions = _note_definitions(reader.root)
    labels = frozenset(definition.label for definition in definitions)
    references = dict(host.references)  # the host reads what this file includes
    if options.conventions.has_heading_references:
        references = {**heading_references(reader.root.children), **references}
    context = InlineContext(file, diagnostics, options, references, labels)
    context.attributes_by_label = reader.references.attributes_by_label
    context.surroundings = surroundings
    context.shows_cells = metadata.shows_cells
    context.examples = reader.examples.number_by_label
    maker = TreeMaker(context, host.grammar)
    blocks = maker.blocks(reader.root.children, 0)
    if options.is_dialect:
        _report_repeated_references(reader, file, diagnostics)
    epigraph = _epigraph(metadata, maker, file)
    title, subtitle = (
        _marked_words(getattr(metadata, key), metadata, key, maker, file)
        for key in ("title", "subtitle")
    )
    if title:
        metadata = replace(metadata, title=plain_text(title))
    if subtitle:
        metadata = replace(metadata, subtitle=plain_text(subtitle))
    notes = _collect_notes(maker, context)
    abbreviations = tuple(context.abbreviations)
    return MarkdownFile(
        metadata, blocks, notes, abbreviations, epigraph, title, subtitle
    )


_MAY_BE_MARKED = re.compile(r"[*`\\\[^~]|\b_|_\b")


def _marked_words(
    said: str | None, metadata: ChapterMetadata, key: str, maker: TreeMaker, file: str
) -> tuple[Inline, ...]:
    """Words of the metadata block that hold marks, as Markdown reads them."""
    if not said or _MAY_BE_MARKED.search(said) is None:
        return ()
    span = metadata.span_by_key.get(key, SourceSpan.of_file(file))
    return maker.read(LeafText.at(said, span), 3)


def _epigraph(
    metadata: ChapterMetadata, maker: TreeMaker, file: str
) -> Epigraph | None:
    """The epigraph of the metadata block: its words, and who said them."""
    if not metadata.epigraph:
        return None
    span = metadata.span_by_key.get("epigraph", SourceSpan.of_file(file))
    words, *attribution = (
        maker.read(LeafText.at(said, span), 3) for said in metadata.epigraph
    )
    own = tuple(node for said in attribution for node in said)
    return Epigraph((Paragraph(words, span=span),), own, span=span)


def _note_definitions(root: Container) -> list[NoteDefinition]:
    found: list[NoteDefinition] = []
    stack: list[Container] = [root]
    while stack:
        container = stack.pop()
        if isinstance(container, NoteDefinition):
            found.append(container)
        stack.extend(c for c in container.children if isinstance(c, Container))
    return found


def _collect_notes(maker: TreeMaker, context: InlineContext) -> tuple[Note, ...]:
    """The notes in the order of their places, each under a label of its own."""
    diagnostics = context.diagnostics
    first_by_label: dict[str, NoteDefinition] = {}
    notes: list[Note] = [*context.inline_notes, *context.included_notes]
    in_order = sorted(maker.notes, key=lambda pair: (pair[0].line, pair[0].offset))
    for note in context.inline_notes:
        if shows_nothing(note.blocks):
            diagnostics.add(problems.EmptyNote(span=note.span))
    for definition, note in in_order:
        label = definition.label
        start = SourceSpan(
            context.file,
            definition.line,
            definition.offset + 1,
            definition.line,
            definition.offset + len(label) + 5,
        )
        if (first := first_by_label.get(label)) is not None:
            diagnostics.add(
                problems.RepeatedNote(label=label, first_line=first.line, span=start)
            )
            notes.append(replace(note, label=f"{label}-line-{definition.line}"))
            continue
        first_by_label[label] = definition
        notes.append(note)
        if shows_nothing(note.blocks):
            diagnostics.add(problems.EmptyNote(span=start))
        if label not in context.called:
            diagnostics.add(problems.UncalledNote(label=label, span=start))
    return tuple(sorted(notes, key=_place))


def _place(note: Note) -> tuple[int, int]:
    return (note.span.line, note.span.column) if note.span is not None else (0, 0)


def _report_repeated_references(
    reader: BlockReader, file: str, diagnostics: Diagnostics
) -> None:
    for label, line, offset in reader.references.repeated:
        span = SourceSpan(file, line, offset + 1, line, offset + len(label) + 3)
        diagnostics.add(problems.RepeatedReference(label=label, span=span))
