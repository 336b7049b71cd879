"""Break display type into lines of lengths as equal as they can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bookmaker.languages.east_asian import has_east_asian, may_break_between

_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""Those at which a line may break."""

Width = Callable[[str], float]
"""Gives the width of a line, in the unit of the measure."""


def broken_lines(
    width: Width, text: str, measure: float, tolerance: float
) -> list[str]:
    """Break text into as few lines as fit the measure, evened out.

    `tolerance` is how exactly the narrowest measure is looked for. A word that is wider
    than the measure has a line of its own.
    """
    greedy = _greedy_lines(width, text, measure)
    if len(greedy) < 2:
        return greedy
    best, low = greedy, measure / 2
    # Narrower measures even the lines out until one more line would be needed.
    while measure - low > tolerance:
        middle = (low + measure) / 2
        narrower = _greedy_lines(width, text, middle)
        if len(narrower) > len(greedy):
            low = middle
        else:
            best, measure = narrower, middle
    return best


def _greedy_lines(width: Width, text: str, measure: float) -> list[str]:
    lines: list[str] = []
    for piece in _pieces(text):
        joined = lines[-1] + piece if lines else piece
        if lines and width(joined.rstrip()) <= measure:
            lines[-1] = joined
        else:
            lines.append(piece)
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> Iterator[str]:
    """What stays on one line: words, with the space behind them, or Han and kana."""
    for word in _SPACES.split(text.strip()):
        start = 0
        if has_east_asian(word):
            for place in range(1, len(word)):
                if may_break_between(word[place - 1], word[place]):
                    yield word[start:place]
                    start = place
        yield f"{word[start:]} "
