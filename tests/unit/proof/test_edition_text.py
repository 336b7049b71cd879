"""What a file says is read page by page, in any order, from a file opened once."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from bookmaker.proof.edition_text import Band, PdfText, page_texts


def pdf_of(*texts: str) -> bytes:
    """A page of A6 for each text, set in one line of Helvetica."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
    )
    for text in texts:
        page = pdf.add_blank_page(page_size=(298, 420))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(
            f"BT /F 10 Tf 36 200 Td ({text}) Tj ET".encode()
        )
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


TIDES = ("The tide was out.", "The pier stood dry.", "Nobody came by.")


def test_pages_are_read_in_the_order_that_is_asked_for() -> None:
    assert page_texts(pdf_of(*TIDES)) == TIDES
    with PdfText(pdf_of(*TIDES)) as text:
        assert text.of_pages(pages=(2, 0)) == (TIDES[2], TIDES[0])
        assert text.of_pages(pages=(1,)) == (TIDES[1],)


def test_a_file_is_opened_once_for_all_its_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = []
    real = pypdfium2.PdfDocument

    def count(content: bytes) -> pypdfium2.PdfDocument:
        opened.append(real(content))
        return opened[-1]

    monkeypatch.setattr(pypdfium2, "PdfDocument", count)
    with PdfText(pdf_of(*TIDES)) as text:
        assert opened == []
        for number in range(3):
            text.of_pages(pages=(number,))
    assert len(opened) == 1
    assert opened[0].raw is None


def test_a_file_that_nobody_asks_about_is_not_opened() -> None:
    with PdfText(b"no PDF at all"):
        pass


def test_characters_near_an_edge_are_those_that_could_reach_it() -> None:
    edges = (30.0, 0.0, 298.0, 420.0)
    everywhere = Band(bottom=float("-inf"), top=float("inf"))
    with PdfText(pdf_of(TIDES[0])) as text:
        whole = text.characters(everywhere, 0)
        near = text.characters(everywhere, 0, near=edges)
    reach = 3 * whole[0].size
    assert near == tuple(one for one in whole if one.box[0] - edges[0] <= reach)
    assert 0 < len(near) < len(whole)


def _strings_at(*shown: tuple[float, float, str]) -> bytes:
    """A page of 300 by 400 points with strings in Helvetica, 10 points."""
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 400)).obj
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        content = " ".join(
            f"BT /F 10 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET" for x, y, words in shown
        )
        page.Contents = pikepdf.Stream(pdf, content.encode())
        pdf.save(target)
    return target.getvalue()


LINE = "the whole tide came in over the flats that night"


@pytest.mark.parametrize("odd", [(4, 200, "Q"), (290, 240, "Q"), (150, 2, "Q")])
@pytest.mark.parametrize("place", [0, 1, 3, 5])
def test_a_letter_near_an_edge_is_found_between_lines_that_are_not(
    odd: tuple[float, float, str], place: int
) -> None:
    lines = [(60.0, 300.0 - 12 * n, LINE[: 30 - n]) for n in range(5)]
    everywhere = Band(bottom=float("-inf"), top=float("inf"))
    with PdfText(_strings_at(*lines[:place], odd, *lines[place:])) as text:
        found = text.characters(everywhere, 0, near=(20, 20, 280, 380))
    assert [one.text for one in found] == ["Q"]


def test_what_is_beyond_the_edge_of_a_page_is_left_out_unless_it_is_asked_for() -> None:
    narrow = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of(TIDES[0]))) as pdf:
        pdf.pages[0].mediabox = pikepdf.Rectangle(0, 0, 60, 420)
        pdf.save(narrow)
    everywhere = Band(bottom=0, top=420)
    with PdfText(narrow.getvalue()) as text:
        for [clipped] in (
            page_texts(narrow.getvalue()),
            page_texts(narrow.getvalue(), everywhere),
            text.of_pages(),
            text.of_pages(everywhere),
        ):
            assert TIDES[0].startswith(clipped)
            assert 0 < len(clipped) < len(TIDES[0])
        assert text.of_pages(is_clipped=False) == (TIDES[0],)
    assert page_texts(narrow.getvalue(), is_clipped=False) == (TIDES[0],)
    assert page_texts(narrow.getvalue(), everywhere, is_clipped=False) == (TIDES[0],)


def test_a_band_leaves_out_the_lines_above_and_below_it() -> None:
    page = pdf_of(TIDES[0])
    assert page_texts(page, Band(bottom=190, top=210)) == (TIDES[0],)
    assert page_texts(page, Band(bottom=230, top=400)) == ("",)
    assert page_texts(page, Band(bottom=0, top=190)) == ("",)
