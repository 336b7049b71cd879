"""Words that the program adds, which say their language where it is not the book's."""

from __future__ import annotations

from bookmaker.document.nodes import Attributes, Inline, Span, Text
from bookmaker.languages.words import FALLBACK, has_words


def generated(words: str, language: str) -> tuple[Inline, ...]:
    """The words as a title or link has them; `language` is the book's.

    A language that has no words here has English ones (WCAG 2.2, 3.1.2).
    """
    text = Text(words)
    if has_words(language):
        return (text,)
    return (Span((text,), attributes=Attributes(pairs=(("lang", FALLBACK),))),)
