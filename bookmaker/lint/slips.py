"""Rules about words: those that are there twice, and slips on the keyboard."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from bookmaker.diagnostics.catalog import prose
from bookmaker.languages import find_language, primary_language
from bookmaker.lint.findings import Finding
from bookmaker.lint.passages import Passage

_SWAPPED = {
    "teh": "the",
    "hte": "the",
    "adn": "and",
    "taht": "that",
    "thta": "that",
    "thsi": "this",
    "wiht": "with",
    "waht": "what",
    "whcih": "which",
    "becuase": "because",
    "thier": "their",
}
_SLIPS = re.compile(rf"(?<![\w'’-])(?:{'|'.join(_SWAPPED)})(?![\w'’-])", re.IGNORECASE)
_TWO_CAPITALS = re.compile(
    r"\b(?:TH(?:e|is|at|ey|ere|en|ese|ose)|ANd|HEre|WH(?:en|at|ich|ile|o)|WI(?:th|ll)"
    r"|YO(?:u|ur)|SH(?:e|ould))\b"
)


@functools.cache
def _doubled(language: str) -> re.Pattern[str] | None:
    found = find_language(language)
    if found is None or not found.never_doubled:
        return None
    words = "|".join(map(re.escape, found.never_doubled.split()))
    return re.compile(
        rf"(?<![\w'’.-])(?P<word>{words})[ \n]+(?P=word)(?![\w'’-])", re.I
    )


def repeated_words(passage: Passage) -> Iterator[Finding]:
    """Find words twice in a row that the language never has so.

    The second one is in small letters: `A a` may be names of things.
    """
    pattern = _doubled(passage.language)
    if pattern is None:
        return
    for found in pattern.finditer(passage.text):
        first, second = found[0].split()
        if not second.islower() or first.isupper():
            continue
        yield Finding(
            kind=prose.RepeatedWord,
            start=found.start(),
            end=found.end(),
            facts={"words": f"{first} {second}"},
        )


def keyboard_slips(passage: Passage) -> Iterator[Finding]:
    """Find swapped letters and second capitals in the commonest English words."""
    if primary_language(passage.language) != "en":
        return
    for found in _SLIPS.finditer(passage.text):
        word = found[0]
        if word.isupper():
            continue  # an abbreviation
        meant = _SWAPPED[word.lower()]
        yield _slip(found, meant.capitalize() if word[0].isupper() else meant)
    for found in _TWO_CAPITALS.finditer(passage.text):
        yield _slip(found, found[0].capitalize())


def _slip(found: re.Match[str], meant: str) -> Finding:
    return Finding(
        kind=prose.LikelyTypo,
        start=found.start(),
        end=found.end(),
        facts={"words": found[0], "meant": meant},
    )
