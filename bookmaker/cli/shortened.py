"""What of very many problems is shown to a person, and in how many words.

JSON and SARIF have all; a person who has fixed the first twenty asks again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bookmaker.diagnostics import Diagnostic

_MOST_OF_A_KIND = 20
"""A screen or two; code hosts show fewer."""
_MOST_CHARACTERS = 1_000
"""Of a message: those that quote a book may quote a megabyte."""


@dataclass(frozen=True, slots=True)
class ShownProblems:
    """The problems to show, and how many more there are of each kind."""

    diagnostics: tuple[Diagnostic, ...]
    more_by_code: tuple[tuple[str, int], ...]
    """In the order of the codes; only kinds of which some are left out."""

    @property
    def rest(self) -> tuple[str, ...]:
        """What is left out, a line for each kind."""
        return tuple(
            f"and {more:,} more {code}: `bookmaker check --json` lists them"
            for code, more in self.more_by_code
        )


def choose_shown(diagnostics: Iterable[Diagnostic]) -> ShownProblems:
    """Take the first of each kind, up to twenty."""
    count_by_code: Counter[str] = Counter()
    shown = []
    for found in diagnostics:
        count_by_code[found.code] += 1
        if count_by_code[found.code] <= _MOST_OF_A_KIND:
            shown.append(found)
    more = (
        (code, count - _MOST_OF_A_KIND)
        for code, count in sorted(count_by_code.items())
        if count > _MOST_OF_A_KIND
    )
    return ShownProblems(tuple(shown), tuple(more))


def shorten(text: str) -> str:
    """Leave out the middle of what nobody would read to its end."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    kept = _MOST_CHARACTERS // 2
    return f"{text[:kept]} … {text[-kept:]}"
