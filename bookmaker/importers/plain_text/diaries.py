"""Diaries, logs and letters: the dates above their entries are headings.

A line is a date by its shape, in any language: a day and a word for the month, with a
day of the week or a year beside them. What makes a diary is that such lines stand alone
all through the text; the date of an essay, and those of the comments below it, do not.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Sequence

from bookmaker.importers.plain_text.dates import is_month
from bookmaker.importers.plain_text.lines import Role, Stretch

_WEEKDAY = (
    r"(?:[^\W\d_]{2,}(?:-[^\W\d_]+)?[.,]{0,2}\s+(?:(?:den|the|le|el|il|o|a)\s+)?)?"
)
_ENTRY = re.compile(
    rf"{_WEEKDAY}(?:\d{{1,2}}(?:\.|st|nd|rd|th|er|ère|º|ª|°)?\s+(?:of\s+|de\s+|d['’])?"
    r"(?P<m1>[^\W\d_]{3,})|(?P<m2>[^\W\d_]{3,})\s+\d{1,2}(?:st|nd|rd|th)?)"
    r"[.,]{0,2}(?:\s+(?:de\s+|del\s+)?\d{4}(?:\s?(?:г|r|р)\.)?)?[.:—–]?",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    rf"{_WEEKDAY}(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\s?\d{{1,2}}[./]\s?\d{{2,4}}"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日.{0,8})[.:]?",
    re.IGNORECASE,
)
_LEAST_ENTRIES = 3
_LATEST_START = 6
_WIDEST_GAP = 0.6
"""Of the text's blocks: in an essay, from its date to that of the first comment."""
_LEAST_ENDED = 0.75
"""Of the entries; above the date of a comment is a name."""
_LONGEST = 60
_LONG = 40
_END = re.compile(r".*[.!?…:;*\"'”’»)\]。！？」]")


def settle_entries(blocks: Sequence[Stretch]) -> int:
    """Settle the dates of a diary as headings.

    Returns the index of the block with the first one; of none the count of blocks.
    """
    months = collections.Counter(
        month for block in blocks if (month := _month_of(block)) is not None
    )
    entries = [
        index
        for index, block in enumerate(blocks[:-1])
        if (month := _month_of(block)) is not None
        and (not month or is_month(month) or months[month] > 1)
        and _month_of(blocks[index + 1]) is None
    ]
    if len(entries) < _LEAST_ENTRIES or entries[0] > _LATEST_START:
        return len(blocks)
    ends = [*entries[1:], len(blocks)]
    widest = max(end - start for start, end in zip(entries, ends, strict=True))
    ended = sum(_ends_entry(blocks[index - 1]) for index in entries[1:])
    is_far = widest > max(_WIDEST_GAP * len(blocks), _LATEST_START)
    if is_far or ended < _LEAST_ENDED * (len(entries) - 1):
        return len(blocks)
    for index in entries:
        blocks[index][0].settle(Role.HEADING)
    return entries[0]


def _month_of(block: Stretch) -> str | None:
    """The word for the month in a date that stands alone; empty for one in figures."""
    if len(block) != 1 or block[0].is_settled or len(block[0].words) > _LONGEST:
        return None
    words = block[0].words
    if _IN_FIGURES.fullmatch(words) is not None:
        return ""
    found = _ENTRY.fullmatch(words)
    return None if found is None else (found["m1"] or found["m2"]).lower()


def _ends_entry(block: Stretch) -> bool:
    words = block[-1].words
    return len(words) >= _LONG or len(block) > 1 or _END.fullmatch(words) is not None


def settle_title_alone(above: Sequence[Stretch]) -> None:
    """Settle the one line above the first entry of a diary as its title."""
    if not above or any(line.role is Role.TITLE for block in above for line in block):
        return
    first = above[0]
    if len(first) == 1 and not first[0].is_settled and len(first[0].words) <= _LONGEST:
        first[0].settle(Role.TITLE)
