"""Break display type into lines of lengths as equal as they can be."""

from __future__ import annotations

from collections.abc import Callable

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
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined) <= measure:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines
