"""Every rule about the prose of a file, in the order of their codes.

What comes in: what a file holds, its lines as the author wrote them, and its language.
What goes out: notes with exact places, and with corrections where one is known. A text
that is plainly in another language than the book says is left alone: it has other
rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bookmaker.diagnostics import Diagnostic
from bookmaker.document.nodes import Node
from bookmaker.languages import primary_language
from bookmaker.languages.language_guess import guess_language
from bookmaker.lint.elements import empty_elements, heading_ends, odd_alternatives
from bookmaker.lint.findings import Finding
from bookmaker.lint.passages import Passage, find_passages
from bookmaker.lint.punctuation import (
    calls_before_marks,
    doubled_spaces,
    hyphens_for_dashes,
    hyphens_in_ranges,
    missing_spaces,
    repeated_marks,
    spaces_before_marks,
)
from bookmaker.lint.quotations import (
    accents_for_apostrophes,
    spaces_inside_quotations,
    unclosed_quotations,
)
from bookmaker.lint.slips import keyboard_slips, repeated_words

_OF_PASSAGES: tuple[Callable[[Passage], Iterator[Finding]], ...] = (
    doubled_spaces,
    spaces_before_marks,
    repeated_marks,
    hyphens_for_dashes,
    hyphens_in_ranges,
    unclosed_quotations,
    spaces_inside_quotations,
    accents_for_apostrophes,
    calls_before_marks,
    repeated_words,
    missing_spaces,
    keyboard_slips,
)
_SAMPLE = 20_000
"""Characters whose language is guessed."""


def check_prose(
    roots: Sequence[Node], lines: Sequence[str], file: str, language: str
) -> Iterator[Diagnostic]:
    """Find what a copy editor would ask about, in blocks and notes of one file.

    What the file includes is another file's, and is checked there.
    """
    passages = list(find_passages(roots, language))
    if not _is_foreign(passages, language):
        for passage in passages:
            span = passage.owner.span
            if span is not None and span.file != file:
                continue
            for rule in _OF_PASSAGES:
                for finding in rule(passage):
                    found = finding.in_passage(passage, lines)
                    if found is not None:
                        yield found
    yield from heading_ends(roots, file)
    yield from empty_elements(roots, file)
    yield from odd_alternatives(roots, file)


def _is_foreign(passages: Sequence[Passage], language: str) -> bool:
    """Whether most words are plainly in another language than is stated."""
    words: list[str] = []
    length = 0
    for passage in passages:
        if passage.language == language:
            words.append(passage.text)
            length += len(passage.text)
        if length > _SAMPLE:
            break
    guessed = guess_language(" ".join(words))
    return guessed is not None and guessed != primary_language(language)
