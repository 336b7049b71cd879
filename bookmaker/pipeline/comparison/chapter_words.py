"""The words that an author wrote, chapter by chapter, and which chapters are the same.

What comes in: the trees of two states after the transforms that all editions share.
What goes out: their chapters in pairs. Numbers, labels, the words of references and
pages that bookmaker makes follow from the rest and are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    CodeBlock,
    CrossReference,
    Figure,
    MathBlock,
    Node,
    NoteReference,
    Panel,
    Section,
    Table,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions, map_nodes
from bookmaker.pipeline.outline import MADE, pieces_of_division
from bookmaker.proof.difference import longest_increasing
from bookmaker.proof.expectation import Expected
from bookmaker.proof.wanted import COUNTED

_WORD = re.compile(r"\S+")
_ALIKE = 0.3
"""The share of words that two chapters of other names have in common at least, where
one is the other rewritten. Two chapters of one novel share less in the same counts."""


@dataclass(frozen=True, slots=True)
class ChapterWords:
    """The words of a division, without those below it."""

    position: int
    """Among the chapters of its book, counted from 0."""
    id: str
    title: str
    file: str | None
    pieces: tuple[Expected, ...]
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    """Of each word: its piece, and where it begins there."""


@dataclass(frozen=True, slots=True)
class ChapterPair:
    """A chapter in the old state and in the new one; `None`: it isn't there."""

    old: ChapterWords | None
    new: ChapterWords | None
    is_moved: bool = False
    """Whether it comes in another order among those that both have."""


def chapters_of(book: Book) -> tuple[ChapterWords, ...]:
    """The parts, chapters and other pieces of a book that an author wrote."""
    divisions = (one for one in all_divisions(book) if one.kind not in MADE)
    return tuple(_words_of(one, number) for number, one in enumerate(divisions))


def pair_chapters(
    old: Sequence[ChapterWords], new: Sequence[ChapterWords]
) -> tuple[ChapterPair, ...]:
    """Pair the chapters of two states, in the new order; those that are gone come
    after the one that they followed.

    Chapters are the same if their words are; else if their ids, files or titles are;
    else if they share most words.
    """
    partner: dict[int, int] = {}
    """The old position by the new one."""
    keys: tuple[Callable[[ChapterWords], Hashable], ...] = (
        lambda one: one.words or None,
        lambda one: (one.id, one.title),
        lambda one: one.id or None,
        lambda one: (one.file, one.title) if one.file else None,
        lambda one: one.title or None,
        lambda one: one.file,
    )
    for key in keys:
        _pair_by(key, old, new, partner)
    _pair_alike(old, new, partner)
    kept = {
        place
        for place, _ in longest_increasing([(n, partner[n]) for n in sorted(partner)])
    }
    gone = [one for one in old if one.position not in partner.values()]
    return tuple(_in_order(old, new, partner, kept, gone))


def _in_order(
    old: Sequence[ChapterWords],
    new: Sequence[ChapterWords],
    partner: dict[int, int],
    kept: set[int],
    gone: list[ChapterWords],
) -> Iterator[ChapterPair]:
    waiting = list(gone)
    at = -1
    for one in new:
        before = partner.get(one.position)
        if before is not None and one.position in kept:
            at = before
            while waiting and waiting[0].position < at:
                yield ChapterPair(waiting.pop(0), None)
        own = None if before is None else old[before]
        is_moved = before is not None and one.position not in kept
        yield ChapterPair(own, one, is_moved)
    for one in waiting:
        yield ChapterPair(one, None)


def _pair_by(
    key: Callable[[ChapterWords], Hashable],
    old: Sequence[ChapterWords],
    new: Sequence[ChapterWords],
    partner: dict[int, int],
) -> None:
    """Pair those that have a key alone in both states."""
    taken = set(partner.values())
    free_old = _alone(key, [one for one in old if one.position not in taken])
    free_new = _alone(key, [one for one in new if one.position not in partner])
    for own, one in free_new.items():
        if own in free_old:
            partner[one.position] = free_old[own].position


def _alone(
    key: Callable[[ChapterWords], Hashable], chapters: Sequence[ChapterWords]
) -> dict[Hashable, ChapterWords]:
    counts = Counter(map(key, chapters))
    return {
        own: one
        for one in chapters
        if (own := key(one)) is not None and counts[own] == 1
    }


def _pair_alike(
    old: Sequence[ChapterWords], new: Sequence[ChapterWords], partner: dict[int, int]
) -> None:
    taken = set(partner.values())
    free = [one for one in old if one.position not in taken and one.words]
    bags = {one.position: Counter(one.words) for one in free}
    for one in new:
        if one.position in partner or not one.words:
            continue
        own = Counter(one.words)
        shares = {
            position: (own & bag).total() / max(len(one.words), bag.total())
            for position, bag in bags.items()
        }
        best = max(shares, key=shares.__getitem__, default=None)
        if best is not None and shares[best] >= _ALIKE:
            partner[one.position] = best
            del bags[best]


def _words_of(division: Division, position: int) -> ChapterWords:
    plain = replace(map_nodes(division, _without_made, *_MADE_IN), label=None)
    pieces = tuple(
        piece for piece in pieces_of_division(plain) if piece.standing in COUNTED
    )
    found = [
        (number, match)
        for number, piece in enumerate(pieces)
        for match in _WORD.finditer(piece.text)
    ]
    title = " ".join(plain_text(division.title).split())
    return ChapterWords(
        position=position,
        id=division.attributes.id or "",
        title=title or division.kind.value.replace("-", " "),
        file=division.file or (None if division.span is None else division.span.file),
        pieces=pieces,
        words=tuple(match[0] for _, match in found),
        places=tuple((number, match.start()) for number, match in found),
    )


def _without_made(node: Node) -> Node | tuple[Node, ...]:
    match node:
        case NoteReference():
            return ()
        case CrossReference():
            return node if node.has_own_words else ()
        case Section():
            return replace(node, number=None)
        case Figure() | Table() | CodeBlock() | MathBlock() | Panel():
            return replace(node, number=None, label=None)
        case _:
            return node


_MADE_IN = (
    NoteReference,
    CrossReference,
    Section,
    Figure,
    Table,
    CodeBlock,
    MathBlock,
    Panel,
)
