"""Words for a book's metadata, whatever kind of project says them."""

from __future__ import annotations

from bookmaker.config.values import find_language_tag, is_language_tag
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import BadForm, BadLanguage
from bookmaker.diagnostics.catalog.manuscript import BidiOverride
from bookmaker.document.characters import TURNING, find_unfit
from bookmaker.source import SourceSpan


def checked_words(
    key: str, text: str, span: SourceSpan | None, diagnostics: Diagnostics
) -> str | None:
    """Words that can be in a book; `None`, and a diagnostic, otherwise.

    What changes the direction of the text is kept, with a warning.
    """
    unfit = find_unfit(text)
    if unfit is None:
        turning = TURNING.findall(text)
        if turning:
            count = len(turning)
            diagnostics.add(BidiOverride(ord(turning[0]), count, key, span=span))
        return text
    expected = "text without control characters"
    diagnostics.add(BadForm(key=key, text=unfit, expected=expected, span=span))
    return None


def checked_language(
    key: str, text: str, span: SourceSpan | None, diagnostics: Diagnostics
) -> str | None:
    """A language's tag; `None`, and a diagnostic, where it is not one."""
    if is_language_tag(text):
        return text
    suggestion = find_language_tag(text)
    problem = BadLanguage(key=key, text=text, suggestion=suggestion, span=span)
    diagnostics.add(problem)
    return None
