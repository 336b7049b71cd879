"""A small PDF may ask for endless work: each way is met by a limit and a problem."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from bookmaker.validators import limits
from bookmaker.validators.drawn_fonts import know_font
from bookmaker.validators.pdf_syntax import check_syntax
from tests.support.press_pdf import codes, draw, found_in, page_of, sound, written

MIB = 1024 * 1024


def broken(change: Callable[[Pdf], None]) -> bytes:
    """A sound file, changed."""
    with sound() as pdf:
        change(pdf)
        return written(pdf)


def form(pdf: Pdf, content: bytes, inner: Object | None = None) -> Object:
    """A form that may draw another, `/F`."""
    forms = Dictionary() if inner is None else Dictionary(F=inner)
    return pdf.make_indirect(
        Stream(
            pdf,
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 400, 600],
            Resources=Dictionary(XObject=forms),
        )
    )


def draw_forms_that_draw_forms(pdf: Pdf) -> None:
    """Ten forms in each of ten forms, fourteen deep."""
    inner = form(pdf, b"0 g 0 0 1 1 re f")
    for _ in range(14):
        inner = form(pdf, b"/F Do " * 10, inner)
    page_of(pdf).Resources.XObject = Dictionary(F=inner)
    draw(pdf, b"/F Do")


def unpack_to_much_content(pdf: Pdf) -> None:
    """One page whose content unpacks to a thousand times its size."""
    packed = zlib.compress(b"q Q " * (9 * MIB), 9)
    page_of(pdf).Contents = Stream(pdf, packed, Filter=Name.FlateDecode)


def unpack_twice(pdf: Pdf) -> None:
    """Content that is packed in several ways, one after the other."""
    packed = b"q Q " * MIB
    for _ in range(5):
        packed = zlib.compress(packed, 9)
    filters = Array([Name.FlateDecode] * 5)
    page_of(pdf).Contents = Stream(pdf, packed, Filter=filters)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (draw_forms_that_draw_forms, "its pages draw more than those of any book"),
        (unpack_to_much_content, "the content of a page is larger than 32 MiB"),
        (unpack_twice, "errors while decoding content stream"),
    ],
)
def test_what_draws_endlessly_is_reported(
    change: Callable[[Pdf], None], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_MOST_INSTRUCTIONS", 20_000)
    (found, *_) = [one for one in found_in(broken(change)) if one.code == "V050"]
    assert reason in found.message()


def test_the_content_of_all_pages_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.Contents = pdf.make_indirect(Stream(pdf, b"q Q " * 100))
        for _ in range(9):
            pdf.pages.append(pdf.pages[0])
        monkeypatch.setattr(limits, "_MOST_CONTENT_OF_ALL", 4000)
        limits.refuse_content(pdf)
        monkeypatch.setattr(limits, "_MOST_CONTENT_OF_ALL", 3999)
        with pytest.raises(limits.TooMuchError):
            limits.refuse_content(pdf)


def test_qpdf_is_not_given_what_takes_too_long() -> None:
    (found,) = check_syntax(broken(unpack_to_much_content), "a.pdf").found
    assert found.message() == "qpdf: the content of a page is larger than 32 MiB"


IMAGES: dict[str, tuple[bytes, dict[str, object]]] = {
    "bits that no image has": (bytes(64), {"BitsPerComponent": 3}),
    "larger than any machine": (bytes(64), {"Width": 2**31, "Height": 2**31}),
    "a packing that needs a program": (bytes(64), {"Filter": Name.JBIG2Decode}),
    "an unknown packing": (bytes(64), {"Filter": Name("/Odd")}),
    "no JPEG": (b"odd", {"Filter": Name.DCTDecode}),
    "no size": (bytes(64), {"Width": 0, "Height": -3}),
    "no fax": (bytes(64), {"Filter": Name.CCITTFaxDecode}),
}


@pytest.mark.parametrize("kind", IMAGES)
@pytest.mark.filterwarnings("ignore:pikepdf is missing some specialized decoders")
def test_an_image_that_cannot_be_read_has_no_ink(kind: str) -> None:
    data, entries = IMAGES[kind]

    def change(pdf: Pdf) -> None:
        image = Stream(
            pdf,
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            ColorSpace=Name.DeviceCMYK,
            **{"BitsPerComponent": 8, "Width": 4, "Height": 4, **entries},
        )
        page_of(pdf).Resources.XObject = Dictionary(I=pdf.make_indirect(image))
        draw(pdf, b"q 40 0 0 40 0 0 cm /I Do Q")

    assert "V062" not in codes(found_in(broken(change), "ingram"))


@pytest.mark.parametrize("repeated", [1, 4, 5, 100_000])
def test_a_map_that_lists_each_code_again_and_again_is_not_read(repeated: int) -> None:
    listed = b"1 begincidrange <0000> <ffff> 7 endcidrange " * repeated
    unended = b"begincidrange " * repeated
    spaces = b"1 begincodespacerange <0000> <ffff> endcodespacerange "
    with pikepdf.new() as pdf:
        font = Dictionary(
            Subtype=Name.Type0,
            Encoding=pdf.make_indirect(Stream(pdf, spaces + listed + unended)),
            DescendantFonts=Array([Dictionary(Subtype=Name.CIDFontType0)]),
        )
        codes = know_font(pdf.make_indirect(font)).cid_by_code
    if repeated > 4:
        assert codes is None
    else:
        assert codes is not None
        assert (len(codes), codes[3]) == (0x10000, 10)
