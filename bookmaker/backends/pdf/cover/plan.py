"""Where everything is on the sheet of a cover.

The sheet lies with its outside up: the back, the spine, the front, from left to right;
in a book that is read from right to left the front is on the left. All lengths are
points, from the upper left corner of the sheet, bleed included.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bookmaker.backends.pdf.geometry import Box
from bookmaker.config.model import PrintConfig
from bookmaker.trade import CoverRules, Paper, Printer
from bookmaker.units import Length


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverPlan:
    """The measures of a cover."""

    width: Fraction
    """Of a trimmed page."""
    height: Fraction
    spine: Fraction
    """The width of the spine."""
    bleed: Fraction
    safe: Fraction
    """The least distance of words from the trim and from the spine."""
    spine_safe: Fraction
    barcode_size: tuple[Fraction, Fraction]
    barcode_from_edges: Fraction
    is_turned: bool
    """Whether the front is on the left."""

    @property
    def sheet(self) -> tuple[Fraction, Fraction]:
        """The width and the height of the sheet, bleed included."""
        across = 2 * self.width + self.spine + 2 * self.bleed
        return across, self.height + 2 * self.bleed

    @property
    def trim(self) -> Box:
        """The sheet as it is cut."""
        across, down = self.sheet
        whole = Box(left=Fraction(0), top=Fraction(0), right=across, bottom=down)
        return whole.grown(-self.bleed)

    @property
    def spine_box(self) -> Box:
        """The spine, within the trim."""
        left = self.bleed + self.width
        return self._panel(left, left + self.spine)

    @property
    def front(self) -> Box:
        """The front, within the trim."""
        return self._side(is_left=self.is_turned)

    @property
    def back(self) -> Box:
        """The back, within the trim."""
        return self._side(is_left=not self.is_turned)

    @property
    def front_with_bleed(self) -> Box:
        """The front, and what is cut away of it at three edges."""
        return self._with_bleed(self.front)

    @property
    def barcode(self) -> Box:
        """The room for the barcode: at the foot of the back, next to the spine."""
        (across, down), edge = self.barcode_size, self.barcode_from_edges
        back = self.back
        left = back.left + edge if self.is_turned else back.right - edge - across
        bottom = back.bottom - edge
        return Box(left=left, top=bottom - down, right=left + across, bottom=bottom)

    def _side(self, *, is_left: bool) -> Box:
        left = self.bleed if is_left else self.bleed + self.width + self.spine
        return self._panel(left, left + self.width)

    def _panel(self, left: Fraction, right: Fraction) -> Box:
        top = self.bleed
        return Box(left=left, top=top, right=right, bottom=top + self.height)

    def _with_bleed(self, panel: Box) -> Box:
        is_left = panel.left == self.bleed
        return Box(
            left=panel.left - (self.bleed if is_left else 0),
            top=panel.top - self.bleed,
            right=panel.right + (0 if is_left else self.bleed),
            bottom=panel.bottom + self.bleed,
        )


def plan_cover(
    options: PrintConfig,
    printer: Printer,
    paper: Paper,
    pages: int,
    *,
    spine_width: Length | None,
    is_turned: bool,
) -> CoverPlan:
    """Plan the cover of a book of so many pages; `spine_width` is the press's own."""
    rules: CoverRules = printer.cover
    spine = spine_width or printer.spine_formula(paper).width(pages)
    width, height = (side.points for side in options.trim)
    across, down = (side.points for side in rules.barcode)
    return CoverPlan(
        width=width,
        height=height,
        spine=spine.points,
        bleed=rules.bleed.points,
        safe=rules.safe.points,
        spine_safe=rules.spine_safe.points,
        barcode_size=(across, down),
        barcode_from_edges=rules.barcode_from_edges.points,
        is_turned=is_turned,
    )
