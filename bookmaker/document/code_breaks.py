"""Where a line must not break within code.

A line breaks behind a hyphen and some other signs (Unicode Standard Annex 14), in code
too: `-m` would become a hyphen and a letter, and `lst-cap` two words. What comes in:
code. What goes out: the same in pieces, or with word joiners.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

LONGEST_NAME = 16
"""Characters of a name that is kept on one line where there is room for it: in a cell,
and in a justified line unless that would be loose. No manual has a number; most names
of a standard library that are words of their own are shorter (`read_to_string`)."""
WHOLE_IN_TEXT = 12
"""Characters of a name that no line of text divides, however loose it is."""
_LEAST = 3
"""Characters of a word before and after a break, as in hyphenated words."""
_BREAKING = re.compile(r"[-+/|?!](?=\S)")
_PLACES = re.compile(r"(?<=[_.:\\])(?=\w)|(?<=\w)(?=/\w)")
_WORD = re.compile(r"\S+")
NO_BREAK = "\u2060"


def words_of(code: str, longest: int = LONGEST_NAME) -> Iterator[tuple[str, bool]]:
    """The code in pieces; with each, whether it is a word to be kept on one line."""
    end = 0
    for found in _WORD.finditer(code):
        word = found.group()
        if len(word) <= longest and _BREAKING.search(word):
            if found.start() > end:
                yield code[end : found.start()], False
            yield word, True
            end = found.end()
    if end < len(code):
        yield code[end:], False


def pieces_of(code: str, longest: int = LONGEST_NAME) -> tuple[str, ...]:
    """The code in pieces, between which lines may break: at the signs of long names.

    Shorter names have no such places, nor do the first and last letters of a long one.
    """
    ends = [
        found.start() + place.start()
        for found in _WORD.finditer(code)
        if len(found.group()) > longest
        for place in _PLACES.finditer(found.group())
        if min(place.start(), len(found.group()) - place.start()) >= _LEAST
    ]
    bounds = (0, *ends, len(code))
    return tuple(code[a:b] for a, b in itertools.pairwise(bounds))


def held_together(code: str, longest: int) -> str:
    """The code with word joiners at the signs where a break would mislead."""
    return _WORD.sub(lambda found: _held(found.group(), longest), code)


def _held(word: str, longest: int) -> str:
    def join(sign: re.Match[str]) -> str:
        before, after = sign.end(), len(word) - sign.end()
        is_misleading = len(word) <= longest or min(before - 1, after) < _LEAST
        return f"{sign.group()}{NO_BREAK}" if is_misleading else sign.group()

    return _BREAKING.sub(join, word)
