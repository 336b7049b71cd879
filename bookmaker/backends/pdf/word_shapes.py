"""Measure words as Pango shapes them, and keep the glyphs that draw them.

What comes in: words and their style, WeasyPrint's. What goes out: how wide each word
is, and what a PDF shows for it. Words come back, so each is shaped once for each style,
in a layout of Pango's that is kept: measuring a word in a new one takes two to three
times as long.

A word is *plain* if each of its letters, or of its ligatures, has one glyph that stands
where its line puts it, and all are of one face. Others are measured here and drawn by
WeasyPrint: accents that are set over their letters, words that another face lends
letters to. Lengths are in CSS pixels, but in a face in thousandths of an em.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_SIZES_SAID_RIGHT = 14802
"""The version of Pango from which on it says how large a font is (its issue 530)."""


@dataclass(slots=True, eq=False)
class SizedFont:
    """A font in one size."""

    font: Any
    """Pango's."""
    owner: Any
    """The layout that keeps the font alive."""
    key: int
    """What WeasyPrint knows it by within a file."""
    size: float
    height: float
    """Of a line, from the highest of its letters to the lowest."""
    baseline: float
    """Below the top of that."""
    width_by_glyph: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Shape:
    """A word in a style."""

    width: float
    face: SizedFont | None = None
    """`None` where the word isn't plain."""
    shown: str = ""
    """Its glyphs, as in a string of a `TJ` operator that has begun."""
    drawn: float = 0.0
    """How far showing it goes, in thousandths of an em."""
    exact: float = 0.0
    """How far it should go."""
    glyphs: tuple[tuple[int, int, str], ...] = ()
    """Each glyph, its width in thousandths of an em, and what it stands for."""


class StyleShapes(dict[str, Shape]):
    """The words of a style; those that aren't known are shaped."""

    def __init__(
        self,
        weasyprint: Any,  # noqa: ANN401 - a module without types
        style: Any,  # noqa: ANN401 - WeasyPrint's
        faces: dict[int, SizedFont],
    ) -> None:
        super().__init__()
        self._text = weasyprint.text
        self._faces = faces
        self._style = style
        self._is_spaced = style["letter_spacing"] != "normal"
        self.word_spacing = float(style["word_spacing"])
        """What is added to each space."""
        self._layout = self._text.line_break.Layout(style).layout
        self._extents = self._text.ffi.ffi.new("PangoRectangle *")
        self.line_height, self.line_baseline = self._text.line_break.strut(style)
        self.is_underlined = style["text_decoration_line"] != "none"
        self.divisions: dict[object, dict[str, tuple[tuple[int, float, int], ...]]] = {}
        """Where each word may be divided, by the rules of a style."""
        self[""] = Shape(0.0)

    def __missing__(self, word: str) -> Shape:
        shape = self._spaced(word) if self._is_spaced else self._shape(word)
        self[word] = shape
        return shape

    @property
    def space(self) -> float:
        """The width of a space that isn't stretched."""
        return self[" "].width

    def measure(self, part: str) -> float:
        """The width of a part of a word, which is forgotten again."""
        if self._is_spaced:
            return self._spaced(part).width
        return self._width(self._line(part)[0], part)

    def _spaced(self, word: str) -> Shape:
        """Measure a word whose letters are set apart: Pango shapes it otherwise."""
        layout = self._text.line_break.Layout(self._style)
        layout.set_text(word)
        line, _ = layout.get_first_line()
        return Shape(float(self._text.line_break.line_size(line, self._style)[0]))

    def _line(self, word: str) -> tuple[Any, bytes]:
        """Pango's line of a word, until the next one, and the word in UTF-8."""
        pango = self._text.ffi.pango
        text, encoded = self._text.ffi.unicode_to_char_p(word)
        pango.pango_layout_set_text(self._layout, text, len(encoded))
        return pango.pango_layout_get_line_readonly(self._layout, 0), encoded

    def _width(self, line: Any, word: str) -> float:  # noqa: ANN401 - Pango's
        ffi, pango = self._text.ffi.ffi, self._text.ffi.pango
        pango.pango_layout_line_get_extents(line, ffi.NULL, self._extents)
        spaces = word.count(" ") + word.count(_NO_BREAK_SPACE)
        width: float = self._extents.width * self._text.ffi.FROM_UNITS
        return width + spaces * self.word_spacing

    def _shape(self, word: str) -> Shape:
        ffi = self._text.ffi.ffi
        line, encoded = self._line(word)
        items = []
        run = line.runs[0]
        while run != ffi.NULL:
            items.append(run.data)
            run = run.next
        shape = Shape(self._width(line, word))
        fonts = [item.item.analysis.font for item in items]
        if fonts and all(font == fonts[0] for font in fonts) and not self.is_underlined:
            face = self._face(word, fonts[0])
            glyphs = list(self._glyphs(items, encoded, face))
            if all(glyphs):
                _show(shape, face, [glyph for glyph in glyphs if glyph])
        return shape

    def _face(self, word: str, font: Any) -> SizedFont:  # noqa: ANN401 - Pango's
        ffi, pango = self._text.ffi.ffi, self._text.ffi.pango
        address = int(ffi.cast("uintptr_t", font))
        if address not in self._faces:
            units = self._text.ffi.FROM_UNITS
            key, _, size = self._text.fonts.get_pango_font_key(font)
            if pango.pango_version() < _SIZES_SAID_RIGHT:
                size = self._style["font_size"]
            owner = self._text.line_break.Layout(self._style)
            owner.set_text(word)
            line, _ = owner.get_first_line()
            box = ffi.new("PangoRectangle *")
            pango.pango_layout_line_get_extents(line, ffi.NULL, box)
            self._faces[address] = SizedFont(
                font=font,
                owner=owner.layout,
                key=key,
                size=size,
                height=box.height * units,
                baseline=pango.pango_layout_get_baseline(owner.layout) * units,
            )
        return self._faces[address]

    def _glyphs(
        self,
        items: list[Any],
        text: bytes,
        face: SizedFont,
    ) -> Iterator[tuple[int, int, str, float] | None]:
        """Each glyph with its width, its text and how far it goes; `None` for one that
        does not stand for itself."""
        pango = self._text.ffi.pango
        in_thousandths = 1000 * self._text.ffi.FROM_UNITS / face.size
        for item in items:
            string, begins = item.glyphs, item.item.offset
            count = string.num_glyphs
            clusters = [string.log_clusters[index] for index in range(count)]
            clusters.append(item.item.length)
            if item.item.analysis.level % 2 or any(
                later <= sooner for sooner, later in itertools.pairwise(clusters)
            ):
                yield None
                return
            for index in range(count):
                found = string.glyphs[index]
                glyph, place = found.glyph, found.geometry
                if glyph == pango.PANGO_GLYPH_EMPTY and not place.width:
                    continue
                is_strange = glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG
                if is_strange or place.x_offset or place.y_offset:
                    yield None
                    return
                own = text[begins + clusters[index] : begins + clusters[index + 1]]
                yield (
                    glyph,
                    self._glyph_width(glyph, face, in_thousandths),
                    own.decode(),
                    place.width * in_thousandths,
                )

    def _glyph_width(self, glyph: int, face: SizedFont, in_thousandths: float) -> int:
        if glyph not in face.width_by_glyph:
            ffi, pango = self._text.ffi.ffi, self._text.ffi.pango
            ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
            pango.pango_font_get_glyph_extents(face.font, glyph, ink, logical)
            face.width_by_glyph[glyph] = round(logical.width * in_thousandths)
        return face.width_by_glyph[glyph]


def _show(
    shape: Shape, face: SizedFont, glyphs: list[tuple[int, int, str, float]]
) -> None:
    """Write down what shows the glyphs, with the steps that kerning needs."""
    shown = []
    drawn = exact = 0.0
    for glyph, width, _, advance in glyphs:
        step = round(drawn - exact)
        if step:
            shown.append(f">{step}<")
            drawn -= step
        shown.append(f"{glyph:04x}")
        drawn += width
        exact += advance
    shape.face, shape.shown = face, "".join(shown)
    shape.drawn, shape.exact = drawn, exact
    shape.glyphs = tuple((glyph, width, text) for glyph, width, text, _ in glyphs)


class WordShapes:
    """The words of all styles of a book."""

    def __init__(self, weasyprint: Any) -> None:  # noqa: ANN401 - a module without types
        self._weasyprint = weasyprint
        self._shapes: dict[str, StyleShapes] = {}
        self._faces: dict[int, SizedFont] = {}

    def of_style(self, style: Any) -> StyleShapes:  # noqa: ANN401 - WeasyPrint's
        """The words of a style, which remembers them."""
        known: StyleShapes | None = getattr(style, "word_shapes", None)
        if known is None:
            line_break = self._weasyprint.text.line_break
            key = line_break._font_style_cache_key(style, include_size=True)  # noqa: SLF001
            spacing = (style["word_spacing"], style["letter_spacing"])
            key += repr((*spacing, style["text_decoration_line"]))
            if key not in self._shapes:
                self._shapes[key] = StyleShapes(self._weasyprint, style, self._faces)
            known = style.word_shapes = self._shapes[key]
        return known
