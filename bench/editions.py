"""Our print edition as commands: from nothing, after one word was changed, unchanged.

Each edition has a copy of the manuscript and a cache of its own, so that no command
finds what another left.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.edits import change_a_word, middle_chapter, new_words
from bench.measure import Command, run_once
from bench.texts import copy_manuscript

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
    words_changed: Iterator[str] = field(default_factory=lambda: new_words())

    @classmethod
    def of(cls, manuscript: Path, folder: Path, options: tuple[str, ...]) -> Edition:
        """Copy a manuscript into a new folder and build it once, fonts and all."""
        folder.mkdir()
        edition = cls(folder, copy_manuscript(manuscript, folder), options)
        run_once(edition.again())
        return edition

    @property
    def file(self) -> Path:
        """The PDF."""
        return self.folder / "edition.pdf"

    @property
    def middle(self) -> Path:
        """The chapter in which a word is changed."""
        return middle_chapter(self.manuscript)

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
