"""Set justified paragraphs in lines that are chosen together.

What comes in: paragraphs, through the seam for lines. What goes out: line boxes of
WeasyPrint's, each of a stretch of the paragraph. Where a paragraph holds what cannot be
measured here (a picture or a formula in the line, a float beside it, text from right to
left, scripts without spaces, a letter of another size at its head) it is left to the
setter behind this one.

How: the text of the paragraph's boxes is one string. Pango says where a line of it may
end, pyphen where a word may be divided; Pango measures each word once for each style.
`total_fit` chooses. Then each line is laid out by WeasyPrint as a paragraph of its own
that has the boxes of that stretch and room enough, and its letters, by a hair, and its
spaces are stretched, or shrunk, to the measure. So links, anchors, notes' calls and
languages are the boxes that they were, and the file says the same words in the same
order.

Lengths are in CSS pixels.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bookmaker.backends.pdf.lines import Line, LineSetter, Paragraph
from bookmaker.backends.pdf.total_fit import (
    Break,
    Room,
    choose_breaks,
    cost_of_last_line,
    is_even,
    letter_share,
)

_LETTERS = re.compile(r"[^\W\d_]+")
"""What is divided of a word: the patterns know no apostrophe."""
_WIDE = 100_000.0
"""Room in which no paragraph breaks."""
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_SPACES = " \N{NO-BREAK SPACE}"
_FORCED = frozenset("\n\t\f\u0085\u2028\u2029")
_DASHES = frozenset("\N{EM DASH}\N{HORIZONTAL BAR}")
_SHORT = 12
"""Characters of a last line that may have too few letters among them."""
_NEVER = 1e9
"""Demerits of a line end that is only taken where there is no other."""
_LAST_WORD = 1e6
"""Demerits of dividing the last word: less than those of a line with spaces of half an
em, at which a reader stops."""
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})
_WITHOUT_SPACES = "\u0e00"
"""From Thai on, scripts that have no spaces between words, and those around them."""
_LATIN_AGAIN = (("\u1e00", "\u2bff"), ("\ufb00", "\ufb06"))
"""Latin and Greek with more accents, punctuation and signs; ligatures."""
_SIDES = ("left", "right")


@dataclass(slots=True)
class _Piece:
    """A text box of the paragraph."""

    box: Any
    path: tuple[int, ...]
    """The child numbers that lead to it from the paragraph's line box."""
    begins: int
    """Where its text begins in the paragraph's."""


@dataclass(slots=True)
class _Composed:
    """A paragraph, and where its lines begin and end in its text."""

    measure: float
    indent: float
    pieces: list[_Piece] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Empty where the paragraph is left to the setter behind."""
    divided: frozenset[int] = frozenset()
    """The starts before which a word is divided."""
    fills_last: bool = False
    """Whether the paragraph goes on elsewhere, so that its last line is full."""


class ComposedLines:
    """Sets what can be measured, and leaves the rest to another setter."""

    def __init__(
        self,
        weasyprint: Any,  # noqa: ANN401 - a module without types
        setter: LineSetter,
        letter_fit: float = 0.0,
    ) -> None:
        self._setter = setter
        self._letter_fit = letter_fit
        self._boxes = weasyprint.formatting_structure.boxes
        self._inline = weasyprint.layout.inline
        self._line_break = weasyprint.text.line_break
        self._width_by_word: dict[tuple[str, str], float] = {}
        self._patterns: dict[tuple[str, int, int], Any] = {}

    def lines(self, paragraph: Paragraph) -> Iterator[Line]:
        """Yield the lines."""
        box, container = paragraph.box, paragraph.container
        self._inline.resolve_percentages(box, container)
        if paragraph.begins_at is None:
            self._inline.resolve_one_percentage(box, "text_indent", container.width)
        composed = self._composed(paragraph)
        number = _line_at(composed, paragraph.begins_at)
        if number is None:
            yield from self._setter.lines(paragraph)
            return
        position_y = paragraph.position_y
        last = len(composed.starts) - 1
        for index in range(number, last + 1):
            line = self._line(paragraph, composed, index, position_y)
            position_y = line.position_y + line.height
            yield line, (None if index == last else _place(composed, index + 1))

    # --- choosing

    def _composed(self, paragraph: Paragraph) -> _Composed:
        box = paragraph.box
        known: _Composed | None = getattr(box, "composed", None)
        if known is not None and paragraph.is_set_to(known.measure):
            return known
        composed = _Composed(paragraph.measure, paragraph.indent)
        composed.fills_last = box.style["text_align_last"] == "justify"
        if paragraph.begins_at is None and self._may_compose(paragraph):
            undo = self._split_first_letter(box, paragraph.first_letter)
            pieces = list(self._pieces(box))
            if pieces and all(piece is not None for piece in pieces):
                self._compose(composed, [piece for piece in pieces if piece])
            if not composed.starts:
                undo()
        box.composed = composed
        return composed

    def _split_first_letter(self, box: Any, style: Any) -> Callable[[], None]:  # noqa: ANN401 - WeasyPrint's
        """Give the first letter its own box; what comes back puts it back."""
        children = box.children
        first = children[0] if children else None
        if style is None or not isinstance(first, self._boxes.TextBox):
            return lambda: None
        text = first.text
        self._inline.first_letter_to_box(box, None, style)

        def undo() -> None:
            box.children, first.text = children, text

        return undo

    def _may_compose(self, paragraph: Paragraph) -> bool:
        style = paragraph.box.style
        return (
            style["text_align_all"] == "justify"
            and style["direction"] == "ltr"
            and style["hyphens"] != "none"
            and _stands_in_line(paragraph.first_letter)
            and paragraph.first_line is None
            and not paragraph.context.excluded_shapes
        )

    def _pieces(self, box: Any) -> Iterator[_Piece | None]:  # noqa: ANN401 - WeasyPrint's
        """The text boxes; `None` stands for anything that cannot be measured."""
        begins = 0
        waiting: list[tuple[tuple[int, ...], Any]] = [((), box)]
        while waiting:
            path, child = waiting.pop()
            if isinstance(child, self._boxes.TextBox):
                yield _Piece(child, path, begins) if _is_plain(child) else None
                begins += len(child.text)
            elif child is box or (
                type(child) is self._boxes.InlineBox and _is_bare(child)
            ):
                inner = [((*path, n), kid) for n, kid in enumerate(child.children)]
                waiting.extend(reversed(inner))
            else:
                yield None

    def _compose(self, composed: _Composed, pieces: list[_Piece]) -> None:
        text = "".join(piece.box.text for piece in pieces)
        if not text.strip(" ") or any(map(_cannot_compose, set(text))):
            return
        first_room = composed.measure - composed.indent
        space = self._width(" ", pieces[0].box.style)
        if space <= 0 or min(first_room, composed.measure) <= 0:
            return
        offsets, breaks = self._breaks(text, pieces, divides=False)
        room = Room(
            space=space,
            line=composed.measure,
            first_line=first_room,
            letter_fit=self._letter_fit,
            fills_last=composed.fills_last,
        )
        chosen = choose_breaks(breaks, room)
        if chosen is None or not is_even(breaks, chosen, room):
            more, divisible = self._breaks(text, pieces, divides=True)
            better = choose_breaks(divisible, room)
            if better is not None:
                offsets, breaks, chosen = more, divisible, better
        if chosen is None:
            return
        composed.pieces = pieces
        ends = [index for index in chosen if index < len(breaks) - 1]
        first = len(text) - len(text.lstrip(" "))
        composed.starts = [first, *(offsets[index] for index in ends)]
        composed.divided = frozenset(
            offsets[index] for index in ends if breaks[index].has_hyphen
        )

    def _breaks(
        self, text: str, pieces: Sequence[_Piece], *, divides: bool
    ) -> tuple[list[int], list[Break]]:
        """Where the next line may begin in the text, and what a line end there is."""
        styles = [(piece.begins, piece.box.style) for piece in pieces]
        lang = styles[0][1]["lang"]
        attributes = self._line_break.get_log_attrs(text, lang)
        first = len(text) - len(text.lstrip(" "))
        whole = _unbreakable(pieces)
        places = [
            place
            for place in range(first + 1, len(text))
            if attributes[place].is_line_break and place not in whole
        ]
        offsets: list[int] = []
        breaks: list[Break] = []
        width, spaces, start = 0.0, 0, first
        for place in (*places, len(text)):
            word = text[start:place]
            bare = word.rstrip(" ")
            is_end = place == len(text)
            if divides and (places or is_end):
                for at, prefix, hyphen in self._divisions(text, start, bare, styles):
                    inner = _count(text[start:at])
                    offsets.append(at)
                    breaks.append(
                        Break(
                            before=width + prefix,
                            after=width + prefix,
                            spaces=spaces + inner,
                            begins=spaces + inner,
                            has_hyphen=True,
                            hyphen=hyphen,
                            # The end of a paragraph is no part of a word.
                            cost=_LAST_WORD if is_end else 0.0,
                        )
                    )
            own = self._stretch_width(start, start + len(bare), text, styles)
            gap = self._stretch_width(start + len(bare), place, text, styles)
            before, inner = width + own, spaces + _count(bare)
            width, spaces = before + gap, inner + _count(word[len(bare) :])
            offsets.append(place)
            breaks.append(
                Break(
                    before=before,
                    after=width,
                    spaces=inner,
                    begins=spaces,
                    cost=self._cost(text, place, bare, is_only=not places),
                )
            )
            start = place
        return offsets, breaks

    def _cost(self, text: str, place: int, bare: str, *, is_only: bool) -> float:
        if place == len(text):
            return 0.0
        # What is left for the last line, should it begin here.
        rest = text[place:]
        if len(rest) <= _SHORT:
            letters = sum(letter.isalnum() for letter in rest)
            return cost_of_last_line(letters, is_only=is_only)
        return _NEVER if rest[:1] in _DASHES or bare[-1:] == "/" else 0.0

    def _divisions(
        self,
        text: str,
        start: int,
        bare: str,
        styles: Sequence[tuple[int, Any]],
    ) -> Iterator[tuple[int, float, float]]:
        """Where a stretch may be divided, what stands before it, and its hyphen."""
        style = _style_at(start, styles)
        hyphen = self._width(style["hyphenate_character"], style)
        if _SOFT_HYPHEN in bare:
            places = [n + 1 for n, sign in enumerate(bare) if sign == _SOFT_HYPHEN]
        else:
            places = self._points(bare, style)
        for place in places:
            at = start + place
            # What must not be divided, an address for example, may begin in a stretch.
            around = (_style_at(at - 1, styles), _style_at(at, styles))
            is_free = all(one["hyphens"] != "none" for one in around)
            if 0 < place < len(bare) and is_free and text[at - 1] != "-":
                yield at, self._stretch_width(start, at, text, styles), hyphen

    def _points(self, bare: str, style: Any) -> list[int]:  # noqa: ANN401 - WeasyPrint's
        """Where the patterns of the language divide the word in a stretch."""
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
            for run in _LETTERS.finditer(bare)
            if len(run[0]) >= total
            for place in patterns.positions(run[0])
            # The old spelling of German turns `Zucker` into `Zuk-ker`.
            if getattr(place, "data", None) is None
        ]

    # --- measuring

    def _stretch_width(
        self, start: int, end: int, text: str, styles: Sequence[tuple[int, Any]]
    ) -> float:
        """The width of a stretch that may lie in several boxes."""
        width = 0.0
        for number, (begins, style) in enumerate(styles):
            ends = styles[number + 1][0] if number + 1 < len(styles) else len(text)
            first, last = max(start, begins), min(end, ends)
            if first < last:
                width += self._width(text[first:last], style)
        return width

    def _width(self, words: str, style: Any) -> float:  # noqa: ANN401 - WeasyPrint's
        key = (words, _style_key(self._line_break, style))
        if key not in self._width_by_word:
            layout = self._line_break.Layout(style)
            layout.set_text(words)
            line, _ = layout.get_first_line()
            width = float(self._line_break.line_size(line, style)[0])
            self._width_by_word[key] = width
        return self._width_by_word[key]

    # --- setting

    def _line(
        self, paragraph: Paragraph, composed: _Composed, index: int, position_y: float
    ) -> Any:  # noqa: ANN401 - WeasyPrint's
        """Lay out one line, stretched or shrunk to its measure."""
        starts = composed.starts
        is_last = index == len(starts) - 1
        total = composed.pieces[-1].begins + len(composed.pieces[-1].box.text)
        end = total if is_last else starts[index + 1]
        own = self._clipped(
            paragraph.box,
            composed,
            starts[index] if index else 0,
            end,
            has_hyphen=end in composed.divided,
            is_last=is_last,
        )
        indent = composed.indent if index == 0 else 0.0
        own.text_indent = indent
        if composed.fills_last:
            # The line is filled below, not by WeasyPrint, to which each is a last one.
            own.style = own.style.copy()
            own.style["text_align_last"] = "start"
        room = paragraph.container.copy()
        room.width = _WIDE
        line, _ = self._inline.get_next_linebox(
            paragraph.context,
            own,
            position_y,
            paragraph.bottom_space,
            None,
            room,
            paragraph.absolutes,
            paragraph.fixed,
            None,
            None,
        )
        # A line's width counts its indent.
        lacking = paragraph.measure - line.width
        if not is_last or lacking < 0 or composed.fills_last:
            self._fill(paragraph, line, indent)
        return line

    def _fill(self, paragraph: Paragraph, line: Any, indent: float) -> None:  # noqa: ANN401
        """Stretch or shrink the letters of a line, and then its spaces."""
        room, natural = paragraph.measure - indent, line.width - indent
        scale = 1.0
        if natural > 0 and self._letter_fit:
            scale += letter_share(natural, room, self._letter_fit) / natural
        lacking = room / scale - natural
        self._inline.justify_line(paragraph.context, line, lacking)
        if scale != 1.0:
            self._scale(line, scale, line.position_x + indent)
        line.width = paragraph.measure

    def _scale(self, line: Any, scale: float, left: float) -> None:  # noqa: ANN401
        """Draw what is in a line wider or narrower, from its left edge on."""
        for box in line.descendants():
            box.position_x = left + (box.position_x - left) * scale
            if isinstance(box, (self._boxes.TextBox, self._boxes.InlineBox)):
                box.width *= scale
            if isinstance(box, self._boxes.TextBox):
                box.letter_scale = scale

    def _clipped(
        self,
        box: Any,  # noqa: ANN401 - WeasyPrint's
        composed: _Composed,
        start: int,
        end: int,
        *,
        has_hyphen: bool,
        is_last: bool,
    ) -> Any:  # noqa: ANN401 - WeasyPrint's
        """The paragraph's box with what it has from one place to another."""
        texts = _texts_between(box, composed.pieces, start, end, has_hyphen=has_hyphen)
        begins_by_path = {piece.path: piece.begins for piece in composed.pieces}

        def clip(inner: Any, path: tuple[int, ...], at: int) -> tuple[Any, int]:  # noqa: ANN401
            """What is left of a box, or `None`; where the text behind it begins."""
            if isinstance(inner, self._boxes.TextBox):
                text = texts.get(path)
                behind = begins_by_path[path] + len(inner.text)
                return (inner.copy_with_text(text) if text else None), behind
            kids = []
            begins = at
            for number, kid in enumerate(inner.children):
                left, at = clip(kid, (*path, number), at)
                if left is not None:
                    kids.append(left)
            is_empty = at == begins
            is_here = start <= begins < end or (is_last and begins >= end)
            if not kids and not (is_empty and is_here):
                return None, at
            return inner.copy_with_children(tuple(kids)), at

        left, _ = clip(box, (), 0)
        return left


def _texts_between(
    box: Any,  # noqa: ANN401 - WeasyPrint's
    pieces: Sequence[_Piece],
    start: int,
    end: int,
    *,
    has_hyphen: bool,
) -> dict[tuple[int, ...], str]:
    """What a line has of each text box, without the spaces at its end."""
    texts: dict[tuple[int, ...], str] = {}
    for piece in pieces:
        own = piece.box.text
        first, last = max(0, start - piece.begins), min(len(own), end - piece.begins)
        if first < last:
            texts[piece.path] = own[first:last]
    # The spaces may stand in several boxes.
    while texts:
        path, text = texts.popitem()
        bare = text.rstrip(" ")
        if bare and has_hyphen:
            style = _box_at(box, path).style
            bare = bare.removesuffix(_SOFT_HYPHEN) + style["hyphenate_character"]
        if bare:
            texts[path] = bare
            break
    return texts


def _style_key(line_break: Any, style: Any) -> str:  # noqa: ANN401 - WeasyPrint's
    """What decides how wide words are in a style; the style remembers it."""
    known: str | None = getattr(style, "measured_as", None)
    if known is None:
        key = line_break._font_style_cache_key(style, include_size=True)  # noqa: SLF001
        known = f"{key}{style['word_spacing']}{style['letter_spacing']}"
        style.measured_as = known
    return known


def _is_plain(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Whether a text box's spaces collapse, and nothing forces a line to end in it."""
    style = box.style
    return (
        style["white_space"] in ("normal", "nowrap")
        and style["word_break"] == "normal"
        and style["font_size"] > 0
        and _FORCED.isdisjoint(box.text)
    )


def _unbreakable(pieces: Sequence[_Piece]) -> frozenset[int]:
    """The places within texts that stay on one line."""
    return frozenset(
        place
        for piece in pieces
        if piece.box.style["white_space"] == "nowrap"
        for place in range(piece.begins + 1, piece.begins + len(piece.box.text))
    )


def _is_bare(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Whether an inline box is as wide as what is in it, and stands in the line."""
    style = box.style
    if style["float"] != "none" or style["position"] not in ("static", "relative"):
        return False
    return all(
        _is_nothing(style[f"{name}_{side}"])
        for side in _SIDES
        for name in ("margin", "padding")
    ) and all(_is_nothing(style[f"border_{side}_width"]) for side in _SIDES)


def _stands_in_line(first_letter: Any) -> bool:  # noqa: ANN401 - WeasyPrint's style
    return not first_letter or first_letter.get("float", "none") == "none"


def _is_nothing(length: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    return length == 0 or getattr(length, "value", None) == 0


def _cannot_compose(sign: str) -> bool:
    if unicodedata.bidirectional(sign) in _FROM_THE_RIGHT:
        return True
    return sign >= _WITHOUT_SPACES and not any(a <= sign <= b for a, b in _LATIN_AGAIN)


def _count(text: str) -> int:
    return sum(text.count(space) for space in _SPACES)


def _style_at(place: int, styles: Sequence[tuple[int, Any]]) -> Any:  # noqa: ANN401
    return [style for begins, style in styles if begins <= place][-1]


def _box_at(box: Any, path: Sequence[int]) -> Any:  # noqa: ANN401 - WeasyPrint's
    for number in path:
        box = box.children[number]
    return box


def _place(composed: _Composed, number: int) -> dict[int, Any]:
    """Where a line begins, as WeasyPrint counts it."""
    start = composed.starts[number]
    piece = [each for each in composed.pieces if each.begins <= start][-1]
    skipped = len(piece.box.text[: start - piece.begins].encode())
    place: Any = {skipped: None} if skipped else None
    for index in reversed(piece.path):
        place = {index: place}
    return dict(place)


def _line_at(composed: _Composed, begins_at: Any) -> int | None:  # noqa: ANN401 - WeasyPrint's
    """The line that begins at a place; `None` where none of ours does."""
    if not composed.starts:
        return None
    if begins_at is None:
        return 0
    for number in range(1, len(composed.starts)):
        if _place(composed, number) == begins_at:
            return number
    return None
