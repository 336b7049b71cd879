"""Where the lines of a paragraph may end, and how wide it is up to there.

What comes in: the text boxes of a paragraph. What goes out: for each place its offset
in the paragraph's text, and a `Break` for `total_fit`. Pango says where a line may end
between words, pyphen where a word may be divided; names of code have places too.

Most words stand in one box, and most come back: those are looked up. What lies in
several boxes, a word that is half in italics, is measured part by part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bookmaker.backends.pdf.total_fit import Break, cost_of_last_line
from bookmaker.backends.pdf.word_shapes import StyleShapes
from bookmaker.document.code_breaks import LONGEST_NAME, WHOLE_IN_TEXT

_LETTERS = re.compile(r"[^\W\d_]+")
"""What is divided of a word: the patterns know no apostrophe."""
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_SPACES = " \N{NO-BREAK SPACE}"
_DASHES = frozenset("\N{EM DASH}\N{HORIZONTAL BAR}")
_SHORT = 12
"""Characters of a last line that may have too few letters among them."""
NEVER = 1e9
"""Demerits of a line end that is only taken where there is no other."""
_LONG_NAME = 250_000.0
_SHORT_NAME = 1e6
"""Demerits of a line end within a name of code: of a long one less than those of a
loose line, of a short one less than those of a line with spaces of half an em."""
_LEAST_OF_NAME = 3
"""Characters of a name before and after a line end within it."""
_IN_NAME = re.compile(
    r"(?<=\w::)(?=\w)|(?<=\w_)(?=\w)|(?<=[\w)])(?=\.[^\W\d])|(?<=[a-z])(?=[A-Z][a-z])"
)
"""Behind a double colon or an underscore, before a dot, which would look like the end
of a sentence, and before the capital of a word within (`CustomSmart|Pointer`). No
hyphen is added."""
_LAST_WORD = 1e6
"""Demerits of dividing the last word: less than those of a line with spaces of half an
em, at which a reader stops."""

Breaks = tuple[list[int], list[Break]]
"""Where the next line would begin in the text, and what a line end there is."""


@dataclass(slots=True)
class TextPiece:
    """A text box of a paragraph."""

    box: Any
    path: tuple[int, ...]
    """The child numbers that lead to it from the paragraph's line box."""
    begins: int
    """Where its text begins in the paragraph's, and where it ends."""
    ends: int
    shapes: StyleShapes

    @property
    def is_code(self) -> bool:
        """Whether it is code, whose spaces do not stretch."""
        tag: str = self.box.element_tag
        return tag == "code"

    @property
    def may_divide(self) -> bool:
        """Whether words may be divided in it."""
        style = self.box.style
        return bool(style["hyphens"] != "none" and style["white_space"] != "nowrap")

    def spaces(self, text: str) -> int:
        """How many spaces of a part of it stretch."""
        if self.is_code:
            return 0
        return sum(text.count(space) for space in _SPACES)


class BreakFinder:
    """Finds the breaks of paragraphs."""

    def __init__(self, line_break: Any) -> None:  # noqa: ANN401 - a module without types
        """`line_break` is `weasyprint.text.line_break`."""
        self._line_break = line_break
        self._patterns: dict[tuple[str, int, int], Any] = {}

    def between_words(self, text: str, pieces: Sequence[TextPiece]) -> Breaks:
        """The breaks at which no word is divided; the last is the paragraph's end."""
        first = len(text) - len(text.lstrip(" "))
        offsets = [*self._places(text, pieces, first), len(text)]
        breaks: list[Break] = []
        width, spaces, start, number = 0.0, 0, first, 0
        while pieces[number].ends <= start:
            number += 1
        for place in offsets:
            word = text[start:place]
            bare = word.rstrip(" ")
            piece = pieces[number]
            if place <= piece.ends:
                before, inner = width + piece.shapes[bare].width, spaces
                if " " in bare or _SPACES[1] in bare:
                    inner += piece.spaces(bare)
                gap = len(word) - len(bare)
                width = before + gap * piece.shapes.space if gap else before
                spaces = inner if piece.is_code else inner + gap
            else:
                bare_end = start + len(bare)
                own, count = _measure(text, start, bare_end, pieces)
                before, inner = width + own, spaces + count
                own, count = _measure(text, bare_end, place, pieces)
                width, spaces = before + own, inner + count
            cost = 0.0
            if place < len(text):
                cost = _cost(text, place, bare, is_only=len(offsets) == 1)
            breaks.append(Break(before, width, inner, spaces, cost=cost))
            start = place
            while number < len(pieces) - 1 and pieces[number].ends <= start:
                number += 1
        return offsets, breaks

    def with_divisions(
        self, text: str, pieces: Sequence[TextPiece], breaks_between_words: Breaks
    ) -> Breaks:
        """Add the places where words may be divided."""
        offsets: list[int] = []
        breaks: list[Break] = []
        width, spaces, number = 0.0, 0, 0
        has_code = any(piece.is_code for piece in pieces)
        start = len(text) - len(text.lstrip(" "))
        while pieces[number].ends <= start:
            number += 1
        for place, end in zip(*breaks_between_words, strict=True):
            word = text[start:place].rstrip(" ")
            # The end of a paragraph is no part of a word.
            cost = _LAST_WORD if place == len(text) else 0.0
            piece = pieces[number]
            if start + len(word) <= piece.ends:
                divisions = self._divisions(word, piece)
            else:
                divisions = tuple(self._divisions_across(text, start, word, pieces))
            inner_ends: list[tuple[int, Break]] = []
            if divisions:
                hyphen = piece.shapes[piece.box.style["hyphenate_character"]].width
                for at, prefix, inner in divisions:
                    before = width + prefix
                    count = spaces + inner
                    inner_ends.append(
                        (at, Break(before, before, count, count, True, hyphen, cost))  # noqa: FBT003 - by keywords it takes twice as long, and there are many
                    )
            if has_code:
                for at, own in self._in_code(text, start, word, pieces):
                    before, count = width + own.before, spaces + own.spaces
                    inner_ends.append(
                        (at, Break(before, before, count, count, cost=own.cost))
                    )
                inner_ends.sort()
            for at, inner_end in inner_ends:
                offsets.append(start + at)
                breaks.append(inner_end)
            offsets.append(place)
            breaks.append(end)
            width, spaces, start = end.after, end.begins, place
            while number < len(pieces) - 1 and pieces[number].ends <= start:
                number += 1
        return offsets, breaks

    def _places(self, text: str, pieces: Sequence[TextPiece], first: int) -> list[int]:
        """Where a line may end between words."""
        lang = pieces[0].box.style["lang"]
        attributes = self._line_break.get_log_attrs(text, lang)
        places = [
            place
            for place in range(first + 1, len(text))
            # A soft hyphen is a place to divide a word, and shows a hyphen then.
            if attributes[place].is_line_break and text[place - 1] != SOFT_HYPHEN
        ]
        whole = [
            range(piece.begins + 1, piece.ends)
            for piece in pieces
            if piece.box.style["white_space"] == "nowrap"
        ]
        if whole:
            places = [p for p in places if not any(p in one for one in whole)]
        return places

    def _divisions(
        self, word: str, piece: TextPiece
    ) -> tuple[tuple[int, float, int], ...]:
        """Where a word in one piece may be divided, and what stands before it there."""
        style = piece.box.style
        mode = (style["hyphens"], style["white_space"], style["hyphenate_limit_chars"])
        known = piece.shapes.divisions.setdefault(mode, {})
        if word not in known:
            places = self._points(word, style) if piece.may_divide else []
            known[word] = tuple(
                (at, piece.shapes.measure(word[:at]), piece.spaces(word[:at]))
                for at in places
                if 0 < at < len(word) and word[at - 1] != "-"
            )
        return known[word]

    def _divisions_across(
        self, text: str, start: int, word: str, pieces: Sequence[TextPiece]
    ) -> Iterator[tuple[int, float, int]]:
        """The same of a word that lies in several pieces."""
        for at in self._points(word, _piece_at(start, pieces).box.style):
            # What must not be divided, an address for example, may begin in a stretch.
            around = (start + at - 1, start + at)
            is_free = all(_piece_at(place, pieces).may_divide for place in around)
            if 0 < at < len(word) and is_free and word[at - 1] != "-":
                yield at, *_measure(text, start, start + at, pieces)

    def _in_code(
        self, text: str, start: int, word: str, pieces: Sequence[TextPiece]
    ) -> list[tuple[int, Break]]:
        """Where a line may end within the names of code in a word."""
        found = []
        for piece in pieces:
            first, last = max(start, piece.begins), min(start + len(word), piece.ends)
            may_wrap = piece.box.style["white_space"] != "nowrap"
            if not piece.is_code or not may_wrap or last - first <= WHOLE_IN_TEXT:
                continue
            is_short = last - first <= LONGEST_NAME
            cost = _SHORT_NAME if is_short else _LONG_NAME
            for place in _IN_NAME.finditer(text, first, last):
                at = place.start()
                if min(at - first, last - at) >= _LEAST_OF_NAME:
                    width, spaces = _measure(text, start, at, pieces)
                    end = Break(width, width, spaces, spaces, cost=cost)
                    found.append((at - start, end))
        return found

    def _points(self, word: str, style: Any) -> list[int]:  # noqa: ANN401 - WeasyPrint's
        """Where the author, or the patterns of the language, divide a word."""
        if SOFT_HYPHEN in word:
            return [n + 1 for n, sign in enumerate(word) if sign == SOFT_HYPHEN]
        pyphen = self._line_break.pyphen
        lang = style["lang"] and pyphen.language_fallback(style["lang"])
        if style["hyphens"] != "auto" or not lang:
            return []
        total, left, right = style["hyphenate_limit_chars"]
        key = (lang, left, right)
        if key not in self._patterns:
            self._patterns[key] = pyphen.Pyphen(lang=lang, left=left, right=right)
        patterns = self._patterns[key]
        return [
            run.start() + place
            for run in _LETTERS.finditer(word)
            if len(run[0]) >= total
            for place in patterns.positions(run[0])
            # The old spelling of German turns `Zucker` into `Zuk-ker`.
            if getattr(place, "data", None) is None
        ]


def _measure(
    text: str, start: int, end: int, pieces: Sequence[TextPiece]
) -> tuple[float, int]:
    """The width of a stretch that may lie in several pieces, and its spaces."""
    width, spaces = 0.0, 0
    for piece in pieces:
        first, last = max(start, piece.begins), min(end, piece.ends)
        if first < last:
            part = text[first:last]
            width += piece.shapes[part].width
            spaces += piece.spaces(part)
    return width, spaces


def _piece_at(place: int, pieces: Sequence[TextPiece]) -> TextPiece:
    return next(piece for piece in pieces if place < piece.ends)


def _cost(text: str, place: int, bare: str, *, is_only: bool) -> float:
    """Demerits of a line end for the line that begins behind it."""
    if text[place] in _DASHES or bare[-1:] == "/":
        return NEVER
    if len(text) - place <= _SHORT:
        letters = sum(letter.isalnum() for letter in text[place:])
        return cost_of_last_line(letters, is_only=is_only)
    return 0.0
