"""Lines joined to paragraphs: where the page ended them, and only there."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from bookmaker.importers.plain_text.lines import Line, Role, Stretch, was_wrapped
from bookmaker.importers.plain_text.quotations import (
    attributes_quotation,
    has_closing,
    is_attribution,
    is_whole_quotation,
    opens_quotation,
)

LONG = 100
"""A line as long as this was not ended for a page's sake: paragraphs stand in lines."""
_LEAST_FULL = 55
"""Columns of a line that a page's end may have ended."""
SET_OFF = 4
"""Columns by which what is set off is indented at least."""
_LEAST_BROKEN = 40
_STOPS = re.compile(r"[.!?…”’\"'»)\]]$")


@dataclass(slots=True)
class LinesOfParagraph:
    """Lines that are one paragraph."""

    lines: Stretch

    @property
    def words(self) -> str:
        """What its lines say, joined."""
        return " ".join(line.words for line in self.lines)

    def settle(self, role: Role) -> None:
        """Say of all its lines what they are."""
        for line in self.lines:
            line.settle(role)

    @property
    def is_open(self) -> bool:
        """Whether nothing has been said of any line of it."""
        return not any(line.is_settled for line in self.lines)


def paragraphs_of(blocks: list[Stretch], width: int | None) -> list[LinesOfParagraph]:
    """The paragraphs of all blocks; settled lines stand alone among them."""
    found: list[LinesOfParagraph] = []
    least_full = least_full_of(blocks, width)
    for block in blocks:
        before: Line | None = None
        may_go_on = width is not None and all(len(o.text) <= LONG for o in block)
        for line in block:
            goes_on = (
                may_go_on
                and before is not None
                and not line.is_settled
                and not before.is_settled
                and not _signs(line, found[-1])
                and _goes_on(before, line, width or 0, least_full)
            ) or (
                bool(found)
                and before is not None
                and not (line.is_settled or before.is_settled)
                and (
                    line.goes_on
                    or _is_left_open(found[-1], before, line)
                    or (width is None and _breaks_sentence(before, line))
                )
            )
            if goes_on:
                found[-1].lines.append(line)
            else:
                found.append(LinesOfParagraph([line]))
            before = line
    return found


def parted_by_lines(blocks: list[Stretch]) -> list[Stretch]:
    """The blocks, in which a paragraph is one where no blank lines part a text's.

    Short lines next to each other stay together, as does who signs a quotation.
    """
    return [part for block in blocks for part in _parted_by_lines(block)]


def _parted_by_lines(block: Stretch) -> list[Stretch]:
    if sum(len(line.text) > LONG for line in block) < _LEAST_LONG:
        return [block]
    parts = [block[:1]]
    for before, line in itertools.pairwise(block):
        are_short = not (_is_whole(before) or _is_whole(line))
        if are_short or is_attribution(line.words):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _is_whole(line: Line) -> bool:
    """Whether a line is a paragraph: it is long, or a sentence of some words."""
    is_sentence = len(line.words.split()) >= _LEAST_SENTENCE
    return len(line.text) > LONG or (is_sentence and bool(_STOPS.search(line.words)))


_LEAST_LONG = 4
_LEAST_SENTENCE = 8


def _breaks_sentence(before: Line, line: Line) -> bool:
    """Whether a sentence goes on over a line's end in a text too short for a width."""
    is_full = _LEAST_FULL <= len(before.words) <= LONG
    is_open = _STOPS.search(before.words) is None
    is_even = line.indent == before.indent
    return is_full and is_open and is_even and line.words[0].islower()


def _is_left_open(said: LinesOfParagraph, before: Line | None, line: Line) -> bool:
    """Whether a line goes on with what is not closed yet.

    A quotation set off by indent, or italics that begin the paragraph.
    """
    return (
        before is not None
        and not (line.is_settled or before.is_settled)
        and line.number == before.number + 1
        and said.words.startswith("_")
        and said.words.count("_") == 1
        and line.words.endswith("_")
    ) or (
        before is not None
        and not (line.is_settled or before.is_settled)
        and min(line.indent, said.lines[0].indent) >= SET_OFF
        and opens_quotation(said.words)
        and not has_closing(said.words)
        and not opens_quotation(line.words)
    )


def _signs(line: Line, said: LinesOfParagraph) -> bool:
    """Whether a line says whose words stand above it: it does not go on with them."""
    if is_attribution(line.words):
        return _STOPS.search(said.words) is not None
    is_quoted = is_whole_quotation(said.words)
    return is_quoted and attributes_quotation(line.words, is_close=True)


def least_full_of(blocks: list[Stretch], width: int | None) -> int | None:
    """The columns of a line that was ended for the page's sake, whatever follows it.

    Where blank lines part the paragraphs of a text, the lines within a block are nearly
    all full; one that is a little shorter was wrapped by hand, or for a narrower page.
    `None` where a block may hold several paragraphs.
    """
    if width is None:
        return None
    inner = [
        line
        for block in blocks
        for line in block[:-1]
        if len(block) >= _LEAST_LINES and not line.is_settled
    ]
    least = int(width * _FULL)
    full = sum(len(line.text) >= least for line in inner)
    is_parted = len(inner) >= _LEAST_INNER and full >= len(inner) * _NEARLY_ALL
    return int(width * _ENOUGH) if is_parted else None


_LEAST_LINES = 3
_LEAST_INNER = 20
_FULL = 0.75
_ENOUGH = 0.65
"""Of the width: shorter lines within a paragraph are one in several hundred."""
_HALF = 0.5
_NEARLY_ALL = 0.9


def _goes_on(line: Line, following: Line, width: int, least_full: int | None) -> bool:
    """Whether a paragraph goes on over a line's end."""
    is_indented = following.indent >= line.indent + 2
    if least_full is not None:
        length = len(line.text)
        is_open = length >= width * _HALF and _STOPS.search(line.words) is None
        if length >= least_full or is_open:
            return not is_indented
    if was_wrapped(line, following, width):
        return not is_indented
    return _is_broken_early(line, following)


def _is_broken_early(line: Line, following: Line) -> bool:
    """Whether a hand has ended a line of prose early: the sentence goes on below."""
    is_open = line.words[-1].isalpha() and line.words[-1].islower()
    is_even = following.indent == line.indent
    is_prose = min(len(line.words), len(following.words)) >= _LEAST_BROKEN
    return is_open and is_even and is_prose and following.words[0].islower()
