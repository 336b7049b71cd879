"""Words that are in the pages and not to be seen, as faults at their own place.

What comes in: what a tree lets expect, and what nobody sees of each page. What goes
out: a proof of no words with the faults that lessen another. What layout adds by itself
(signs of items, heads) is left out: an author may well hide that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookmaker.proof.edition_proof import Proof
from bookmaker.proof.expectation import Expected, Standing
from bookmaker.proof.ink import Unseen, UnseenWords
from bookmaker.proof.wanted import ExpectedText, fold_printed
from bookmaker.proof.word_faults import FaultKind, WordFault, count_words

_CONTEXTS = (30, 12, 6)
"""Characters before the words that distinguish their place from a similar one."""
_TELLS_ITSELF = 4
"""Characters of words that are looked for without what stands before them."""
_SAME_CAUSE = 24
"""Characters between two stretches that are reported as one."""
_KINDS = {Unseen.NO_INK: FaultKind.UNSEEN, Unseen.OVERPRINTED: FaultKind.OVERPRINTED}


def prove_sight(
    expected: Sequence[Expected],
    unseen_by_page: Sequence[Sequence[UnseenWords]],
    unprinted: frozenset[str],
) -> Proof:
    """Find what nobody sees in the tree; `words_proven` is how many fewer those are."""
    sight = _Sight(expected, unprinted)
    for page, unseen in enumerate(unseen_by_page):
        for words in unseen:
            sight.take(words, page)
        sight.end_page(page)
    return Proof(0, -sight.words_lost, tuple(sight.faults))


class _Sight:
    def __init__(self, expected: Sequence[Expected], unprinted: frozenset[str]) -> None:
        self.faults: list[WordFault] = []
        self.words_lost = 0
        self._text = ExpectedText.of(expected, unprinted)
        self._unprinted = unprinted
        self._at = 0
        self._stretches: list[tuple[int, int, UnseenWords]] = []
        """Of the flow, on the page that is looked at."""

    def take(self, unseen: UnseenWords, page: int) -> None:
        """Find the place of some words: in the flow, in a note, in a drawing."""
        words = fold_printed(unseen.words, self._unprinted)
        before = fold_printed(unseen.before, self._unprinted)
        start = self._find(words, before)
        if start is not None:
            self._stretches.append((start, start + len(words), unseen))
            return
        for standing, kind in (
            (Standing.NOTE, _KINDS[unseen.why]),
            (Standing.PICTURE, FaultKind.UNDRAWN),
        ):
            for beside in self._text.beside[standing]:
                if len(words) > 1 and words in beside.text:
                    span = beside.piece.span_at(0, 0)
                    said = " ".join(unseen.words.split())
                    self.faults.append(WordFault(kind, said, span, page, unseen.cause))
                    if standing is Standing.NOTE:
                        self.words_lost += count_words(said)
                    return
        self._take_halves(unseen, page)

    def _take_halves(self, unseen: UnseenWords, page: int) -> None:
        """What a page draws one after the other may stand apart in the book."""
        words = unseen.words.split()
        if len(words) > 1:
            first = " ".join(words[: len(words) // 2])
            second = " ".join(words[len(words) // 2 :])
            self.take(replace(unseen, words=first), page)
            before = f"{unseen.before}{first}"
            self.take(replace(unseen, words=second, before=before), page)

    def _find(self, words: str, before: str) -> int | None:
        flow = self._text.flow
        for length in _CONTEXTS:
            context = before[-length:]
            if not context:
                break
            for origin in (self._at, 0):
                found = flow.find(context + words, origin)
                if found >= 0:
                    self._at = found
                    return found + len(context)
        if len(words) < _TELLS_ITSELF:
            return None
        found = flow.find(words, self._at)
        if found < 0:
            found = flow.find(words)
        return None if found < 0 else found

    def end_page(self, page: int) -> None:
        """Make faults of the stretches of a page; neighbours are one."""
        joined: list[tuple[int, int, UnseenWords]] = []
        for start, end, unseen in sorted(self._stretches, key=lambda found: found[0]):
            if joined and _is_one(joined[-1], start, unseen):
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]), unseen)
            else:
                joined.append((start, end, unseen))
        for start, end, unseen in joined:
            words, span, count = self._text.words_at(start, end)
            kind = _KINDS[unseen.why]
            self.faults.append(WordFault(kind, words, span, page, unseen.cause))
            self.words_lost += count
        self._stretches.clear()


def _is_one(
    before: tuple[int, int, UnseenWords], start: int, unseen: UnseenWords
) -> bool:
    """Whether a stretch goes on with the one before it, by the same cause."""
    _, end, other = before
    is_same = (other.why, other.cause) == (unseen.why, unseen.cause)
    return is_same and start - end < _SAME_CAUSE
