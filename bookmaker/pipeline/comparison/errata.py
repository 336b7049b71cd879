"""The errata sheet: which words changed, by page and line of the old printing.

What comes in: a chapter in two states, and the pages of the old one. What goes out: an
erratum for each stretch of changed words, as errata sheets name it: for “this” read
“that”, delete “this”, after “this” insert “that”. Stretches with fewer than three equal
words between them are one erratum.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bookmaker.backends.protocol import Artifact
from bookmaker.document.page_map import PrintedWord
from bookmaker.pipeline.comparison.chapter_words import ChapterPair, ChapterWords
from bookmaker.proof.difference import Change, changes
from bookmaker.proof.tracing import Lines, Placer
from bookmaker.source import SourceSpan

_CONTEXT = 3
"""Words before an insertion that say where it goes: one alone may stand there twice."""
_ANCHOR_WORDS = 4
"""Words of a stretch that hardly ever stands in a chapter twice: with more, the last
short paragraph of a chapter counts as changed when pages are inserted before it."""
_STOPS = (".", "!", "?", ".”", "!”", "?”", ".’", "!’", "?’", "。")
_FIRST_SIGN = 0x10000
_MOST_WORDS = 0x100000
"""Different words that two chapters can be compared by; a book has a twentieth."""


class ErratumKind(enum.Enum):
    """What happened to the words."""

    REPLACE = "replace"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page."""

    page: int
    """Counted from 1, blank pages included."""
    folio: str
    """The page number as it is printed."""
    line: int
    """Counted from 1, without the running head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A stretch of words that changed."""

    kind: ErratumKind
    chapter: str
    """The title in the old state."""
    old: str
    """The words of the old state; of an insertion those before it, which stay."""
    new: str
    """The words of the new state; empty for a deletion."""
    is_after: bool = True
    """Of an insertion: whether `old` comes before it. Where it begins a paragraph that
    was there, `old` comes after it."""
    is_paragraph: bool = False
    """Of an insertion: whether it is a paragraph of its own, or several."""
    first: PrintedLine | None
    """Where the old words begin on the pages; `None` where they aren't printed."""
    last: PrintedLine | None
    """The line that they end on."""
    old_span: SourceSpan | None
    """Where the first of the old words was written."""
    new_span: SourceSpan | None
    """Where the first of the new words is written, or the one after a deletion."""


@dataclass(frozen=True, slots=True)
class ChapterChange:
    """How the words of a chapter changed."""

    pair: ChapterPair
    added: int
    """Words of the new state that replace others or are inserted."""
    removed: int
    """Words of the old state that are replaced or deleted."""
    errata: tuple[Erratum, ...]
    """None for a chapter that is in one state alone."""


class OldPages:
    """The lines of an old printing."""

    def __init__(self, artifact: Artifact | None) -> None:
        self._artifact = artifact

    def find(
        self, span: SourceSpan | None, chapter: str
    ) -> tuple[PrintedLine, PrintedLine] | None:
        """The line on which a word begins, and the one on which it ends.

        `chapter` is the id of its chapter: a title is in the contents as well.
        """
        artifact = self._artifact
        if span is None or artifact is None or artifact.printed_words is None:
            return None
        found = artifact.printed_words.words_at(span.file, span.line)
        opener = artifact.page_by_id.get(chapter, 0)
        words = [word for word in found if word.page >= opener] or found
        before = [word for word in words if word.span.column <= span.column]
        if not before:
            return None
        start = before[-1].span.column
        parts = [word for word in before if word.span.column == start]
        return self._line(parts[0]), self._line(parts[-1])

    def _line(self, word: PrintedWord) -> PrintedLine:
        page_map = () if self._artifact is None else self._artifact.page_map
        return PrintedLine(word.page + 1, page_map[word.page].label, word.line)


class ErrataFinder:
    """Finds the errata between two states."""

    def __init__(self, pages: OldPages, old_lines: Lines, new_lines: Lines) -> None:
        self._pages = pages
        self._old_places = Placer(old_lines)
        self._new_places = Placer(new_lines)

    def changes_of(self, pairs: Iterable[ChapterPair]) -> tuple[ChapterChange, ...]:
        """How the words of each chapter changed; chapters without a change too."""
        return tuple(map(self._change_of, pairs))

    def _change_of(self, pair: ChapterPair) -> ChapterChange:
        old, new = pair.old, pair.new
        if old is None or new is None:
            added = 0 if new is None else len(new.words)
            removed = 0 if old is None else len(old.words)
            return ChapterChange(pair, added, removed, ())
        found = _slid_changes(word_changes(old.words, new.words), old, new)
        return ChapterChange(
            pair,
            sum(one.found_end - one.found_start for one in found),
            sum(one.end - one.start for one in found),
            tuple(
                sorted(
                    (self._erratum(one, old, new) for one in found), key=_printed_order
                )
            ),
        )

    def _erratum(self, change: Change, old: ChapterWords, new: ChapterWords) -> Erratum:
        kind = ErratumKind.REPLACE
        start, end = change.start, change.end
        is_after = is_paragraph = False
        if start == end:
            kind = ErratumKind.INSERT
            is_after, is_paragraph = _way_in(change, new)
            # At a chapter's end nothing comes after it.
            is_after = is_after or start == len(old.words)
            start, end = _neighbours(old, start) if is_after else (start, start + 1)
        elif change.found_start == change.found_end:
            kind = ErratumKind.DELETE
        at = end - 1 if is_after else start
        begins = _span_at(old, at, self._old_places)
        first = self._pages.find(begins, old.id)
        last = self._pages.find(_span_at(old, end - 1, self._old_places), old.id)
        return Erratum(
            kind=kind,
            chapter=old.title,
            old=" ".join(old.words[start:end]),
            new=" ".join(new.words[change.found_start : change.found_end]),
            is_after=is_after,
            is_paragraph=is_paragraph,
            first=first and first[0],
            last=last and last[1],
            old_span=begins,
            new_span=_span_at(new, change.found_start, self._new_places),
        )


def _way_in(change: Change, new: ChapterWords) -> tuple[bool, bool]:
    """Whether inserted words are read with those before them, and whether they are
    paragraphs of their own."""
    if not change.start:
        return False, False
    first, following = change.found_start, change.found_end
    if _piece(new, first) == _piece(new, first - 1):
        return True, False
    is_before = _piece(new, following) == _piece(new, following - 1)
    return not is_before, not is_before


def _neighbours(old: ChapterWords, end: int) -> tuple[int, int]:
    """A few words of a paragraph up to a place."""
    piece = _piece(old, end - 1)
    first = end - 1
    while first > max(0, end - _CONTEXT) and _piece(old, first - 1) == piece:
        first -= 1
    return first, end


def word_changes(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """Where two rows of words differ; places are counted in words.

    Each different word becomes a character, and the rows two texts.
    """
    signs: dict[str, str] = {}
    for word in (*old, *new):
        signs.setdefault(word, chr(_FIRST_SIGN + min(len(signs), _MOST_WORDS - 1)))
    if len(signs) >= _MOST_WORDS:
        return (Change(0, len(old), 0, len(new)),)
    before, now = ("".join(signs[word] for word in row) for row in (old, new))
    return changes(before, now, _ANCHOR_WORDS)


def _slid_changes(
    found: Sequence[Change], old: ChapterWords, new: ChapterWords
) -> tuple[Change, ...]:
    """The changes, with insertions and deletions where an author would say they are.

    Of places that come to the same, one at the beginning of a paragraph is chosen, or
    else of a sentence: inserting “b c” after “a” is inserting “c b” after “a b”.
    """
    slid: list[Change] = []
    for number, one in enumerate(found):
        end = found[number + 1].start if number + 1 < len(found) else len(old.words)
        begin = slid[-1].end if slid else 0
        by = 0
        if one.start == one.end:
            span = (one.found_start, one.found_end)
            by = _best_slide(new, *span, (begin - one.start, end - one.end))
        elif one.found_start == one.found_end:
            span = (one.start, one.end)
            by = _best_slide(old, *span, (begin - one.start, end - one.end))
        slid.append(
            Change(
                one.start + by, one.end + by, one.found_start + by, one.found_end + by
            )
        )
    return tuple(slid)


def _best_slide(
    chapter: ChapterWords, start: int, end: int, limits: tuple[int, int]
) -> int:
    """By how many words a stretch moves, within limits; 0 where no place is better."""
    words = chapter.words
    most, least = 0, 0
    while most < limits[1] and words[start + most] == words[end + most]:
        most += 1
    while least > limits[0] and words[start + least - 1] == words[end + least - 1]:
        least -= 1
    places = sorted(range(least, most + 1), key=abs)
    begins = [by for by in places if _begins_piece(chapter, start + by)]
    sentences = [by for by in places if words[start + by - 1].endswith(_STOPS)]
    return next(iter((*begins, *sentences)), 0)


def _begins_piece(chapter: ChapterWords, word: int) -> bool:
    return _piece(chapter, word) != _piece(chapter, word - 1)


def _piece(chapter: ChapterWords, word: int) -> int:
    return chapter.places[word][0] if 0 <= word < len(chapter.places) else -1


def _span_at(chapter: ChapterWords, word: int, placer: Placer) -> SourceSpan | None:
    """Where a word was written; after the last one, that."""
    if not chapter.words:
        return None
    at = min(word, len(chapter.words) - 1)
    number, start = chapter.places[at]
    piece = chapter.pieces[number]
    return placer.place_of(piece, start, start + len(chapter.words[at]))


def _printed_order(erratum: Erratum) -> tuple[float, int]:
    """By page and line; what isn't on the pages comes last."""
    first = erratum.first
    return (math.inf, 0) if first is None else (first.page, first.line)


def all_errata(found: Iterable[ChapterChange]) -> Iterator[Erratum]:
    """The errata of all chapters."""
    for one in found:
        yield from one.errata
