"""The completeness proof: every word of the tree is in the edition, in order.

What comes in: the pieces that a tree lets expect, and the text of the edition's pages
(or of its content documents), in order. What goes out: how many words were proven, and
a fault for each place where the two differ. Of one chapter or of a whole book alike.

Pages are followed one by one: on each, the text goes on where it stopped, after what
stands beside it and before what stands at its foot. Where that does not hold, the
stretch up to the next agreement is compared exactly; what was moved as a whole is no
fault, all else is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bookmaker.proof.expectation import Expected
from bookmaker.proof.folding import fold
from bookmaker.proof.following import Follower
from bookmaker.proof.wanted import COUNTED, IN_FLOW, ExpectedText
from bookmaker.proof.word_faults import FaultKind, WordFault, count_words

__all__ = ["FaultKind", "Proof", "WordFault", "prove"]


Added = tuple[tuple[str, int], ...]
"""Kinds of words that an edition adds, and how many of each; none is nothing."""


def join_added(counts: Iterable[tuple[str, int]]) -> Added:
    """Sum by kind, in the order that the kinds come in."""
    sums: dict[str, int] = {}
    for kind, count in counts:
        sums[kind] = sums.get(kind, 0) + count
    return tuple((kind, count) for kind, count in sums.items() if count)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proven of an edition."""

    words_expected: int
    words_proven: int
    faults: tuple[WordFault, ...] = ()
    unread: tuple[WordFault, ...] = ()
    """What a reader of the file gets wrong, though the pages show it."""
    added: Added = ()
    """How many of the words expected the edition adds to the manuscript's, by kind."""

    def as_unread(self) -> Proof:
        """The same, where the pages show what the reader does not find."""
        return replace(self, faults=(), unread=self.unread + self.faults)

    def on_pages(self, pages: Sequence[int]) -> Proof:
        """The same, with the pages of the book in the place of the part's own."""

        def placed(faults: Sequence[WordFault]) -> tuple[WordFault, ...]:
            last = len(pages) - 1
            return tuple(replace(f, page=pages[min(f.page, last)]) for f in faults)

        return replace(self, faults=placed(self.faults), unread=placed(self.unread))

    def with_off_page(self, pages: Sequence[str], whole: Sequence[str]) -> Proof:
        """The same, where some missing words lie beyond the edge of their page.

        `whole` is what is drawn of each of the pages, edges or not. Words are compared
        one by one: cells of a table from right to left are read in another order.
        """

        def is_off(fault: WordFault) -> bool:
            words = list(filter(None, map(fold, fault.words.split())))
            drawn, seen = fold(whole[fault.page]), fold(pages[fault.page])
            return bool(words) and all(
                drawn.count(word) > seen.count(word) for word in words
            )

        faults = (
            replace(fault, kind=FaultKind.OFF_PAGE)
            if fault.kind is FaultKind.MISSING and is_off(fault)
            else fault
            for fault in self.faults
        )
        return replace(self, faults=tuple(faults))

    def __add__(self, other: Proof) -> Proof:
        """Join the proofs of two stretches of one edition, in order."""
        return Proof(
            self.words_expected + other.words_expected,
            self.words_proven + other.words_proven,
            self.faults + other.faults,
            self.unread + other.unread,
            join_added(self.added + other.added),
        )


def prove(
    expected: Sequence[Expected],
    pages: Sequence[str],
    unprinted: frozenset[str] = frozenset(),
) -> Proof:
    """Prove that the pages say what is expected, in order, and nothing else.

    `unprinted` are characters that no font has: their words are not proven, and no
    fault, since their lack is reported elsewhere.
    """
    counted = [piece for piece in expected if piece.standing in COUNTED]
    total = sum(count_words(piece.text) for piece in counted)
    added = join_added(piece.added for piece in counted)
    if _is_same_text(expected, pages):
        proven = total - _count_unprinted(expected, unprinted)
        return Proof(total, proven, added=added)
    follower = Follower(ExpectedText.of(expected, unprinted), pages, unprinted)
    faults = tuple(follower.follow())
    lost = follower.words_touched + _count_unprinted(expected, unprinted)
    return Proof(total, max(0, total - lost), faults, added=added)


def _is_same_text(expected: Sequence[Expected], pages: Sequence[str]) -> bool:
    """Whether nothing but white space differs, as is usual in an EPUB."""
    if any(piece.standing not in IN_FLOW for piece in expected):
        return False
    wanted = "".join("".join(piece.text for piece in expected).split())
    return wanted == "".join("".join(pages).split())


def _count_unprinted(expected: Sequence[Expected], unprinted: frozenset[str]) -> int:
    if not unprinted:
        return 0
    return sum(
        not unprinted.isdisjoint(word)
        for piece in expected
        if not piece.text.isascii() and piece.standing in COUNTED
        for word in piece.text.split()
    )
