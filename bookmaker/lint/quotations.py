"""Rules about quotation marks and apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.diagnostics.catalog import prose
from bookmaker.document.nodes import Paragraph
from bookmaker.languages import language_of, primary_language
from bookmaker.lint.findings import Finding
from bookmaker.lint.passages import OBJECT, Passage

_INCHES = re.compile(r"(?<=[\d½¼¾])\"|'\"'")
_FIGURES = re.compile(r"[\d½¼¾]”")
_REACH = 3
"""Paragraphs without marks, such as an ellipsis, may be between two of a speech."""
_SHOWN = 40
_ACCENT = re.compile(
    r"(?<=[^\W\d_])(?P<mark>[´`])(?=(?:s|t|re|ve|ll|m|d)\b)"
    r"|(?<=\b[ldjmtsncLDJMTSNC])(?P<elided>[´`])(?=[^\W\d_])"
)
_ENGLISH = ("en", "ga", "cy")
"""Languages with the marks “…” in which a space within them is always a slip."""
_SPACE_INSIDE = re.compile(
    r"(?<=“)(?P<after> +)(?=[^\W_])|(?<=[\w.,;:!?…])(?P<before> +)(?=”(?:\W|$))"
)


def unclosed_quotations(passage: Passage) -> Iterator[Finding]:
    """Find a paragraph that has one double mark more of one side than of the other.

    A mark after a figure may be inches or the end of a quotation: the paragraph is
    left alone where either reading is in balance.
    """
    if not isinstance(passage.owner, Paragraph) or passage.owner.attributes.classes:
        return
    opening, closing = (mark.strip() for mark in language_of(passage.language).quotes)
    if opening == closing:
        return
    excess = passage.text.count(opening) - passage.text.count(closing)
    if '"' in passage.text:
        at = passage.text.rfind('"')
        if excess or not _is_odd(passage.text) or _goes_on(passage, opening):
            return
    elif excess == 1 and not _goes_on(passage, opening):
        at = passage.text.rfind(opening)
    elif excess == -1 and not _FIGURES.search(passage.text):
        at = passage.text.find(closing)
    else:
        return
    is_open = excess != -1
    shown = passage.text[at : at + _SHOWN] if is_open else passage.text[: at + 1]
    words = _plain(shown if is_open else shown[-_SHOWN:])
    facts = {"words": words, "is_open": is_open}
    yield Finding(kind=prose.UnclosedQuotation, start=at, end=at + 1, facts=facts)


def _is_odd(text: str) -> bool:
    without_inches = _INCHES.sub(OBJECT, text)
    return bool(text.count('"') % 2 and without_inches.count('"') % 2)


def _goes_on(passage: Passage, opening: str) -> bool:
    """Whether one of the next paragraphs opens the quotation again."""
    following = passage.follower
    for _ in range(_REACH):
        if following is None:
            return False
        if following.text.lstrip(OBJECT).startswith((opening, '"')):
            return True
        following = following.follower
    return False


def _plain(words: str) -> str:
    return re.sub("[\ufff9\ufffc]+", "□", words).replace("\n", " ").strip()


def spaces_inside_quotations(passage: Passage) -> Iterator[Finding]:
    """Find spaces between a curly mark and the words that it is about."""
    if primary_language(passage.language) not in _ENGLISH:
        return
    for found in _SPACE_INSIDE.finditer(passage.text):
        yield Finding(
            kind=prose.SpaceInsideQuotation,
            start=found.start(),
            end=found.end(),
            replacement="",
        )


def accents_for_apostrophes(passage: Passage) -> Iterator[Finding]:
    """Find accents that stand alone between two letters."""
    for found in _ACCENT.finditer(passage.text):
        yield Finding(
            kind=prose.AccentForApostrophe,
            start=found.start(),
            end=found.end(),
            replacement="'",
            facts={"mark": found[0]},
        )
