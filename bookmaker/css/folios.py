"""Write the counters of a sheet as the book writes its numbers.

What comes in: a sheet that counts in Latin digits, and in roman numerals on the pages
of the front matter. What goes out: the same with the counter styles of the book.
"""

from __future__ import annotations

import re

from bookmaker.document.folios import Folios
from bookmaker.languages.digits import Digits

_FRONT_STYLE = "front-folio"
_PAGES = re.compile(r"(\bcounter\(\s*pages?|,\s*page)(?=\s*\))", re.IGNORECASE)
_ROMAN_PAGES = re.compile(
    r"(\bcounter\(\s*page\s*,\s*|,\s*page\s*,\s*)lower-roman(?=\s*\))", re.IGNORECASE
)
_LISTS = re.compile(r"(\blist-style-type\s*:\s*)decimal(?![-\w])", re.IGNORECASE)


def with_folios(sheet: str, folios: Folios) -> str:
    """The sheet, whose page numbers and numbers of lists are those of the book."""
    if folios.digits is not Digits.LATIN:
        style = folios.digits.value
        sheet = _PAGES.sub(rf"\g<1>, {style}", sheet)
        sheet = _LISTS.sub(rf"\g<1>{style}", sheet)
    if folios.letters and _ROMAN_PAGES.search(sheet):
        symbols = " ".join(f'"{letter}"' for letter in folios.letters)
        sheet = _ROMAN_PAGES.sub(rf"\g<1>{_FRONT_STYLE}", sheet) + (
            f"@counter-style {_FRONT_STYLE} "
            f"{{ system: alphabetic; symbols: {symbols}; }}\n"
        )
    return sheet
