"""The words and marks that a book's language asks for.

What a language says is in its file, `TAG.toml` beside this module.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from bookmaker.languages import (
    DEFAULT,
    Language,
    find_language,
    language_of,
    primary_language,
)

FALLBACK = DEFAULT
"""The language of the words that a language without words here has."""
NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
OPENING_MARKS = "\"'“”„‟«»‹›‘’‚‛¿¡([" + NO_BREAK_SPACE + NARROW_NO_BREAK_SPACE
"""What may stand before the first letter of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one language says and how it quotes."""

    quotes: tuple[str, str]
    """Opening and closing mark of a quotation, spaces within included."""
    inner_quotes: tuple[str, str]
    """The same within a quotation."""
    between_names: tuple[str, str]
    """Between names, and before the last."""
    space_before_colon: str = ""
    space_before_high_marks: str = ""
    """Before `;`, `!` and `?`."""
    half_title: str
    title_page: str
    copyright: str
    dedication: str
    epigraph: str
    contents: str
    cover: str
    notes: str
    part: str
    chapter: str
    appendix: str
    index: str
    bibliography: str
    glossary: str
    edited_by: str
    translated_by: str
    illustrated_by: str
    with_: str
    """Before any other contributor."""
    published_by: str
    """`{year}` and `{publisher}` stand where they belong."""
    edition: str
    """`{number}` stands where it belongs."""
    printing: str
    and_: str
    and_others: str
    note: str
    tip: str
    warning: str
    caution: str
    important: str
    start_of_text: str
    """The landmark that leads to the first page of the body."""
    see: str
    see_also: str
    """Before the entry of an index that another refers to."""
    symbols: str
    """Over the entries of an index that begin with no letter."""
    links: str
    """Over the addresses that a chapter's links lead to."""
    sources: str
    """Over where the pieces of a book stood first."""
    picture_credits: str
    first_appeared: str
    """`{title}` and `{place}` stand where they belong."""
    also_by: str
    """`{author}` stands where it belongs."""
    description: str
    """What a link to a picture's long description says."""
    descriptions: str
    volume: str
    """`{position}` and `{series}` stand where they belong."""
    continued: str
    """After the number of a table, on its pages after the first."""

    def series_volume(self, series: str, position: str | None) -> str:
        """A series, with the number of the book in it if it has one."""
        if position is None:
            return series
        return self.volume.format(series=series, position=position)


@functools.cache
def words_of(language: str) -> Words:
    """The words of a BCP 47 tag's language; English where it has no file here."""
    return Words(**_values_of(language_of(language)))


def _values_of(language: Language) -> dict[str, Any]:
    words = {key.replace("-", "_"): text for key, text in language.words.items()}
    # Two of the words are keywords of Python.
    words |= {f"{name}_": words.pop(name) for name in ("with", "and")}
    return {
        "quotes": language.quotes,
        "inner_quotes": language.inner_quotes,
        "between_names": language.between_names or (", ", f" {words['and_']} "),
        "space_before_colon": language.space_before_colon,
        "space_before_high_marks": language.space_before_high_marks,
        **words,
    }


def has_words(language: str) -> bool:
    """Whether the language has words of its own here."""
    return find_language(language) is not None


def direction_of(language: str) -> str:
    """The direction in which a BCP 47 tag's language is written: `ltr` or `rtl`.

    A script subtag decides; else the language's file; else the list of languages that
    publish in scripts written from right to left (UAX 31) and have no file here.
    """
    script = next((part for part in language.split("-")[1:] if len(part) == 4), None)
    if script is not None:
        return "rtl" if script.lower() in _SCRIPTS_RIGHT_TO_LEFT else "ltr"
    found = find_language(language)
    if found is not None:
        return found.direction
    return "rtl" if primary_language(language) in _RIGHT_TO_LEFT else "ltr"


_SCRIPTS_RIGHT_TO_LEFT = frozenset(
    {"adlm", "arab", "hebr", "nkoo", "rohg", "samr", "syrc", "thaa"}
)
_RIGHT_TO_LEFT = frozenset({"ckb", "dv", "ku", "ps", "sd", "syr", "ug"})
