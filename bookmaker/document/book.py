"""The book above its blocks: matter and divisions."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import Block, Inline, Node, Note
from bookmaker.source import SourceSpan


class Matter(enum.Enum):
    """The three parts of a book."""

    FRONT = "frontmatter"
    BODY = "bodymatter"
    BACK = "backmatter"


class DivisionKind(enum.Enum):
    """What a division is, by its name in `book.toml` and `role:`.

    The names are those of the EPUB 3 Structural Semantics Vocabulary where it has
    one; `xhtml/semantics.py` maps each to its `epub:type` and role.
    """

    HALF_TITLE = "half-title"
    TITLE_PAGE = "title-page"
    COPYRIGHT = "copyright"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    CONTENTS = "contents"
    LIST_OF_FIGURES = "list-of-figures"
    LIST_OF_TABLES = "list-of-tables"
    LIST_OF_LISTINGS = "list-of-listings"
    FOREWORD = "foreword"
    PREFACE = "preface"
    ACKNOWLEDGEMENTS = "acknowledgements"
    INTRODUCTION = "introduction"
    PROLOGUE = "prologue"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    """A file that belongs to the chapter above it; it opens no page of its own."""
    EPILOGUE = "epilogue"
    CONCLUSION = "conclusion"
    AFTERWORD = "afterword"
    APPENDIX = "appendix"
    NOTES = "notes"
    GLOSSARY = "glossary"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    ABOUT_THE_AUTHOR = "about-the-author"
    ALSO_BY = "also-by"
    DESCRIPTIONS = "descriptions"
    """The long descriptions of pictures, each a section."""
    COLOPHON = "colophon"


@dataclass(frozen=True, slots=True)
class Division(Node):
    """A part, a chapter, a section file or a piece of matter.

    `attributes.id` is unique in the book after `identify_targets`; it comes from the
    author or from the file's name, never from a position.
    """

    kind: DivisionKind
    title: tuple[Inline, ...] = ()
    blocks: tuple[Block, ...] = ()
    divisions: tuple[Division, ...] = ()
    """The chapters of a part; the section files of a chapter."""
    notes: tuple[Note, ...] = ()
    """The notes that the file defines, until `place_notes` has placed them."""
    abbreviations: tuple[tuple[str, str], ...] = ()
    """Each abbreviation that the file defines, and what it stands for."""
    subtitle: tuple[Inline, ...] = ()
    short_title: str | None = None
    """For the running head."""
    author: str | None = None
    """Where it is not the book's: an anthology."""
    authors: tuple[str, ...] = ()
    """Each of several, whom `author` names together."""
    translator: str | None = None
    """Of this piece alone."""
    translated_by: str | None = None
    """As printed: `Translated by Per Lind`; set by `compose_title_pages`."""
    first_published: str | None = None
    """Where and when the piece stood first: an anthology, a collection."""
    language: str | None = None
    """Where it is not the book's; a BCP 47 tag."""
    is_numbered: bool = True
    """Whether the author lets it be numbered."""
    shows_title: bool = True
    """Whether the title is printed; it is in the contents all the same."""
    number: str | None = None
    """As printed: `1`, `IV`; set by `number_divisions`."""
    label: str | None = None
    """The number with its word: `Part II`, `Chapter 3`; set by `number_divisions`."""
    file: str | None = None
    """The author's file, relative to the manuscript's root; `None` if generated."""


@dataclass(frozen=True, slots=True)
class Source:
    """A work that the book may cite."""

    key: str
    """What the author cites it by: `melville1851`."""
    csl: str
    """What is known of it, as an object of CSL JSON 1.0.2."""
    span: SourceSpan | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Book:
    """A whole book: what every backend receives."""

    metadata: Metadata
    front: tuple[Division, ...] = ()
    body: tuple[Division, ...] = ()
    back: tuple[Division, ...] = ()
    sources: tuple[Source, ...] = ()
    """The works that its citations may name."""
    citation_style: str = ""
    """The text of a CSL style of the author's; empty for one of ours."""

    @property
    def matters(self) -> tuple[tuple[Matter, tuple[Division, ...]], ...]:
        """The three matters with their divisions, in the book's order."""
        return (
            (Matter.FRONT, self.front),
            (Matter.BODY, self.body),
            (Matter.BACK, self.back),
        )

    @property
    def divisions(self) -> tuple[Division, ...]:
        """The divisions of the top level, in the book's order."""
        return self.front + self.body + self.back
