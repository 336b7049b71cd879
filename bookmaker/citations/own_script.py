"""Write what citeproc says as the script of the book has it: its digits and commas.

Sources have their years and pages in Latin digits, and styles have Latin commas. Behind
words in other letters than those of the book both stay: `Lee, Tom. 1998`.
"""

from __future__ import annotations

import re
import unicodedata

from bookmaker.languages import language_of
from bookmaker.languages.digits import Digits
from bookmaker.languages.marks import marks_of, with_joined_and

_PARTS = re.compile(
    r"<[^>]*>|&\#?\w+;|(?P<address>\b(?:https?:|www\.|doi:|10\.\d{4,9}/)[^\s<]+)"
    r"|(?P<number>[0-9]+)|(?P<mark>[,;])|(?P<word>[^\W\d_]+)|."
)


def in_own_script(words: str, language: str, digits: Digits) -> str:
    """Words of citeproc's, with its tags and entities, in the script of a language."""
    words = with_joined_and(words, language)
    marks = marks_of(language)
    if marks.comma == "," and digits is Digits.LATIN:
        return words
    own_by_mark = {",": marks.comma, ";": marks.semicolon}
    script = _script(language_of(language).name)
    made: list[str] = []
    is_own = True
    for part in _PARTS.finditer(words):
        text = part[0]
        if part["word"]:
            is_own = _script(text) == script
        elif is_own and part["number"]:
            text = digits.write(text)
        elif is_own and part["mark"]:
            text = own_by_mark[text]
        made.append(text)
    return "".join(made)


def _script(words: str) -> str:
    """The first word of a letter's name: `ARABIC`, `LATIN`."""
    return unicodedata.name(words[0], "").partition(" ")[0]
