"""Raw HTML blocks to a tree of elements, Markdown blocks between their tags included.

What comes in, in order: the text of HTML blocks and the nodes of the Markdown blocks
between them. What goes out: elements whose children are words, elements and nodes.
Tags that HTML lets an author leave out are supplied (HTML, 13.1.2.4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import Block, PageBreak
from bookmaker.readers.html.allow_list import (
    ALLOWED,
    BLOCK,
    FORBIDDEN,
    KNOWN,
    PICTURE_PARTS,
    VOID,
    WORDLESS,
)
from bookmaker.readers.html.comments import is_page_break, report_to_dos
from bookmaker.readers.html.tags import (
    CLOSE_TAG,
    OPEN_TAG,
    HtmlAttributes,
    read_tag_attributes,
)
from bookmaker.source import SourceSpan


class PlacedText(Protocol):
    """A text that knows where its characters came from."""

    text: str

    def span(self, start: int, end: int) -> SourceSpan:
        """The place of the characters from `start` to `end`, which is excluded."""

    def slice(self, start: int, end: int) -> PlacedText:
        """The part of the text between two offsets, with its places."""


@dataclass(slots=True)
class RawWords:
    """Characters between tags, references not yet resolved."""

    places: PlacedText
    span: SourceSpan
    is_markdown: bool = False
    """Whether a tag around them says so: `markdown="1"`."""

    @property
    def text(self) -> str:
        """The characters as they stand in the file."""
        return self.places.text


@dataclass(slots=True, eq=False)
class Element:
    """An allowed element."""

    name: str
    attributes: HtmlAttributes
    span: SourceSpan
    tag: PlacedText
    """The start tag."""
    children: list[Element | RawWords | Block] = field(default_factory=list)


_ROW_ENDS = frozenset({"td", "th"})
_SECTION_ENDS = _ROW_ENDS | {"tr", "caption", "colgroup"}
_ENDED_BY: dict[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": _ROW_ENDS,
    "th": _ROW_ENDS,
    "tr": _ROW_ENDS | {"tr", "caption", "colgroup"},
    "tbody": _SECTION_ENDS | {"thead", "tbody"},
    "thead": _SECTION_ENDS,
    "tfoot": _SECTION_ENDS | {"thead", "tbody"},
}
"""What a start tag ends, if it is open."""
_WALLS = frozenset("table ul ol dl div blockquote figure section td th".split())
_MARKDOWN = "markdown"
_NO_MARKDOWN = ("0", "off", "false")
_CODE = frozenset("code kbd pre samp tt".split())
_NEEDS_NO_END = frozenset(
    "li dt dd td th tr tbody thead tfoot p colgroup caption".split()
)
_WORDLESS_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in WORDLESS}
_OTHER = re.compile(r"<\?|<!\[CDATA\[|<!doctype\b", re.IGNORECASE)
_END_OF_OTHER = {"<?": "?>", "<![CDATA[": "]]>"}


class ElementReader:
    """Reads the HTML blocks of one container."""

    def __init__(
        self,
        diagnostics: Diagnostics,
        room: int,
        report_depth: Callable[[SourceSpan], None],
    ) -> None:
        self._diagnostics = diagnostics
        self._room = room
        self._report_depth = report_depth
        self._roots: list[Element | RawWords | Block] = []
        self._open: list[Element] = []
        self._open_counts: dict[str, int] = {}
        self._searched_in_vain: set[str] = set()
        self._svgs = 0
        """How many SVGs are open, whose parts are no words."""
        """Elements whose end the text being read does not hold."""

    @property
    def _is_markdown(self) -> bool:
        """Whether the innermost tag that says anything of Markdown has it."""
        for element in reversed(self._open):
            if element.name in _CODE:
                return False
            if _MARKDOWN in element.attributes:
                return element.attributes[_MARKDOWN] not in _NO_MARKDOWN
        return False

    @property
    def depth(self) -> int:
        """How many elements wait for their ends."""
        return len(self._open)

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        """Add Markdown blocks that stand between the tags."""
        for block in blocks:
            self._add(block)

    def take(self) -> list[Element | RawWords | Block]:
        """End what is open, and say so; hand over all that was read."""
        while self._open:
            element = self._open[-1]
            if element.name not in _NEEDS_NO_END:
                self._diagnostics.add(
                    problems.UnclosedTag(tag=element.name, span=element.span)
                )
            self._end_last()
        roots, self._roots = self._roots, []
        return roots

    def read(self, places: PlacedText) -> None:
        """Read the text of one HTML block."""
        text = places.text
        self._searched_in_vain.clear()
        at = words = 0
        while (at := text.find("<", at)) >= 0:
            end = self._read_markup(places, at, words)
            if end is None:
                at += 1
                continue
            at = words = end
        self._add_words(places, words, len(text))

    def _read_markup(self, places: PlacedText, at: int, words: int) -> int | None:
        """Read a tag or a comment; the offset behind it, `None` if `<` is a word."""
        text = places.text
        if (tag := OPEN_TAG.match(text, at)) is not None:
            return self._read_start(places, tag, words)
        if (tag := CLOSE_TAG.match(text, at)) is not None:
            return self._read_end(places, tag, words)
        if text.startswith("<!--", at):
            self._add_words(places, words, at)
            end = text.find("-->", at + 2)
            span = places.span(at, len(text) if end < 0 else end + 3)
            if end < 0:
                self._diagnostics.add(problems.UnclosedComment(span=span))
            end = len(text) if end < 0 else end + 3
            comment = text[at:end]
            report_to_dos(comment, span, self._diagnostics)
            if is_page_break(comment) and text.strip() == comment:
                self._add(PageBreak(span=span))
            return end
        return self._read_other(places, at, words)

    def _read_other(self, places: PlacedText, at: int, words: int) -> int | None:
        text = places.text
        other = _OTHER.match(text, at)
        if other is None:
            return None
        closing = _END_OF_OTHER.get(other[0], ">")
        end = text.find(closing, at)
        if end < 0:
            return None
        self._add_words(places, words, at)
        end += len(closing)
        self._diagnostics.add(
            problems.ForbiddenTag(tag=other[0], span=places.span(at, end))
        )
        if other[0] == "<![CDATA[":
            self._add_words(places, at + len(other[0]), end - 3)
        return end

    # --- Tags ---------------------------------------------------------------------

    def _read_start(
        self, places: PlacedText, tag: re.Match[str], words: int
    ) -> int | None:
        name = tag[1].lower()
        span = places.span(tag.start(), tag.end())
        if name not in ALLOWED:
            return self._read_foreign_start(places, tag, name, words)
        self._add_words(places, words, tag.start())
        self._end_what_ends(name)
        start_tag = places.slice(tag.start(), tag.end())
        element = Element(name, read_tag_attributes(tag[2]), span, start_tag)
        if name in VOID or tag[3]:  # `<a/>` is meant to be empty, as in XML
            self._add(element)
        elif len(self._open) >= self._room:
            self._report_depth(span)
        else:
            self._add(element)
            self._open.append(element)
            self._open_counts[name] = self._open_counts.get(name, 0) + 1
        return tag.end()

    def _read_foreign_start(
        self, places: PlacedText, tag: re.Match[str], name: str, words: int
    ) -> int | None:
        """Read a start tag that the list does not allow."""
        span = places.span(tag.start(), tag.end())
        if name == "pagebreak":
            self._add_words(places, words, tag.start())
            self._add(PageBreak(span=span))
            return tag.end()
        if name not in FORBIDDEN and not self._svgs:
            self._diagnostics.add(problems.UnknownTag(tag=tag[0], span=span))
            return None
        self._add_words(places, words, tag.start())
        if name not in FORBIDDEN:  # a part of an SVG, which is reported already
            return tag.end()
        self._svgs += name == "svg" and not tag[3]
        if name in PICTURE_PARTS:
            return tag.end()
        self._diagnostics.add(problems.ForbiddenTag(tag=name, span=span))
        if name in WORDLESS and not tag[3] and name not in self._searched_in_vain:
            end = _WORDLESS_END[name].search(places.text, tag.end())
            if end is not None:
                return end.end()
            # Nothing says where the words begin again: all are kept.
            self._searched_in_vain.add(name)
        return tag.end()

    def _read_end(
        self, places: PlacedText, tag: re.Match[str], words: int
    ) -> int | None:
        name = tag[1].lower()
        self._svgs -= name == "svg" and self._svgs > 0
        if name not in KNOWN and self._svgs:
            self._add_words(places, words, tag.start())
            return tag.end()
        if name not in KNOWN:
            span = places.span(tag.start(), tag.end())
            self._diagnostics.add(problems.UnknownTag(tag=tag[0], span=span))
            return None
        self._add_words(places, words, tag.start())
        span = places.span(tag.start(), tag.end())
        if not self._open_counts.get(name):
            if name in ALLOWED and name not in VOID:
                self._diagnostics.add(problems.StrayEndTag(tag=name, span=span))
            return tag.end()
        while (last := self._open[-1]).name != name:
            if last.name not in _NEEDS_NO_END:
                self._diagnostics.add(
                    problems.UnclosedTag(tag=last.name, span=last.span)
                )
            self._end_last()
        last.span = last.span.to(span)
        self._end_last()
        return tag.end()

    def _end_what_ends(self, name: str) -> None:
        if name in BLOCK and self._open and self._open[-1].name == "p":
            self._end_last()
        ended = _ENDED_BY.get(name)
        if ended is None or not any(self._open_counts.get(other) for other in ended):
            return
        for depth in range(len(self._open) - 1, -1, -1):
            open_name = self._open[depth].name
            if open_name in ended:
                while len(self._open) > depth:
                    self._end_last()
            elif open_name in _WALLS:
                break

    def _end_last(self) -> None:
        element = self._open.pop()
        self._open_counts[element.name] -= 1

    def _add_words(self, places: PlacedText, start: int, end: int) -> None:
        if end > start:
            words = places.slice(start, end)
            is_markdown = self._is_markdown and not words.text.isspace()
            self._add(RawWords(words, places.span(start, end), is_markdown))

    def _add(self, child: Element | RawWords | Block) -> None:
        (self._open[-1].children if self._open else self._roots).append(child)
