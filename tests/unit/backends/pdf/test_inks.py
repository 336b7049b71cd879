"""The inks of a print file: what is drawn in which colour, and what it loses."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

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


class Halves:
    """A separation that is easy to tell: half the levels, and a black of a tenth."""

    def inks_of(self, levels: tuple[float, ...]) -> tuple[float, ...]:
        """The inks of a colour."""
        return (*(level / 2 for level in levels), 0.1)

    def separated(self, picture: Image.Image) -> Image.Image:
        """A picture of one ink."""
        return Image.new("CMYK", picture.size, (200, 0, 0, 0))


def separated(content: bytes, **resources: pikepdf.Object) -> list[str]:
    """What draws a page in four inks afterwards."""
    with Pdf.new() as pdf:
        page = page_of(pdf, content, **resources)
        inks = Inks(pdf, Ink.COLOUR, Halves())
        return inks.page_content(page).decode().split("\n")


def test_with_a_separation_colours_are_four_inks_and_greys_black() -> None:
    drawn = separated(
        b"/srgb cs 1 0 0.5 scn 0 0 9 9 re f 0 1 0 RG 0 0 9 9 re S"
        b" 0.1 0.1 0.1 rg BT (a) Tj ET 0.7 g 0 0 9 9 re f"
    )
    colours = [line for line in drawn if line.split()[-1] in ("k", "K", "g")]
    assert colours == ["0.5 0 0.25 0.1 k", "0 0.5 0 0.1 K", "0 g", "0.7 g"]
    assert not any(line.split()[-1] in ("rg", "RG", "cs", "scn") for line in drawn)


def test_with_a_separation_colours_that_go_over_are_inks_in_all_parts() -> None:
    with Pdf.new() as pdf:
        ends = Dictionary(FunctionType=2, N=1, C0=Array([1, 0, 0]), C1=Array([1, 1, 1]))
        shading = Dictionary(ShadingType=2, ColorSpace=RGB, Function=ends)
        page = page_of(pdf, b"/s sh", Shading=Dictionary(s=shading))
        Inks(pdf, Ink.COLOUR, Halves()).page_content(page)
        found = page.Resources.Shading.s
        assert found.ColorSpace == Name.DeviceCMYK
        assert [float(ink) for ink in found.Function.C0] == [0.5, 0, 0, 0.1]
        assert [float(ink) for ink in found.Function.C1] == [0, 0, 0, 0]


@pytest.mark.parametrize("is_photograph", [False, True])
def test_with_a_separation_an_image_is_four_inks_and_a_grey_one_stays(
    *, is_photograph: bool
) -> None:
    with Pdf.new() as pdf:
        content = io.BytesIO()
        Image.new("RGB", (8, 8), "red").save(content, "JPEG")
        data = content.getvalue() if is_photograph else bytes(8 * 8 * 3)
        coloured = Stream(pdf, data)
        if is_photograph:
            coloured.Filter = Name.DCTDecode
        grey = Stream(pdf, bytes(8 * 8))
        for image, space in ((coloured, RGB), (grey, Name.DeviceGray)):
            image.Subtype, image.ColorSpace = Name.Image, space
            image.Width = image.Height = 8
            image.BitsPerComponent = 8
        page = page_of(pdf, b"/c Do /g Do", XObject=Dictionary(c=coloured, g=grey))
        Inks(pdf, Ink.COLOUR, Halves()).page_content(page)
        found = page.Resources.XObject
        assert found.g.ColorSpace == Name.DeviceGray
        assert found.c.ColorSpace == Name.DeviceCMYK
        whole = io.BytesIO()
        pdf.save(whole)
    with pypdfium2.PdfDocument(whole.getvalue()) as read:
        image = next(iter(read[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])))
        red, green, blue = image.get_bitmap().to_pil().convert("RGB").getpixel((4, 4))
    assert red < min(green, blue), "cyan is printed, and no other ink"


def test_what_is_not_opaque_is_known() -> None:
    for value, expected in ((1, False), (0.5, True)):
        with Pdf.new() as pdf:
            states = Dictionary(a=Dictionary(ca=value))
            inks = Inks(pdf, Ink.BLACK)
            inks.page_content(page_of(pdf, b"/a gs 0 0 9 9 re f", ExtGState=states))
            assert inks.has_transparency is expected


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
