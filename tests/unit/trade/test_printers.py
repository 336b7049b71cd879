"""The files of printers: their shape, and what is asked of them."""

from __future__ import annotations

import datetime
import itertools
import tomllib

import pytest

from bookmaker.config.values import SIZE_BY_TRIM_NAME, parse_trim
from bookmaker.trade import (
    FOLDER,
    GENERIC,
    Basis,
    Feature,
    Ink,
    PageSide,
    printer_names,
    printer_of,
)
from bookmaker.units import Length

NAMES = printer_names()
_EVIDENCE = {"basis", "source", "verified-on"}
_KEYS = {
    "trims": {"widths", "heights", "sizes"},
    "pages": {"multiple", "ends-blank"},
    "gutters": {"inner-margins"},
    "margins": {"outer", "outer-with-bleed"},
    "bleed": {"width", "sides"},
    "images": {"least-per-inch", "most-per-inch"},
    "colours": {"allowed"},
    "file": {"forbidden", "most-megabytes"},
    "spine-text": {"least-pages", "safe"},
    "cover": {"bleed", "safe", "colours"},
    "barcode": {"width", "height", "from-edges"},
    "standard": {"name", "condition", "most-ink"},
}


def size(text: str) -> tuple[Length, Length]:
    """A trim that there is."""
    found = parse_trim(text)
    assert found is not None
    return found


def test_the_printers_of_the_trade_have_files() -> None:
    assert set(NAMES) == {"kdp", "ingram", "lulu", GENERIC}
    assert NAMES[-1] == GENERIC
    with pytest.raises(KeyError):
        printer_of("gutenberg")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_has_no_key_that_nobody_reads(name: str) -> None:
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    for key, known in _KEYS.items():
        assert table[key].keys() <= known | _EVIDENCE, key
    for paper in table["papers"]:
        assert paper.keys() <= {"name", "ink", "least", "most"} | _EVIDENCE
    for spine in table["spines"]:
        known = {"papers", "page", "pages-in-an-inch", "binding"}
        assert spine.keys() <= known | _EVIDENCE


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_says_what_it_rests_on(name: str) -> None:
    printer = printer_of(name)
    assert printer.evidence.keys() >= _KEYS.keys()
    for key, evidence in printer.evidence.items():
        is_address = evidence.source.startswith("https://")
        assert is_address is (evidence.basis is not Basis.ASSUMED), key
        assert evidence.source, key
        assert datetime.date(2026, 1, 1) <= evidence.verified_on, key


@pytest.mark.parametrize("name", NAMES)
def test_inner_margins_grow_with_the_pages(name: str) -> None:
    printer = printer_of(name)
    for thin, thick in itertools.pairwise(printer.gutters):
        assert thin.margin < thick.margin
        assert thin.most is not None
        assert thick.most is None or thin.most < thick.most
        assert printer.inner_margin(thin.most) == thin.margin
        assert printer.inner_margin(thin.most + 1) == thick.margin
    assert printer.inner_margin(100_000) == printer.gutters[-1].margin


@pytest.mark.parametrize("name", NAMES)
def test_limits_make_sense(name: str) -> None:
    printer = printer_of(name)
    for ink in Ink:
        assert any(paper.ink is ink for paper in printer.papers)
        least, most = printer.page_limits(ink)
        assert least is None or most is None or least < most
    assert printer.outer <= printer.outer_with_bleed
    assert PageSide.OUTER in printer.bleed_sides
    assert printer.least_per_inch < (printer.most_per_inch or 10_000)
    assert printer.multiple in (1, 2, 4)
    assert printer.offers(*size("6in x 9in"))


def test_limits_are_those_of_the_roomiest_paper() -> None:
    assert printer_of("kdp").page_limits(Ink.BLACK) == (24, 828)
    assert printer_of("ingram").page_limits(Ink.BLACK) == (18, None)
    assert printer_of(GENERIC).page_limits(Ink.COLOUR) == (None, None)


def test_a_printer_offers_sizes_or_all_within_limits() -> None:
    kdp, lulu = printer_of("kdp"), printer_of("lulu")
    assert kdp.offers(*size("111mm x 178mm"))
    assert not kdp.offers(*size("A6")), "less high than six inches"
    assert lulu.offers(*size("mass-market")), "6.87 inches are 6.875"
    assert lulu.offers(*size("152.4mm x 228.6mm"))
    assert not lulu.offers(*size("150mm x 220mm"))
    assert all(printer_of(GENERIC).offers(*size(n)) for n in SIZE_BY_TRIM_NAME)


def test_only_printers_that_say_so_forbid_metadata() -> None:
    forbids = [n for n in NAMES if Feature.METADATA in printer_of(n).forbidden]
    assert forbids == ["kdp"]
