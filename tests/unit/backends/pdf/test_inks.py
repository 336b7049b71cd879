"""The inks of a print file: what is drawn in which colour, and what it loses."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from bookmaker.backends.pdf.press.inks import Inks
from bookmaker.trade import Ink

RGB = Name.DeviceRGB


def page_of(pdf: Pdf, content: bytes, **resources: pikepdf.Object) -> pikepdf.Object:
    """A page of a file that draws this."""
    page = pdf.add_blank_page(page_size=(100, 100))
    page.obj.Resources = Dictionary({f"/{k}": v for k, v in resources.items()})
    page.obj.Contents = Stream(pdf, content)
    return page.obj


def in_ink(
    content: bytes, ink: Ink = Ink.BLACK, **resources: pikepdf.Object
) -> list[str]:
    """What draws a page afterwards, an instruction a line."""
    with Pdf.new() as pdf:
        page = page_of(pdf, content, **resources)
        return Inks(pdf, ink).page_content(page).decode().split("\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0 0 0 rg", "0 g"),
        ("1 1 1 RG", "1 G"),
        ("1 0 0 rg", "0.299 g"),
        ("0.5 g", "0.5 g"),
        ("/srgb cs 0 0 1 scn", "0.114 g"),
        ("/Pattern cs /p0 scn", "/Pattern cs\n/p0 scn"),
    ],
)
def test_colours_of_shapes_become_greys(before: str, after: str) -> None:
    drawn = in_ink(f"{before} 0 0 9 9 re f".encode())
    assert drawn == [*after.split("\n"), "0 0 9 9 re", "f"]


def test_dark_type_is_solid_black_and_light_type_is_not() -> None:
    drawn = in_ink(
        b"0.1 0.1 0.1 rg BT (a) Tj ET 0.7 0.7 0.7 rg BT (b) Tj ET 0.3 g 0 0 9 9 re f"
    )
    assert [line for line in drawn if line.endswith(" g")] == ["0 g", "0.7 g", "0.3 g"]


def test_a_colour_of_type_and_of_a_shape_stays_a_grey() -> None:
    drawn = in_ink(b"0.3 0.3 0.3 rg BT (a) Tj ET 0 0 9 9 re f")
    assert drawn[0] == "0.3 g"


def test_a_colour_that_is_undone_is_not_that_of_what_follows() -> None:
    drawn = in_ink(b"0.3 0.3 0.3 rg q 0.2 0.2 0.2 rg 0 0 9 9 re f Q BT (a) Tj ET")
    assert [line for line in drawn if line.endswith(" g")] == ["0 g", "0.2 g"]


def test_with_colour_only_greys_are_printed_in_black() -> None:
    drawn = in_ink(b"0.1 0.1 0.1 rg BT (a) Tj ET 1 0 0 rg 0 0 9 9 re f", Ink.COLOUR)
    assert "0 g" in drawn
    assert "1 0 0 rg" in drawn


def test_marks_of_structure_go_and_what_says_text_stays() -> None:
    drawn = in_ink(
        b"/P <</MCID 0>> BDC /Span <</ActualText (ab) /MCID 1>> BDC BT (x) Tj ET EMC"
        b" EMC /Artifact BMC 0 0 9 9 re f EMC"
    )
    text = "\n".join(drawn)
    assert "MCID" not in text
    assert "Artifact" not in text
    assert text.count("BDC") == text.count("EMC") == 1
    assert "ActualText" in text


def test_an_opaque_state_goes_and_a_transparent_one_stays() -> None:
    with Pdf.new() as pdf:
        states = Dictionary(a=Dictionary(ca=1), b=Dictionary(ca=0.5))
        first = page_of(pdf, b"/a gs /b gs 0 0 9 9 re f", ExtGState=states)
        second = page_of(pdf, b"/a gs 0 0 9 9 re f")
        second.Resources = first.Resources
        inks = Inks(pdf, Ink.BLACK)
        drawn = [inks.page_content(page) for page in (first, second)]
        inks.finish()
        assert [b"/a gs" in one for one in drawn] == [False, False]
        assert b"/b gs" in drawn[0]
        assert [*first.Resources.ExtGState.keys()] == ["/b"]


def test_a_group_that_is_opaque_is_plain() -> None:
    with Pdf.new() as pdf:
        group = Dictionary(S=Name.Transparency, CS=RGB)
        form = Stream(pdf, b"1 0 0 rg 0 0 9 9 re f")
        form.Subtype, form.BBox, form.Group = Name.Form, Array([0, 0, 9, 9]), group
        form.Resources = Dictionary()
        page = page_of(pdf, b"/x Do", XObject=Dictionary(x=form))
        Inks(pdf, Ink.BLACK).page_content(page)
        drawn = page.Resources.XObject.x
        assert Name.Group not in drawn
        assert drawn.read_bytes().startswith(b"0.299 g")


def test_a_shading_is_grey_in_all_its_parts() -> None:
    with Pdf.new() as pdf:
        ends = Dictionary(FunctionType=2, N=1, C0=Array([1, 0, 0]), C1=Array([0, 0, 1]))
        whole = Dictionary(FunctionType=3, Functions=Array([ends]))
        shading = Dictionary(ShadingType=2, ColorSpace=RGB, Function=whole)
        page = page_of(pdf, b"/s sh", Shading=Dictionary(s=shading))
        Inks(pdf, Ink.BLACK).page_content(page)
        found = page.Resources.Shading.s
        assert found.ColorSpace == Name.DeviceGray
        part = found.Function.Functions[0]
        assert [float(part.C0[0]), float(part.C1[0])] == [0.299, 0.114]


@pytest.mark.parametrize("ink", list(Ink))
def test_an_image_loses_its_transparency_and_with_black_ink_its_colour(
    ink: Ink,
) -> None:
    with Pdf.new() as pdf:
        mask = Stream(pdf, b"\xff\x00")
        image = Stream(pdf, b"\xff\x00\x00" * 2)
        for one, space in ((mask, Name.DeviceGray), (image, RGB)):
            one.Subtype, one.Width, one.Height = Name.Image, 2, 1
            one.ColorSpace, one.BitsPerComponent = space, 8
        image.SMask = mask
        page = page_of(pdf, b"/x Do", XObject=Dictionary(x=pdf.make_indirect(image)))
        Inks(pdf, ink).page_content(page)
        drawn = page.Resources.XObject.x
        assert Name.SMask not in drawn
        is_grey = ink is Ink.BLACK
        assert drawn.ColorSpace == (Name.DeviceGray if is_grey else RGB)
        expected = b"\x4c\xff" if is_grey else b"\xff\x00\x00\xff\xff\xff"
        assert drawn.read_bytes() == expected, "what is transparent is paper"
