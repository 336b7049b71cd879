"""The digits that a book's numbers are written with.

Their names are those of CSS Counter Styles 3, 6.1; which of them a language has is in
its file and follows the CLDR (`defaultNumberingSystem`), by country where it differs.
"""

from __future__ import annotations

import enum

from bookmaker.languages import language_of


class Digits(enum.Enum):
    """A set of ten digits."""

    LATIN = "latin"
    ARABIC_INDIC = "arabic-indic"
    PERSIAN = "persian"
    DEVANAGARI = "devanagari"
    BENGALI = "bengali"
    GUJARATI = "gujarati"
    GURMUKHI = "gurmukhi"
    KANNADA = "kannada"
    MALAYALAM = "malayalam"
    TAMIL = "tamil"
    TELUGU = "telugu"
    THAI = "thai"
    LAO = "lao"
    KHMER = "khmer"
    MYANMAR = "myanmar"
    TIBETAN = "tibetan"

    def write(self, number: int | str) -> str:
        """A number, or words with numbers among them, in these digits."""
        if self is Digits.LATIN:
            return str(number)
        return str(number).translate(_TABLES[self])


_ZEROS = {
    Digits.ARABIC_INDIC: "\N{ARABIC-INDIC DIGIT ZERO}",
    Digits.PERSIAN: "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}",
    Digits.DEVANAGARI: "\N{DEVANAGARI DIGIT ZERO}",
    Digits.BENGALI: "\N{BENGALI DIGIT ZERO}",
    Digits.GUJARATI: "\N{GUJARATI DIGIT ZERO}",
    Digits.GURMUKHI: "\N{GURMUKHI DIGIT ZERO}",
    Digits.KANNADA: "\N{KANNADA DIGIT ZERO}",
    Digits.MALAYALAM: "\N{MALAYALAM DIGIT ZERO}",
    Digits.TAMIL: "\N{TAMIL DIGIT ZERO}",
    Digits.TELUGU: "\N{TELUGU DIGIT ZERO}",
    Digits.THAI: "\N{THAI DIGIT ZERO}",
    Digits.LAO: "\N{LAO DIGIT ZERO}",
    Digits.KHMER: "\N{KHMER DIGIT ZERO}",
    Digits.MYANMAR: "\N{MYANMAR DIGIT ZERO}",
    Digits.TIBETAN: "\N{TIBETAN DIGIT ZERO}",
}
_TABLES = {
    digits: {ord("0") + value: ord(zero) + value for value in range(10)}
    for digits, zero in _ZEROS.items()
}


def usual_digits(language: str) -> Digits:
    """The digits of a BCP 47 tag's language, as its country has them.

    A tag without a country has those of most of its countries: `ar` those of Egypt.
    """
    return Digits(language_of(language).digits)
