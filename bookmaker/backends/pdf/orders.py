"""What a typesetter is asked for: values that go from one process to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bookmaker.backends.pdf.structure import LinkWords


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutStyle:
    """What all chapters are laid out with."""

    sheet: str
    """The sheet of the text, without margin boxes."""
    head_sheet: str
    """The sheet of the margins. Its rules of elements are those of the other one."""
    base: str
    """The address of the manuscript's root."""
    language: str
    font_configuration: Path
    """A fontconfig file. Its path is absolute: others are looked for elsewhere."""
    faces: Mapping[str, str]
    """The faces that it lists: the SHA-256 of each by its file's name."""
    composes_lines: bool = False
    """Whether the breaks of a paragraph are chosen together."""
    letter_fit: float = 0.0
    """By what share the letters of such a line may be drawn wider or narrower."""
    plans_pages: bool = True
    """Whether a chapter of such lines is laid out again where that fills its pages."""
    measures_lines: bool = False
    """Whether each line is measured too; the pages are the same."""
    names_elements: bool = False
    """Whether elements of the structure have the ids of the manuscript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterMarkup:
    """A chapter to be laid out: what a compositor is given."""

    markup: bytes
    links: LinkWords
    elsewhere: frozenset[str]
    """The ids in other chapters that its links lead to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """A page whose heads and folio are to be drawn."""

    side: str
    """`left` or `right`."""
    is_blank: bool
    draws_page: bool
    """Whether the page's own background is drawn here: it has no text to lie below."""
    name: str
    index: int
    """Of the page in the book, counted from 0."""
    groups: tuple[tuple[str, int], ...]
    folio: int
    pages: int
    """Of the book."""
    before: Mapping[str, str]
    """The running strings that pages before have set."""
    strings: Mapping[str, tuple[str, ...]]
    """Those that the page sets itself."""
