"""Set justified paragraphs in lines that are chosen together.

What comes in: paragraphs, through the seam for lines. What goes out: line boxes of
WeasyPrint's, each of a stretch of the paragraph. Where a paragraph holds what cannot be
measured here (a picture or a formula in the line, a float beside it, text from right to
left, scripts without spaces, a letter of another size at its head) it is left to the
setter behind this one. So it is where composing it fails: that costs a build nothing
but even lines, and is reported.

How: the text of the paragraph's boxes is one string. `paragraph_breaks` says where a
line of it may end and how wide it is up to there, `total_fit` chooses. Then each line
is built of the boxes that it has of the paragraph, so links, anchors, notes' calls and
languages are what they were, and the file says the same words in the same order. The
letters of a line, by a hair, and its spaces are stretched, or shrunk, to the measure.

A line whose words are all plain (`word_shapes`) is finished here: it is not shaped
again. Any other is laid out by WeasyPrint as a paragraph of its own with room enough.

Lengths are in CSS pixels.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bookmaker.backends.pdf.composed_text import ComposedText, line_at, set_breaks
from bookmaker.backends.pdf.finished_text import (
    NOT_OURS,
    FinishedText,
    finish_text,
    report_box_not_composed,
)
from bookmaker.backends.pdf.lines import Line, LineSetter, Paragraph
from bookmaker.backends.pdf.page_fit import better_lengths
from bookmaker.backends.pdf.paragraph_breaks import (
    NEVER,
    SOFT_HYPHEN,
    BreakFinder,
    Breaks,
    TextPiece,
)
from bookmaker.backends.pdf.total_fit import (
    EVEN,
    TOLERABLE,
    Room,
    choose_breaks,
    elasticity,
    letter_share,
)
from bookmaker.backends.pdf.word_shapes import StyleShapes, WordShapes

_EVEN_ENOUGH = 1.6
"""The ratio up to which the lines of a paragraph may be stretched for its page's sake:
spaces of 0.39 em in EB Garamond, where a line is loose from 0.42 on."""
_MOST_TRIES = 4
_NEARLY = 0.01
"""Of a line: what rounding may take from the room of a page."""
_HAIR = 0.01
"""CSS pixels: rounding."""
_WIDE = 100_000.0
"""Room in which no paragraph breaks."""
_FORCED = frozenset("\n\t\f\u0085\u2028\u2029")
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})
_WITHOUT_SPACES = "\u0e00"
"""From Thai on, scripts that have no spaces between words, and those around them."""
_LATIN_AGAIN = (("\u1e00", "\u2bff"), ("\ufb00", "\ufb06"))
"""Latin and Greek with more accents, punctuation and signs; ligatures."""
_SIDES = ("left", "right")
_LAST_LINES = frozenset({"auto", "start", "left", "justify"})
"""Values of `text-align-last` that are set here."""


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
        self._shapes = WordShapes(weasyprint)
        self._finder = BreakFinder(weasyprint.text.line_break)

    def lines(self, paragraph: Paragraph) -> Iterator[Line]:
        """Yield the lines."""
        composed, number = self._prepared(paragraph)
        rest = paragraph
        last = len(composed.starts) - 1
        for index in range(number, last + 1):
            line = self._attempt(rest, composed, index)
            if line is None:
                break
            begins_at = None if index == last else composed.places[index + 1]
            position_y = line.position_y + line.height
            yield line, begins_at
            rest = replace(paragraph, begins_at=begins_at, position_y=position_y)
        else:
            if composed.starts:
                return
        yield from self._setter.lines(rest)

    def _prepared(self, paragraph: Paragraph) -> tuple[ComposedText, int]:
        """The paragraph as it is set on its page, and its first line there.

        Without any line where it is left to the setter behind.
        """
        box, container = paragraph.box, paragraph.container
        nothing = ComposedText(paragraph.measure, 0.0), 0
        try:
            self._inline.resolve_percentages(box, container)
            if paragraph.begins_at is None:
                if _is_beside_float(paragraph):
                    return nothing
                self._inline.resolve_one_percentage(box, "text_indent", container.width)
            first = self._composed(paragraph)
            if paragraph.begins_at is None and first.starts:
                first.used = self._for_page(paragraph, first)
        except NOT_OURS:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the engine sets it
            _give_up(paragraph, error)
            return nothing
        given = first.given
        others = () if given is None else (given, *given.by_room.values())
        for composed in (
            first.used or first,
            first,
            *first.by_room.values(),
            *others,
        ):
            number = line_at(composed, paragraph.begins_at)
            if number is not None:
                return composed, number
        return nothing

    def _attempt(self, paragraph: Paragraph, composed: ComposedText, index: int) -> Any:  # noqa: ANN401 - WeasyPrint's
        """Build a line; `None` where that fails, and the rest is set by the other."""
        try:
            return self._line(paragraph, composed, index)
        except NOT_OURS:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the engine sets it
            if paragraph.begins_at is None:
                composed.undo()
            _give_up(paragraph, error)
            return None

    # --- choosing

    def _composed(self, paragraph: Paragraph) -> ComposedText:
        box = paragraph.box
        known: ComposedText | None = getattr(box, "composed", None)
        if known is not None and paragraph.is_set_to(known.measure):
            return known
        composed = ComposedText(paragraph.measure, paragraph.indent)
        composed.size = box.style["font_size"]
        composed.fills_last = box.style["text_align_last"] == "justify"
        if paragraph.begins_at is None and self._may_compose(paragraph):
            composed.undo = self._split_first_letter(box, paragraph.first_letter)
            try:
                pieces = self._pieces(box, composed)
                if pieces:
                    self._compose(composed, pieces)
            finally:
                if not composed.starts:
                    composed.undo()
            if composed.starts:
                self._resolve(box, paragraph.container)
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
            and style["text_align_last"] in _LAST_LINES
            and style["direction"] == "ltr"
            and _stands_in_line(paragraph.first_letter)
            and paragraph.first_line is None
        )

    def _pieces(self, box: Any, composed: ComposedText) -> list[TextPiece] | None:  # noqa: ANN401 - WeasyPrint's
        """The text boxes; `None` where there is what cannot be measured."""
        pieces: list[TextPiece] = []

        def collect(child: Any, path: tuple[int, ...], begins: int) -> int | None:  # noqa: ANN401
            """Where the text behind a box begins."""
            ends = begins
            if isinstance(child, self._boxes.TextBox):
                if not _is_plain(child):
                    return None
                ends = begins + len(child.text)
                shapes = self._shapes.of_style(child.style)
                pieces.append(TextPiece(child, path, begins, ends, shapes))
            elif child is box or (
                type(child) is self._boxes.InlineBox and _is_bare(child)
            ):
                for number, kid in enumerate(child.children):
                    found = collect(kid, (*path, number), ends)
                    if found is None:
                        return None
                    ends = found
            else:
                return None
            composed.extents[path] = begins, ends
            return ends

        return None if collect(box, (), 0) is None else pieces

    def _compose(self, composed: ComposedText, pieces: list[TextPiece]) -> None:
        text = "".join([piece.box.text for piece in pieces])
        if not text.strip(" ") or any(map(_cannot_compose, set(text))):
            return
        first_room = composed.measure - composed.indent
        composed.space = _usual_space(pieces)
        if composed.space <= 0 or min(first_room, composed.measure) <= 0:
            return
        composed.pieces = pieces
        composed.begins = len(text) - len(text.lstrip(" "))
        found = self._choose(text, pieces, self._room(composed))
        if found is not None:
            (_, breaks), _ = found
            composed.natural, composed.spaces = breaks[-1].before, breaks[-1].spaces
            set_breaks(composed, *found)

    def _room(self, composed: ComposedText) -> Room:
        stretch, shrink = elasticity(composed.space, composed.size)
        return Room(
            stretch=stretch,
            shrink=shrink,
            line=composed.measure,
            first_line=composed.measure - composed.indent,
            letter_fit=self._letter_fit,
            fills_last=composed.fills_last,
        )

    def _choose(
        self, text: str, pieces: Sequence[TextPiece], room: Room
    ) -> tuple[Breaks, list[int]] | None:
        """Lines that are even without dividing a word, or the best there are."""
        found = self._finder.between_words(text, pieces)
        chosen = choose_breaks(found[1], room, EVEN)
        if chosen is not None and not any(found[1][index].cost for index in chosen):
            return found, chosen
        divisible = self._finder.with_divisions(text, pieces, found)
        for loosest in (TOLERABLE, float("inf")):
            better = choose_breaks(divisible[1], room, loosest)
            if better is not None and not any(
                divisible[1][index].cost >= NEVER for index in better
            ):
                return divisible, better
        return None if better is None else (divisible, better)

    # --- fitting pages

    def give_lines(self, composed: ComposedText, more: int) -> bool:
        """Have a paragraph set in so many lines more from now on, if it can be.

        Below 0 it is so many lines less.
        """
        count = len((composed.used or composed).starts) + more
        composed.given = self._in_count(composed, count)
        return composed.given is not None

    def can_have(self, composed: ComposedText, count: int) -> bool:
        """Whether a paragraph can be set in so many lines that are even enough."""
        return self._in_count(composed, count) is not None

    def _in_count(self, composed: ComposedText, count: int) -> ComposedText | None:
        if count not in composed.by_count:
            found = None
            if count == len(composed.starts):
                found = replace(composed, by_room={}, by_count={}, used=None)
            elif self._may_have(composed, count):
                found = self._in_lines(composed, self._all_breaks(composed), count)
            composed.by_count[count] = found
        return composed.by_count[count]

    def _may_have(self, composed: ComposedText, count: int) -> bool:
        """Whether so many lines are possible, by an estimate of its length."""
        room = self._room(composed)
        longest = composed.natural * (1 + room.letter_fit)
        longest += composed.spaces * room.stretch * _EVEN_ENOUGH
        shortest = composed.natural * (1 - room.letter_fit)
        shortest -= composed.spaces * room.shrink
        full = (count - 1) * room.line - composed.indent
        return shortest <= full + room.line and longest >= full

    def _all_breaks(self, composed: ComposedText) -> Breaks:
        text = "".join([piece.box.text for piece in composed.pieces])
        between_words = self._finder.between_words(text, composed.pieces)
        return self._finder.with_divisions(text, composed.pieces, between_words)

    def _for_page(self, paragraph: Paragraph, composed: ComposedText) -> ComposedText:
        """The paragraph in as many lines as fill its page, if it can be set so."""
        calls_notes = _has_notes(paragraph.box)
        if composed.given is not None and not calls_notes:
            return self._undivided_at_foot(paragraph, composed, composed.given)
        composed.height = self._line_height(paragraph)
        if not composed.height or calls_notes:
            # How much room its notes leave on the page isn't known here.
            return composed.given or composed
        room = _room_on_page(paragraph, composed)
        if len(composed.starts) < room - 1:
            return composed
        if room not in composed.by_room:
            composed.by_room[room] = self._fitted(composed, room)
        return composed.by_room[room]

    def _undivided_at_foot(
        self, paragraph: Paragraph, composed: ComposedText, given: ComposedText
    ) -> ComposedText:
        """The paragraph in the lines that it was given, without a divided word at the
        foot of its page."""
        room = _room_on_page(paragraph, composed)
        if given.divided_at(room) is None:
            return given
        if room not in given.by_room:
            breaks = self._all_breaks(composed)
            given.by_room[room] = self._undivided(given, breaks, room)
        return given.by_room[room]

    def _line_height(self, paragraph: Paragraph) -> float:
        """Of running text; 0 of what stands out from it."""
        box, context = paragraph.box, paragraph.context
        style, element = box.style, box.element
        is_text = (
            element is not None
            and element.tag == "p"
            and style["font_size"] == style.root_style["font_size"]
            and style["widows"] == style["orphans"] == 2
            and not context.in_column
            and paragraph.bottom_space > -_WIDE
        )
        return max(0.0, self._shapes.of_style(style).line_height) if is_text else 0.0

    def _fitted(self, composed: ComposedText, room: int) -> ComposedText:
        lengths = better_lengths(len(composed.starts), room)
        if not lengths and composed.divided_at(room) is None:
            return composed
        breaks = self._all_breaks(composed)
        fitted = composed
        for length in lengths:
            found = self._in_lines(composed, breaks, length)
            if found is not None:
                fitted = found
                break
        return self._undivided(fitted, breaks, room)

    def _undivided(
        self, composed: ComposedText, breaks: Breaks, room: int
    ) -> ComposedText:
        """The paragraph in as many lines, without a word that a page's end divides."""
        fitted = composed
        without: set[int] = set()
        while (at := fitted.divided_at(room)) is not None and len(
            without
        ) < _MOST_TRIES:
            without.add(at)
            left = [
                pair for pair in zip(*breaks, strict=True) if pair[0] not in without
            ]
            others = [offset for offset, _ in left], [end for _, end in left]
            for loosest in (_EVEN_ENOUGH, TOLERABLE):
                found = self._in_lines(fitted, others, len(fitted.starts), loosest)
                if found is not None:
                    break
            else:
                return fitted
            fitted = found
        return fitted

    def _in_lines(
        self,
        composed: ComposedText,
        breaks: Breaks,
        count: int,
        loosest: float = _EVEN_ENOUGH,
    ) -> ComposedText | None:
        """The paragraph in so many lines, if they are even enough."""
        room = self._room(composed)
        chosen = choose_breaks(breaks[1], room, loosest, count)
        if chosen is None or any(breaks[1][index].cost for index in chosen):
            return None
        other = replace(composed, by_room={}, by_count={}, used=None, given=None)
        set_breaks(other, breaks, chosen)
        return other

    # --- setting

    def _resolve(self, box: Any, container: Any) -> None:  # noqa: ANN401 - WeasyPrint's
        """Give the boxes in a paragraph what they know only within their container."""
        for child in box.descendants():
            if child is not box:
                self._inline.resolve_percentages(child, container)

    def _line(self, paragraph: Paragraph, composed: ComposedText, index: int) -> Any:  # noqa: ANN401 - WeasyPrint's
        """Build one line, stretched or shrunk to its measure."""
        starts = composed.starts
        is_last = index == len(starts) - 1
        end = composed.length if is_last else starts[index + 1]
        own, texts = self._clipped(
            paragraph.box,
            composed,
            starts[index] if index else 0,
            end,
            is_last=is_last,
        )
        indent = composed.indent if index == 0 else 0.0
        own.text_indent = indent
        finished = [
            finish_text(box.text, shapes, is_code=box.element_tag == "code")
            for box, shapes in texts
        ]
        if all(finished):
            given = {
                id(box): (text, shapes)
                for text, (box, shapes) in zip(finished, texts, strict=True)
                if text is not None
            }
            is_full = not is_last or composed.fills_last
            line = _FinishedLine(self._inline, self._shapes, paragraph, given)
            line.build(own, indent, self._letter_fit, is_full=is_full)
            line.place(own, paragraph.position_y)
            return own
        return self._laid_out(paragraph, composed, own, indent, is_last=is_last)

    def _laid_out(
        self,
        paragraph: Paragraph,
        composed: ComposedText,
        own: Any,  # noqa: ANN401 - WeasyPrint's
        indent: float,
        *,
        is_last: bool,
    ) -> Any:  # noqa: ANN401 - WeasyPrint's
        """Have WeasyPrint lay out a line."""
        if own.style["text_align_last"] != "start":
            # The line is filled below, not by WeasyPrint, to which each is a last one.
            own.style = own.style.copy()
            own.style["text_align_last"] = "start"
        room = paragraph.container.copy()
        room.width = _WIDE
        line, _ = self._inline.get_next_linebox(
            paragraph.context,
            own,
            paragraph.position_y,
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
        scale = _letter_scale(natural, room, self._letter_fit)
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
        composed: ComposedText,
        start: int,
        end: int,
        *,
        is_last: bool,
    ) -> tuple[Any, list[tuple[Any, StyleShapes]]]:
        """The paragraph's box with what it has from one place to another.

        With it its text boxes, in order, and the words of their styles.
        """
        texts = _texts_between(
            composed.pieces, start, end, has_hyphen=end in composed.divided
        )
        shapes = {piece.path: piece.shapes for piece in composed.pieces}
        made: list[tuple[Any, StyleShapes]] = []

        def clip(inner: Any, path: tuple[int, ...]) -> Any:  # noqa: ANN401
            """What is left of a box, or `None`."""
            begins, ends = composed.extents[path]
            if isinstance(inner, self._boxes.TextBox):
                text = texts.get(path)
                if not text:
                    return None
                copy = inner.copy_with_text(text)
                made.append((copy, shapes[path]))
                return copy
            is_empty = begins == ends
            is_here = start <= begins < end or (is_last and begins >= end)
            if is_empty and not is_here and path:
                return None
            if not is_empty and (ends <= start or begins >= end):
                return None
            kids = [clip(kid, (*path, n)) for n, kid in enumerate(inner.children)]
            left = tuple(kid for kid in kids if kid is not None)
            if not left and not is_empty:
                return None
            return inner.copy_with_children(left)

        return clip(box, ()), made


class _FinishedLine:
    """Gives the boxes of a line all that WeasyPrint's layout would have given them."""

    def __init__(
        self,
        inline: Any,  # noqa: ANN401 - a module without types
        shapes: WordShapes,
        paragraph: Paragraph,
        texts: dict[int, tuple[FinishedText, StyleShapes]],
    ) -> None:
        """`texts` has the words of each text box, by its identity."""
        self._inline = inline
        self._shapes = shapes
        self._paragraph = paragraph
        self._texts = texts
        self._left = self._scale = self._stretch = 0.0

    def build(
        self,
        line: Any,  # noqa: ANN401 - WeasyPrint's
        indent: float,
        letter_fit: float,
        *,
        is_full: bool,
    ) -> None:
        """Give the boxes their widths, and where they begin in the line."""
        measure = self._paragraph.measure
        room = measure - indent
        natural = sum([text.width for text, _ in self._texts.values()])
        is_full = is_full or natural > room
        self._scale, self._stretch = 1.0, 0.0
        if is_full:
            self._scale = _letter_scale(natural, room, letter_fit)
            spaces = sum([text.stretches for text, _ in self._texts.values()])
            if spaces:
                self._stretch = (room / self._scale - natural) / spaces
        edge = float(self._paragraph.container.content_box_x())
        self._left = edge + indent
        width = self._lay(line, 0.0)
        line.position_x = edge
        line.width = measure if is_full else width + indent

    def _lay(self, box: Any, begins: float) -> float:  # noqa: ANN401 - WeasyPrint's
        """Where what is behind a box begins, before letters are made to fit."""
        box.position_x = self._left + begins * self._scale
        given = self._texts.get(id(box))
        if given is not None:
            text, shapes = given
            is_rigid = text.spaces and not text.stretches
            box.justification_spacing = 0 if is_rigid else self._stretch
            ends = begins + text.width + text.stretches * self._stretch
            if self._scale != 1.0:
                box.letter_scale = self._scale
            box.pango_layout = text
            box.height = text.face.height
            box.baseline = shapes.line_baseline
            box.margin_top = box.baseline - text.face.baseline
            box.margin_bottom = shapes.line_height - box.height - box.margin_top
        else:
            ends = begins
            for child in box.children:
                ends = self._lay(child, ends)
            shapes = self._shapes.of_style(box.style)
            box.height = box.style["font_size"]
            half_leading = (shapes.line_height - box.height) / 2
            box.margin_top = half_leading - box.border_top_width - box.padding_top
            box.margin_bottom = (
                half_leading - box.border_bottom_width - box.padding_bottom
            )
            box.baseline = shapes.line_baseline
        box.width = (ends - begins) * self._scale
        return ends

    def place(self, line: Any, position_y: float) -> None:  # noqa: ANN401 - WeasyPrint's
        """Place a line and what is in it, as high as it begins."""
        line.position_y = 0.0
        bottom, top = self._inline.line_box_verticality(line)
        line.baseline = -top
        line.height = bottom - top
        line.margin_top = line.margin_bottom = 0
        for child in line.children:
            child.translate(0, position_y - top)
        line.position_y = position_y


def _usual_space(pieces: Sequence[TextPiece]) -> float:
    """The width of the spaces in most of a paragraph, as far as they stretch.

    It may begin with words of another face: code, whose spaces are twice as wide.
    """
    count: Counter[float] = Counter()
    for piece in pieces:
        count[piece.shapes.space] += piece.spaces(piece.box.text)
    (space, _), *_ = count.most_common(1)
    return space


def _is_beside_float(paragraph: Paragraph) -> bool:
    """Whether a float of its page reaches below where a paragraph begins."""
    return any(
        shape.position_y + shape.margin_height() > paragraph.position_y + _HAIR
        for shape in paragraph.context.excluded_shapes
    )


def _room_on_page(paragraph: Paragraph, composed: ComposedText) -> int:
    """How many lines there are on the page from the paragraph's first one on."""
    left = paragraph.context.page_bottom - paragraph.bottom_space
    return int((left - paragraph.position_y) / composed.height + _NEARLY)


def _give_up(paragraph: Paragraph, error: Exception) -> None:
    """Leave a paragraph to the other setter, and report it."""
    paragraph.box.composed = ComposedText(paragraph.measure, 0.0)
    report_box_not_composed(paragraph.box, error)


def _has_notes(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Whether a paragraph calls notes, which take room from its page."""
    return any(child.footnote for child in box.descendants())


def _letter_scale(natural: float, room: float, letter_fit: float) -> float:
    """By how much the letters of a line are drawn wider or narrower."""
    if natural <= 0 or not letter_fit:
        return 1.0
    return 1.0 + letter_share(natural, room, letter_fit) / natural


def _texts_between(
    pieces: Sequence[TextPiece], start: int, end: int, *, has_hyphen: bool
) -> dict[tuple[int, ...], str]:
    """What a line has of each text box, without the spaces at its end."""
    texts: list[tuple[TextPiece, str]] = []
    for piece in pieces:
        if piece.begins >= end:
            break
        if piece.ends > start:
            first, last = max(0, start - piece.begins), end - piece.begins
            texts.append((piece, piece.box.text[first:last]))
    # The spaces may stand in several boxes.
    while texts:
        piece, text = texts.pop()
        bare = text.rstrip(" ")
        if bare and has_hyphen:
            hyphen = piece.box.style["hyphenate_character"]
            bare = bare.removesuffix(SOFT_HYPHEN) + hyphen
        if bare:
            texts.append((piece, bare))
            break
    return {piece.path: text for piece, text in texts}


def _is_plain(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Whether a text box's spaces collapse, and nothing forces a line to end in it."""
    style = box.style
    return (
        style["white_space"] in ("normal", "nowrap")
        and style["word_break"] == "normal"
        and style["font_size"] > 0
        and _FORCED.isdisjoint(box.text)
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
