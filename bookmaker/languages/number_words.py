"""Numbers in words: `Chapter Twenty-one`.

The rules are the Unicode CLDR's (rule-based number formats); a language's file names
the set that agrees with its word for a chapter: the cardinal in most, the feminine one
in Czech, in Russian the feminine ordinal (`Глава первая`). Where none agrees with both
“part” and “chapter” the file names none, and figures are written; so they are from 100
on.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from bookmaker.languages import Language, find_language

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

_LARGEST = 99
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


@functools.cache
def number_in_words(number: int, language: str) -> str:
    """Write a number from 1 on in words, beginning with a capital."""
    found = find_language(language)
    if found is None or not found.numbers or not 1 <= number <= _LARGEST:
        return str(number)
    words = found.number_exceptions.get(str(number)) or _written(number, found)
    return f"{words[0].upper()}{words[1:]}"


def _written(number: int, language: Language) -> str:
    rules = _rules_of(language.numbers_language or language.tag)
    words = rules.format_number(number, ruleset_names=[language.numbers]).text
    return words.replace(_SOFT_HYPHEN, "")


@functools.lru_cache(maxsize=4)
def _rules_of(tag: str) -> RbnfEngine:
    """The rules of a language; reading them takes as long as a short chapter."""
    # Loaded for a book that writes numbers in words.
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language(tag)
