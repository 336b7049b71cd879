"""Folios as they are printed: those of the front matter, and those of the text."""

from __future__ import annotations

from dataclasses import dataclass

from bookmaker.document.numerals import roman
from bookmaker.languages import language_of
from bookmaker.languages.digits import Digits
from bookmaker.languages.words import direction_of

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_BODY_FROM = 100_000
"""Folios of the front matter stand before all others."""


@dataclass(frozen=True, slots=True)
class Folios:
    """How pages are numbered."""

    digits: Digits = Digits.LATIN
    letters: tuple[str, ...] = ()
    """What the pages of the front matter are numbered with; none: roman numerals."""

    def front(self, number: int) -> str:
        """The folio of a page of the front matter, from 1 on."""
        if not self.letters:
            return roman(number).lower()
        written = ""
        while number > 0:
            number, letter = divmod(number - 1, len(self.letters))
            written = self.letters[letter] + written
        return written

    def body(self, number: int) -> str:
        """The folio of any other page."""
        return self.digits.write(number)

    def rank(self, label: str) -> int | None:
        """A number that sorts a folio among the others; `None` for what is no folio."""
        if label.isdecimal():
            return _BODY_FROM + int(label)
        if self.letters:
            return self._rank_of_letters(label)
        if not label or any(figure not in _ROMAN for figure in label):
            return None
        values = [_ROMAN[figure] for figure in label]
        following = [*values[1:], 0]
        return sum(v if v >= n else -v for v, n in zip(values, following, strict=True))

    def _rank_of_letters(self, label: str) -> int | None:
        number = 0
        while label:
            # The longest comes first: in Persian the first is a word of three letters.
            found = max(
                (s for s in self.letters if label.startswith(s)), key=len, default=""
            )
            if not found:
                return None
            number = number * len(self.letters) + self.letters.index(found) + 1
            label = label.removeprefix(found)
        return number or None


LATIN_FOLIOS = Folios()
"""Arabic figures, after roman numerals: those of most languages."""


def front_letters(language: str) -> tuple[str, ...]:
    """The letters that number the front matter of a book in a language; none: roman.

    Books from right to left have no Latin letters there: Persian ones have الف، ب، پ,
    Arabic ones the letters in the order of abjad, Hebrew ones theirs.
    """
    if direction_of(language) == "ltr":
        return ()
    return tuple(language_of(language).appendix_letters.split())
