"""What the Markdown of another program's project has beside ours.

What comes in: nothing; each kind of project says which of these it has. What goes out:
the readers ask for them, and what such a program lets pass stops no build.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass


class Idiom(enum.Enum):
    """Whose Markdown is turned into ours before it is read."""

    NONE = ""
    BOOKDOWN = "bookdown"
    DOCSIFY = "docsify"
    GITBOOK = "GitBook"
    HUGO = "Hugo"
    JEKYLL = "Jekyll"
    MARKUA = "Markua"
    MDX = "MDX"
    MKDOCS = "MkDocs"
    MYST = "MyST"
    VUE = "Vue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """The conventions of one kind of project; by default those of bookmaker alone."""

    program: str = ""
    """The program's name; empty for a manuscript of our own."""
    is_lenient: bool = False
    """Whether a broken link or a missing inclusion is a warning, as it is there."""
    has_mdbook_marks: bool = False
    """`{{#playground x.rs}}`, `{{#title …}}`, doubled backslashes before a formula's
    brackets, `<div class="warning">`."""
    hidden_lines: tuple[tuple[str, str], ...] = ()
    """Languages of code, each with the sign of lines that the reader is not shown."""
    has_wiki_links: bool = False
    """Obsidian's `[[note]]`, `![[embed]]`, `%%comment%%` and `^block` marks."""
    has_heading_references: bool = False
    """Whether `[Low water]` leads to the heading of these words, as in pandoc."""
    has_marked_metadata: bool = False
    """Whether the title, subtitle and description of the book are Markdown."""
    has_cells: bool = False
    """Cells of code, whose options say what of them is shown."""
    shows_cells: bool = True
    """Whether the code of cells is shown where a cell does not say."""
    idiom: Idiom = Idiom.NONE
    """Whose tags stand in the text."""
    roots: tuple[str, ...] = ("",)
    """The folders that an address from the root, `/low.png`, may begin at."""
    variables: tuple[tuple[str, str], ...] = ()
    """What the idiom is told of the project: names, each with its words."""
    has_captions: bool = True
    """Whether the brackets of a picture alone in its paragraph are its caption; where
    they are not, they are its alternative text."""

    @property
    def is_of_pandoc(self) -> bool:
        """Whether pandoc makes the EPUBs there, and leaves unknown TeX out of them."""
        return self.has_heading_references

    def hidden_sign(self, language: str | None) -> str | None:
        """The sign before the hidden lines of a language of code."""
        signs: Mapping[str, str] = dict(self.hidden_lines)
        return signs.get((language or "").lower())


NATIVE = Conventions()
