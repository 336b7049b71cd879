"""What is drawn on a cover: words, type, look, and pieces of markup at their places.

Everything stands at a place of its own, in points from the upper left corner of the
sheet. Sizes of type are chosen before layout, because a cover has no second page for
what doesn't fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from bookmaker.backends.balanced_lines import broken_lines
from bookmaker.backends.cover_design import CoverColour, CoverColours
from bookmaker.backends.pdf.cover.plan import CoverPlan
from bookmaker.backends.pdf.geometry import Box
from bookmaker.backends.pdf.ruler import Ruler
from bookmaker.xhtml.serialize import Markup, element, escape, void

_PARTS = 1600
SLACK = 0.985
"""Of a measure, as layout may round otherwise than the ruler."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverWords:
    """What a cover says."""

    language: str
    direction: str
    title: str
    subtitle: str
    series: str
    names: tuple[str, ...]
    publisher: str
    back: tuple[str, ...]
    """Paragraphs."""
    isbn: str | None = None
    """Thirteen digits."""
    isbn_shown: str = ""
    """The same with hyphens."""
    add_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverType:
    """The type of a cover: lists of families, and what measures them."""

    title: Ruler
    title_family: str
    title_weight: int
    text: Ruler
    text_family: str
    figures: Ruler
    figures_family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverLook:
    """How a cover looks."""

    colours: CoverColours
    seed: bytes
    is_plain: bool
    """Whether it has a field of shapes, and no frame."""
    picture: str | None
    """The address of the author's front."""


@dataclass(slots=True, kw_only=True)
class CoverCanvas:
    """A cover that is being drawn."""

    plan: CoverPlan
    words: CoverWords
    kind: CoverType
    look: CoverLook
    spine_turn: int
    """Degrees, clockwise, by which the words of the spine are turned; 0: none."""
    back_fits: bool = True
    title_on_spine: str | None = None
    """What the spine has of the title, where that is not all of it."""
    lost_on_spine: str = ""
    """The names that the spine has no room for."""
    colours_used: dict[tuple[int, ...], CoverColour] = field(default_factory=dict)
    """By their levels on screens."""

    @property
    def unit(self) -> float:
        """A part of the width, in which drawn covers are measured, in points."""
        return float(self.plan.width / _PARTS)

    @property
    def names(self) -> str:
        """The authors in one line."""
        return " · ".join(self.words.names)

    @property
    def title_style(self) -> str:
        """The face of the title."""
        kind = self.kind
        return f"font-family: {kind.title_family}; font-weight: {kind.title_weight}"

    def css(self, colour: CoverColour) -> str:
        """A colour as CSS has it; its inks are kept."""
        self.colours_used[colour.rgb] = colour
        return f"#{''.join(f'{level:02x}' for level in colour.rgb)}"

    def filled(self, box: Box, colour: CoverColour) -> Markup:
        """A rectangle."""
        return block(box, f"background: {self.css(colour)}")

    def lines(
        self, box: Box, lines: list[str], size: float, style: str, *, leading: float
    ) -> Markup:
        """Lines of display type in the cover's ink, broken where they were measured."""
        parts = [escape(lines[0])] if lines else []
        for line in lines[1:]:
            parts += [void("br", {}), escape(line)]
        rules = (
            f"font-size: {size:.3f}pt; line-height: {leading}; white-space: nowrap;"
            f" color: {self.css(self.look.colours.ink)}; {style}"
        )
        return block(box, rules, *parts)

    def broken(self, ruler: Ruler, text: str, size: float, measure: float) -> list[str]:
        """The text in lines that fit the measure, if words do."""
        return broken_lines(
            lambda line: ruler.width(line, size), text, measure, size / 8
        )


def floats(left: float, top: float, width: float, height: float) -> Box:
    return Box(
        left=Fraction(left),
        top=Fraction(top),
        right=Fraction(left + width),
        bottom=Fraction(top + height),
    )


def inside(
    panel: Box,
    left: float | Fraction,
    top: float | Fraction,
    width: float | Fraction,
    height: float | Fraction,
) -> Box:
    """A box on a panel, measured from the panel's upper left corner."""
    return floats(
        float(panel.left) + float(left),
        float(panel.top) + float(top),
        float(width),
        float(height),
    )


def block(box: Box, style: str, *children: Markup, name: str | None = None) -> Markup:
    attrs = {"class": name, "style": f"{at(box)}; {style}"}
    return element("div", attrs, *children)


def at(box: Box) -> str:
    return (
        f"left: {pt(box.left)}; top: {pt(box.top)};"
        f" width: {pt(box.width)}; height: {pt(box.height)}"
    )


def pt(length: Fraction) -> str:
    return f"{float(length):.4f}pt"
