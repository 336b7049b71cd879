"""The head of a plain text: furniture, the title, the byline and the date."""

from __future__ import annotations

import datetime
import re

from bookmaker.importers.plain_text.furniture import (
    is_count,
    is_phrase,
    reads_as_sentence,
)
from bookmaker.importers.plain_text.lines import Line, Role, Stretch
from bookmaker.importers.plain_text.pictures import is_marked_picture

_MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()
_MONTH = r"(?:" + "|".join(f"{m}|{m[:3]}\\.?" for m in _MONTHS) + r"|sept\.?)"
_DATE = re.compile(
    rf"""
    (?:(?:published|posted|updated|written|date)(?:\ on)?:?\s+)?
    (?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?
    (?: (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?P<m1>{_MONTH}),?\s+(?P<y1>\d{{4}})
      | (?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})
      | (?P<y3>\d{{4}})-(?P<m3>\d{{2}})-(?P<d3>\d{{2}})
      | (?P<y4>(?:1[5-9]|20)\d{{2}})
      | (?:(?:spring|summer|autumn|fall|winter|easter|christmas|{_MONTH}),?\s+)
        (?P<y5>\d{{4}}) )
    (?:\ at\ .{{1,20}})?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BYLINE = re.compile(
    r"""
    (?P<what>by|words\ (?:and\ pictures\ )?by|text(?:\ by)?:?|story\ by|written\ by
      |edited\ by|translated\ by|photographs?\ by|photos?\ by|photography(?:\ by)?:?
      |illustrations?\ by|illustrated\ by|drawings\ by|author:)
    \s+(?P<name>[^\W\d_].{1,60})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev)\.?\s+)?"
    r"[A-ZÀ-ÖØ-Þ][\w'’-]*\.?(?:\s+(?:(?:de|van|von|der|la|le|du|da|di|of|and|&)\s+)*"
    r"[A-ZÀ-ÖØ-Þ][\w'’-]*\.?){1,3}"
)
_NO_NAME = re.compile(
    r"(?:the|an?|in|on|of|to|from|chapter|part|book|section|act|scene|canto|letter"
    r"|prologue|preface|introduction|foreword)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[·•∙|]\s*")
_LONGEST_TITLE = 120
_NEVER_A_TITLE = re.compile(r"[.,;:]$|^[“\"‘'—–―*•]|^-")
_LONGEST_STANDFIRST = 240
_LONGEST_HEAD = 14
"""Blocks: what is not there by then is nowhere."""


def is_date(words: str) -> bool:
    """Whether a line is a date and no more."""
    return _DATE.fullmatch(words) is not None


def _parts(words: str) -> list[str]:
    """What stands between the dots or bars of a line: `By Ann Lee · 3 May · 5 min`."""
    parts = [part for part in _SEPARATOR.split(words.strip(" ·•∙|")) if part]
    is_about_text = len(parts) > 1 and all(
        is_date(part) or is_phrase(part) or is_byline(part) or _NAME.fullmatch(part)
        for part in parts
    )
    return parts if is_about_text else [words]


def read_date(words: str) -> datetime.date | None:
    """The day a line names; `None` where it names a month or a year alone."""
    dates = (_DATE.fullmatch(part) for part in _parts(words))
    found = next((date for date in dates if date is not None), None)
    if found is None:
        return None
    part = found.groupdict()
    year = next(part[f"y{n}"] for n in range(1, 6) if part[f"y{n}"])
    month = next((part[f"m{n}"] for n in (1, 2, 3) if part[f"m{n}"]), None)
    day = next((part[f"d{n}"] for n in (1, 2, 3) if part[f"d{n}"]), None)
    if month is None or day is None:
        return None
    if not month.isdecimal():
        stem = month.lower()[:3]
        month = str(next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(stem)))
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def is_byline(words: str) -> bool:
    """Whether a line says who made the text, with a word for it."""
    found = _BYLINE.fullmatch(words)
    return found is not None and not words.endswith((".", "!", "?", ",", ";"))


_ROLES = {"edited": "edt", "translated": "trl", "illust": "ill", "drawings": "ill"}


def read_byline(words: str) -> tuple[str, str]:
    """The name and the role, as relators have it: `aut`, `pht`."""
    parts = _parts(words)
    found = next((f for part in parts if (f := _BYLINE.fullmatch(part))), None)
    if found is None:
        names = (part for part in parts if not is_date(part) and not is_phrase(part))
        return next(names, words), "aut"
    what = found["what"].lower()
    if what.startswith("photo"):
        return found["name"], "pht"
    role = next((code for stem, code in _ROLES.items() if what.startswith(stem)), "aut")
    return found["name"], role


def settle_head(blocks: list[Stretch]) -> Line | None:
    """Settle the lines above the text; gives the title's line, if there is one.

    The title is the first line that could be one, in the first block that is not
    furniture, above the first sentence.
    """
    title: Line | None = None
    for index, block in enumerate(blocks[:_LONGEST_HEAD]):
        if title is None and _is_furniture(block):
            _settle(block)
            continue
        if title is None:
            title = _find_title(block, is_alone=len(blocks) == 1)
            if title is None:
                return None
            title.settle(Role.TITLE)
            below = block[block.index(title) + 1 :]
        else:
            below = block
        following = blocks[index + 1] if index + 1 < len(blocks) else []
        if len(below) == 1 and _introduces_head(below[0], following):
            below[0].settle(Role.BODY)
        elif not _settle_below_title(below):
            return title
    return title


def _introduces_head(line: Line, following: Stretch) -> bool:
    """Whether a sentence about the text stands above its byline and date."""
    return (
        len(line.words) <= _LONGEST_STANDFIRST
        and not (is_byline(line.words) or is_date(line.words) or is_phrase(line.words))
        and _NAME.fullmatch(line.words) is None
        and bool(following)
        and (is_byline(following[0].words) or is_date(following[0].words))
    )


def _is_furniture(block: Stretch) -> bool:
    phrases = sum(is_phrase(line.words) for line in block)
    if any(
        reads_as_sentence(line.words) and not is_phrase(line.words) for line in block
    ):
        return False
    counts = sum(is_count(line.words) for line in block)
    return phrases > 0 and (phrases + counts) * 2 >= len(block)


def _settle(block: Stretch) -> None:
    for line in block:
        line.settle(Role.FURNITURE)


def _find_title(block: Stretch, *, is_alone: bool) -> Line | None:
    for line in block:
        words = line.words
        if is_phrase(words) or is_count(words):
            line.settle(Role.FURNITURE)
            continue
        could_be = (
            len(words) <= _LONGEST_TITLE
            and _NEVER_A_TITLE.search(words) is None
            and not is_date(words)
            and not is_byline(words)
            and not is_marked_picture(words)
        )
        return line if could_be and not (is_alone and len(block) == 1) else None
    return None


def _settle_below_title(block: Stretch) -> bool:
    """Settle what stands between title and text; whether the text has not begun."""
    has_name = False
    for index, line in enumerate(block):
        words = line.words
        if line.is_settled:
            continue
        parts = _parts(words)
        if len(parts) > 1:
            has_person = any(not is_date(p) and not is_phrase(p) for p in parts)
            line.settle(Role.BYLINE if has_person else Role.DATE)
        elif is_date(words):
            line.settle(Role.DATE)
        elif is_byline(words):
            line.settle(Role.BYLINE)
        elif is_phrase(words) or (is_count(words) and len(block) > 1):
            line.settle(Role.FURNITURE)
        elif not has_name and index < 2 and _is_bare_name(words):
            line.settle(Role.BYLINE)
            has_name = True
        elif reads_as_sentence(words) or len(words) > _LONGEST_TITLE // 2:
            return False
        else:
            return _is_standfirst(words) and len(block) <= 2
    return True


def _is_bare_name(words: str) -> bool:
    """Whether a line is nothing but a name; a heading may look like one."""
    return (
        len(words) < 40
        and _NAME.fullmatch(words) is not None
        and _NO_NAME.match(words) is None
    )


def _is_standfirst(words: str) -> bool:
    return 4 <= len(words.split()) <= 20 and not is_marked_picture(words)
