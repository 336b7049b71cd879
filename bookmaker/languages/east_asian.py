"""What Chinese, Japanese and Korean letters ask of the space around them."""

from __future__ import annotations

import re
import unicodedata

_FIRST = "\u1100"
"""No character before it is wide (Unicode, EastAsianWidth.txt), but for two symbols."""
_WIDE = frozenset("WFH")
_PERHAPS_WIDE = re.compile("[\u1100-\u1fff\u2065-\U0010ffff]")
"""Finds texts worth a closer look: dashes and quotation marks are in the gap."""
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
_HALFWIDTH_HANGUL = (0xFFA0, 0xFFDC)
_WITHOUT_SPACES = frozenset({"zh", "ja", "yue", "wuu", "hak", "nan", "gan", "ii"})
"""Written without spaces, in Han, kana or Yi (CSS Text 4, 4.1.2)."""


def is_east_asian(character: str) -> bool:
    """Whether it is a letter or mark of Chinese, Japanese or Korean; no emoji is."""
    if character < _FIRST or unicodedata.east_asian_width(character) not in _WIDE:
        return False
    return ord(character) < 0x1F000 or unicodedata.category(character) != "So"


def has_east_asian(text: str) -> bool:
    """Whether any character of a text is East Asian."""
    return _PERHAPS_WIDE.search(text) is not None and any(map(is_east_asian, text))


def is_hangul(character: str) -> bool:
    """Whether it is a letter of Korean, whose words have spaces between them."""
    code = ord(character)
    return any(first <= code <= last for first, last in (*_HANGUL, _HALFWIDTH_HANGUL))


def joins_lines(before: str, after: str, language: str) -> bool:
    """Whether a line end between two characters is not a space (CSS Text 4, 4.1.2).

    It isn't one between Han, kana and their marks; in Chinese and Japanese also between
    one of them and a mark that other scripts have too, `“` or `…`.
    """
    if is_hangul(before) or is_hangul(after):
        return False
    wide = is_east_asian(before) + is_east_asian(after)
    if wide == 1 and language.partition("-")[0].lower() in _WITHOUT_SPACES:
        return _is_shared_mark(before) or _is_shared_mark(after)
    return wide == 2


def bearer(letters: str, marks: str, language: str) -> str:
    """The character that decides about the space beside `letters`, which begin there.

    In Chinese and Japanese a mark typed in ASCII, one of `marks`, is as its neighbour
    is: `一行,` ends as Han does.
    """
    first, second = letters[:1], letters[1:2]
    if (
        first in marks
        and second
        and language.partition("-")[0].lower() in _WITHOUT_SPACES
        and is_east_asian(second)
        and not is_hangul(second)
    ):
        return second
    return first


def _is_shared_mark(character: str) -> bool:
    """Whether it is punctuation as wide as the script it stands in."""
    return (
        unicodedata.category(character)[0] == "P"
        and unicodedata.east_asian_width(character) == "A"
    )


_NEVER_FIRST = frozenset(
    "、。，．：；？！・：；ー々〻〜…‥ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
)
"""Besides closing marks (Requirements for Japanese Text Layout, 3.1.7)."""


def may_break_between(before: str, after: str) -> bool:
    """Whether a line of display type may end between two characters without a space.

    Between Han and kana it may, but not before closing or after opening marks; Korean
    is broken at its spaces.
    """
    if is_hangul(before) or is_hangul(after):
        return False
    if not (is_east_asian(before) or is_east_asian(after)):
        return False
    kind_before, kind_after = map(unicodedata.category, (before, after))
    if kind_before in ("Ps", "Pi") or kind_after[0] == "M":
        return False
    return after not in _NEVER_FIRST and kind_after not in ("Pe", "Pf", "Po")
