"""In a draft, each problem is shown on the page, before the block it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bookmaker.diagnostics import TO_DO, Diagnostic, Diagnostics, Severity
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import Attributes, Block, FaultMark, Text
from bookmaker.document.walk import descend, map_divisions
from bookmaker.source import SourceSpan

_PAGE_ID = "faults-in-this-draft"


def mark_faults(book: Book, diagnostics: Diagnostics) -> Book:
    """Put errors, warnings and what is still to do before the block that each is about.

    Those without a place in a chapter stand on a page of their own before the book;
    it is there already where some were marked before.
    """
    waiting = [
        found
        for found in diagnostics
        if found.severity is not Severity.NOTE or found.code == TO_DO
    ]
    placed: set[Diagnostic] = set()

    def marked(division: Division) -> Division:
        own = [f for f in waiting if f.span and f.span.file == division.file]
        if not own:
            return division
        placed.update(own)
        return replace(division, blocks=_marked_blocks(division.blocks, own))

    book = map_divisions(book, marked)
    rest = [found for found in waiting if found not in placed]
    if not rest:
        return book
    faults = tuple(_fault(found) for found in rest)
    first = book.front[0] if book.front else None
    if first is not None and first.attributes.id == _PAGE_ID:
        page = replace(first, blocks=(*first.blocks, *faults))
        return replace(book, front=(page, *book.front[1:]))
    page = Division(
        DivisionKind.COLOPHON,
        (Text("Faults in this draft"),),
        faults,
        is_numbered=False,
        attributes=Attributes(id=_PAGE_ID),
    )
    return replace(book, front=(page, *book.front))


def _fault(found: Diagnostic) -> FaultMark:
    place = f"{found.span}: " if found.span else ""
    return FaultMark(found.code, f"{place}{found.message()}", span=found.span)


def _marked_blocks(
    blocks: tuple[Block, ...], faults: Iterable[Diagnostic]
) -> tuple[Block, ...]:
    """Put faults before the last block of this level that begins at or before them."""
    starts = [_first_line(block) for block in blocks]
    faults_by_index: dict[int, list[FaultMark]] = {}
    for found in faults:
        line = found.span.line if found.span else 1
        index = 0
        for position, start in enumerate(starts):
            if start is not None and start <= line:
                index = position
        faults_by_index.setdefault(index, []).append(_fault(found))
    marked: list[Block] = []
    for index, block in enumerate(blocks):
        marked.extend(faults_by_index.pop(index, ()))
        marked.append(block)
    for left in faults_by_index.values():
        marked.extend(left)
    return tuple(marked)


def _first_line(block: Block) -> int | None:
    span: SourceSpan | None = next(
        (node.span for node in descend(block) if node.span is not None), None
    )
    return span.line if span else None
