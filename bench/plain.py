"""The same words without constructs: titles and paragraphs, nothing else.

What comes in: a manuscript. What goes out: one that says the same of itself and looks
the same, with a file for each division that has words, in which whatever holds words in
the tree is a paragraph of them. What constructs cost is then the difference between two
builds of equal length.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from bench.measure import FailedRunError
from bookmaker.document.book import Division
from bookmaker.document.markdown import render_markdown
from bookmaker.document.nodes import Inline, Node, Paragraph, Text
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions, children
from bookmaker.pipeline.stages import Request, read

_INLINES = get_args(Inline)


def write_plain(manuscript: Path, folder: Path) -> None:
    """Write it into a folder that is empty. Raises `FailedRunError`."""
    book = read(Request(manuscript=manuscript)).book
    if book is None:
        raise FailedRunError(f"{manuscript} cannot be read")
    names = []
    for number, division in enumerate(all_divisions(book), start=1):
        blocks = [Paragraph(children=(Text(text=said),)) for said in _said(division)]
        if blocks:
            names.append(f"{number:03}.md")
            title = plain_text(division.title) or "Untitled"
            text = f"# {title}\n\n{render_markdown(blocks)}"
            (folder / names[-1]).write_text(text, "utf-8")
    options = folder / "book.toml"
    if manuscript.is_dir():
        others = shutil.ignore_patterns("*.md")
        shutil.copytree(manuscript, folder, ignore=others, dirs_exist_ok=True)
        said = _OF_CONSTRUCTS.sub("", options.read_text("utf-8"))
    else:
        said = f'title = "Plain"\nlanguage = "{book.metadata.language}"\n'
    options.write_text(said + _contents(names), "utf-8")


_OF_CONSTRUCTS = re.compile(
    r"^\[(?:contents|citations|numbering)\]\n.*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL
)
"""The tables that list the files, and what is made of constructs."""


def _contents(names: list[str]) -> str:
    body = ", ".join(f'"{name}"' for name in names)
    front = '["half-title", "title-page", "copyright", "contents"]'
    return f"\n[contents]\nfront = {front}\nbody = [{body}]\n"


def _said(division: Division) -> Iterator[str]:
    for block in (*division.blocks, *division.notes):
        for part in _innermost(block):
            said = " ".join(plain_text((part,)).split())
            if said:
                yield said


def _innermost(node: Node) -> Iterator[Node]:
    """The parts of a block that hold words: a paragraph, a cell, a section's title."""
    below = children(node)
    if all(isinstance(child, _INLINES) for child in below):
        yield node
        return
    for child in below:
        yield from _innermost(child)
