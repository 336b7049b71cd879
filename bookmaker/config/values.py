"""Values with rules of their own: the trim size, a language's tag, an ISBN."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bookmaker.config.nearest import find_nearest
from bookmaker.units import Length

SIZE_BY_TRIM_NAME = {
    "A4": "210mm x 297mm",
    "A5": "148mm x 210mm",
    "A6": "105mm x 148mm",
    "B5": "176mm x 250mm",
    "B6": "125mm x 176mm",
    "letter": "8.5in x 11in",
    "executive": "7in x 10in",
    "trade": "6in x 9in",
    "digest": "5.5in x 8.5in",
    "mass-market": "4.25in x 6.87in",
    "royal": "156mm x 234mm",
    "demy": "138mm x 216mm",
    "a-format": "111mm x 178mm",
    "b-format": "129mm x 198mm",
    "crown-quarto": "189mm x 246mm",
}
"""Trim sizes that have names: ISO 216, the American trade, the British trade."""

SHORTEST_SIDE = Length.parse("50mm")
LONGEST_SIDE = Length.parse("500mm")
LEAST_TEXT = Length.parse("20mm")
"""What margins must leave for the text, across and down."""
TYPE_SIZES = (Length.parse("4pt"), Length.parse("72pt"))
"""Below the first nobody can read a text, above the second no line can be filled."""

_SIDES = re.compile(r"(.+?)\s*(?:[x×X]|\bby\b)\s*(.+)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_UNIT = re.compile(r"[a-z]+$")

# RFC 5646, 2.1, without the grandfathered tags and the four letters it reserves.
_LANGUAGE_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?"
    r"(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-[a-wy-z\d](-[a-z\d]{2,8})+)*"
    r"(-x(-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)
_TWO_LETTERS = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs
    cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv
    ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl
    km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru
    rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl
    tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()
)
"""ISO 639-1, whole: what has two letters and is not here is not a language."""
_TAG_BY_NAME = {
    "english": "en",
    "british": "en-GB",
    "american": "en-US",
    "german": "de",
    "deutsch": "de",
    "ger": "de",
    "french": "fr",
    "français": "fr",
    "francais": "fr",
    "fre": "fr",
    "spanish": "es",
    "español": "es",
    "italian": "it",
    "italiano": "it",
    "portuguese": "pt",
    "dutch": "nl",
    "swedish": "sv",
    "danish": "da",
    "norwegian": "nb",
    "polish": "pl",
    "czech": "cs",
    "cz": "cs",
    "greek": "el",
    "gr": "el",
    "japanese": "ja",
    "jp": "ja",
    "chinese": "zh",
    "cn": "zh",
    "russian": "ru",
    "latin": "la",
    "dk": "da",
    "se-se": "sv-SE",
    "us": "en-US",
    "gb": "en-GB",
}


def parse_trim(text: str) -> tuple[Length, Length] | None:
    """Read a trim size, width by height; `None` where it is not written as one.

    A unit may be given once, behind both numbers: `140 x 216mm`.
    """
    size_by_name = {name.casefold(): size for name, size in SIZE_BY_TRIM_NAME.items()}
    words = size_by_name.get(text.strip().casefold(), text.strip())
    sides = _SIDES.fullmatch(words)
    if sides is None:
        return None
    width, height = sides[1], sides[2]
    unit = _UNIT.search(height)
    if unit is not None and _NUMBER.fullmatch(width):
        width += unit[0]
    try:
        return Length.parse(width), Length.parse(height)
    except ValueError:
        return None


def is_possible_trim(trim: tuple[Length, Length]) -> bool:
    """Whether a book can have this size."""
    return all(SHORTEST_SIDE <= side <= LONGEST_SIDE for side in trim)


def find_trim_name(text: str) -> str | None:
    """The name of a size that was probably meant."""
    return find_nearest(text, SIZE_BY_TRIM_NAME)


def is_language_tag(text: str) -> bool:
    """Whether this is a well-formed BCP 47 tag of a language that there may be."""
    if _LANGUAGE_TAG.fullmatch(text) is None:
        return False
    language, _, rest = text.lower().partition("-")
    is_known = len(language) > 2 or language in _TWO_LETTERS
    # "UK" is reserved in ISO 3166 and is not a region of BCP 47.
    return is_known and "uk" not in rest.partition("x-")[0].split("-")


def find_language_tag(text: str) -> str | None:
    """The tag that was probably meant by something else."""
    plain = text.strip().replace("_", "-")
    if plain.lower() in _TAG_BY_NAME:
        return _TAG_BY_NAME[plain.lower()]
    british = re.sub(r"(?i)-uk\b", "-GB", plain)
    if is_language_tag(british):
        return british
    # A locale of POSIX: de_AT.UTF-8.
    locale = british.partition(".")[0].partition("@")[0]
    if is_language_tag(locale):
        return locale
    name = find_nearest(plain, _TAG_BY_NAME) if len(plain) > 3 else None
    return _TAG_BY_NAME[name] if name else None


@dataclass(frozen=True, slots=True)
class IsbnFault:
    """Why a number is not an ISBN."""

    digits: int
    check_digit: str | None
    """The last digit that would fit, where the rest can be an ISBN."""


def find_isbn_fault(text: str) -> IsbnFault | None:
    """Find what is wrong with an ISBN-13 or ISBN-10; `None` where nothing is."""
    # Imported here: most manuscripts have no ISBN while they are written.
    from stdnum import ean, isbn

    digits = isbn_digits(text)
    if isbn.is_valid(digits):
        return None
    is_thirteen = re.fullmatch(r"97[89][0-9]{10}", digits) is not None
    is_ten = re.fullmatch(r"[0-9]{9}[0-9X]", digits) is not None
    if is_thirteen:
        return IsbnFault(len(digits), ean.calc_check_digit(digits[:-1]))
    if is_ten:
        return IsbnFault(len(digits), _isbn10_check_digit(digits[:-1]))
    return IsbnFault(sum(map(str.isdecimal, digits)), None)


_ISBN_LABEL = re.compile(
    r"(?:urn:)?isbn(?:[-‐‑–\s]?1[03](?=[:\s]))?[:\s]*", re.IGNORECASE
)
"""`ISBN-13:`, `urn:isbn:` (RFC 3187) and the like."""
_BETWEEN_DIGITS = re.compile(r"[\s.‐‑–-]")


def isbn_digits(text: str) -> str:
    """An ISBN without its label, and without what is between its digits."""
    plain = unicodedata.normalize("NFKC", without_isbn_label(text))
    return _BETWEEN_DIGITS.sub("", plain).upper()


def without_isbn_label(text: str) -> str:
    """An ISBN as its author writes it, but for the word before it."""
    return _ISBN_LABEL.sub("", text.strip(), count=1)


def isbn_13(text: str) -> str:
    """The thirteen digits of a valid ISBN, in whichever form it is written."""
    # Loaded where there is a number to write; most books have none.
    from stdnum import isbn

    return str(isbn.to_isbn13(isbn_digits(text)))


def _isbn10_check_digit(digits: str) -> str:
    """The last digit of an ISBN-10 (ISO 2108:1992, 4.4)."""
    total = sum(place * int(digit) for place, digit in enumerate(digits, start=1))
    return "0123456789X"[total % 11]
