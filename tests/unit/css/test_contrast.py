"""The colours of code can be read: WCAG 2.2, 1.4.3, asks for 4.5 to 1."""

from __future__ import annotations

import re

import pytest

from bookmaker.css.bundle import Edition, load_sheet
from bookmaker.css.locate import theme_names

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"(?:^|[;\s])(color|background):\s*#([0-9a-f]{3}|[0-9a-f]{6})\b")
_LEAST = 4.5


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    full = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def said_of(sheet: str, wanted: str) -> dict[str, dict[str, str]]:
    """The colours that a sheet gives to classes whose name begins with `wanted`."""
    found: dict[str, dict[str, str]] = {}
    for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)):
        for selector in selectors.split(","):
            if wanted in selector:
                given = dict(_COLOUR.findall(body))
                found.setdefault(selector.strip(), {}).update(given)
    return found


def without_comments(sheet: str) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)


def test_the_measure_is_that_of_the_standard() -> None:
    assert contrast("000", "ffffff") == pytest.approx(21)
    assert contrast("767676", "fff") == pytest.approx(4.54, abs=0.01)


_NIGHT = re.compile(
    r"@media \(prefers-color-scheme: dark\)\s*\{((?:[^{}]*\{[^{}]*\})*)\s*\}"
)
_PAPERS = ("ffffff", "fbf0d9", "5a5a5a", "1e1e1e", "000000")
"""What reading systems put letters on: white, sepia, greys, black."""
_INKS = ("000000", "2b2b2b", "ffffff", "d0d0d0")


@pytest.mark.sampled(2)
@pytest.mark.parametrize("theme", theme_names())
def test_coloured_code_has_contrast_at_night(theme: str) -> None:
    (night,) = _NIGHT.findall(without_comments(load_sheet("epub", theme)))
    (ground,) = said_of(night, "pre.listing.highlighted").values()
    assert contrast(ground["color"], ground["background"]) >= _LEAST
    letters = said_of(night, ".code-")
    by_day = said_of(
        _NIGHT.sub("", without_comments(load_sheet("epub", theme))), ".code-"
    )
    assert {name.split()[-1] for name in letters} == set(by_day)
    for selector, said in letters.items():
        assert contrast(said["color"], ground["background"]) >= _LEAST, selector


@pytest.mark.sampled(2)
@pytest.mark.parametrize("theme", theme_names())
def test_a_listing_without_colours_keeps_the_systems_own(theme: str) -> None:
    """A ground so thin that letters which can be read beside it can be read on it."""
    sheet = _NIGHT.sub("", without_comments(load_sheet("epub", theme)))
    grounds = [
        body.rpartition("background:")[2].partition(";")[0].strip()
        for selectors, body in _RULE.findall(sheet)
        if "background:" in body
        for selector in selectors.split(",")
        if selector.strip() == "pre.listing"
    ]
    assert grounds[-1] == "rgba(127, 127, 127, 0.12)", "the last rule of equal weight"
    assert not [s for s in said_of(sheet, "pre.listing").values() if "color" in s][1:]
    for paper in _PAPERS:
        ground = mixed("7f7f7f", paper, 0.12)
        for ink in _INKS:
            if contrast(ink, paper) >= 7:
                assert contrast(ink, ground) >= _LEAST
    for selector in (".line-number", ".turnover"):
        rules = [b for s, b in _RULE.findall(sheet) if selector in s and "color" in b]
        assert "color: inherit" in rules[-1]


def mixed(above: str, below: str, share: float) -> str:
    pairs = zip(bytes.fromhex(above), bytes.fromhex(below), strict=True)
    return bytes(round(a * share + b * (1 - share)) for a, b in pairs).hex()


@pytest.mark.sampled
@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize("theme", theme_names())
def test_code_has_contrast_in_every_theme_and_edition(
    theme: str, edition: Edition
) -> None:
    sheet = _NIGHT.sub("", without_comments(load_sheet(edition, theme)))
    grounds = said_of(sheet, ".highlighted")
    assert grounds
    letters = {
        selector: said["color"]
        for wanted in (".code-", ".line-number", ".turnover")
        for selector, said in said_of(sheet, wanted).items()
        if "color" in said
    }
    assert len(letters) >= 9
    for said in grounds.values():
        ground = said["background"]
        assert contrast(said["color"], ground) >= _LEAST
        for selector, colour in letters.items():
            assert contrast(colour, ground) >= _LEAST, selector
