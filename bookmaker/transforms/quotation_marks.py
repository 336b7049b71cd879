"""What each straight mark of a paragraph is: it opens, it closes, or is neither.

A double mark is decided by what stands on its two sides, and by whether a quotation is
open. A single one is an apostrophe as often as not, so it opens only where another
closes: between the two, every double quotation that begins ends.

How: the marks of a paragraph are taken from left to right, once. A double one is judged
at once (`_Sides.opens`). A single one that may open waits, in a list for each double
quotation around it, as `strong` where a sentence may begin and as `weak` elsewhere. One
that may close takes the last that waits: behind the end of a sentence the first strong
one, because what stands between are apostrophes. Those that nothing closes stay
apostrophes. What looks like a possessive (`the dogs' bowls`) is tried last of all, when
nothing else has closed the quotation.

Why not by the two neighbours alone, as SmartyPants and its descendants do: `'tis`,
`'The dogs' bowls,' he said` and `rock 'n' roll` have the neighbours of quotations. Why
no table of contractions: it is another for each language. What has one is short: words
that *begin* with an apostrophe (`_ELISION`), where both readings are a quotation's.

Tried here: curly marks of two books made straight and classified again. Wrong are 8 of
6,076 in *Moby-Dick* (Standard Ebooks) and 16 of 3,020 in *Alice* (Project Gutenberg).
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import chain

from bookmaker.languages.east_asian import is_east_asian

_MARKS = re.compile(r"[\"']")
_OPENING = frozenset("([{<«‹„‚“‘\u2014\u2013-/=¡¿")
_CLOSING = frozenset(".,;:!?)]}>…»›")
_MAY_PRECEDE = frozenset(",:;")
"""After these a mark may open without a space: `He said:"Come in."`"""
_RUN_OF_QUOTES = re.compile("[\"']+")
_STRONG_BEFORE = frozenset(".,;:!?—–…”\"’')")
_SENTENCE_ENDS = frozenset(".,;:!?…—–")
_ELISION = re.compile(
    r"(?:tis|twas|twere|twill|em|til|cause|bout|round|n|[stk]\b(?!'))\b|\d\d(?:s|ers?)?\b",
    re.IGNORECASE,
)
"""English and Dutch words that begin with an apostrophe; years without a century."""
_QUOTED_WORDS = 3
"""A quotation of fewer words may end with what looks like a possessive: `the 'dogs' of
war`. Tried here: anything from 0 to 8 gives the same marks in both books above."""
_INCHES = re.compile(r"\d'[ \u00a0]?\d{1,2}$")
_PATH = re.compile(
    r"(?:(?<=[\s(\[\"'])|(?<!.))"
    r"(?:[A-Za-z]:\\|\\\\|~/|\.{0,2}/|https?://|[\w.-]+/(?=[\w.-]+/|[\w-]*\.\w))"
    r"[^\s\"<>]*[\w/\\]"
)
"""A path or an address; what ends a sentence behind it is not part of it."""


class QuotationMark(enum.Enum):
    """What a straight mark is."""

    OPENS = 0
    CLOSES = 1
    APOSTROPHE = 2
    PRIME = 3
    """Feet and minutes, or doubled inches and seconds."""
    HEBREW = 4
    """Within a Hebrew word, a sign of its spelling: geresh, or doubled gershayim."""


class Paths:
    """Where paths and addresses stand, whose marks are characters like any others."""

    def __init__(self, text: str) -> None:
        spans: list[tuple[int, int]] = []
        if "/" in text or "\\" in text:
            spans = [found.span() for found in _PATH.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __contains__(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def classify_marks(
    text: str, paths: Paths, *, goes_on: bool = False
) -> Mapping[int, QuotationMark]:
    """Say of each straight mark, by its offset, what it is; not of those in paths.

    `goes_on`: whether the next paragraph begins with a single mark, so that a quotation
    may stay open.
    """
    offsets = (found.start() for found in _MARKS.finditer(text))
    runs = _Runs(text)
    doubles = _Doubles(text, runs)
    singles = _Singles(text, runs, goes_on=goes_on)
    for at in offsets:
        if at in paths:
            continue
        if text[at] == '"':
            doubles.add(at)
        else:
            singles.add(at, doubles.quotation)
    return doubles.marks | singles.marks()


class _Runs:
    """Marks that stand side by side, found once: a long run takes no square of it."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, text: str) -> None:
        spans = [found.span() for found in _RUN_OF_QUOTES.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def around(self, at: int) -> tuple[int, int]:
        """The offsets where the run of a mark begins and ends."""
        index = bisect_right(self._starts, at) - 1
        return self._starts[index], self._ends[index]


class _Sides:
    """What stands on the two sides of a mark; other marks beside it are passed over."""

    __slots__ = ("after", "before", "is_after_apostrophe")

    def __init__(self, text: str, at: int, runs: _Runs) -> None:
        first, last = runs.around(at)
        self.before = text[first - 1 : first] if first else ""
        self.after = text[last : last + 1]
        self.is_after_apostrophe = text[at - 1 : at] in ("'", "’") if at else False

    @property
    def is_after_space(self) -> bool:
        return not self.before or self.before.isspace()

    @property
    def is_before_space(self) -> bool:
        return not self.after or self.after.isspace()

    @property
    def is_in_hebrew_word(self) -> bool:
        """Whether Hebrew letters stand on both sides."""
        return (
            "\u05d0" <= self.before <= "\u05ea" and "\u05d0" <= self.after <= "\u05ea"
        )

    @property
    def is_east_asian(self) -> bool:
        """Whether no space need stand at a quotation: then every other mark opens."""
        return is_east_asian(self.before) or is_east_asian(self.after)

    def opens(self, *, is_open: bool) -> bool:
        """Whether a mark opens, where a quotation of its kind is open, or none is."""
        before, after = self.before, self.after
        if self.is_after_space and self.is_before_space:
            return not is_open
        if self.is_after_space:
            return after not in _CLOSING or after in ".…"
        if self.is_before_space:
            return False
        if self.is_east_asian:
            return not is_open
        if after in _CLOSING:
            return False
        if before in _OPENING:
            return True
        is_free = before in _MAY_PRECEDE or self.is_after_apostrophe
        return is_free and after.isalnum() and not is_open


class _Doubles:
    """Double marks, in their order."""

    def __init__(self, text: str, runs: _Runs) -> None:
        self._text = text
        self._runs = runs
        self._is_open = False
        self._count = 0
        self._open: list[int] = []
        self.marks: dict[int, QuotationMark] = {}

    @property
    def quotation(self) -> int:
        """The innermost quotation that is open, by its number; 0 where none is."""
        return self._open[-1] if self._open else 0

    def add(self, at: int) -> None:
        sides = _Sides(self._text, at, self._runs)
        if sides.is_in_hebrew_word:
            self.marks[at] = QuotationMark.HEBREW
            return
        if self._is_prime(at, sides):
            self.marks[at] = QuotationMark.PRIME
            return
        opens = sides.opens(is_open=self._is_open)
        self.marks[at] = QuotationMark.OPENS if opens else QuotationMark.CLOSES
        self._is_open = opens
        self._count += 1
        if opens:
            self._open.append(self._count)
        elif self._open:
            self._open.pop()

    def _is_prime(self, at: int, sides: _Sides) -> bool:
        if not self._text[at - 1 : at].isdigit() or sides.after.isalnum():
            return False
        return (
            not self._is_open
            or _INCHES.search(self._text, max(0, at - 6), at) is not None
        )


class _Singles:
    """Single marks: those that may open wait for one that closes."""

    def __init__(self, text: str, runs: _Runs, *, goes_on: bool) -> None:
        self._text = text
        self._runs = runs
        self._goes_on = goes_on
        self._marks: dict[int, QuotationMark] = {}
        self._strong: dict[int, list[int]] = {}
        """Where marks may open a sentence, by the quotation they stand in."""
        self._weak: dict[int, list[int]] = {}
        """Where marks may open words."""
        self._possessives: list[tuple[int, int]] = []

    def marks(self) -> dict[int, QuotationMark]:
        """What the marks are, once all are there."""
        for at, quotation in self._possessives:
            self._close_possessive(at, quotation)
        if self._goes_on and (waiting := [*chain(*self._strong.values())]):
            self._marks[max(waiting)] = QuotationMark.OPENS
        return self._marks

    def add(self, at: int, quotation: int) -> None:
        """Add a mark in a double quotation: within it a single one ends before it."""
        text = self._text
        self._marks[at] = QuotationMark.APOSTROPHE
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        sides = _Sides(text, at, self._runs)
        if sides.is_in_hebrew_word:
            self._marks[at] = QuotationMark.HEBREW
            return
        if before.isalnum() and after.isalnum() and not sides.is_east_asian:
            if before.isdigit() and after.isdigit():
                self._marks[at] = QuotationMark.PRIME
            return
        is_open = bool(self._strong.get(quotation) or self._weak.get(quotation))
        if sides.is_after_space and sides.is_before_space:
            return
        if sides.opens(is_open=is_open):
            if _ELISION.match(text, at + 1) is None:
                places = self._strong if self._is_strong(at, sides) else self._weak
                places.setdefault(quotation, []).append(at)
            return
        is_strong = sides.before in _SENTENCE_ENDS
        if not is_strong and self._is_possessive(at):
            self._possessives.append((at, quotation))
        elif not self._close(at, quotation, is_strong=is_strong) and before.isdigit():
            self._marks[at] = QuotationMark.PRIME

    def _is_strong(self, at: int, sides: _Sides) -> bool:
        """Whether a sentence may begin here."""
        head = self._text[max(0, at - 3) : at].rstrip()
        is_at_break = not head or head[-1] in _STRONG_BEFORE or head[-1] in _OPENING
        return is_at_break and (not head or not sides.after.islower())

    def _is_possessive(self, at: int) -> bool:
        """Whether it looks like that of `the dogs' bowls`."""
        text = self._text
        behind = text[at + 1 : at + 3]
        return (
            text[at - 1 : at] in "sxzSXZ" and behind[:1] == " " and behind[1:].islower()
        )

    def _close(self, at: int, quotation: int, *, is_strong: bool) -> bool:
        """Close what a mark closes; whether there was anything."""
        strong = self._strong.get(quotation, [])
        weak = self._weak.get(quotation, [])
        last_strong, last_weak = _last_below(strong, at), _last_below(weak, at)
        if last_strong >= 0 and (is_strong or last_weak < last_strong):
            opening = strong[0] if is_strong else last_strong
        else:
            opening = last_weak
        if opening < 0:
            return False
        self._marks[opening] = QuotationMark.OPENS
        self._marks[at] = QuotationMark.CLOSES
        for places in (strong, weak):
            del places[bisect_left(places, opening) : bisect_left(places, at)]
        return True

    def _close_possessive(self, at: int, quotation: int) -> None:
        """Close a quotation that only a possessive could, if words are quoted there."""
        strong = _last_below(self._strong.get(quotation, []), at)
        weak = _last_below(self._weak.get(quotation, []), at)
        words = self._text[weak:at].count(" ") if weak > strong else 0
        if words < _QUOTED_WORDS:
            self._close(at, quotation, is_strong=False)


def _last_below(places: list[int], at: int) -> int:
    """The last place before an offset; -1 where there is none."""
    index = bisect_left(places, at)
    return places[index - 1] if index else -1
