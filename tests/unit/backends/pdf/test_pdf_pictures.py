"""Pictures on paper: their width, what they have too few or too many pixels for."""

from __future__ import annotations

import io
from fractions import Fraction

import pytest
from PIL import Image as Raster

from bookmaker.backends.pdf.pictures import fit_pictures, printed_width
from bookmaker.backends.services import BuildServices
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import Attributes, Figure, Image, Paragraph
from bookmaker.images.rasters import Raster as Facts
from tests.support.epub import workspace_of
from tests.support.geometry import PAGE


def encoded(kind: str, width: int, height: int, mode: str = "RGB") -> bytes:
    target = io.BytesIO()
    Raster.new(mode, (width, height)).save(target, kind)
    return target.getvalue()


def fitted(content: bytes, *figures: Figure) -> tuple[bytes, list[Diagnostic]]:
    diagnostics = Diagnostics()
    chapter = Division(DivisionKind.CHAPTER, blocks=figures)
    book = Book(Metadata("Tides"), body=(chapter,))
    workspace = workspace_of(a_png=content)
    after = fit_pictures(book, workspace, PAGE, diagnostics, BuildServices())
    return after.read("a.png"), list(diagnostics)


def figure(**size: str) -> Figure:
    return Figure(Image("a.png", "A"), attributes=Attributes(pairs=tuple(size.items())))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ({}, 75),  # a hundred pixels as CSS counts them
        ({"width": "50%"}, 144),
        ({"width": "2in"}, 144),
        ({"width": "12em"}, 120),
        ({"height": "36pt"}, 72),
        ({"width": "300%"}, 288),  # no wider than the measure
        ({"width": "nonsense"}, 75),
    ],
)
def test_the_printed_width(size: dict[str, str], expected: int) -> None:
    attributes = Attributes(pairs=tuple(size.items()))
    facts = Facts(100, 50, is_ink=False)
    assert printed_width(attributes, facts, PAGE, is_figure=True) == expected


def test_a_tall_figure_is_as_high_as_the_page_lets_it_be() -> None:
    tall = Facts(100, 1000, is_ink=False)
    size = Attributes(pairs=(("width", "100%"),))
    assert printed_width(size, tall, PAGE, is_figure=True) == Fraction(448, 10)
    assert printed_width(size, tall, PAGE, is_figure=False) == 288


def test_a_coarse_picture_is_reported_with_its_largest_honest_width() -> None:
    content = encoded("PNG", 600, 400)
    same, (found,) = fitted(content, figure(width="100%"), figure(width="3in"))
    assert same == content
    assert found.message() == "“a.png” is printed 101 mm wide with 150 pixels per inch"
    assert found.help() == (
        "make it at most 50 mm wide (`width=50mm`), or use one that is 1200 pixels wide"
    )


def test_a_sign_in_the_line_is_not_judged() -> None:
    assert fitted(encoded("PNG", 20, 20), figure())[1] == []


def test_paper_gets_no_more_pixels_than_it_can_show() -> None:
    content = encoded("PNG", 1300, 650)
    drawn, found = fitted(content, figure(width="2in"), figure(width="1in"))
    assert (Raster.open(io.BytesIO(drawn)).size, found) == ((1200, 600), [])


@pytest.mark.parametrize(("kind", "mode"), [("TIFF", "RGB"), ("JPEG", "CMYK")])
def test_what_pdf_a_does_not_take_is_redrawn(kind: str, mode: str) -> None:
    drawn, _found = fitted(encoded(kind, 900, 600, mode), figure(width="2in"))
    picture = Raster.open(io.BytesIO(drawn))
    assert picture.format in {"PNG", "JPEG"}
    assert (picture.mode, picture.size) == ("RGB", (900, 600))


def test_a_drawing_has_no_pixels() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="12"/>'
    assert fitted(svg, figure(width="100%")) == (svg, [])


def test_a_picture_in_a_line_keeps_its_own_size() -> None:
    image = Image("a.png", "A", attributes=Attributes(pairs=(("width", "1in"),)))
    chapter = Division(DivisionKind.CHAPTER, blocks=(Paragraph((image,)),))
    book = Book(Metadata("Tides"), body=(chapter,))
    diagnostics = Diagnostics()
    workspace = workspace_of(a_png=encoded("PNG", 150, 100))
    fit_pictures(book, workspace, PAGE, diagnostics, BuildServices())
    assert [problem.code for problem in diagnostics] == ["P010"]
