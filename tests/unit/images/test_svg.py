"""SVG made safe."""

from __future__ import annotations

import pytest

from bookmaker.images.svg import clean_svg

_NAMES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
)


def cleaned(inner: str, attributes: str = "") -> tuple[str, tuple[str, ...]]:
    svg, removed = clean_svg(f"<svg {_NAMES} {attributes}>{inner}</svg>".encode())
    return svg.decode(), removed


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<image href="https://example.org/a.png"/>',
        '<use href="other.svg#a"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<a href="http://example.org../"><text>x</text></a>',
        '<a xlink:href="https://example.org:PORT/"><text>x</text></a>',
        '<rect style="fill: url(https://example.org/a.svg#b)"/>',
        "<style>@import url(https://example.org/a.css);</style>",
        '<rect><set attributeName="href" to="https://example.org/"/></rect>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
    ],
)
def test_what_acts_or_reaches_out_goes_and_is_reported(inner: str) -> None:
    svg, removed = cleaned(inner)
    assert removed
    for forbidden in ("alert", "example.org", "passwd", "other.svg", "script", "+xml;"):
        assert forbidden not in svg


def test_what_stays_within_the_drawing_stays() -> None:
    inner = (
        '<defs><path id="a" d="M0 0"/></defs><use xlink:href="#a" fill="url(#a)"/>'
        '<image href="data:image/png;base64,AAAA"/>'
        '<a href="https://example.org/"><text>out</text></a>'
    )
    svg, removed = cleaned(inner)
    assert removed == ()
    assert 'xlink:href="#a"' in svg
    assert "data:image/png" in svg
    assert 'href="https://example.org/"' in svg


def test_words_behind_a_script_are_not_lost() -> None:
    svg, _ = cleaned("<text>a<tspan>b</tspan><script>x</script>c</text>")
    assert "<tspan>b</tspan>c" in svg


def test_what_drawing_programs_leave_goes_without_a_word() -> None:
    svg, removed = cleaned(
        '<!-- made by --><metadata>x</metadata><g inkscape:label="one"/>'
    )
    assert removed == ()
    assert "inkscape" not in svg
    assert "metadata" not in svg


def test_letters_of_any_case_stay_in_names_that_need_them() -> None:
    svg, _ = cleaned("", 'viewBox="0 0 1 1"')
    assert 'viewBox="0 0 1 1"' in svg


@pytest.mark.parametrize(
    ("older", "todays"),
    [
        (
            '<font face="Arial" color="red" size="3">Low</font>',
            '<span style="font-family: Arial; color: red;">Low</span>',
        ),
        (
            '<center style="font-size: 9px">Low</center>',
            '<div style="font-size: 9px">Low</div>',
        ),
        ('<div align="right">Low</div>', '<div style="text-align: right;">Low</div>'),
        ('<font color="a;b">Low</font>', "<span>Low</span>"),
    ],
)
def test_older_html_in_a_drawing_is_written_in_that_of_epub_3(
    older: str, todays: str
) -> None:
    svg, removed = cleaned(
        '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">'
        f"{older}</div></foreignObject>"
    )
    assert todays in svg
    assert removed == ()
