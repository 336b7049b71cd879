"""What is kept of the lines that WeasyPrint draws, page by page."""

from __future__ import annotations

import pytest
import weasyprint

from bookmaker.backends.pdf.drawn_text import keep_drawn_text
from bookmaker.backends.pdf.facts import DrawnPage

SHEET = "@page { size: 200pt 100pt; margin: 20pt } p { margin: 0 }"


def drawn_pages(markup: str, sheet: str = "") -> tuple[DrawnPage, ...]:
    """What is kept of the pages of a body."""
    kept = keep_drawn_text(weasyprint)
    kept.begin()
    found: list[DrawnPage] = []
    html = weasyprint.HTML(string=f"<body>{markup}")
    html.write_pdf(
        stylesheets=[weasyprint.CSS(string=SHEET + sheet)],
        finisher=lambda _document, pdf: found.extend(kept.pages(pdf)),
    )
    return tuple(found)


def drawn(markup: str, sheet: str = "") -> list[str]:
    """The texts of the pages, on one line each."""
    return [page.text.replace("\n", "") for page in drawn_pages(markup, sheet)]


@pytest.mark.slow
def test_lines_are_kept_in_the_order_that_they_are_read_in() -> None:
    text = "הוא אמר ואז הלך אל הים<sup>1</sup> ואל <i>the pier</i> (הגדול)"
    plain = text.replace("<sup>", "").replace("</sup>", "")
    plain = plain.replace("<i>", "").replace("</i>", "")
    (said,) = drawn(f'<p dir="rtl" style="direction: rtl">{text}')
    assert said.replace(" ", "") == plain.replace(" ", "")


def test_each_page_has_its_own() -> None:
    assert drawn("<p>One<p style='break-before: page'>Two") == ["One", "Two"]


@pytest.mark.slow
def test_a_divided_word_has_its_hyphen_and_nothing_twice() -> None:
    (said,) = drawn(
        "<p lang=en>incomprehensibilities", "p { width: 60pt; hyphens: auto }"
    )
    assert said.replace("\u2010", "") == "incomprehensibilities"


@pytest.mark.parametrize(
    "style",
    ["display: none", "visibility: hidden", "font-size: 0", "transform: scale(0)"],
)
def test_what_is_not_drawn_is_not_kept(style: str) -> None:
    assert drawn(f"<p>One<p style='{style}'>Two") == ["One"]


def test_words_in_drawings_are_kept_where_they_are_drawn() -> None:
    drawing = "<svg width=50 height=20><text x=1 y=9>Tide</text></svg>"
    assert drawn(f"<p>One{drawing}two") == ["OnetwoTide"]


@pytest.mark.parametrize(
    "style",
    [
        "position: relative",
        "opacity: 0.5",
        "overflow: hidden",
        "transform: rotate(9deg)",
        "position: absolute",
        "float: left; position: relative",
    ],
)
def test_what_is_drawn_last_is_kept_where_it_is_written_too(style: str) -> None:
    (page,) = drawn_pages(f"<p>One<p style='{style}'>Two<p>Three")
    assert page.text.split() == ["One", "Three", "Two"]
    assert page.as_written.split() == ["One", "Two", "Three"]


def test_what_is_drawn_as_it_is_written_is_kept_once() -> None:
    assert [page.as_written for page in drawn_pages("<p>One<p>Two <i>three</i>")] == [
        ""
    ]


def test_equal_pages_have_equal_digests_and_others_have_not() -> None:
    one, two, other = drawn_pages(
        "<style>p + p { break-before: page }</style><p>One<p>One<p>Ono"
    )
    assert one.content != other.content
    assert drawn_pages("<p>One")[0].content == drawn_pages("<p>One")[0].content
    assert one.text == two.text
