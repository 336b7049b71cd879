"""The page: worked out from its trim, and its boxes."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from pikepdf import Pdf

from bookmaker.backends.pdf.geometry import (
    Leaf,
    PageGeometry,
    Side,
    facing,
    page_tokens,
    plan_page,
    side_of,
)
from bookmaker.config.model import ChapterOpening, PrintConfig
from bookmaker.css.bundle import load_sheet
from bookmaker.css.locate import theme_names
from bookmaker.css.tokens import declare_tokens, read_tokens
from bookmaker.units import Length
from tests.support.small_galleys import galley_of, lay_out_small

TRIMS = ("5in x 8in", "5.5in x 8.5in", "6in x 9in", "148mm x 210mm")


def configured(trim: str) -> PrintConfig:
    width, height = trim.split(" x ")
    return PrintConfig(trim=(Length.parse(width), Length.parse(height)))


def plan(theme: str) -> dict[str, str]:
    return read_tokens(load_sheet("print", theme))


ALL_TRIMS = (
    *TRIMS,
    "7in x 10in",
    "8.5in x 11in",
    "4.25in x 6.87in",
    "106mm x 178mm",
)
LARGE = {"dyslexia-friendly": 12, "large-print": 18}
"""Themes whose type is never smaller: their lines are as long as the page allows."""


@pytest.mark.sampled
@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("trim", ALL_TRIMS)
def test_a_line_holds_as_many_characters_as_read_well(trim: str, theme: str) -> None:
    tokens = plan(theme)
    page = plan_page(configured(trim), tokens)
    characters = page.measure / (page.type_size * Fraction(tokens["--plan-character"]))
    assert page.inner <= page.outer
    assert characters <= 69.2
    if theme in LARGE:
        assert page.type_size >= LARGE[theme]
    else:
        assert characters >= 58


def test_margins_that_are_given_stay_as_they_are() -> None:
    config = replace(configured("8.5in x 11in"), margin_inner=Length.parse("1in"))
    page = plan_page(config, plan("literary"))
    assert page.inner == 72
    assert page.measure > 69 * page.type_size * Fraction("0.405")


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("trim", TRIMS)
def test_the_page_holds_whole_lines_and_nothing_is_left(trim: str, theme: str) -> None:
    page = plan_page(configured(trim), plan(theme))
    assert page.top + page.lines * page.leading + page.bottom == page.height
    assert page.inner <= page.outer
    assert page.top < page.bottom


def test_margins_that_the_book_gives_are_kept() -> None:
    config = replace(configured("6in x 9in"), margin_inner=Length.parse("1in"))
    assert plan_page(config, plan("literary")).inner == 72


def test_a_type_size_that_the_book_gives_is_kept_and_leading_follows() -> None:
    config = replace(configured("6in x 9in"), type_size=Length.parse("18pt"))
    page = plan_page(config, plan("literary"))
    assert page.type_size == 18
    assert page.leading == Fraction(91, 4)


@pytest.mark.parametrize("theme", ["literary", "poetry"])
def test_the_theme_decides_on_hyphens_where_the_book_does_not(theme: str) -> None:
    config = configured("6in x 9in")
    assert "--type-hyphens" not in page_tokens(plan_page(config, plan(theme)), config)
    assert plan(theme)["--type-hyphens"] == ("manual" if theme == "poetry" else "auto")


def test_what_a_book_wants_becomes_tokens() -> None:
    config = replace(
        configured("6in x 9in"), chapters_open=ChapterOpening.ANY, hyphenate=False
    )
    tokens = page_tokens(plan_page(config, plan("literary")), config)
    assert tokens["--break-division"] == "page"
    assert tokens["--type-hyphens"] == "manual"
    assert tokens["--page-width"] == "432pt"


PAGE = PageGeometry(
    width=Fraction(216),
    height=Fraction(288),
    inner=Fraction(18),
    outer=Fraction(36),
    top=Fraction(24),
    bottom=Fraction(24),
    type_size=Fraction(10),
    leading=Fraction(12),
    lines=20,
    sink=3,
    opener=6,
)
"""Three inches by four."""


def test_the_spine_is_between_facing_pages() -> None:
    page = PAGE
    verso, recto = page.text_block("left"), page.text_block("right")
    assert (recto.left, page.width - recto.right) == (page.inner, page.outer)
    assert (verso.left, page.width - verso.right) == (page.outer, page.inner)
    assert recto.width == verso.width == page.measure
    assert (recto.top, recto.bottom) == (verso.top, verso.bottom)
    assert recto.height == page.text_height == 240


@pytest.mark.parametrize(
    ("direction", "leaf", "side"),
    [
        ("ltr", "recto", "right"),
        ("ltr", "verso", "left"),
        ("rtl", "recto", "left"),
        ("rtl", "verso", "right"),
    ],
)
def test_a_recto_is_on_the_left_where_books_are_read_from_the_right(
    direction: str, leaf: Leaf, side: Side
) -> None:
    assert side_of(leaf, direction) == side
    assert facing(facing(side)) == side
    assert facing(side_of("recto", direction)) == side_of("verso", direction)
    # The spine is where it was: a right-hand page has it at its left in any script.
    block = PAGE.text_block(side)
    assert block.left == (18 if side == "right" else 36)


def test_boxes_are_nested_as_printers_want_them() -> None:
    """PDF 1.7, 14.11.2: the sheet holds the bleed, which holds the trim."""
    page = replace(PAGE, bleed=Fraction(9), has_marks=True)
    boxes = [page.media_box, page.bleed_box, page.trim_box, page.safe_area]
    for outer, inner in itertools.pairwise(boxes):
        assert outer.left < inner.left < inner.right < outer.right
        assert outer.top < inner.top < inner.bottom < outer.bottom
    assert page.bleed_box.in_pdf(page) == (-9, -9, 225, 297)
    assert page.media_box.in_pdf(page) == (-27, -27, 243, 315)
    assert page.trim_box.in_pdf(page) == (0, 0, 216, 288)


def test_a_page_without_bleed_and_marks_is_its_sheet() -> None:
    page = PAGE
    assert page.media_box == page.bleed_box == page.trim_box
    assert page.paper_edge == 0


def test_pixels_count_from_the_top_and_points_of_a_pdf_from_the_foot() -> None:
    page = PAGE
    block = page.text_block("right")
    assert block.in_pixels() == (24, 32, 216, 320)
    assert block.in_pdf(page) == (18, 24, 180, 264)


def test_words_of_a_planned_page_are_safe_from_the_knife() -> None:
    for theme in theme_names():
        for trim in TRIMS:
            page = plan_page(configured(trim), plan(theme))
            for side in get_args(Side):
                block, safe = page.text_block(side), page.safe_area
                assert safe.left <= block.left < block.right <= safe.right
                assert safe.top <= block.top < block.bottom <= safe.bottom


def test_the_sheet_gives_a_head_the_room_that_the_value_says() -> None:
    sheet = load_sheet("print", "literary")
    head = sheet[sheet.index("@top-center") :]
    share = re.search(r"width:\s*(\d+)%", head)
    assert share is not None
    page = PAGE
    assert page.head_room == page.measure * int(share[1]) / 100


@pytest.mark.slow
def test_weasyprint_lays_out_and_writes_the_boxes_that_the_value_says(
    tmp_path: Path,
) -> None:
    sheet = load_sheet("print", "literary")
    tokens = read_tokens(sheet) | {"--plan-bleed": "12", "--plan-marks": "1"}
    config = configured("6in x 9in")
    page = plan_page(config, tokens)
    declared = "\n".join(declare_tokens(page_tokens(page, config)))
    galley = galley_of(*["<section><p>word</p></section>"] * 2)
    laid_out = lay_out_small(galley, tmp_path, f"{sheet}\n{declared}", page=page)
    with Pdf.open(io.BytesIO(laid_out.merged.content)) as pdf:
        assert pdf.pages
        for written in pdf.pages:
            for name, box in (
                ("/MediaBox", page.media_box),
                ("/BleedBox", page.bleed_box),
                ("/TrimBox", page.trim_box),
            ):
                sides = [float(side) for side in written[name].as_list()]
                assert sides == pytest.approx(box.in_pdf(page), abs=0.01), name
