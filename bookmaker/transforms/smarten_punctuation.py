"""Straight quotes, hyphens for dashes and dots become the language's own marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import get_args

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division
from bookmaker.document.classes import QUOTED
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import (
    Code,
    Figure,
    Image,
    Inline,
    LineBreak,
    Math,
    Node,
    NoteReference,
    RawInline,
    SoftBreak,
    Span,
    Text,
)
from bookmaker.document.walk import children, map_divisions, map_nodes
from bookmaker.languages.words import (
    NARROW_NO_BREAK_SPACE,
    Words,
    direction_of,
    words_of,
)
from bookmaker.transforms.quotation_marks import Paths, QuotationMark, classify_marks

_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for code or a picture: something that a mark may touch."""

_INLINES = get_args(Inline)
_CANDIDATE = re.compile(r"""["'«»]|-{2,}|\.{3,}|[:;!?]+""")
_SIGN = re.compile(r"(?<![\w\u200e.,])[-+−±](?=\d)")
"""The sign of a number, but no hyphen between two."""
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
_TWO_SINGLES = re.compile(r"(?<!')''(?!')|(?<![\w,]),,(?=[^\W\d_])")
"""A double mark as typists of TeX, of wikis and of German write it."""
_CLOSERS = tuple("»”\"')]…’")
"""What ends a word or a quotation, and may stand beside `!` or `?`."""
_SPACES = " \u00a0\u202f"
_APOSTROPHE = "’"
_PRIME_BY_MARK = {"'": "′", '"': "″"}
_HEBREW_BY_MARK = {
    "'": "\N{HEBREW PUNCTUATION GERESH}",
    '"': "\N{HEBREW PUNCTUATION GERSHAYIM}",
}
_EN_DASH, _EM_DASH, _ELLIPSIS = "–", "—", "…"


def smarten_punctuation(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Set the marks that the language of the text asks for.

    Before: the author's characters as typed. After: `"` and `'` are quotation marks or
    apostrophes, `--` an en dash, `---` an em dash, `...` an ellipsis; French has its
    spaces. Code and markup that was not understood stay; so do the author's own curly
    marks. A span, a group or a division in another language is set by that one.
    """
    if not config.typography.smarten:
        return book
    language = book.metadata.language
    book = replace(book, metadata=_smart_metadata(book.metadata))
    return map_divisions(book, lambda division: _smart_division(division, language))


def smarten_text(text: str, language: str) -> str:
    """Set the marks in plain text: a title, a name."""
    return _smarten((_Piece(_paired(text), language),))[0]


def _paired(text: str) -> str:
    """The text with a double mark for two single ones, `''so''` and `,,so''`."""
    has_two = "''" in text or ",," in text
    return _TWO_SINGLES.sub('"', text) if has_two else text


def _smart_metadata(metadata: Metadata) -> Metadata:
    def smart(text: str | None) -> str | None:
        return text and smarten_text(text, metadata.language)

    return replace(
        metadata,
        title=smarten_text(metadata.title, metadata.language),
        subtitle=smart(metadata.subtitle),
        publisher=smart(metadata.publisher),
        rights=smart(metadata.rights),
        description=smart(metadata.description),
    )


def _smart_division(division: Division, book_language: str) -> Division:
    language = division.language or book_language
    own = replace(division, divisions=())
    collector = _Collector()
    collector.collect(own, language)
    collector.finish()
    if collector.changed:
        own = map_nodes(own, collector.replaced, Text)
    short = division.short_title
    return replace(
        own,
        divisions=division.divisions,
        short_title=smarten_text(short, language) if short is not None else None,
        author=division.author,
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a paragraph's words in one language."""

    text: str
    language: str
    node: Text | None = None


def _is_quoted(node: Node) -> bool:
    """Whether a span is HTML's `<q>`, with marks not yet set."""
    if not isinstance(node, Span) or QUOTED not in node.attributes.classes:
        return False
    ends = (node.children[0], node.children[-1]) if len(node.children) > 1 else ()
    return bool(ends) and all(isinstance(n, Text) and n.text == '"' for n in ends)


class _Collector:
    """Gathers the words of each paragraph and remembers what each text becomes."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []
        self._paragraphs: list[list[_Piece]] = []
        self._quotations = 0
        """How many elements `<q>` are around."""
        self.changed: dict[int, Text] = {}

    def collect(self, node: Node, language: str) -> None:
        """Gather the pieces below a node; a block begins a paragraph of its own."""
        around, language = language, node.attributes.find("lang") or language
        below = list(children(node))
        is_quoted = _is_quoted(node)
        if is_quoted:
            self._mark_quotation(below[0], 0, around)
            below = below[1:-1]
        self._quotations += is_quoted
        for child in below:
            match child:
                case Text():
                    self._pieces.append(_Piece(_paired(child.text), language, child))
                case SoftBreak() | LineBreak():
                    self._pieces.append(_Piece("\n", language))
                case Code() | Math() | Image() | RawInline():
                    self._pieces.append(_Piece(_OBJECT, language))
                case NoteReference():
                    pass
                case _:
                    self._collect_within(child, language)
            if isinstance(node, Figure):
                self.flush()
        self._quotations -= is_quoted
        if is_quoted:
            self._mark_quotation(list(children(node))[-1], 1, around)

    def _mark_quotation(self, typed: Node, side: int, language: str) -> None:
        """Set the mark that opens (0) or closes (1) `<q>`, whatever is beside it."""
        assert isinstance(typed, Text)
        words = words_of(language)
        mark = (words.inner_quotes if self._quotations % 2 else words.quotes)[side]
        self.changed[id(typed)] = replace(typed, text=mark)
        self._pieces.append(_Piece(mark, language))

    def _collect_within(self, child: Node, language: str) -> None:
        if isinstance(child, _INLINES):
            self.collect(child, language)
            return
        self.flush()
        self.collect(child, language)
        self.flush()

    def flush(self) -> None:
        """End the paragraph gathered so far."""
        if self._pieces:
            self._paragraphs.append(self._pieces)
            self._pieces = []

    def finish(self) -> None:
        """Smarten all paragraphs."""
        self.flush()
        following: list[list[_Piece]] = [*self._paragraphs[1:], []]
        for pieces, next_pieces in zip(self._paragraphs, following, strict=False):
            goes_on = bool(next_pieces) and next_pieces[0].text.startswith("'")
            smart = _smarten(pieces, goes_on=goes_on)
            for piece, text in zip(pieces, smart, strict=True):
                if piece.node is not None and text != piece.node.text:
                    self.changed[id(piece.node)] = replace(piece.node, text=text)

    def replaced(self, node: Node) -> Node:
        """What a node becomes."""
        return self.changed.get(id(node), node)


def _smarten(pieces: Sequence[_Piece], *, goes_on: bool = False) -> list[str]:
    """Smarten a paragraph given in pieces; give each piece's new text.

    `goes_on`: whether the next paragraph begins with a single quotation mark.
    """
    if not any(
        _CANDIDATE.search(piece.text) or _SIGN.search(piece.text) for piece in pieces
    ):
        return [piece.text for piece in pieces]
    said = tuple((piece.text, piece.language) for piece in pieces)
    return list(_smart_texts(said, goes_on=goes_on))


@lru_cache(maxsize=8192)  # a preview smartens the same paragraphs after each edit
def _smart_texts(
    pieces: tuple[tuple[str, str], ...], *, goes_on: bool
) -> tuple[str, ...]:
    """What each piece becomes; pieces are texts with their languages."""
    paragraph = _Paragraph("".join(text for text, _ in pieces), goes_on=goes_on)
    smart: list[str] = []
    start = 0
    for text, language in pieces:
        end = start + len(text)
        words = paragraph.smartened(start, end, words_of(language))
        if direction_of(language) == "rtl":
            # From right to left a sign is moved behind its number (UAX 9, W4 to N1).
            words = _SIGN.sub(rf"{_LEFT_TO_RIGHT}\g<0>", words)
        smart.append(words)
        start = end
    return tuple(smart)


class _Paragraph:
    """A paragraph's characters, read once from start to end."""

    def __init__(self, text: str, *, goes_on: bool) -> None:
        self._text = text
        self._paths = Paths(text)
        self._marks = classify_marks(text, self._paths, goes_on=goes_on)

    def smartened(self, start: int, end: int, words: Words) -> str:
        """Smarten a stretch; stretches come in order and leave nothing out."""
        made: list[str] = []
        at = start
        for match in _CANDIDATE.finditer(self._text, start, end):
            made.append(self._text[at : match.start()])
            mark = self._mark(match, words)
            at = match.end()
            if mark[0] in _SPACES and made:
                made[-1] = made[-1].rstrip(_SPACES)
            if mark[-1] in _SPACES:
                at = self._after_spaces(at, end)
            made.append(mark)
        made.append(self._text[at:end])
        return "".join(made)

    def _after_spaces(self, at: int, end: int) -> int:
        while at < end and self._text[at] in _SPACES:
            at += 1
        return at

    def _mark(self, match: re.Match[str], words: Words) -> str:
        typed = match[0]
        if match.start() in self._paths:
            return typed
        if typed in _PRIME_BY_MARK:
            return self._quote(match, words)
        if typed[0] == "-":
            return {2: _EN_DASH, 3: _EM_DASH}.get(len(typed), typed)
        if typed[0] == ".":
            return {3: _ELLIPSIS, 4: f".{_ELLIPSIS}"}.get(len(typed), typed)
        if typed in "«»":
            return self._guillemet(match, words)
        return self._high_mark(match, words)

    def _quote(self, match: re.Match[str], words: Words) -> str:
        typed = match[0]
        quotes = words.quotes if typed == '"' else words.inner_quotes
        match self._marks[match.start()]:
            case QuotationMark.OPENS:
                return quotes[0]
            case QuotationMark.CLOSES:
                return quotes[1]
            case QuotationMark.PRIME:
                return _PRIME_BY_MARK[typed]
            case QuotationMark.HEBREW:
                return _HEBREW_BY_MARK[typed]
            case _:
                return _APOSTROPHE

    def _around(self, match: re.Match[str]) -> tuple[str, str]:
        start, end = match.span()
        return self._text[start - 1 : start] if start else "", self._text[end : end + 1]

    def _guillemet(self, match: re.Match[str], words: Words) -> str:
        """Give the author's own guillemets the spaces that French wants in them."""
        if words.quotes[0] == f"«{NARROW_NO_BREAK_SPACE}":
            return words.quotes[0] if match[0] == "«" else words.quotes[1]
        return match[0]

    def _high_mark(self, match: re.Match[str], words: Words) -> str:
        """Put the space that French wants before `:`, `;`, `!` and `?`."""
        typed = match[0]
        space = (
            words.space_before_colon
            if typed[0] == ":"
            else words.space_before_high_marks
        )
        if not space:
            return typed
        word_end = match.start()
        while word_end and self._text[word_end - 1] in _SPACES:
            word_end -= 1
        _, after = self._around(match)
        before = self._text[word_end - 1 : word_end]
        is_after_word = before.isalnum() or before in (*_CLOSERS, ".")
        is_at_end = not after or after.isspace() or after in (*_CLOSERS, ".")
        is_at_opening = self._marks.get(word_end - 1) is QuotationMark.OPENS
        return (
            f"{space}{typed}"
            if is_after_word and is_at_end and not is_at_opening
            else typed
        )
