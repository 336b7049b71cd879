"""One file that holds a whole book: each of its headings begins a chapter.

What comes in: a file as it was read. What goes out: its parts, each with the notes
that it calls. What stands before the first heading is a part without a title; a heading
with nothing below it, before others, is the book's title, unless the file says another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bookmaker.document.identifiers import heading_slug
from bookmaker.document.nodes import Block, Heading, Inline, Note, NoteReference, Text
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.readers.markdown import MarkdownFile
from bookmaker.readers.metadata_block import ChapterMetadata


@dataclass(frozen=True, slots=True)
class SplitFile:
    """The parts of a file."""

    parts: tuple[MarkdownFile, ...]
    title: tuple[Inline, ...] = ()
    """The book's title, where a heading was nothing but that."""
    level: int = 1
    """The level of the headings at which it was split."""


_CHAPTER_NAME = re.compile(
    r"(?:chapter|part|book|prologue|epilogue|kapitel|teil|prolog|epilog|chapitre|partie"
    r"|prologue|épilogue|capítulo|parte|prólogo|epílogo|capitolo|prologo|epilogo"
    r"|hoofdstuk|deel|kapittel|rozdział|kapitola|capitolul|bölüm|fejezet|luku|chương"
    r"|глава|часть|розділ|частина|κεφάλαιο|פרק|الفصل|فصل|باب|अध्याय)\b"
    r"|(?:\d{1,3}|[ivxlc]{1,7})(?:[.:)–—-]|$)"
    r"|第?[〇一二三四五六七八九十百\d]{1,4}[章回部話]|제?\d{1,3}[장부]",
    re.IGNORECASE,
)
_FEWEST_OF_BOOK = 3
_WORDS_OF_BOOK = 3000
"""A text of fewer words under a title and unnumbered headings is an essay."""


def split_whole_book(content: MarkdownFile) -> SplitFile | None:
    """Part a file that is the whole book at `#`, or at `##` below its title alone."""
    split = split_file(content, 1)
    if split is not None:
        return split
    heads = [block for block in content.blocks[:2] if isinstance(block, Heading)]
    if [head.level for head in heads] != [1, 2] or content.metadata.title is not None:
        return None
    title, below = heads[0], replace(content, blocks=content.blocks[1:])
    if not _has_chapters(below.blocks):
        return None
    split = split_file(below, 2, is_whole_book=False)
    if split is None:
        return None
    return replace(split, title=title.children, level=2)


def _has_chapters(blocks: Sequence[Block]) -> bool:
    """Whether headings of level 2, and none of level 1, begin chapters of a book."""
    heads = [block for block in blocks if isinstance(block, Heading)]
    if any(head.level == 1 for head in heads):
        return False
    titles = [plain_text(head.children) for head in heads if head.level == len("##")]
    named = sum(_CHAPTER_NAME.match(title) is not None for title in titles)
    if named * 2 >= len(titles):
        return True
    if len(titles) < _FEWEST_OF_BOOK:
        return False
    words = (node.text.count(" ") for node in find_nodes(blocks, Text))
    return sum(words) >= _WORDS_OF_BOOK


def split_file(
    content: MarkdownFile, level: int, *, is_whole_book: bool = True
) -> SplitFile | None:
    """Part a file at its headings of a level; `None` where fewer than two stand.

    Only in a file that is the whole book a first heading may be its title.
    """
    starts = [
        index
        for index, block in enumerate(content.blocks)
        if isinstance(block, Heading) and block.level == level
    ]
    if len(starts) < 2:
        return None
    title: tuple[Inline, ...] = ()
    heading = content.blocks[starts[0]]
    is_title = is_whole_book and starts[:2] == [0, 1] and content.metadata.title is None
    if is_title and isinstance(heading, Heading):
        title = heading.children
        starts = starts[1:]
    begin = 1 if title else 0
    ends = [*starts[1:], len(content.blocks)]
    groups = [
        content.blocks[start:end] for start, end in zip(starts, ends, strict=True)
    ]
    if starts[0] > begin:
        groups.insert(0, content.blocks[begin : starts[0]])
    notes = _notes_of(groups, content.notes)
    own = ChapterMetadata(language=content.metadata.language)
    parts = [
        MarkdownFile(own, _named(group), notes_of_group)
        for group, notes_of_group in zip(groups, notes, strict=True)
    ]
    parts[0] = replace(
        parts[0], abbreviations=content.abbreviations, epigraph=content.epigraph
    )
    return SplitFile(tuple(parts), title, level)


def _named(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Name the part as its heading would be: links within the file still hold."""
    first = blocks[0]
    if not isinstance(first, Heading) or first.attributes.id is not None:
        return blocks
    slug = heading_slug(plain_text(first.children))
    attributes = replace(first.attributes, id=slug or None)
    return (replace(first, attributes=attributes), *blocks[1:])


def _notes_of(
    groups: Sequence[tuple[Block, ...]], notes: Sequence[Note]
) -> list[tuple[Note, ...]]:
    """The notes of each part: those that it calls, and those that they call.

    A note that two parts call is in both: each is a chapter with notes of its own.
    """
    note_by_label = {note.label: note for note in notes}
    left = dict(note_by_label)
    found: list[tuple[Note, ...]] = []
    for group in groups:
        own: dict[str, Note] = {}
        waiting: list[Block | Note] = list(group)
        while waiting:
            calls = find_nodes(tuple(waiting), NoteReference)
            called = {
                call.label: note_by_label[call.label]
                for call in calls
                if call.label in note_by_label and call.label not in own
            }
            own |= called
            waiting = list(called.values())
        found.append(tuple(note for note in notes if note.label in own))
        left = {label: note for label, note in left.items() if label not in own}
    found[-1] = (*found[-1], *left.values())
    return found
