"""What a fixed page keeps: diagrams, page ends, running heads, contents with dots."""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Mapping, Sequence

from bookmaker.importers.plain_text.chapter_heads import opens_chapter
from bookmaker.importers.plain_text.furniture import begins_contents
from bookmaker.importers.plain_text.lines import Line, Role, Stretch

_DRAWN = re.compile(
    r"^[\s+|\-=_/\\<>^v.:*o~'`#]*[+|][\s+|\-=_/\\<>^v.:*]*$|[+-]{4,}|-->|<--"
)
_CELL = re.compile(r"^\s*\|.*\|\s*$|\S.*\|.*\|")
_RULER = re.compile(
    r"^\s*(?:\d\s+){4,}\d\s*$|^\s+\d(?:\s{5,}\d)*\s*$|^\s*\d\s{8,}\d[\s\d]*$"
)
_LEADER = re.compile(r"\S.*?(?:\s?\.){3,}\s*(?:\d{1,4}|[ivxlc]{1,6})$")
_PAGE = re.compile(
    r"\W*(?:\d{1,4}|[ivxlc]{1,7})\W*|(?:page|seite|p\.)\s\d{1,4}(?:\s(?:of|von)\s\d+)?"
    r"|.{0,80}\[page\s\d{1,4}\]",
    re.I,
)
_NUMBERED = re.compile(r"\[page \d+\]$", re.I)
_OF_TYPESCRIPT = re.compile(
    r"[^\W\d_][\w.'’ -]{1,29}\s?[/|–—•]\s?(?P<title>[^/|•]{2,40}?)\s?[/|–—•]\s?\d{1,4}"
)
"""The running head of a manuscript for a publisher: `Moreau / THE FERRY / 12`."""
_LEAST_TAIL = 20
_DIGITS = re.compile(r"\d+")
_LEAST_DRAWN = 2
_LONGEST = 120
"""Columns of a page that was drawn on."""
_MOST_WORDS = 12
"""Of a line of a diagram that is words alone."""


def settle_diagrams(blocks: Sequence[Stretch]) -> None:
    """Settle drawings of signs, with the rulers above and below them."""
    for block in blocks:
        drawn = [_is_drawn(line.text) for line in block]
        is_prose = any(
            len(o.words.split()) > _MOST_WORDS and not is_sign
            for o, is_sign in zip(block, drawn, strict=True)
        )
        if sum(drawn) < _LEAST_DRAWN or sum(drawn) * 2 < len(block) - 2 or is_prose:
            continue
        for line in block:
            line.settle(Role.DIAGRAM)


def _is_drawn(text: str) -> bool:
    return len(text) <= _LONGEST and (
        _DRAWN.search(text) is not None
        or _CELL.search(text) is not None
        or _RULER.match(text) is not None
    )


def settle_page_ends(lines: Sequence[Line]) -> None:
    """Settle page numbers and running heads, where form feeds or repetition say so.

    A line is a running head where it stands again and again with another number, next
    to a page's end.
    """
    ends = [i for i, line in enumerate(lines) if line.begins_page]
    ends = [0, *ends, len(lines)] if ends else ends
    ends += [o.number for o in _counted_pages(lines)]
    shapes = collections.Counter(_shape(line) for line in lines if line.words)
    title = _line_at_top(lines)
    found: list[Line] = []
    for end in ends:
        above = next((o for o in reversed(lines[:end]) if o.words), None)
        below = [o for o in lines[end : end + 4] if o.words][:2]
        number = [o for o in (above, *below) if o is not None and _is_number(o)]
        heads = [
            o
            for o in (above, *below)
            if o is not None
            and o not in number
            and o is not title
            and not o.words[0].islower()
            and _is_again(o, shapes, title)
            and not opens_chapter(o.words)
        ]
        found += [*number, *heads]
        if number and below and above in number and not _is_number(below[0]):
            is_running = len(below[0].words.split("   ")) > 1
            found += [below[0]] if is_running else []
    numbered = [o for o in lines if _NUMBERED.search(o.words[-_LEAST_TAIL:])]
    typed = [
        o
        for o in lines
        if (head := _OF_TYPESCRIPT.fullmatch(o.words)) is not None
        and (head["title"].isupper() or shapes[_shape(o)] > 1)
    ]
    for line in (*found, *numbered, *typed):
        line.settle(Role.FURNITURE)
        line.is_page_end = True
    for line in numbered:
        _settle_head_below(lines, line)


def _counted_pages(lines: Sequence[Line]) -> list[Line]:
    """The numbers of pages where no form feed stands: alone, each one more.

    Numbers that count from 1 may be those of chapters.
    """
    alone = [
        line
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if line.words.strip("-–—[] ").isdecimal()
        and not above.words
        and not below.words
    ]
    numbers = [int(line.words.strip("-–—[] ")) for line in alone]
    counts = all(b == a + 1 for a, b in itertools.pairwise(numbers))
    is_of_pages = len(alone) >= _LEAST_AGAIN and counts and numbers[0] > 1
    return alone if is_of_pages else []


def _settle_head_below(lines: Sequence[Line], foot: Line) -> None:
    """Settle the running head below a page's foot: words in columns."""
    at = next(i for i, o in enumerate(lines) if o is foot)
    below = next((o for o in lines[at + 1 : at + 6] if o.words), None)
    if below is not None and re.search(r"\S\s{4,}\S.*\s{4,}\S", below.text):
        below.settle(Role.FURNITURE)
        below.is_page_end = True


_LEAST_AGAIN = 3


def _line_at_top(lines: Sequence[Line]) -> Line | None:
    """The first line of all, where running heads say it again: the title."""
    first = next((line for line in lines if line.words), None)
    return first if first is not None and _DIGITS.search(first.words) is None else None


def _is_again(line: Line, shapes: Mapping[str, int], title: Line | None) -> bool:
    """Whether a line next to a page's end stands in other places too."""
    count = shapes[_shape(line)]
    is_title = title is not None and line.words.casefold() == title.words.casefold()
    is_at_top = line.begins_page and line.words.isupper() and count > 1
    return count >= _LEAST_AGAIN or is_title or is_at_top


def _is_number(line: Line) -> bool:
    return len(line.words) <= _LONGEST and _PAGE.fullmatch(line.words) is not None


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", line.words)


def joined_over_pages(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of page ends moved behind the paragraph that they divided."""
    made = list(lines)
    at = 0
    while at < len(made):
        if not made[at].is_page_end:
            at += 1
            continue
        start, end = at, at + 1
        while start and not made[start - 1].words:
            start -= 1
        while end < len(made) and (not made[end].words or made[end].is_page_end):
            end += 1
        above = made[start - 1] if start else None
        below = made[end] if end < len(made) else None
        if above is None or below is None or not _goes_on(above, below):
            at = end
            continue
        stop = end
        while stop < len(made) and made[stop].words:
            stop += 1
        below.goes_on = True
        made[start:stop] = [*made[end:stop], *made[start:end]]
        at = start + (stop - end) + (end - start)
    return made


def _goes_on(above: Line, below: Line) -> bool:
    is_open = not above.is_settled and not below.is_settled
    is_left = not above.words.endswith((".", "!", "?", "”", '"', ":", "’"))
    return is_open and is_left and below.words[0].islower()


def settle_leaders(blocks: Sequence[Stretch]) -> None:
    """Settle printed contents, whose entries lead to their pages with dots."""
    for index, block in enumerate(blocks):
        entries = [
            len(o.words) <= _LONGEST and _LEADER.fullmatch(o.words) is not None
            for o in block
        ]
        if sum(entries) < _LEAST_DRAWN or sum(entries) * 3 < len(block) * 2:
            continue
        for line in block:
            line.settle(Role.FURNITURE)
        above = blocks[index - 1] if index else []
        if above and len(above) == 1 and begins_contents(above[0].words):
            above[0].settle(Role.FURNITURE)
