"""What the program remembers for as long as it runs, forgotten for a test."""

from __future__ import annotations

from bookmaker.languages import find_language
from bookmaker.languages.caption_words import caption_words_of
from bookmaker.languages.collation import own_letters_of
from bookmaker.languages.number_words import number_in_words
from bookmaker.languages.words import words_of


def clear_language_caches() -> None:
    """Let the languages' files be read again."""
    for remembered in (
        find_language,
        caption_words_of,
        own_letters_of,
        number_in_words,
        words_of,
    ):
        remembered.cache_clear()
