"""What layout knows of a chapter's pages: values, and their form in the cache.

Places on a page are in points from its lower left corner, pages are counted from 0.
A chapter knows neither its page numbers nor the side that it begins on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bookmaker.backends.line_meter import LineKind, SetLine

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class EngineMessage:
    """A record of WeasyPrint's log."""

    template: str
    """The message before its arguments are filled in: it identifies the kind."""
    text: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A title that the outline shows."""

    level: int
    label: str
    point: Point
    is_closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """One page of a chapter."""

    width: float
    """Of the trimmed page, in points."""
    height: float
    name: str
    """The page's name in CSS: `text`, `bare`; empty where it has none."""
    is_blank: bool
    groups: tuple[tuple[str, int], ...]
    """The page groups that it stands in, and its index in each."""
    strings: Mapping[str, tuple[str, ...]]
    """What the page sets running strings to, in order."""
    reset: int | None
    """What the page sets the folio to; `None`: it counts on."""
    anchors: Mapping[str, Point]
    bookmarks: tuple[Bookmark, ...]
    off_page: tuple[str, ...]
    """Pieces of text that lie past the page's edge."""
    leaf: int
    """The leaf, counted from 0 within the chapter, of the page's first word."""
    letters_before: int
    """Letters of that leaf's text that stand on pages before: neither white space nor
    hyphens count, nor do notes at the foot, nor what a sheet generates."""
    first_words: str
    """The first words of the page, for people; empty where there are none."""
    lines: tuple[SetLine, ...] = ()
    """How each line is set, divisions counted within the chapter; none where that was
    not asked for."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """What was written on a page, as it was drawn."""

    text: str
    """In the order that it is read in, a line for each line or part of one; the words
    of drawings come letter by letter."""
    content: str
    """The digest of the page's content: what draws it."""
    as_written: str = ""
    """The text in the order of the markup, where it is drawn in another: CSS 2.1,
    appendix E, has what is positioned, transparent or clipped drawn last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFacts:
    """A face and what a chapter uses of it; lengths in thousandths of the type size."""

    name: str
    """Its name in the page's content."""
    base_font: str
    family: str
    program: str
    """The digest of the font file."""
    is_cff: bool
    flags: int
    ascent: float
    descent: float
    italic_angle: float
    stem: float
    widths: Mapping[int, float]
    """By glyph id."""
    text_by_glyph: Mapping[int, str]
    missing: Mapping[int, int]
    """Glyph ids that stand for characters, by code point, which the face lacks: given
    in the order of encounter, so that chapters do not agree on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterFacts:
    """A chapter that was laid out."""

    opens: str
    """The page that it begins on: `any`, `left` or `right`."""
    opens_by_choice: Mapping[str, str]
    """The same for each value that `--break-division` may have."""
    pages: tuple[PageFacts, ...]
    text_lefts: tuple[float, ...]
    """Where the text block of each page begins, in points from the left edge."""
    fonts: tuple[FontFacts, ...]
    messages: tuple[EngineMessage, ...]
    files: Mapping[str, str | None]
    """The digests of the files that were read; `None` where one could not be."""
    drawn: tuple[DrawnPage, ...] = ()
    """What was written on each page; of heads and folios nothing is known."""


@dataclass(frozen=True, slots=True)
class ChapterPdf:
    """A chapter's pages and what is known of them."""

    facts: ChapterFacts
    content: bytes
    """A PDF without font programs, heads or folios."""


def pack_chapter(chapter: ChapterPdf) -> bytes:
    """The form in which a chapter is kept and passed between processes."""
    facts = json.dumps(asdict(chapter.facts), separators=(",", ":")).encode()
    return len(facts).to_bytes(8, "big") + facts + chapter.content


def unpack_chapter(packed: bytes) -> ChapterPdf:
    """Read what `pack_chapter` wrote. Raises `ValueError` where it is no such thing."""
    end = 8 + int.from_bytes(packed[:8], "big")
    try:
        facts = _facts(json.loads(packed[8:end]))
    except (KeyError, TypeError) as error:
        message = "these are no facts of a chapter"
        raise ValueError(message) from error
    return ChapterPdf(facts, packed[end:])


def _facts(read: Mapping[str, Any]) -> ChapterFacts:
    return ChapterFacts(
        opens=read["opens"],
        opens_by_choice=read["opens_by_choice"],
        pages=tuple(_page(page) for page in read["pages"]),
        text_lefts=tuple(read["text_lefts"]),
        fonts=tuple(_font(font) for font in read["fonts"]),
        messages=tuple(
            EngineMessage(m["template"], m["text"], tuple(m["arguments"]))
            for m in read["messages"]
        ),
        files=read["files"],
        drawn=tuple(
            DrawnPage(d["text"], d["content"], d["as_written"]) for d in read["drawn"]
        ),
    )


def _page(read: Mapping[str, Any]) -> PageFacts:
    return PageFacts(
        **{
            **read,
            "groups": tuple((name, index) for name, index in read["groups"]),
            "strings": {k: tuple(values) for k, values in read["strings"].items()},
            "anchors": {name: (x, y) for name, (x, y) in read["anchors"].items()},
            "bookmarks": tuple(
                Bookmark(b["level"], b["label"], (*b["point"],), b["is_closed"])
                for b in read["bookmarks"]
            ),
            "off_page": tuple(read["off_page"]),
            "lines": tuple(_line(line) for line in read["lines"]),
        }
    )


def _line(read: Mapping[str, Any]) -> SetLine:
    return SetLine(**{**read, "kind": LineKind(read["kind"])})


def _font(read: Mapping[str, Any]) -> FontFacts:
    # The keys of a JSON object are always strings.
    by_number = {
        key: {int(number): value for number, value in read[key].items()}
        for key in ("widths", "text_by_glyph", "missing")
    }
    return FontFacts(**{**read, **by_number})
