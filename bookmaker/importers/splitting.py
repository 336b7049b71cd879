"""One stream of blocks to chapters, at its headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookmaker.document.nodes import Block, Heading, Note, NoteReference
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
    parts = _notes_by_part(chapter, [*([0] if starts[0] else []), *starts])
    if starts[0] > 0:
        part = replace(chapter, blocks=chapter.blocks[: starts[0]], notes=parts.pop(0))
        chapters.append(part)
    ends = [*starts[1:], len(chapter.blocks)]
    for start, end, notes in zip(starts, ends, parts, strict=True):
        heading = chapter.blocks[start]
        if isinstance(heading, Heading):
            chapters.append(
                replace(
                    chapter,
                    blocks=chapter.blocks[start + 1 : end],
                    notes=notes,
                    title=heading.children,
                    subtitle=None,
                    is_title_assumed=False,
                )
            )
    return tuple(chapters)


def _notes_by_part(chapter: Chapter, starts: Sequence[int]) -> list[tuple[Note, ...]]:
    """The notes of each stretch of a chapter: those that it calls.

    A note that nothing calls stays beside the one before it, or in the last stretch.
    """
    ends = [*starts[1:], len(chapter.blocks)]
    called = [
        [
            node.label
            for node in descend(*chapter.blocks[start:end])
            if isinstance(node, NoteReference)
        ]
        for start, end in zip(starts, ends, strict=True)
    ]
    first_by_label = {
        label: at for at in reversed(range(len(called))) for label in called[at]
    }
    known = [first_by_label.get(note.label) for note in chapter.notes]
    at = next((one for one in known if one is not None), len(called) - 1)
    for note, own in zip(chapter.notes, known, strict=True):
        at = at if own is None else own
        if own is None:
            called[at].append(note.label)
    note_by_label = {note.label: note for note in chapter.notes}
    return [
        tuple(note_by_label[o] for o in dict.fromkeys(one) if o in note_by_label)
        for one in called
    ]


def with_raised_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Let the highest heading be one level below the title of its chapter, no lower."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    shift = max(0, min(levels, default=2) - 2)
    return tuple(
        replace(block, level=block.level - shift)
        if isinstance(block, Heading)
        else block
        for block in blocks
    )


def without_skipped_levels(chapter: Chapter) -> Chapter:
    """Let the headings of a chapter begin at the second level and skip none.

    For sources whose headings have no levels of their own.
    """
    found = [block for block in chapter.blocks if isinstance(block, Heading)]
    ranks = {level: rank for rank, level in enumerate(sorted({o.level for o in found}))}
    blocks = tuple(
        replace(block, level=min(_DEEPEST_LEVEL, 2 + ranks[block.level]))
        if isinstance(block, Heading)
        else block
        for block in chapter.blocks
    )
    return replace(chapter, blocks=blocks)


_DEEPEST_LEVEL = 6
