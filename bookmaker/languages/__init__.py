"""Languages as data: one TOML file a language, `TAG.toml` in this folder.

A file holds the words that a book in that language needs (headings, captions,
products), how it quotes, sorts and counts, and the direction it is written in. Adding a
language is adding a file: docs/add-a-language.md. Quotation marks follow the Unicode
CLDR (delimiters) and national style guides.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bookmaker.diagnostics.errors import InternalError

FOLDER = Path(__file__).parent
DEFAULT = "en"
_SAME_WORDS = {"no": "nb", "grc": "el", "iw": "he", "in": "id", "ji": "yi", "mo": "ro"}
"""Subtags, some of them withdrawn, whose words are those of another language's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What a language's file says; keys there have hyphens."""

    tag: str
    """Its primary subtag, the file's name."""
    name: str
    """In the language itself."""
    direction: str
    """`ltr` or `rtl`."""
    quotes: tuple[str, str]
    """Opening and closing mark of a quotation, spaces within included."""
    inner_quotes: tuple[str, str]
    """The same within a quotation."""
    space_before_colon: str = ""
    space_before_high_marks: str = ""
    """Before `;`, `!` and `?`."""
    calls_follow_punctuation: bool = False
    """Whether the call of a note stands after a comma or full stop."""
    never_doubled: str = ""
    """Words that no sentence has twice in a row, with spaces between them."""
    between_names: tuple[str, str] | None = None
    """Between names, and before the last; by default a comma, and "and"."""
    numbers: str = ""
    """The CLDR rule set that writes numbers in words; without one they are figures."""
    numbers_language: str = ""
    """The language in CLDR, where it has another name there."""
    number_exceptions: Mapping[str, str] = field(default_factory=dict)
    """Numbers that CLDR writes otherwise than books do."""
    spine_words: str = "down"
    """Which way the words on the spine of a book run: `down` or `up`."""
    appendix_letters: str = ""
    """What appendices are numbered with, between spaces; without it A, B, C."""
    digits: str = "latin"
    """The digits that numbers are written with (`digits.py`)."""
    source_in: str = ""
    """Before the book that a cited piece is in, where the CSL locales lack it."""
    comma: str = ","
    semicolon: str = ";"
    letters: str = ""
    """Letters sorted on their own: `n<ñ`."""
    words: Mapping[str, str]
    """Of headings and generated pages. A word for part, chapter or appendix may be a
    pattern with `{number}`; else the number follows it."""
    captions: Mapping[str, Any]
    """Each a word, or two: in a caption, and within a sentence."""
    products: Mapping[str, str]
    """Of the copyright page."""
    accessibility: Mapping[str, str]
    """Sentences of the accessibility summary."""
    formulas: Mapping[str, Any] = field(default_factory=dict)
    """How formulas are read aloud; without them they are read in signs."""


def primary_language(tag: str) -> str:
    """The first subtag of a BCP 47 tag, in small letters."""
    return tag.split("-", 1)[0].lower()


@functools.cache
def find_language(tag: str) -> Language | None:
    """The language of a BCP 47 tag, as its region has it; `None` where it has no file.

    Raises `InternalError` where the file lacks something or has something odd.
    """
    primary = primary_language(tag)
    primary = _SAME_WORDS.get(primary, primary)
    if not primary.isalpha():
        return None
    try:
        text = (FOLDER / f"{primary}.toml").read_text("utf-8")
    except FileNotFoundError:
        return None
    try:
        table = tomllib.loads(text)
        regions = table.pop("regions", {})
        if primary != DEFAULT:
            table = _with_english_words(table)
        language = Language(tag=primary, **_typed(table))
        return replace(language, **_typed(regions.get(_region(tag), {})))
    except (TypeError, ValueError) as error:
        message = f"languages/{primary}.toml: {error}"
        raise InternalError(message) from error


def language_of(tag: str) -> Language:
    """The language of a BCP 47 tag; English where it has no file here."""
    found = find_language(tag) or find_language(DEFAULT)
    if found is None:
        message = f"languages/{DEFAULT}.toml is missing"
        raise InternalError(message)
    return found


def letters_of(primary: str) -> str:
    """The letters that a language sorts on their own."""
    found = find_language(primary)
    return "" if found is None else found.letters


def known_languages() -> tuple[str, ...]:
    """The primary subtags of all languages that have a file."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


_TABLES_OF_WORDS = ("words", "captions", "products", "accessibility")


def _with_english_words(table: Mapping[str, Any]) -> dict[str, Any]:
    """A language's file with the words that it lacks, if it is older than they are.

    The program's own files lack none: `tests/unit/languages` checks them.
    """
    english = language_of(DEFAULT)
    filled = {
        name: {**getattr(english, name), **table[name]}
        for name in _TABLES_OF_WORDS
        if name in table
    }
    return {**table, **filled}


def _region(tag: str) -> str:
    parts = tag.split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2), "")


def _typed(table: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
    }
