"""Lines over a cover that show people where it is cut, folded and safe.

They are drawn on a copy of the cover that nobody prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bookmaker.backends.pdf.cover.canvas import at
from bookmaker.backends.pdf.cover.plan import CoverPlan
from bookmaker.backends.pdf.geometry import Box
from bookmaker.units import POINTS_PER_MILLIMETRE
from bookmaker.xhtml.serialize import Markup, element, escape

_TRIM, _SAFE, _FOLD, _BARCODE = "#e6007e", "#009fe3", "#f39200", "#3aaa35"


def guide_markup(plan: CoverPlan, pages: int, paper: str, family: str) -> Markup:
    """The lines, and a line of words with the measures."""
    boxes = [
        _outline(plan.trim, _TRIM, "solid"),
        _outline(plan.front.grown(-plan.safe), _SAFE, "dashed"),
        _outline(plan.back.grown(-plan.safe), _SAFE, "dashed"),
        _outline(plan.spine_box, _FOLD, "solid"),
        _outline(_narrowed(plan.spine_box, plan.spine_safe), _SAFE, "dashed"),
        _outline(plan.barcode, _BARCODE, "dashed"),
        *_labels(plan, pages, paper, family),
    ]
    return Markup("".join(boxes))


def _narrowed(box: Box, by: Fraction) -> Box:
    by = min(by, box.width / 2)
    return Box(left=box.left + by, top=box.top, right=box.right - by, bottom=box.bottom)


def _outline(box: Box, colour: str, line: str) -> Markup:
    style = f"{at(box)}; box-sizing: border-box; border: 0.75pt {line} {colour}"
    return element("div", {"style": style})


def _labels(plan: CoverPlan, pages: int, paper: str, family: str) -> Iterator[Markup]:
    across, down = (_millimetres(side) for side in plan.sheet)
    measures = (
        f"sheet {across} × {down} mm · spine {_millimetres(plan.spine)} mm for {pages}"
        f" pages on “{paper}” · bleed {_millimetres(plan.bleed)} mm"
    )
    names = (
        (measures, "#000000"),
        ("cut", _TRIM),
        ("fold", _FOLD),
        ("words within", _SAFE),
        ("room for the barcode", _BARCODE),
    )
    spans = [
        element("span", {"style": f"color: {colour}; margin: 0 4pt"}, escape(text))
        for text, colour in names
    ]
    box = plan.trim
    style = (
        f"left: {float(box.left + plan.safe):.3f}pt; top: {float(box.top + 3):.3f}pt;"
        f" background: #ffffff; padding: 2pt; font: 7pt {family}; direction: ltr"
    )
    yield element("div", {"style": style}, *spans)


def _millimetres(length: Fraction) -> str:
    return f"{float(length / POINTS_PER_MILLIMETRE):.2f}"
