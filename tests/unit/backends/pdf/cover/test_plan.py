"""The sheet of a cover: spines by the printers' formulas, panels, safe places."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from bookmaker.backends.pdf.cover.plan import CoverPlan, plan_cover
from bookmaker.config.model import PrintConfig
from bookmaker.trade import printer_names, printer_of
from bookmaker.units import POINTS_PER_MILLIMETRE, Length

PAGES = (24, 60, 80, 132, 200, 256, 320, 444, 600, 776)
# As the printers, or those who quote them, publish them: inches by pages.
FORMULAS = [
    ("kdp", "white", lambda pages: pages * 0.002252),
    ("kdp", "cream", lambda pages: pages * 0.0025),
    ("kdp", "standard colour", lambda pages: pages * 0.002252),
    ("kdp", "premium colour", lambda pages: pages * 0.002347),
    ("lulu", "uncoated", lambda pages: pages / 444 + 0.06),
    ("lulu", "coated", lambda pages: pages / 444 + 0.06),
]
TENTH = 0.1


def planned(
    printer: str,
    pages: int,
    paper: str | None = None,
    *,
    is_turned: bool = False,
    spine_width: Length | None = None,
) -> CoverPlan:
    """The cover of a book of 6 by 9 inches."""
    rules = printer_of(printer)
    options = replace(PrintConfig(), printer=printer, paper=paper)
    return plan_cover(
        options,
        rules,
        rules.paper(paper, options.ink),
        pages,
        spine_width=spine_width,
        is_turned=is_turned,
    )


def millimetres(points: Fraction) -> float:
    """A length in millimetres."""
    return float(points / POINTS_PER_MILLIMETRE)


@pytest.mark.parametrize("pages", PAGES)
@pytest.mark.parametrize(("printer", "paper", "inches"), FORMULAS)
def test_spine_and_sheet_are_those_of_the_published_formulas(
    printer: str, paper: str, inches: object, pages: int
) -> None:
    assert callable(inches)
    plan = planned(printer, pages, paper)
    spine = 25.4 * inches(pages)
    assert millimetres(plan.spine) == pytest.approx(spine, abs=TENTH / 10)
    across, down = plan.sheet
    assert millimetres(across) == pytest.approx(
        25.4 * (2 * 6 + 0.25) + spine, abs=TENTH
    )
    assert millimetres(down) == pytest.approx(25.4 * (9 + 0.25), abs=TENTH)


@pytest.mark.parametrize("name", printer_names())
def test_every_paper_of_every_printer_has_a_spine_that_grows(name: str) -> None:
    for paper in printer_of(name).papers:
        widths = [planned(name, pages, paper.name).spine for pages in PAGES]
        assert widths == sorted(set(widths))


def test_the_width_that_a_press_gives_counts() -> None:
    plan = planned("generic", 300, spine_width=Length.parse("14mm"))
    assert millimetres(plan.spine) == pytest.approx(14)


@pytest.mark.parametrize("is_turned", [False, True])
def test_panels_fill_the_sheet_within_its_bleed(*, is_turned: bool) -> None:
    plan = planned("kdp", 200, is_turned=is_turned)
    left, right = (plan.front, plan.back) if is_turned else (plan.back, plan.front)
    assert left.left == plan.trim.left
    assert left.right == plan.spine_box.left
    assert plan.spine_box.right == right.left
    assert right.right == plan.trim.right
    assert left.width == right.width == plan.width
    assert plan.spine_box.width == plan.spine
    bled = plan.front_with_bleed
    assert bled.width == plan.width + plan.bleed
    assert (bled.left == 0) is is_turned


@pytest.mark.parametrize("name", printer_names())
@pytest.mark.parametrize("is_turned", [False, True])
def test_the_barcode_is_on_the_back_by_the_spine_and_in_the_safe_area(
    name: str, *, is_turned: bool
) -> None:
    plan = planned(name, 200, is_turned=is_turned)
    room, safe = plan.barcode, plan.back.grown(-plan.safe)
    assert safe.left <= room.left < room.right <= safe.right
    assert room.bottom <= safe.bottom
    to_spine = room.left - plan.back.left if is_turned else plan.back.right - room.right
    assert to_spine == plan.barcode_from_edges
