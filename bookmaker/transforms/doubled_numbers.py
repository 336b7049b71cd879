"""Titles that say a number which the book gives them too: `# Chapter 2. The Middle`."""

from __future__ import annotations

import re

from bookmaker.document.numerals import letters, roman
from bookmaker.languages.number_words import number_in_words

_NUMBER = r"(?:\d{1,4}|[ivxlcdm]{1,8}|[a-z](?=[\s.:)—–-]|$)|[^\W\d_]+(?:-[^\W\d_]+)?)"
_ROMAN_ALONE = re.compile(r"(?=..)(?:X{0,4}|XL|L)(?:IX|IV|V?I{0,3})")
"""Up to 60, of two figures or more: `I` and `X` are words."""
_BEHIND = r"(?:\s*[.:)—–-]+\s*|\s+|$)"


def title_without_number(
    title: str, count: int, word: str, language: str
) -> tuple[str, str] | None:
    """What a title says of its number, and the title without it; `None`: nothing.

    `word` is what the language calls a chapter. Without it only the chapter's own
    number, `count`, with a mark behind it counts, or a figure alone: `1984` and `Two`
    are titles. Of a Roman number alone any counts: the author's count and the book's
    may differ by a preface.
    """
    title = title.strip()
    alone = title.rstrip(".:) ")
    if alone in {str(count), roman(count)} or _ROMAN_ALONE.fullmatch(alone):
        return title, ""
    own = {
        str(count),
        roman(count).lower(),
        letters(count).lower(),
        number_in_words(count, language).casefold(),
    }
    written = {number.casefold() for number in own}
    bare = word.replace("{}", "").strip()
    named = re.match(rf"{re.escape(bare)}\s+({_NUMBER}){_BEHIND}", title, re.IGNORECASE)
    if bare and named is not None:
        number = named[1].casefold()
        if number in written or number.isdigit():
            return title[: named.end()].strip(), title[named.end() :].strip()
    marked = re.match(rf"({_NUMBER})\s*[.:)]\s+(?=\S)", title, re.IGNORECASE)
    if marked is not None and marked[1].casefold() in written:
        return title[: marked.end()].strip(), title[marked.end() :].strip()
    return None
