"""Our print edition as commands: from nothing, after one word was changed, unchanged.

Each edition has a copy of the manuscript and a cache of its own, so that no command
finds what another left.
"""

from __future__ import annotations

import itertools
import re
import shutil
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.measure import Command, run_once
from bench.texts import chapters

ENGINE_ALONE = ("--no-proof",)
"""What leaves the engine alone to be measured: the proof that no word is lost is work
that no rival does."""
WITH_EVERYTHING = ()
PROCESSES = 2
"""For layout."""


@dataclass(slots=True)
class Edition:
    """A copy of a manuscript, its cache and what is made of it."""

    folder: Path
    manuscript: Path
    options: tuple[str, ...]
    words_changed: Iterator[str] = field(default_factory=lambda: _new_words())

    @classmethod
    def of(cls, manuscript: Path, folder: Path, options: tuple[str, ...]) -> Edition:
        """Copy a manuscript into a new folder and build it once, fonts and all."""
        folder.mkdir()
        copy = folder / manuscript.name
        if manuscript.is_dir():
            shutil.copytree(manuscript, copy)
        else:
            shutil.copyfile(manuscript, copy)
        edition = cls(folder, copy, options)
        run_once(edition.again())
        return edition

    @property
    def file(self) -> Path:
        """The PDF."""
        return self.folder / "edition.pdf"

    @property
    def middle(self) -> Path:
        """The chapter in the middle of the book's text, in which a word is changed."""
        files = chapters(self.manuscript)
        sizes = list(itertools.accumulate(file.stat().st_size for file in files))
        return next(
            file
            for file, size in zip(files, sizes, strict=True)
            if size >= sizes[-1] / 2
        )

    def again(self) -> Command:
        """Build it as it stands."""
        words = [
            *(sys.executable, "-m", "bookmaker", "pdf", str(self.manuscript), "-q"),
            *("-o", str(self.file), "--jobs", str(PROCESSES), *self.options),
            *("--cache-folder", str(self._cache)),
        ]
        return Command(words)

    @property
    def _cache(self) -> Path:
        return self.folder / "cache"

    def from_nothing(self) -> Command:
        """Build it with no chapter in the cache; the static fonts are there."""
        return Command(self.again().words, prepare=self._forget_parts)

    def after_a_change(self) -> Command:
        """Change one word in one chapter, another each time, and build it."""
        return Command(self.again().words, prepare=self._change_a_word)

    def _forget_parts(self) -> None:
        # Each build leaves some: were they elsewhere, it would not be from nothing.
        shutil.rmtree(self._cache / "parts")

    def _change_a_word(self) -> None:
        chapter = self.middle
        text = chapter.read_text("utf-8")
        changed = change_a_word(text, next(self.words_changed))
        chapter.write_text(changed, "utf-8")


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


def _new_words() -> Iterator[str]:
    """Words that stand in no text, each once."""
    for letters in itertools.product(string.ascii_lowercase, repeat=3):
        yield f"qu{''.join(letters)}"
