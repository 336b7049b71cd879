"""What the shape of lines says: scene breaks, lists, verse, indents, addresses."""

from __future__ import annotations

import re
import string

from bookmaker.importers.plain_text.lines import (
    Line,
    Stretch,
    is_wrapped_throughout,
)

_BREAK_SIGNS = frozenset("✶✷✸✱✲✳✴⁎＊❖❊☆★※*#~•·∙⁂❦❧☙§†‡◆◇●○◦⸻_=+–—―-….")
_LETTER_BREAK = re.compile(r"(?:[oOxX]\s+){2,}[oOxX]")
_LONGEST_BREAK = 40
_BULLET = re.compile(r"(?P<mark>[-–—*•◦▪‣·])\s+(?P<words>\S.*)")
_NUMBER = re.compile(r"(?P<mark>\(?(?:\d{1,3}|[a-z])[.)])\s+(?P<words>\S.*)")
_NOTE = re.compile(r"\[(?P<label>\d{1,3}|\*{1,3})\]:?\s+(?P<words>\S.*)")
_STREET = re.compile(
    r"\b\d+[a-z]?,?\s+(?:[A-ZÀ-Þ][\w'’-]*\s+)+(?:street|st\.?|road|rd\.?|lane|avenue|ave"
    r"|square|sq\.?|row|terrace|place|close|way|drive|court|quay|hill|gardens?)\b"
    r"|\b\w+(?:straße|strasse|gasse|platz)\s+\d+",
    re.I,
)
_MAIL_MARK = re.compile(r"^(?:>\s?)+")
_LONGEST_VERSE = 64
_LONGEST_SET_OFF = 76
"""Columns of a line of verse with its indent, set off from the text."""
_LEAST_QUOTED = 45
_LEAST_PROSE = 40
"""Columns without the indent; shorter lines are seldom ended by a page."""
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{2,}[.!?…][\"”’)]* +[\"“‘(]?[A-ZÀ-Þ]")
_SIGNED_AT = 10
"""Columns."""
_GREETING_WORDS = 3
_SPOKEN = re.compile(r"[.!?…][\"”’]?$")
_LINE_END = re.compile(r"[.,;:!?…—–][\"”’)\]]*$|--$")
_QUOTE = "“\"‘'«„"


def is_scene_break(words: str) -> bool:
    """Whether a line is nothing but signs of a pause."""
    if len(words) > _LONGEST_BREAK:
        return False
    signs = set(words) - {" "}
    if _LETTER_BREAK.fullmatch(words):
        return True
    return bool(signs) and signs <= _BREAK_SIGNS and len(signs) <= 2


def find_note(words: str) -> tuple[str, str] | None:
    """The label and the words of a note's definition."""
    found = _NOTE.fullmatch(words)
    return (found["label"], found["words"]) if found is not None else None


def find_item(words: str) -> tuple[str, str] | None:
    """The mark and the words of a list's item."""
    found = _BULLET.fullmatch(words) or _NUMBER.fullmatch(words)
    return (found["mark"], found["words"]) if found is not None else None


def is_mail_quotation(line: Line) -> bool:
    """Whether a line is what a letter quotes of another: `> It was so.`"""
    return line.words.startswith(">")


def without_mark(words: str) -> str:
    """Words without the marks of a letter that is quoted."""
    return _MAIL_MARK.sub("", words)


def is_list(block: Stretch) -> bool:
    """Whether lines are the items of a list, which counts from its beginning.

    A line that is not an item continues the one before: it is indented or follows one.
    """
    marks = [item[0] for line in block if (item := find_item(line.words)) is not None]
    if len(marks) < 2 or find_item(block[0].words) is None:
        return False
    if marks[0][0] in "–—" and _SPOKEN.search(block[0].words) is not None:
        return False
    if marks[0][0] in "-–—*•◦▪‣·":
        return len(set(marks)) == 1
    expected = _counting(marks[0], len(marks))
    return marks == expected


def _counting(first: str, count: int) -> list[str]:
    before, behind = first[: first.startswith("(")], first[-1]
    if first[len(before) : -1] == "1":
        return [f"{before}{number}{behind}" for number in range(1, count + 1)]
    if first[len(before) : -1] == "a":
        letters = string.ascii_lowercase[:count]
        return [f"{before}{letter}{behind}" for letter in letters]
    return []


def is_address(block: Stretch) -> bool:
    """Whether short lines are a postal address."""
    return (
        3 <= len(block) <= 8
        and all(len(line.words) <= 50 for line in block)
        and any(_STREET.search(line.words) for line in block)
    )


def is_verse(block: Stretch, width: int | None, *, is_set_off: bool) -> bool:
    """Whether lines were ended by the author and not by the page.

    `is_set_off` says that they are indented further than the text around them: they are
    verse or a quotation, and what parts the two is asked more closely.
    """
    most = _LONGEST_SET_OFF if is_set_off else _LONGEST_VERSE
    if len(block) < 2 or any(len(line.text) > most for line in block):
        return False
    if all(line.words[0] in _QUOTE for line in block) or _is_signature(block):
        return False
    if block[0].words.isupper() and not block[-1].words.isupper():
        # Who speaks, and what.
        return False
    longest = max(len(line.text) for line in block)
    if width is not None and is_wrapped_throughout(block, width):
        return False
    is_filled = longest >= _LEAST_QUOTED and is_wrapped_throughout(block, longest)
    if is_filled and len(block) >= 3 and not _ends_every_line(block):
        return False
    if is_set_off and _reads_as_prose(block):
        return False
    return sum(_begins_like_a_line(line) for line in block) * 3 >= len(block) * 2


def _ends_every_line(block: Stretch) -> bool:
    """Whether all lines begin with a capital, and nearly all end where a clause does.

    Lines of verse in one measure are as long as those that a page ended, and by chance
    a page never divides prose so in three lines.
    """
    starts = [line.words.lstrip("“\"‘'«„_(")[:1] for line in block]
    ends = sum(_LINE_END.search(line.words) is not None for line in block)
    return all(start.isupper() for start in starts) and ends * 4 >= len(block) * 3


def _is_signature(block: Stretch) -> bool:
    """Whether lines end a letter: `Your brother,` and a name far to the right."""
    first, last = block[0], block[-1]
    is_at_right = last.indent >= first.indent + _SIGNED_AT
    is_greeting = all(len(o.words.split()) <= _GREETING_WORDS for o in block)
    return (
        len(block) <= 3
        and all(line.words.endswith(",") for line in block[:-1])
        and (is_at_right or is_greeting)
    )


def _reads_as_prose(block: Stretch) -> bool:
    """Whether more speaks for prose than for verse in lines that are set off.

    For prose: lines that fill one measure, a sentence that begins within a line, lines
    that begin small where the one before ended without a stop. For verse: short lines,
    lines that all begin with a capital or end in a stop, a pattern of indents.
    """
    inner, later = block[:-1], block[1:]
    longest = max(len(line.text) for line in block)
    small = sum(line.words[0].islower() for line in later)
    if max(len(line.words) for line in block) < _LEAST_PROSE:
        is_filled = len(block) >= 3 and is_wrapped_throughout(block, longest)
        stops = sum(_LINE_END.search(line.words) is not None for line in inner)
        return is_filled and small > 0 and stops * 2 <= len(inner)
    stops = sum(_LINE_END.search(line.words) is not None for line in inner)
    for_prose = (
        2 * (len(block) >= 3 and is_wrapped_throughout(block, longest))
        + any(_SENTENCE_INSIDE.search(line.words) for line in block)
        + (small * 2 >= len(later))
        + (stops * 3 <= len(inner))
    )
    for_verse = (
        2 * (len(later) >= 2 and small == 0)
        + (stops * 2 > len(inner))
        + (len({line.indent for line in later}) > 1)
    )
    return for_prose > for_verse


def _begins_like_a_line(line: Line) -> bool:
    """Letters, or the dash or ellipsis that a line of verse may begin with."""
    first = line.words[0]
    return first.isalpha() or first in "—–-…" + _QUOTE


def is_indented_quotation(block: Stretch, base: int) -> bool:
    """Whether all lines of a block are indented further than the text around it."""
    return all(line.indent >= base + 2 for line in block)
