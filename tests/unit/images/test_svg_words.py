"""The words of drawings: painted, in HTML, or never to be seen."""

from __future__ import annotations

import pytest

from bookmaker.images.kinds import parse_svg
from bookmaker.images.svg_words import drawn_words, printable


def drawing(parts: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"'
        f' xmlns:xlink="http://www.w3.org/1999/xlink">{parts}</svg>'
    ).encode()


def html(words: str) -> str:
    div = f'<div xmlns="http://www.w3.org/1999/xhtml">{words}</div>'
    return f'<foreignObject width="70" height="26">{div}</foreignObject>'


@pytest.mark.parametrize(
    ("parts", "painted"),
    [
        ("<text>Quay</text>", "Quay"),
        ("<text>One <tspan>two</tspan> three</text>", "One two three"),
        ("<a href='https://x.y'><text>Quay</text></a>", "Quay"),
        ("<text><a href='#b'>Quay</a> side</text>", "Quay side"),
        ("<text><textPath href='#p'>Along</textPath></text>", "Along"),
        ("<svg><g><text>Quay</text></g></svg>", "Quay"),
        ("<defs><text id='a'>Q</text></defs>", ""),
        ("<defs><text id='a'>Q</text></defs><use href='#a'/>", "Q"),
        ("<defs><text id='a'>Q</text></defs>" + "<use xlink:href='#a'/>" * 2, "Q Q"),
        ("<symbol id='a'><text>Q</text></symbol>", ""),
        ("<symbol id='a'><text>Q</text></symbol><use href='#a'/>", "Q"),
        ("<use id='a' href='#a'/><text>Q</text>", "Q"),
        ("<use href='#gone'/><text>Q</text>", "Q"),
        ("<marker><text>Q</text></marker>", ""),
        ("<text>Q<title>not drawn</title></text>", "Q"),
        ("<text fill='url(#g)'>Q</text>", "Q"),
        ("<text fill='none' stroke='black'>Q</text>", "Q"),
        ("<text fill='none' stroke='black' stroke-width='0'>Q</text>", ""),
        ("<text fill='none'>Q</text>", ""),
        ("<text fill='transparent'>Q</text>", ""),
        ("<text fill='rgba(9,9,9,0)'>Q</text>", ""),
        ("<text fill-opacity='0%'>Q</text>", ""),
        ("<text style='opacity:0.0'>Q</text>", ""),
        ("<text opacity='.02'>Q</text>", "Q"),
        ("<text font-size='0'>Q</text>", ""),
        ("<g fill='none'><text>Q <tspan fill='red'>R</tspan></text></g>", "R"),
        ("<g display='none'><text display='inline'>Q</text></g>", ""),
        ("<g visibility='hidden'><text visibility='visible'>Q</text></g>", "Q"),
        ("<g visibility='collapse'><text visibility='inherit'>Q</text></g>", ""),
        ("<g opacity='0'><text opacity='1'>Q</text></g>", ""),
        ("<style>.a{display:none}</style><text class='a'>Q</text>", ""),
        ("<style>g text{fill:none}</style><g><text>Q</text></g><text>R</text>", "R"),
        ("<style>:nonsense(x){fill:none}</style><text>Q</text>", "Q"),
        ("<style>text{fill:none}</style><text style='fill:red'>Q</text>", "Q"),
        (
            "<switch><text systemLanguage='de'>D</text>"
            "<text systemLanguage='fr, en-GB'>E</text><text>F</text></switch>",
            "E",
        ),
        ("<switch><g requiredExtensions='x:y'/><text>F</text></switch>", "F"),
        ("<switch><text systemLanguage='de'>D</text></switch>", ""),
    ],
)
def test_words_are_painted_as_browsers_paint_them(parts: str, painted: str) -> None:
    found = drawn_words(drawing(parts), "en-US")
    assert found.painted.strip() == painted
    assert found.in_html == []


def test_words_that_are_never_painted_are_taken_from_the_printed_drawing() -> None:
    parts = (
        "<text fill='none'>A</text><g opacity='0'><text>B</text></g><text>C</text>"
        "<switch><text systemLanguage='de'>D</text><text>E</text></switch>"
    )
    printed, words = printable(drawing(parts), "en")
    assert "".join(parse_svg(printed).itertext()) == "CE"
    assert words.painted.split() == ["C", "E"]
    assert sorted(words.elsewhere.split()) == ["A", "B", "D"]


def test_a_drawing_that_shows_all_is_printed_as_it_is() -> None:
    content = drawing("<defs><text id='a'>Q</text></defs><use href='#a'/>")
    assert printable(content, "en")[0] is content


@pytest.mark.parametrize(
    ("parts", "in_html"),
    [
        (html("Quay <b>side</b>"), ["Quay side"]),
        (f"<g>{html('One')}{html('Two')}</g>", ["One", "Two"]),
        (html("<img src='data:image/png;base64,'/>"), ["<img>"]),
        (html(" \n"), []),
        (f"<g style='display:none'>{html('Quay')}</g>", []),
        (f"<defs>{html('Quay')}</defs>", []),
        (f"<symbol id='a'>{html('Quay')}</symbol><use href='#a'/>", ["Quay"]),
        (f"<switch>{html('Quay side')}<text>Quay side</text></switch>", []),
        (
            f"<switch>{html('Quay<br/>side')}<g><text>Quay</text><text>side</text></g></switch>",
            [],
        ),
        (
            f"<switch>{html('A long label')}<text>A long...</text></switch>",
            ["A long label"],
        ),
        (
            f"<switch><g>{html('Quay')}</g><text>Cannot be shown</text></switch>",
            ["Quay"],
        ),
        (f"<switch>{html('Quay')}</switch>", ["Quay"]),
    ],
)
def test_words_in_html_are_named_where_no_text_says_them(
    parts: str, in_html: list[str]
) -> None:
    assert printable(drawing(parts), "en")[1].in_html == in_html
