"""Runs of delimiters: which open, which close, and which belong together.

CommonMark 0.31, 6.2 and the appendix's algorithm, on a stack of possible openers;
what was searched in vain is remembered for each kind of closer, which keeps storms
linear. The dialect's `~`, `^` and `==` are runs too, with rules of their own. Beside
Chinese, Japanese and Korean the rule is that of markdown-cjk-friendly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bookmaker.document.nodes import (
    Emphasis,
    Highlight,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
)
from bookmaker.languages.east_asian import is_east_asian

Marked = Emphasis | Strong | Subscript | Strikeout | Superscript | Highlight

_KINDS: dict[tuple[str, int], type[Marked]] = {
    ("*", 1): Emphasis,
    ("*", 2): Strong,
    ("_", 1): Emphasis,
    ("_", 2): Strong,
    ("~", 1): Subscript,
    ("~", 2): Strikeout,
    ("^", 1): Superscript,
    ("=", 2): Highlight,
}
_WIDTHS: dict[type[Marked], int] = {kind: size for (_, size), kind in _KINDS.items()}
_SPACE = re.compile(r"(?<!\\)\s")
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""They choose the form of the character before them."""


class Delimiter:
    """A run of one character that may open or close something."""

    __slots__ = (
        "can_close",
        "can_open",
        "character",
        "closes",
        "count",
        "end",
        "length",
        "opens",
        "start",
    )

    def __init__(
        self,
        character: str,
        start: int,
        end: int,
        *,
        can_open: bool,
        can_close: bool,
    ) -> None:
        self.character = character
        self.start = start
        self.end = end
        self.length = end - start
        self.count = end - start
        """How many of its characters are still unused."""
        self.can_open = can_open
        self.can_close = can_close
        self.opens: list[type[Marked]] = []
        """What it opens, innermost first."""
        self.closes: list[type[Marked]] = []
        """What it closes, innermost first."""


def read_run(text: str, start: int, end: int) -> Delimiter:
    """Classify the run from `start` to `end` by what stands around it.

    As CommonMark does where no Chinese, Japanese or Korean character touches the run.
    Beside one, a mark of punctuation keeps no run from opening or closing: these
    scripts set no spaces, and `**「强调」**后面` is strong.
    """
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if start > 1 and before in _SELECTORS:
        before = text[start - 2]
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = is_punctuation(before), is_punctuation(after)
    wide_before, wide_after = is_east_asian(before), is_east_asian(after)
    is_left = not space_after and (
        not mark_after or wide_after or space_before or mark_before or wide_before
    )
    is_right = not space_before and (
        not mark_before or wide_before or space_after or mark_after or wide_after
    )
    character = text[start]
    if character == "_" or (character == "=" and not (wide_before or wide_after)):
        can_open = is_left and (not is_right or mark_before)
        can_close = is_right and (not is_left or mark_after)
    elif character in "~^":
        can_open = not space_after
        can_close = not space_before
    else:
        can_open, can_close = is_left, is_right
    return Delimiter(character, start, end, can_open=can_open, can_close=can_close)


def width(kind: type[Marked]) -> int:
    """How many characters open it, and as many close it."""
    return _WIDTHS[kind]


def is_punctuation(character: str) -> bool:
    """Whether a character counts as punctuation (2.1): Unicode's P and S."""
    if character.isalnum() or character.isspace():
        return False
    return unicodedata.category(character)[0] in "PS"


def match_delimiters(delimiters: Iterable[Delimiter], text: str) -> None:
    """Write into each run what it opens and closes."""
    openers: list[Delimiter] = []
    searched: dict[tuple[str, bool, int], int] = {}
    for closer in delimiters:
        if closer.can_close:
            _close(closer, openers, searched, text)
        if closer.count and closer.can_open:
            openers.append(closer)


def _close(
    closer: Delimiter,
    openers: list[Delimiter],
    searched: dict[tuple[str, bool, int], int],
    text: str,
) -> None:
    is_star = closer.character in "*_"
    key = (
        closer.character,
        closer.can_open,
        closer.length % 3 if is_star else closer.length,
    )
    while closer.count:
        floor = searched.get(key, -1)
        index = len(openers) - 1
        while index >= 0 and openers[index].start > floor:
            if _belong_together(openers[index], closer, text):
                break
            index -= 1
        else:
            index = -1
        if index < 0:
            searched[key] = openers[-1].start if openers else floor
            return
        opener = openers[index]
        used = 2 if opener.count >= 2 and closer.count >= 2 else 1
        if not is_star:
            used = closer.length
        kind = _KINDS[closer.character, used]
        opener.opens.append(kind)
        closer.closes.append(kind)
        opener.count -= used
        closer.count -= used
        del openers[index + 1 :]
        if not opener.count:
            openers.pop()


def _belong_together(opener: Delimiter, closer: Delimiter, text: str) -> bool:
    if opener.character != closer.character:
        return False
    if opener.character in "*_":
        if not (opener.can_close or closer.can_open):
            return True
        return (opener.length + closer.length) % 3 != 0 or (
            opener.length % 3 == 0 and closer.length % 3 == 0
        )
    if opener.length != closer.length:
        return False
    if opener.length == 2:
        return True
    # Raised and lowered words hold no space, as in pandoc.
    return _SPACE.search(text, opener.end, closer.start) is None
