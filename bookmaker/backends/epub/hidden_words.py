"""Which words of an EPUB its sheet hides: what the proof is given of it.

What comes in: the bytes of an EPUB. What goes out: for each of its documents the words
that nobody sees, each with the declaration that hides it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bookmaker.css.hiding import hidden_words
from bookmaker.css.hiding_rules import HidingSheet
from bookmaker.proof.edition_text import document_bodies, sheets_of
from bookmaker.proof.ink import Unseen, UnseenWords

_CONTEXT = 40


def unseen_in_documents(epub: bytes) -> Iterator[tuple[UnseenWords, ...]]:
    """Yield what nobody sees of each document that is read, in reading order."""
    sheet = HidingSheet(sheets_of(epub))
    for body in document_bodies(epub):
        text = "".join(body.itertext())
        yield tuple(
            UnseenWords(
                text[hidden.start : hidden.end],
                text[max(0, hidden.start - _CONTEXT) : hidden.start],
                Unseen.NO_INK,
                f"`{hidden.cause}`",
            )
            for hidden in hidden_words(body, sheet)
            if any(map(str.isalnum, text[hidden.start : hidden.end]))
        )
