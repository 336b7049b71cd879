"""The two real books beside the project, as manuscripts for tests and `make bench`."""

from __future__ import annotations

import shutil
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
BOOKS = ("moby-dick", "rust-book")

_HEADS = {
    "moby-dick": """\
title = "Moby-Dick"
subtitle = "or, The Whale"
language = "en-US"
authors = [{ name = "Herman Melville", file-as = "Melville, Herman" }]
published = 1851-10-18

[epub]
cover = "images/cover.jpg"

[numbering]
chapters = "none"
""",
    "rust-book": """\
title = "The Rust Programming Language"
language = "en-US"
authors = ["Steve Klabnik", "Carol Nichols"]
published = 2025-02-17

[print]
theme = "technical"
trim = "7in x 9.25in"

[numbering]
chapters = "none"
""",
}


def corpus_manuscript(name: str, target: Path) -> Path:
    """Copy a book of the corpus into a folder and write its manifest from `ORDER`.

    The number before a name in the Rust book's order is its depth: 1 for a section
    file of the chapter above it.
    """
    folder = target / name
    shutil.copytree(CORPUS / name, folder)
    lines = (folder / "ORDER").read_text("utf-8").split("\n")
    chapters: list[tuple[str, list[str]]] = []
    for line in filter(None, lines):
        depth, _, file = line.rpartition(" ")
        if depth in ("", "0"):
            chapters.append((f"chapters/{file}", []))
        else:
            chapters[-1][1].append(f"chapters/{file}")
    manifest = f"{_HEADS[name]}\n[contents]\n{_contents(chapters)}"
    (folder / "book.toml").write_text(manifest, "utf-8")
    return folder


def _contents(chapters: list[tuple[str, list[str]]]) -> str:
    front = 'front = ["half-title", "title-page", "copyright", "contents"]\n'
    entries = "".join(f"  {_entry(file, sections)},\n" for file, sections in chapters)
    return f"{front}body = [\n{entries}]\n"


def _entry(file: str, sections: list[str]) -> str:
    if not sections:
        return f'"{file}"'
    listed = ", ".join(f'"{section}"' for section in sections)
    return f'{{ file = "{file}", sections = [{listed}] }}'
