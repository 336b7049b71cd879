"""The page: one value that knows its trim, bleed, marks, margins, text and safe area.

What comes in: the book's print options and the theme's `--plan-` tokens, which are
bare numbers. What goes out: the value that every part of the print edition asks for a
box on the page, and the tokens that the sheets take. The text block holds a whole
number of lines, so that facing pages end on the same one.

Lengths are exact and in points (1/72 in); `PixelBox` alone is in CSS pixels (1/96 in),
which is what WeasyPrint's boxes are in. A sheet of the author's may change a page
behind our back (`@page wide { size: … }`): where a page's text really begins is
measured (`page_facts.text_left_of`), never worked out from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from bookmaker.config.model import ChapterOpening, PrintConfig
from bookmaker.units import POINTS_PER_PIXEL, Length

_LONGEST_MEASURE = 69
"""Characters of the plan, which are those of *Moby-Dick*: of prose with short words
such a line holds 75 (tests/manuscripts/test_theme_table.py)."""
_QUARTER = Fraction(1, 4)
_SHORTEST_MEASURE = 60
"""Characters of the plan: of ragged lines, whose ends are free, 58 are left."""
_LEAST_MARGINS = Fraction(6, 10)
"""Of the theme's own: what is left of them where a page is small for its type."""
SAFE_EDGE = Fraction(27)
"""Points from the trim that printers on demand ask to leave free of text: three eighths
of an inch, what KDP wants of a book with bleed (without it, a quarter)."""
DIVISION_TOKEN = "--break-division"
DIVISION_BREAKS = ("recto", "page")
"""The values of that token: where a division begins."""
_ROOM_FOR_MARKS = Fraction(18)
"""Points beyond the bleed in which crop marks are drawn: a quarter of an inch."""
_HEAD_SHARE = Fraction(8, 10)
"""Of the measure: `@top-center` in styles/print/pages.css."""

Side: TypeAlias = Literal["left", "right"]
"""Where a page lies in an opening: on the left or on the right, whatever the script."""
Leaf: TypeAlias = Literal["recto", "verso"]
"""The front or the back of a leaf: which side it is depends on the script."""
_SIDE_BY_LEAF: Mapping[str, Mapping[Leaf, Side]] = {
    "ltr": {"recto": "right", "verso": "left"},
    "rtl": {"recto": "left", "verso": "right"},
}
"""CSS Fragmentation 3, 3.1."""


def side_of(leaf: Leaf, direction: str) -> Side:
    """The side on which a leaf's page lies; `direction` is `ltr` or `rtl`.

    A book begins on a recto.
    """
    return _SIDE_BY_LEAF[direction][leaf]


def facing(side: Side) -> Side:
    """The other side of an opening."""
    return "left" if side == "right" else "right"


class PixelBox(NamedTuple):
    """A rectangle in CSS pixels, from the upper left corner of the trimmed page."""

    left: float
    top: float
    width: float
    height: float


class PdfBox(NamedTuple):
    """A rectangle in points, from the lower left corner of the trimmed page.

    The order is that of PDF 1.7, 7.9.5.
    """

    left: float
    bottom: float
    right: float
    top: float

    def grown(self, by: float) -> PdfBox:
        """The box that is larger on each side by some points."""
        return PdfBox(self.left - by, self.bottom - by, self.right + by, self.top + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page: points from the upper left corner of its trim.

    What lies beyond the trim, above or to the left of it, is negative.
    """

    left: Fraction
    top: Fraction
    right: Fraction
    bottom: Fraction

    @property
    def width(self) -> Fraction:
        """In points."""
        return self.right - self.left

    @property
    def height(self) -> Fraction:
        """In points."""
        return self.bottom - self.top

    def grown(self, by: Fraction) -> Box:
        """The box that is larger on each side by some points."""
        return Box(
            left=self.left - by,
            top=self.top - by,
            right=self.right + by,
            bottom=self.bottom + by,
        )

    def in_pixels(self) -> PixelBox:
        """The same in CSS pixels."""
        sides = (self.left, self.top, self.width, self.height)
        return PixelBox(*(float(side / POINTS_PER_PIXEL) for side in sides))

    def in_pdf(self, page: PageGeometry) -> PdfBox:
        """The same as a PDF counts it, from the foot of its page."""
        return PdfBox(
            left=float(self.left),
            bottom=float(page.height - self.bottom),
            right=float(self.right),
            top=float(page.height - self.top),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGeometry:
    """A page of the book, all lengths in points."""

    width: Fraction
    """Of the trimmed page."""
    height: Fraction
    """Of the trimmed page."""
    inner: Fraction
    """The margin at the spine."""
    outer: Fraction
    top: Fraction
    bottom: Fraction
    """What is left below a whole number of lines."""
    type_size: Fraction
    leading: Fraction
    lines: int
    """Lines of text on a full page."""
    sink: int
    """Lines left free above the words of an opener."""
    opener: int
    """Lines of an opener, its sink included: text begins on the next one."""
    bleed: Fraction = Fraction(0)
    """How far pictures at the edge reach beyond the trim, to be cut away."""
    has_marks: bool = False
    """Whether crop marks are drawn, outside the bleed."""

    @property
    def measure(self) -> Fraction:
        """The length of a line."""
        return self.width - self.inner - self.outer

    @property
    def text_height(self) -> Fraction:
        """The height of a full page of lines."""
        return self.lines * self.leading

    @property
    def head_room(self) -> Fraction:
        """The width that a running head may take."""
        return self.measure * _HEAD_SHARE

    @property
    def trim_box(self) -> Box:
        """The page as it is cut."""
        nothing = Fraction(0)
        return Box(left=nothing, top=nothing, right=self.width, bottom=self.height)

    @property
    def bleed_box(self) -> Box:
        """The page with what is cut away: how far ink may reach."""
        return self.trim_box.grown(self.bleed)

    @property
    def paper_edge(self) -> Fraction:
        """How far the sheet reaches beyond the trim: the bleed, and room for marks."""
        return self.bleed + (_ROOM_FOR_MARKS if self.has_marks else 0)

    @property
    def media_box(self) -> Box:
        """The sheet that is printed on."""
        return self.trim_box.grown(self.paper_edge)

    @property
    def safe_area(self) -> Box:
        """Where words are safe from the knife and from the spine."""
        return self.trim_box.grown(-SAFE_EDGE)

    def text_block(self, side: Side) -> Box:
        """Where the lines of a full page stand; heads and folios are outside."""
        left = self.inner if side == "right" else self.outer
        return Box(
            left=left,
            top=self.top,
            right=left + self.measure,
            bottom=self.top + self.text_height,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastMargins:
    """What a printer leaves free of ink, in points."""

    inner: Fraction = Fraction(0)
    """At the spine."""
    edge: Fraction = Fraction(0)
    """At the other edges, heads and folios included."""


_HEAD_LINES = Fraction(2)
"""Lines that a head or a folio takes, its distance from the text included: `--head-gap`
and a line, in styles/print/pages.css, rounded up."""


def plan_page(
    config: PrintConfig, plan: Mapping[str, str], least: LeastMargins | None = None
) -> PageGeometry:
    """Plan the page; `plan` maps tokens to their literal values.

    Margins that are narrower than a printer's `least` are widened: the type keeps its
    size, and lines become shorter.
    """
    width, height = (side.points for side in config.trim)
    inner = _margin(config.margin_inner, width, plan["--plan-inner"])
    outer = _margin(config.margin_outer, width, plan["--plan-outer"])
    top = _margin(config.margin_top, height, plan["--plan-top"])
    bottom = _margin(config.margin_bottom, height, plan["--plan-bottom"])
    type_size = _type_size(config.type_size, width - inner - outer, plan)
    if config.margin_inner is config.margin_outer is config.type_size is None:
        inner, outer = _narrowed(inner, outer, width, type_size, plan)
        excess = _excess(width - inner - outer, type_size, plan)
        inner += _to_quarter(excess / 3)
        outer += excess - _to_quarter(excess / 3)
    leading = _to_quarter(type_size * Fraction(plan["--plan-leading"]))
    if least is not None and least.edge:
        inner, outer = max(inner, least.inner), max(outer, least.edge)
        beyond = least.edge + _HEAD_LINES * leading
        top, bottom = max(top, beyond), max(bottom, beyond)
    lines = max(1, int((height - top - bottom) / leading))
    return PageGeometry(
        width=width,
        height=height,
        inner=inner,
        outer=outer,
        top=top,
        bottom=height - top - lines * leading,
        type_size=type_size,
        leading=leading,
        lines=lines,
        sink=round(lines * Fraction(plan["--plan-sink"])),
        opener=round(lines * Fraction(plan["--plan-opener"])),
        bleed=Fraction(plan["--plan-bleed"]),
        has_marks=plan["--plan-marks"] != "0",
    )


def page_tokens(page: PageGeometry, config: PrintConfig) -> dict[str, str]:
    """The tokens that give the sheets this page and the book's own wishes."""
    lengths = {
        "--page-width": page.width,
        "--page-height": page.height,
        "--page-margin-inner": page.inner,
        "--page-margin-outer": page.outer,
        "--page-margin-top": page.top,
        "--page-margin-bottom": page.bottom,
        "--page-text-height": page.text_height,
        "--page-edge": page.paper_edge,
        "--type-size": page.type_size,
        "--leading": page.leading,
        "--page-sink": page.sink * page.leading,
        "--page-opener": page.opener * page.leading,
    }
    return {
        **{name: Length(value).css for name, value in lengths.items()},
        "--page-marks": "crop" if page.has_marks else "none",
        **_break(config.chapters_open),
        **({} if config.hyphenate is None else _hyphens(is_on=config.hyphenate)),
    }


def _break(opens: ChapterOpening | None) -> dict[str, str]:
    if opens is None:
        return {}
    return {DIVISION_TOKEN: "recto" if opens is ChapterOpening.RECTO else "page"}


def _hyphens(*, is_on: bool) -> dict[str, str]:
    return {"--type-hyphens": "auto" if is_on else "manual"}


def _margin(given: Length | None, side: Fraction, share: str) -> Fraction:
    if given is not None:
        return given.points
    return max(SAFE_EDGE, _to_quarter(side * Fraction(share)))


def _narrowed(
    inner: Fraction,
    outer: Fraction,
    width: Fraction,
    type_size: Fraction,
    plan: Mapping[str, str],
) -> tuple[Fraction, Fraction]:
    """Margins that leave a small page a line that reads well, if they can."""
    wanted = _SHORTEST_MEASURE * Fraction(plan["--plan-character"]) * type_size
    margins = inner + outer
    least = max(2 * SAFE_EDGE, _to_quarter(_LEAST_MARGINS * margins))
    room = max(least, _to_quarter(width - wanted - _QUARTER / 2))
    if room >= margins:
        return inner, outer
    narrow = max(SAFE_EDGE, _to_quarter(inner * room / margins))
    return narrow, room - narrow


def _excess(
    measure: Fraction, type_size: Fraction, plan: Mapping[str, str]
) -> Fraction:
    """How much wider a line is than one that reads well; a large page has margins.

    At most 75 characters a line, in any prose (Bringhurst, The Elements of Typographic
    Style, 2.1.2).
    """
    longest = _LONGEST_MEASURE * Fraction(plan["--plan-character"]) * type_size
    return max(Fraction(0), _to_quarter(measure - longest))


def _type_size(
    given: Length | None, measure: Fraction, plan: Mapping[str, str]
) -> Fraction:
    """The size at which a line holds the characters that the theme plans for."""
    if given is not None:
        return given.points
    character = Fraction(plan["--plan-character"])
    wanted = measure / (Fraction(plan["--plan-measure"]) * character)
    least = Fraction(plan["--plan-least-type"])
    most = Fraction(plan["--plan-most-type"])
    return _to_quarter(min(most, max(least, wanted)))


def _to_quarter(points: Fraction) -> Fraction:
    return round(points / _QUARTER) * _QUARTER
