"""Commas, semicolons and “and” between words that the program puts side by side."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bookmaker.languages import language_of
from bookmaker.languages.words import Words, words_of

_MAQAF = "\N{HEBREW PUNCTUATION MAQAF}"


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


def with_joined_and(text: str, language: str) -> str:
    """A text in which “and” is part of the word behind it, if the language has it so.

    It is in Arabic and Hebrew; before a word in other letters it stands apart, in
    Hebrew with a hyphen.
    """
    words = words_of(language)
    if not _is_joined(words):
        return text
    return re.sub(
        rf"(?<!\S){re.escape(words.and_)}\s+(?=(\w))",
        lambda at: _joined_and(words, at[1]),
        text,
    )


def joined_names(names: Sequence[str], words: Words) -> str:
    """Join names as a title page does: with commas, and a word before the last."""
    if len(names) <= 1:
        return "".join(names)
    comma, and_ = words.between_names
    if _is_joined(words):
        and_ = and_.removesuffix(words.and_) + _joined_and(words, names[-1])
    return f"{comma.join(names[:-1])}{and_}{names[-1]}"


def _is_joined(words: Words) -> bool:
    return words.between_names[1].endswith(words.and_)


def _joined_and(words: Words, following: str) -> str:
    """The “and” of such a language, as it stands before a word."""
    script = unicodedata.name(words.and_[0]).split()[0]
    if unicodedata.name(following[:1], "").startswith(script):
        return words.and_
    return f"{words.and_}{_MAQAF if script == 'HEBREW' else ' '}"
