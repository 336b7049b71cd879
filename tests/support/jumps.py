"""Random words of a book, followed from the page to the source and back."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bookmaker.document.page_map import DocumentWord, PrintedWord
from bookmaker.pipeline.places import find_places
from bookmaker.pipeline.session import Rendering
from bookmaker.proof.folding import fold
from bookmaker.source import split_lines

SAMPLE = 300
"""Words that are followed, of each edition."""


@dataclass(frozen=True, slots=True)
class Jumps:
    """What came of following words."""

    followed: int
    wrong_places: tuple[str, ...]
    """Words whose place in the source has another word."""
    wrong_pages: tuple[str, ...]
    """Words whose place in the source leads to another page, or document."""


def follow_words(rendering: Rendering, root: Path, *, seed: int) -> Jumps:
    """Follow words of both editions from page to source, and back from there."""
    artifacts = rendering.artifacts
    printed, documents = artifacts["pdf"], artifacts["epub"]
    assert printed.printed_words is not None
    assert documents.document_words is not None
    chance = random.Random(seed)
    words: list[PrintedWord | DocumentWord] = []
    while len(words) < SAMPLE:
        own = printed.printed_words.words_of(chance.randrange(printed.pages or 0))
        words += chance.sample(_written(own), min(3, len(_written(own))))
    count = _documents_of(rendering)
    while len(words) < 2 * SAMPLE:
        found = documents.document_words.words_of(chance.randrange(count))
        words += chance.sample(_written(found), min(9, len(_written(found))))
    wrong_places, wrong_pages = [], []
    for word in words:
        if not _is_at_its_place(word, root):
            wrong_places.append(f"{word.text} {word.span}")
        places = find_places(
            artifacts, word.span.file, word.span.line, word.span.column
        )
        pages: set[int] | set[str]
        if isinstance(word, PrintedWord):
            pages, page = {one.page - 1 for one in places.printed}, word.page
            is_right = page in pages
        else:
            pages = {one.file for one in places.epub}
            is_right = word.file in pages
        if not is_right:
            wrong_pages.append(f"{word.text} {word.span} {sorted(pages)}")
    return Jumps(len(words), tuple(wrong_places), tuple(wrong_pages))


def _documents_of(rendering: Rendering) -> int:
    finder = rendering.artifacts["epub"].document_words
    assert finder is not None
    count = 0
    while True:
        try:
            finder.words_of(count)
        except IndexError:
            return count
        count += 1


_Word = TypeVar("_Word", PrintedWord, DocumentWord)


def _written(words: tuple[_Word, ...]) -> list[_Word]:
    """Those with letters: a number may be bookmaker's own."""
    return [word for word in words if any(sign.isalpha() for sign in word.text)]


def _is_at_its_place(word: PrintedWord | DocumentWord, root: Path) -> bool:
    lines = split_lines((root / word.span.file).read_text("utf-8"))
    written = lines[word.span.line - 1][word.span.column - 1 :]
    if isinstance(word, PrintedWord) and written.startswith(("<img", "![")):
        return True  # a word that the SVG image has
    # A note's call is set on the word before it.
    return _letters(written).startswith(_letters(word.text.rstrip("0123456789")))


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())
