"""Rules about spaces, punctuation marks and dashes, as the language has them.

Every pattern is one that hardly any sentence has where nothing is wrong: a finding that
is wrong is worse than none. What was tried on which books is in docs/decisions/lint.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.diagnostics.catalog import prose
from bookmaker.languages import find_language, language_of, primary_language
from bookmaker.lint.findings import Finding
from bookmaker.lint.passages import CALL, Passage

_DOUBLED_SPACE = re.compile(r"(?<=[^\s\u00a0]) {2,}(?=[^\s\u00a0])")
_CLOSERS = "’”\"')\\]»"
_SPACE_BEFORE = re.compile(
    rf"(?<=[^\W\d_])(?P<closer>[{_CLOSERS}]?)(?P<spaces> +)"
    rf"(?:(?P<mark>[,.;:])(?=[{_CLOSERS}]?(?:\s|$))"
    rf"|(?P<end>[!?])(?=[{_CLOSERS}]?(?:$|\s+[^\W\d_a-z])))"
)
"""After `!` and `?` a sentence begins; elsewhere they may be signs that are named."""
_ALWAYS_CLOSE = ",."
"""Marks that no language here has a space before."""
_REPEATED = re.compile(
    rf"(?<=[^\W_])(?P<marks>,,|;;|[,;]\.(?!\.)|[,;][,;]|(?<!\.)\.\.(?!\.))(?=\s|$|[{_CLOSERS}])"
)
_HYPHEN = re.compile(
    rf"(?<=[^\W\d_][^\W\d_,.]|.[{_CLOSERS}]) - (?=[^\W\d_]{{2}}|[“\"«„‘])"
)
_WITHOUT_SPACES = ("ja", "zh", "ko")
"""Languages in which a hyphen between spaces is an affair of taste."""
_YEARS = re.compile(
    r"(?<![\w.,:/-])(?P<first>1[0-9]{3}|20[0-9]{2})(?P<mark>-)"
    r"(?P<last>1[0-9]{3}|20[0-9]{2})(?![\w:/-]|[.,]\d)"
)
_PAGES = re.compile(
    r"\b(?:pp|SS)\. ?(?P<first>\d{1,4})(?P<mark>-)(?P<last>\d{1,4})(?![\w:/-]|[.,]\d)"
)
_CALL = re.compile(rf"(?<=[\w{_CLOSERS}]){CALL}(?P<mark>[,.;])(?!\.)")
_MISSING_COMMA_SPACE = re.compile(r"(?<=[^\W\d_A-Z]{3}),(?=[^\W\d_A-Z]{2,}\b)")
_SENTENCE_STARTS = (
    "The|He|She|It|They|We|You|But|And|This|That|There|When|If|His|Her|Then|What|Der|Die"
    "|Das|Er|Sie|Es|Und|Aber|Le|La|Les|Il|Elle|Mais|El|Los|Pero"
)
_MISSING_STOP_SPACE = re.compile(
    rf"(?<=[^\W\d_A-Z]{{3}})\.(?=(?:{_SENTENCE_STARTS})\b)"
)


def doubled_spaces(passage: Passage) -> Iterator[Finding]:
    """Find runs of plain spaces between words."""
    for found in _DOUBLED_SPACE.finditer(passage.text):
        start, end = found.span()
        yield Finding(kind=prose.DoubledSpace, start=start, end=end, replacement=" ")


def spaces_before_marks(passage: Passage) -> Iterator[Finding]:
    """Find spaces before a mark that the language has none before."""
    words = language_of(passage.language)
    has_high_spaces = bool(words.space_before_high_marks)
    for found in _SPACE_BEFORE.finditer(passage.text):
        mark = found["mark"] or found["end"]
        is_high = mark not in _ALWAYS_CLOSE
        if is_high and (has_high_spaces or find_language(passage.language) is None):
            continue
        yield Finding(
            kind=prose.SpaceBeforePunctuation,
            start=found.start("spaces"),
            end=found.end("spaces"),
            replacement="",
            facts={"mark": mark},
        )


def repeated_marks(passage: Passage) -> Iterator[Finding]:
    """Find marks that are there twice, or exclude each other."""
    for found in _REPEATED.finditer(passage.text):
        marks = found["marks"]
        yield Finding(
            kind=prose.RepeatedPunctuation,
            start=found.start(),
            end=found.end(),
            facts={"marks": marks},
        )


def hyphens_for_dashes(passage: Passage) -> Iterator[Finding]:
    """Find hyphens between spaces, where words are on both sides."""
    if primary_language(passage.language) in _WITHOUT_SPACES:
        return
    for found in _HYPHEN.finditer(passage.text):
        start = found.start() + 1
        yield Finding(
            kind=prose.HyphenForDash, start=start, end=start + 1, replacement="--"
        )


def hyphens_in_ranges(passage: Passage) -> Iterator[Finding]:
    """Find hyphens between two years, or between two pages, the second one later."""
    for pattern in (_YEARS, _PAGES):
        for found in pattern.finditer(passage.text):
            if int(found["first"]) >= int(found["last"]):
                continue
            yield Finding(
                kind=prose.HyphenInRange,
                start=found.start("mark"),
                end=found.end("mark"),
                replacement="--",
            )


def calls_before_marks(passage: Passage) -> Iterator[Finding]:
    """Find calls of notes before a mark, in languages that have them after it."""
    language = find_language(passage.language)
    if language is None or not language.calls_follow_punctuation:
        return
    for found in _CALL.finditer(passage.text):
        yield Finding(
            kind=prose.CallBeforePunctuation,
            start=found.start(),
            end=found.end(),
            is_swap=True,
            facts={"mark": found["mark"]},
        )


def missing_spaces(passage: Passage) -> Iterator[Finding]:
    """Find commas and full stops without a space after them."""
    for pattern in (_MISSING_COMMA_SPACE, _MISSING_STOP_SPACE):
        for found in pattern.finditer(passage.text):
            end = found.end()
            yield Finding(
                kind=prose.MissingSpace,
                start=found.start(),
                end=end,
                replacement=f"{found[0]} ",
                facts={"mark": found[0]},
            )
