"""The known name that a misspelt one is nearest to."""

from __future__ import annotations

from collections.abc import Iterable

_MOST_COMPARISONS = 30_000
"""Three hundred slips among a hundred names; a second where all names are alike."""
_LONGEST = 100
"""Characters of a name that may be misspelt: comparing takes the square of them."""


class KnownNames:
    """Names that misspelt ones are compared with.

    Each comparison counts: when there have been very many, nothing is near any more.
    So a text full of slips, in a book full of names, is reported in time.
    """

    def __init__(self, names: Iterable[str], *, cutoff: float = 0.6) -> None:
        self._cutoff = cutoff
        self._name_by_plain = {
            _plain(name): name for name in names if len(name) <= _LONGEST
        }
        self._comparisons_left = _MOST_COMPARISONS

    def nearest(self, word: str) -> str | None:
        """Find the name that was probably meant; `None` where none is near."""
        if len(word) > _LONGEST:
            return None
        plain = _plain(word)
        if plain in self._name_by_plain:
            return self._name_by_plain[plain]
        if self._comparisons_left < len(self._name_by_plain):
            return None
        self._comparisons_left -= len(self._name_by_plain)
        # Imported here: a book without a slip never needs it.
        import difflib

        found = difflib.get_close_matches(
            plain, self._name_by_plain, n=1, cutoff=self._cutoff
        )
        return self._name_by_plain[found[0]] if found else None


def find_nearest(word: str, names: Iterable[str]) -> str | None:
    """Find the name that was probably meant; `None` where none is near.

    For a word that is asked for once; for many words make `KnownNames` once.
    """
    return KnownNames(names).nearest(word)


def _plain(name: str) -> str:
    return name.casefold().replace("_", "-").replace(" ", "-")


def count_slips(one: str, other: str) -> int:
    """Count letters to add, leave out, change or swap (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(
                before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted)
            )
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


_SHORT = 6
"""Letters of a word below which one changed letter makes another word."""


def is_one_slip(word: str, known: str) -> bool:
    """Whether one slip of the finger makes a word of a known one.

    In a short word a changed letter isn't one: `team` is not `term`.
    """
    if abs(len(word) - len(known)) > 1 or count_slips(word, known) != 1:
        return False
    is_changed = len(word) == len(known) and sorted(word) != sorted(known)
    return not is_changed or len(known) >= _SHORT
