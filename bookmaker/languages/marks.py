"""Commas, semicolons and “and” between words that the program puts side by side."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from bookmaker.languages import language_of, primary_language
from bookmaker.languages.words import words_of


@dataclass(frozen=True, slots=True)
class Marks:
    """Those of a language: Arabic, Persian and Urdu have their own."""

    comma: str
    semicolon: str


@functools.cache
def marks_of(language: str) -> Marks:
    """The marks of a BCP 47 tag's language."""
    found = language_of(language)
    return Marks(found.comma, found.semicolon)


def with_joined_and(words: str, language: str) -> str:
    """Words in which “and” is part of the word behind it, where the language has it so.

    It is in Arabic and Hebrew; before a word in other letters it stands apart, in
    Hebrew with a hyphen.
    """
    found = words_of(language)
    said = found.and_
    if not found.between_names[1].endswith(said):
        return words
    is_hebrew = primary_language(language) == "he"
    apart = f"{said}\N{HEBREW PUNCTUATION MAQAF}" if is_hebrew else f"{said} "
    script = unicodedata.name(said[0]).split()[0]
    return re.sub(
        rf"(?<!\S){re.escape(said)}\s+(?=(\w))",
        lambda at: said if unicodedata.name(at[1], "").startswith(script) else apart,
        words,
    )
