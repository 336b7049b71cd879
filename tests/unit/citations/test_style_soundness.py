"""Styles that would never end are refused before they are used."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

import bookmaker.citations
from bookmaker.citations.citeproc_adapter import Citer
from bookmaker.citations.style_soundness import BrokenStyleError, check_style
from bookmaker.document.book import Source

STYLES = Path(bookmaker.citations.__file__).parent / "styles"


def style_of(macros: str, layout: str = '<text macro="a"/>') -> bytes:
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        "<info><title>x</title><id>x</id><updated>2020-01-01T00:00:00Z</updated></info>"
        f"{macros}<citation><layout>{layout}</layout></citation></style>"
    ).encode()


def macro(name: str, *called: str) -> str:
    calls = "".join(f'<text macro="{other}"/>' for other in called)
    return f'<macro name="{name}">{calls}</macro>'


ENDLESS = {
    "itself": macro("a", "a"),
    "each other": macro("a", "b") + macro("b", "a"),
    "one that is not used": macro("a") + macro("b", "b"),
    "by way of a condition": '<macro name="a"><choose><if type="book">'
    '<text macro="a"/></if></choose></macro>',
    "a long way down": "".join(macro(f"m{n}", f"m{n + 1}") for n in range(300))
    + macro("a", "m0"),
    "copies of copies": "".join(
        macro(f"m{n}", f"m{n + 1}", f"m{n + 1}") for n in range(30)
    ),
}


@pytest.mark.parametrize("macros", ENDLESS.values(), ids=ENDLESS)
def test_macros_that_would_not_end_are_refused(macros: str) -> None:
    with pytest.raises(BrokenStyleError, match=r"^(has|writes)"):
        check_style(style_of(macros))


def test_elements_nested_without_end_are_refused() -> None:
    deep = "<group>" * 5_000 + "</group>" * 5_000
    for style in (style_of(macro("a") + deep), style_of("", deep)):
        with pytest.raises(BrokenStyleError, match="nests deeper than 50"):
            check_style(style)


@pytest.mark.parametrize(
    "file", sorted(STYLES.glob("*.csl")), ids=lambda file: file.name
)
def test_styles_that_come_with_bookmaker_are_sound(file: Path) -> None:
    check_style(file.read_bytes())


ODD = {
    "no style": b"<x/>",
    "no citation": style_of("").replace(b"citation", b"quotation"),
    "an unknown encoding": b'<?xml version="1.0" encoding="utf-9"?>' + style_of(""),
    "an encoding of two bytes": b'<?xml version="1.0" encoding="shift_jis"?>'
    + style_of(""),
    "cut short": style_of("")[:-9],
    "an unknown macro": style_of("", '<text macro="gone"/>'),
    "an unknown term": style_of("", '<text term="gone"/>'),
    "a number without a form": style_of("", '<number variable="x" form="y"/>'),
    "names without names": style_of("", "<names/>"),
    "a date without parts": style_of("", '<date variable="issued" form="z"/>'),
    "a condition without a case": style_of("", "<choose><else-if/></choose>"),
}


@pytest.mark.parametrize("style", ODD.values(), ids=ODD)
def test_what_citeproc_fails_on_is_a_broken_style(style: bytes) -> None:
    source = Source("a", '{"type": "book", "title": "A"}')
    with contextlib.suppress(BrokenStyleError):  # what else is raised fails
        citer = Citer(style, [source], "en")
        citer.cite("a", ("page", "3"))
        citer.bibliography()
