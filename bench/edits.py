"""Which word of a book is changed, and to what."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterator
from pathlib import Path

from bench.texts import chapters


def middle_chapter(manuscript: Path) -> Path:
    """The chapter in the middle of the book's text."""
    files = chapters(manuscript)
    sizes = list(itertools.accumulate(file.stat().st_size for file in files))
    return next(
        file for file, size in zip(files, sizes, strict=True) if size >= sizes[-1] / 2
    )


_PROSE = re.compile(r"^[^\W\d_][^\n|<`$\[]{60,}$", re.MULTILINE)
"""A line of nothing but words and their punctuation."""


def change_a_word(text: str, word: str) -> str:
    """Put a word in the place of one in the middle line of prose.

    Raises `ValueError` where there is no such line.
    """
    lines = list(_PROSE.finditer(text))
    if not lines:
        message = "there is no line of prose to change a word in"
        raise ValueError(message)
    line = lines[len(lines) // 2]
    words = line[0].split(" ")
    middle = len(words) // 2
    words[middle] = word
    return text[: line.start()] + " ".join(words) + text[line.end() :]


def new_words() -> Iterator[str]:
    """Words that stand in no text, each once."""
    for letters in itertools.product(string.ascii_lowercase, repeat=3):
        yield f"qu{''.join(letters)}"
