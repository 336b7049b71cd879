"""Measure how the lines of a book are set, and name the worst places.

What comes in: the pages with their lines, as layout has placed them. What goes out: a
report: how many lines are loose, divided or off the grid, how many paragraphs and pages
end badly, and each such place, worst first. Nothing here knows how lines were broken.

The terms are the trade's (Bringhurst, *The Elements of Typographic Style*, 2.1, 2.4).
Widths of spaces are in em of the line's own type; places on a page are in points.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from bookmaker.source import SourceSpan

_LADDER = 3
"""Lines in succession that end with a hyphen, from which on they are a ladder."""
_FEWEST_LINES = 5
"""A chapter whose last page has fewer lines looks as if it had been cut off."""
_FEWEST_LETTERS = 5
"""A last line of fewer letters is hardly wider than the indent that follows it."""
_SAME = 0.5
"""Points that count as nothing: half a hairline of type, and more than rounding."""


class LineKind(enum.StrEnum):
    """What a line is a part of."""

    TEXT = "text"
    HEADING = "heading"
    NOTE = "note"
    VERSE = "verse"
    CODE = "code"
    TABLE = "table"
    OTHER = "other"
    """A list of contents, an index: set in another way than text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """A line as it stands on its page."""

    words: str
    kind: LineKind
    baseline: float
    """Points from the top of the page to the feet of its letters."""
    paragraph: int
    """Which paragraph of the chapter it belongs to; the number says nothing else."""
    is_first: bool
    """Of its paragraph."""
    is_last: bool
    is_divided: bool
    """Whether it ends within a word that the author wrote without a hyphen there."""
    is_justified: bool
    """Whether its spaces were stretched to fill the measure."""
    space: float | None
    """The mean width of its spaces, in em; `None` where it has none."""
    division: int = 0
    """Where its first letter stands in the text, as in `TextPosition`."""
    letters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPage:
    """A page with its lines, from the top."""

    index: int
    """Of the page in the book, counted from 0."""
    label: str
    side: str
    """`left` or `right`."""
    chapter: int
    lines: tuple[SetLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLimits:
    """What a theme calls bad, and how much of it is too much."""

    loose: float = 0.42
    """Em: wider spaces are loose."""
    tight: float = 0.15
    """Em: narrower spaces are tight."""
    most_loose: float = 0.003
    """Loose lines, as a share of the justified ones."""
    most_divided: float = 0.04
    """Lines that end with a hyphen, as a share of the lines of text."""


class FlawKind(enum.StrEnum):
    """What is wrong with a place."""

    WIDOW = "widow"
    ORPHAN = "orphan"
    LADDER = "ladder"
    DIVIDED_OVER_PAGE = "divided over the page"
    UNEQUAL_SPREAD = "unequal spread"
    SHORT_END = "short chapter end"
    RUNT = "runt"
    LOOSE = "loose line"
    TIGHT = "tight line"
    OFF_GRID = "off the grid"


_WEIGHT: Mapping[FlawKind, float] = {
    FlawKind.WIDOW: 90,
    FlawKind.LADDER: 80,
    FlawKind.DIVIDED_OVER_PAGE: 70,
    FlawKind.ORPHAN: 60,
    FlawKind.UNEQUAL_SPREAD: 50,
    FlawKind.SHORT_END: 45,
    FlawKind.LOOSE: 40,
    FlawKind.RUNT: 30,
    FlawKind.TIGHT: 20,
    FlawKind.OFF_GRID: 10,
}
"""How bad each kind is. Judged here, after what is seen from a reading distance: first
what catches the eye on the whole page, then what does in its paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFlaw:
    """A place that is set badly."""

    kind: FlawKind
    page: int
    """The page in the book, counted from 0."""
    label: str
    """The page's number as it is printed."""
    words: str
    """The line, or the first of several."""
    amount: float
    """How much of it: em of a space, lines of a ladder or page, points
    by which it is short or off the grid."""
    division: int
    letters: int
    span: SourceSpan | None = None
    """The place in the manuscript, as soon as somebody knows it."""

    @property
    def weight(self) -> float:
        """How bad it is; the worst is the largest."""
        match self.kind:
            case FlawKind.LOOSE | FlawKind.UNEQUAL_SPREAD | FlawKind.LADDER:
                more = self.amount
            case FlawKind.OFF_GRID:
                more = min(self.amount, 9.0)
            case _:
                more = -self.amount
        return _WEIGHT[self.kind] + more / 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutReport:
    """How a book is set."""

    pages: int
    lines: int
    """Lines of running text."""
    paragraphs: int
    justified: int
    divided: int
    spreads: int
    """Openings of which both pages are full."""
    chapters: int
    characters: float
    """Of a full line of text on average, spaces included; first and last lines of
    paragraphs aren't counted. 0 where there are no others."""
    mean_space: float
    """Of justified lines, in em; 0 where there are none."""
    deviation: float
    """Its standard deviation, in em."""
    limits: LineLimits
    flaws: tuple[LineFlaw, ...] = field(repr=False)
    """The worst first; of equal ones the first in the book."""

    def count(self, kind: FlawKind) -> int:
        """How many places of a kind there are."""
        return sum(flaw.kind is kind for flaw in self.flaws)

    @property
    def loose_share(self) -> float:
        """Loose lines among the justified ones, from 0 to 1."""
        return _share(self.count(FlawKind.LOOSE), self.justified)

    @property
    def divided_share(self) -> float:
        """Lines that end with a hyphen among all of text, from 0 to 1."""
        return _share(self.divided, self.lines)

    @property
    def exceeded(self) -> tuple[str, ...]:
        """The limits that the book does not keep, by their names."""
        kept = {
            "loose": self.loose_share <= self.limits.most_loose,
            "divided": self.divided_share <= self.limits.most_divided,
            **{
                kind.value: not self.count(kind)
                for kind in (FlawKind.WIDOW, FlawKind.ORPHAN, FlawKind.LADDER)
            },
        }
        return tuple(name for name, is_kept in kept.items() if not is_kept)


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def measure_pages(
    pages: Sequence[SetPage], leading: float, limits: LineLimits
) -> LayoutReport:
    """Measure the pages of a book; `leading` is in points."""
    text = [line for page in pages for line in page.lines if line.kind is LineKind.TEXT]
    spaces = [
        line.space for line in text if line.is_justified and line.space is not None
    ]
    mean = _mean(spaces)
    variance = _mean([(space - mean) ** 2 for space in spaces])
    flaws = [
        *_loose_and_tight(pages, limits),
        *_paragraph_flaws(pages),
        *_page_flaws(pages),
        *_unequal_spreads(pages, leading),
        *_short_ends(pages),
        *_off_grid(pages, leading),
    ]
    flaws.sort(key=lambda flaw: (-flaw.weight, flaw.page))
    return LayoutReport(
        pages=len(pages),
        lines=len(text),
        paragraphs=sum(line.is_first for line in text),
        justified=len(spaces),
        divided=sum(line.is_divided for line in text),
        spreads=sum(1 for _ in _full_spreads(pages)),
        chapters=len({page.chapter for page in pages if page.lines}),
        characters=_mean(
            [len(line.words) for line in text if not line.is_first | line.is_last]
        ),
        mean_space=mean,
        deviation=variance**0.5,
        limits=limits,
        flaws=tuple(flaws),
    )


def _flaw(kind: FlawKind, page: SetPage, line: SetLine, amount: float) -> LineFlaw:
    return LineFlaw(
        kind=kind,
        page=page.index,
        label=page.label,
        words=line.words,
        amount=round(amount, 3),
        division=line.division,
        letters=line.letters,
    )


def _text(page: SetPage) -> list[SetLine]:
    return [line for line in page.lines if line.kind is LineKind.TEXT]


def _body(page: SetPage) -> list[SetLine]:
    """The lines between head and notes."""
    return [line for line in page.lines if line.kind is not LineKind.NOTE]


def _loose_and_tight(
    pages: Iterable[SetPage], limits: LineLimits
) -> Iterator[LineFlaw]:
    for page in pages:
        for line in _text(page):
            if not line.is_justified or line.space is None:
                continue
            if line.space > limits.loose:
                yield _flaw(FlawKind.LOOSE, page, line, line.space)
            elif line.space < limits.tight:
                yield _flaw(FlawKind.TIGHT, page, line, line.space)


def _paragraph_flaws(pages: Iterable[SetPage]) -> Iterator[LineFlaw]:
    """Ladders, which may run over a page, and runts."""
    placed = ((page, line) for page in pages for line in _text(page))
    for _, lines in groupby(placed, lambda one: (one[0].chapter, one[1].paragraph)):
        own = list(lines)
        for is_divided, run in groupby(own, lambda one: one[1].is_divided):
            rungs = list(run)
            if is_divided and len(rungs) >= _LADDER:
                yield _flaw(FlawKind.LADDER, *rungs[0], len(rungs))
        page, last = own[-1]
        count = sum(letter.isalnum() for letter in last.words)
        if last.is_last and not last.is_first and count < _FEWEST_LETTERS:
            yield _flaw(FlawKind.RUNT, page, last, count)


def _page_flaws(pages: Iterable[SetPage]) -> Iterator[LineFlaw]:
    """What is wrong with the first and the last line of a page."""
    for page in pages:
        body = _body(page)
        if not body:
            continue
        first, last = body[0], body[-1]
        if first.kind is LineKind.TEXT and first.is_last and not first.is_first:
            yield _flaw(FlawKind.WIDOW, page, first, 1)
        if last.kind is LineKind.TEXT and last.is_first and not last.is_last:
            yield _flaw(FlawKind.ORPHAN, page, last, 1)
        if last.kind is LineKind.TEXT and last.is_divided:
            turns = 1.0 if page.side == "right" else 0.0
            yield _flaw(FlawKind.DIVIDED_OVER_PAGE, page, last, -turns)


def _last(page: SetPage) -> SetLine:
    """The line at the foot of a page, a note's included."""
    return max(page.lines, key=lambda line: line.baseline)


def _full_spreads(pages: Sequence[SetPage]) -> Iterator[tuple[SetPage, SetPage]]:
    """Facing pages that both go on: the last of a chapter ends where it ends."""
    ends = {
        page.index
        for page, following in pairwise(pages)
        if page.chapter != following.chapter or not following.lines
    }
    ends |= {page.index for page in pages[-1:]}
    for one, other in pairwise(pages):
        # The first page is a recto, whichever side that is.
        faces = other.index % 2 == 0
        goes_on = one.index not in ends and other.index not in ends
        if faces and goes_on and one.lines and other.lines:
            yield one, other


def _unequal_spreads(pages: Sequence[SetPage], leading: float) -> Iterator[LineFlaw]:
    for one, other in _full_spreads(pages):
        last, facing = _last(one), _last(other)
        # The small type of a note stands higher in its line, whose foot is the same.
        allowed = _SAME if last.kind is facing.kind else leading / 4
        apart = abs(last.baseline - facing.baseline)
        if apart > allowed:
            shorter = one if last.baseline < facing.baseline else other
            yield _flaw(FlawKind.UNEQUAL_SPREAD, shorter, _last(shorter), apart)


def _short_ends(pages: Sequence[SetPage]) -> Iterator[LineFlaw]:
    """Last pages with a few lines, of chapters that have others."""
    for _, run in groupby(pages, lambda page: page.chapter):
        filled = [page for page in run if page.lines]
        if len(filled) > 1 and len(_body(filled[-1])) < _FEWEST_LINES:
            page = filled[-1]
            yield _flaw(FlawKind.SHORT_END, page, page.lines[0], len(_body(page)))


def _off_grid(pages: Sequence[SetPage], leading: float) -> Iterator[LineFlaw]:
    """Lines of text that do not stand where most of the book's do."""
    offsets = Counter(
        round(line.baseline % leading, 1) for page in pages for line in _text(page)
    )
    if not offsets:
        return
    usual = offsets.most_common(1)[0][0]
    for page in pages:
        for line in _text(page):
            apart = abs((line.baseline - usual + leading / 2) % leading - leading / 2)
            if apart > _SAME:
                yield _flaw(FlawKind.OFF_GRID, page, line, apart)
