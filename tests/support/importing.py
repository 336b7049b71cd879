"""What tests of importers share: the folder that comes of it, and its words."""

from __future__ import annotations

import collections
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Image
from bookmaker.document.walk import descend
from bookmaker.importers.manuscript import make_manuscript
from bookmaker.importers.model import ImportOptions
from bookmaker.importers.sources import import_sources
from bookmaker.importers.words import words_of
from bookmaker.readers.markdown import read_markdown

TEXTS = Path(__file__).parents[1] / "importers" / "texts"
_WORD = re.compile(r"\w+")


def imported_files(
    *sources: Path, options: ImportOptions | None = None
) -> Mapping[str, bytes]:
    """The files of the manuscript that comes of these sources."""
    imported = import_sources(sources, options or ImportOptions())
    made = make_manuscript(imported, "A Book")
    return made.content_by_path


def chapter_texts(files: Mapping[str, bytes]) -> list[str]:
    """The Markdown of the chapters, in order."""
    names = sorted(name for name in files if name.startswith("chapters/"))
    return [files[name].decode() for name in names]


def words_in(text: str) -> collections.Counter[str]:
    """The words of a text, each as often as it stands there."""
    return collections.Counter(_WORD.findall(text))


def words_of_manuscript(files: Mapping[str, bytes]) -> collections.Counter[str]:
    """The words of all chapters, of `book.toml` and of `set-aside.md`.

    Those of chapters are what a reader sees of the tree, not the Markdown's own signs;
    of comments, what stands in them.
    """
    found: collections.Counter[str] = collections.Counter()
    for text in chapter_texts(files):
        read = read_markdown(text, "x.md", Diagnostics())
        found += words_in(words_of(read.blocks) + "\n" + words_of(read.notes))
        for node in descend(*read.blocks, *read.notes):
            if isinstance(node, Image) and node.alternative:
                found += words_in(node.alternative)
        found += words_in("\n".join(re.findall(r"<!--(.*?)-->", text, re.DOTALL)))
        found += words_in(text.partition("\n\n")[0])
    found += words_in(files["book.toml"].decode())
    found += words_in(files["set-aside.md"].decode())
    return found


def lost_words(source: str, files: Mapping[str, bytes]) -> list[str]:
    """The words of a source that stand less often in the manuscript."""
    missing = words_in(source) - words_of_manuscript(files)
    return sorted(missing)


def keyed_text(path: Path) -> tuple[str, list[str]]:
    """A text and its key: the letter of each line."""
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return "\n".join(line[2:] for line in lines), [line[0] for line in lines]


def texts_in(folder: str) -> Sequence[Path]:
    """The keyed texts of a folder."""
    return sorted((TEXTS / folder).glob("*.txt"))
