"""Work out the page from its trim: margins, type, leading and whole lines of text.

What comes in: the book's print options and the theme's `--plan-` tokens, which are
bare numbers. What goes out: the tokens that the sheets of the print edition take. The
text block holds a whole number of lines, so that facing pages end on the same one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bookmaker.config.model import ChapterOpening, PrintConfig
from bookmaker.units import Length

_QUARTER = Fraction(1, 4)
_SMALLEST_TYPE = Fraction(35, 4)
_LARGEST_TYPE = Fraction(25, 2)
"""Bounds of a type size that the measure suggests; a book that asks for another gets
it."""
_SMALLEST_MARGIN = Fraction(27)
"""Three eighths of an inch: what printers on demand ask for, bleed included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGeometry:
    """A page, all lengths in points."""

    width: Fraction
    height: Fraction
    inner: Fraction
    outer: Fraction
    top: Fraction
    bottom: Fraction
    type_size: Fraction
    leading: Fraction
    lines: int
    """Lines of text on a full page."""
    sink: int
    """Lines left free above the words of an opener."""
    opener: int
    """Lines of an opener, its sink included: text begins on the next one."""

    @property
    def measure(self) -> Fraction:
        """The length of a line."""
        return self.width - self.inner - self.outer


def plan_page(config: PrintConfig, plan: Mapping[str, str]) -> PageGeometry:
    """Plan the page; `plan` maps tokens to their literal values."""
    width, height = (side.points for side in config.trim)
    inner = _margin(config.margin_inner, width, plan["--plan-inner"])
    outer = _margin(config.margin_outer, width, plan["--plan-outer"])
    top = _margin(config.margin_top, height, plan["--plan-top"])
    bottom = _margin(config.margin_bottom, height, plan["--plan-bottom"])
    type_size = _type_size(config.type_size, width - inner - outer, plan)
    leading = _to_quarter(type_size * Fraction(plan["--plan-leading"]))
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
        "--page-text-height": page.lines * page.leading,
        "--type-size": page.type_size,
        "--leading": page.leading,
        "--page-sink": page.sink * page.leading,
        "--page-opener": page.opener * page.leading,
    }
    opens = "recto" if config.chapters_open is ChapterOpening.RECTO else "page"
    return {
        **{name: Length(value).css for name, value in lengths.items()},
        "--break-division": opens,
        **({} if config.hyphenate is None else _hyphens(is_on=config.hyphenate)),
    }


def _hyphens(*, is_on: bool) -> dict[str, str]:
    return {"--type-hyphens": "auto" if is_on else "manual"}


def _margin(given: Length | None, side: Fraction, share: str) -> Fraction:
    if given is not None:
        return given.points
    return max(_SMALLEST_MARGIN, _to_quarter(side * Fraction(share)))


def _type_size(
    given: Length | None, measure: Fraction, plan: Mapping[str, str]
) -> Fraction:
    """The size at which a line holds the characters that the theme plans for."""
    if given is not None:
        return given.points
    character = Fraction(plan["--plan-character"])
    wanted = measure / (Fraction(plan["--plan-measure"]) * character)
    return _to_quarter(min(_LARGEST_TYPE, max(_SMALLEST_TYPE, wanted)))


def _to_quarter(points: Fraction) -> Fraction:
    return round(points / _QUARTER) * _QUARTER
