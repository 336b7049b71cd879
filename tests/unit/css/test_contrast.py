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


def test_the_measure_is_that_of_the_standard() -> None:
    assert contrast("000", "ffffff") == pytest.approx(21)
    assert contrast("767676", "fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize("theme", theme_names())
def test_code_has_contrast_in_every_theme_and_edition(
    theme: str, edition: Edition
) -> None:
    sheet = load_sheet(edition, theme)
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
