"""One stream of blocks to chapters, at its headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookmaker.document.nodes import Block, Heading, NoteReference
from bookmaker.document.walk import descend
from bookmaker.importers.model import Chapter


def split_chapter(chapter: Chapter, level: int | None) -> tuple[Chapter, ...]:
    """Split a chapter at headings of a level, or above it; `None` leaves it whole.

    What stands before the first such heading is a chapter of its own, under the title
    that the source has.
    """
    if level is None:
        return (chapter,)
    starts = [
        index
        for index, block in enumerate(chapter.blocks)
        if isinstance(block, Heading) and block.level <= level
    ]
    if not starts:
        return (chapter,)
    chapters: list[Chapter] = []
    if starts[0] > 0:
        chapters.append(_part_of(chapter, chapter.blocks[: starts[0]]))
    for start, end in zip(starts, [*starts[1:], len(chapter.blocks)], strict=True):
        heading = chapter.blocks[start]
        if isinstance(heading, Heading):
            part = _part_of(chapter, chapter.blocks[start + 1 : end])
            chapters.append(
                replace(
                    part,
                    title=heading.children,
                    subtitle=None,
                    is_title_assumed=False,
                )
            )
    return tuple(chapters)


def _part_of(chapter: Chapter, blocks: Sequence[Block]) -> Chapter:
    """A stretch of a chapter with the notes that it calls."""
    by_label = {note.label: note for note in chapter.notes}
    called = [
        by_label[node.label]
        for node in descend(*blocks)
        if isinstance(node, NoteReference) and node.label in by_label
    ]
    notes = tuple(dict.fromkeys(called))
    return replace(chapter, blocks=tuple(blocks), notes=notes)
