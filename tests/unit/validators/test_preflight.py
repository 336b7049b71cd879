"""Preflight: a sound file passes, and each way to break one is caught."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from bookmaker.trade import printer_of
from bookmaker.validators.preflight import preflight
from tests.support.press_pdf import (
    HEIGHT,
    PAGES,
    WIDTH,
    codes,
    draw,
    found_in,
    image_of,
    page_of,
    sound,
    written,
)

KDP = printer_of("kdp")
CONTENT = written(sound(2))


@pytest.mark.parametrize("name", ["kdp", "ingram", "generic"])
def test_a_sound_file_passes(name: str) -> None:
    pdf = sound()
    if name == "ingram":
        page_of(pdf, PAGES).Contents = Stream(pdf, b"")
    assert found_in(written(pdf), name) == []


def lose_font(pdf: Pdf) -> None:
    """Take the font's program out of the file."""
    font = page_of(pdf).Resources.Font.F.DescendantFonts[0]
    del font.FontDescriptor.FontFile2


def draw_missing_glyph(pdf: Pdf) -> None:
    """Draw glyph 0."""
    draw(pdf, b"BT /F 10 Tf 100 200 Td <00010000> Tj ET")


def draw_missing_glyph_by_a_map(pdf: Pdf) -> None:
    """Draw a code that stands for glyph 0."""
    font = page_of(pdf).Resources.Font.F.DescendantFonts[0]
    font.CIDToGIDMap = Stream(pdf, bytes([0, 0, 0, 1, 0, 1, 0, 0]))
    draw(pdf, b"BT /F 10 Tf 100 200 Td <0003> Tj ET")


def draw_coarse_image(pdf: Pdf) -> None:
    """Draw a hundred pixels two inches wide."""
    page_of(pdf).Resources.XObject["/I"] = image_of(pdf, 100)
    draw(pdf, b"q 144 0 0 144 100 100 cm /I Do Q")


def draw_coarse_image_in_a_form(pdf: Pdf) -> None:
    """Draw one in a form that is drawn twice as large."""
    form = Stream(pdf, b"72 0 0 72 0 0 cm /I Do")
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, 99, 99])
    form.Matrix = Array([2, 0, 0, 2, 0, 0])
    form.Resources = Dictionary(XObject=Dictionary(I=image_of(pdf, 500)))
    page_of(pdf).Resources.XObject["/X"] = pdf.make_indirect(form)
    draw(pdf, b"q 1 0 0 1 100 100 cm /X Do Q")


def draw_rich_black(pdf: Pdf) -> None:
    """Draw text in four inks."""
    draw(pdf, b"0.6 0.4 0.4 1 k BT /F 10 Tf 100 200 Td <0001> Tj ET")


def draw_black_in_rgb(pdf: Pdf) -> None:
    """Draw text in the black of screens."""
    draw(pdf, b"0 0 0 rg BT /F 10 Tf 100 200 Td <0001> Tj ET")


def draw_half_a_shape(pdf: Pdf) -> None:
    """Draw a shape that the paper shows through."""
    page_of(pdf).Resources.ExtGState["/H"] = Dictionary(ca=0.5)
    draw(pdf, b"/H gs 100 100 50 50 re f")


def draw_blended(pdf: Pdf) -> None:
    """Draw a shape that is multiplied with what is below."""
    page_of(pdf).Resources.ExtGState["/H"] = Dictionary(BM=Name.Multiply)
    draw(pdf, b"/H gs 100 100 50 50 re f")


def draw_masked_image(pdf: Pdf) -> None:
    """Draw an image with a transparent ground."""
    image = image_of(pdf, 600)
    image.SMask = pdf.make_indirect(image_of(pdf, 600))
    page_of(pdf).Resources.XObject["/I"] = pdf.make_indirect(image)
    draw(pdf, b"q 72 0 0 72 100 100 cm /I Do Q")


def group_page(pdf: Pdf) -> None:
    """Make a group of a page."""
    page_of(pdf).Group = Dictionary(S=Name.Transparency)


def _annotate(pdf: Pdf, kind: Name) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array([9, 9, 20, 20]))
    page_of(pdf).Annots = Array([note])


def annotate(pdf: Pdf) -> None:
    """Leave a comment."""
    _annotate(pdf, Name.Text)


def link(pdf: Pdf) -> None:
    """Make a link."""
    _annotate(pdf, Name.Link)


def outline(pdf: Pdf) -> None:
    """Add a bookmark."""
    with pdf.open_outline() as entries:
        entries.root.append(pikepdf.OutlineItem("One", 0))


def describe(pdf: Pdf) -> None:
    """Say what the file is called."""
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title="Fen"))


def enlarge_a_page(pdf: Pdf) -> None:
    """Give one page another size."""
    page_of(pdf).MediaBox = Array([0, 0, 612, 792])


def shrink_all(pdf: Pdf) -> None:
    """Give all pages a size that nobody cuts."""
    for page in pdf.pages:
        page.obj.MediaBox = Array([0, 0, 260, 400])
        page.obj.Contents = Stream(pdf, b"")


def bleed_too_little(pdf: Pdf) -> None:
    """Let ink reach four points beyond the trim."""
    for page in pdf.pages:
        page.obj.TrimBox = Array([4, 4, WIDTH + 4, HEIGHT + 4])
        page.obj.BleedBox = page.obj.MediaBox = Array([0, 0, WIDTH + 8, HEIGHT + 8])


def mark(pdf: Pdf) -> None:
    """Leave room for marks."""
    for page in pdf.pages:
        page.obj.TrimBox = Array([36, 36, WIDTH + 36, HEIGHT + 36])
        page.obj.MediaBox = Array([0, 0, WIDTH + 72, HEIGHT + 72])
        page.obj.Contents = Stream(pdf, b"")


def add_a_page(pdf: Pdf) -> None:
    """Make the number of pages odd."""
    pdf.add_blank_page(page_size=(WIDTH, HEIGHT))


def leave_two(pdf: Pdf) -> None:
    """Leave two pages."""
    while len(pdf.pages) > 2:
        del pdf.pages[-1]


def write_in_the_gutter(pdf: Pdf) -> None:
    """Write near the spine."""
    draw(pdf, b"BT /F 10 Tf 1 0 0 1 20 200 Tm <0001> Tj ET")


def write_below(pdf: Pdf) -> None:
    """Write near the foot of the page."""
    draw(pdf, b"BT /F 10 Tf 1 0 0 1 100 8 Tm <0001> Tj ET")


@pytest.mark.parametrize(
    ("break_it", "code", "words"),
    [
        (lose_font, "V051", "“Fen” is not embedded"),
        (draw_missing_glyph, "V052", "page 5: a character"),
        (draw_missing_glyph_by_a_map, "V052", "page 5: a character"),
        (draw_coarse_image, "V053", "page 5: an image has 50 pixels per inch"),
        (draw_coarse_image_in_a_form, "V053", "page 5: an image has 250 pixels"),
        (draw_rich_black, "V054", "page 5: black text is in CMYK"),
        (draw_black_in_rgb, "V054", "page 5: black text is in RGB"),
        (draw_half_a_shape, "V055", "page 5: shapes or text is transparent"),
        (draw_blended, "V055", "page 5: colours that are blended"),
        (draw_masked_image, "V055", "page 5: an image is transparent"),
        (group_page, "V055", "page 5: the whole page"),
        (annotate, "V056", "page 5: the PDF has comments"),
        (link, "V056", "page 5: the PDF has links"),
        (outline, "V056", "the PDF has bookmarks"),
        (describe, "V056", "the PDF has metadata"),
        (enlarge_a_page, "V057", "page 5 is 215.9 × 279.4 mm: page 1 is"),
        (shrink_all, "V057", "doesn’t print books of this size"),
        (bleed_too_little, "V057", "asks for 3.2 mm of bleed"),
        (mark, "V057", "more than the bleed of Amazon KDP"),
        (add_a_page, "V058", "25 pages; Amazon KDP binds multiples of 2"),
        (leave_two, "V058", "2 pages; Amazon KDP binds 24 and more"),
        (write_in_the_gutter, "V059", "page 5: “a” is 7.1 mm from the inner"),
        (write_below, "V059", "from the bottom edge"),
    ],
)
def test_a_broken_file_is_caught(
    break_it: Callable[[Pdf], None], code: str, words: str
) -> None:
    pdf = sound()
    break_it(pdf)
    found = found_in(written(pdf))
    assert codes(found) == {code}, [one.message() for one in found]
    assert any(words in one.message() for one in found), found
    assert all(one.help() for one in found)


def test_inks_are_added_up_where_a_printer_limits_them() -> None:
    pdf = sound()
    draw(pdf, b"0.9 0.8 0.7 0.4 k 100 100 9 9 re f")
    [found] = found_in(written(pdf), "ingram")
    assert found.code == "V062"
    assert found.message().startswith("page 5: the inks add up to 280 %")
    assert found_in(written(pdf), "kdp") == []


def test_the_inks_of_images_are_added_up_too() -> None:
    for levels, expected in ((b"\xff\xff\xff\x00", {"V062"}), (b"\0\0\0\xff", set())):
        pdf = sound()
        image = image_of(pdf, 600)
        image.write(levels * 600 * 600)
        image.ColorSpace = Name.DeviceCMYK
        page_of(pdf).Resources.XObject["/I"] = image
        draw(pdf, b"q 72 0 0 72 100 100 cm /I Do Q")
        assert codes(found_in(written(pdf), "ingram")) == expected


def _claim(pdf: Pdf, version: str, intent: Dictionary | None) -> None:
    pdf.trailer.Info = pdf.make_indirect(Dictionary())
    pdf.docinfo["/GTS_PDFXVersion"] = version
    if intent is not None:
        intent.S = Name("/GTS_PDFX")
        pdf.Root.OutputIntents = Array([intent])


def test_a_file_that_says_it_is_pdf_x_needs_an_output_intent() -> None:
    named = {"OutputConditionIdentifier": "CGATS TR 001"}
    for version, intent, words in (
        ("PDF/X-1:2001", None, "has no output intent"),
        ("PDF/X-1:2001", {}, "names no press"),
        ("PDF/X-4", named, "needs the profile of the press"),
        ("PDF/X-1:2001", named, None),
    ):
        pdf = sound()
        _claim(
            pdf,
            version,
            None
            if intent is None
            else Dictionary({f"/{key}": text for key, text in intent.items()}),
        )
        found = found_in(written(pdf), "ingram")
        assert codes(found) == ({"V063"} if words else set())
        assert words is None or words in found[0].message()


def test_the_profile_of_an_output_intent_has_the_inks_of_a_press() -> None:
    pdf = sound()
    profile = Stream(pdf, b"")
    profile.N = 3
    intent = Dictionary(OutputConditionIdentifier="Custom")
    intent.DestOutputProfile = pdf.make_indirect(profile)
    _claim(pdf, "PDF/X-4", intent)
    assert "has 3 colours" in found_in(written(pdf), "ingram")[0].message()


def test_a_cover_is_one_sheet_with_bleed_at_each_edge() -> None:
    pdf = sound(1)
    page = page_of(pdf, 1)
    page.MediaBox = Array([0, 0, 900, 666])
    content = written(pdf)
    assert codes(list(preflight(content, KDP, "c.pdf", is_cover=True))) == {"V057"}
    page.TrimBox = Array([9, 9, 891, 657])
    assert not list(preflight(written(pdf), KDP, "c.pdf", is_cover=True))
    two = sound(2)
    for each in two.pages:
        each.obj.MediaBox = Array([0, 0, 900, 666])
        each.obj.TrimBox = Array([9, 9, 891, 657])
    found = list(preflight(written(two), KDP, "c.pdf", is_cover=True))
    assert codes(found) == {"V058"}


def test_a_printer_that_takes_no_rgb_says_so_of_all_that_is_in_it() -> None:
    pdf = sound()
    page_of(pdf).Resources.XObject["/I"] = image_of(pdf, 600, Name.DeviceRGB)
    draw(pdf, b"1 0 0 rg 100 100 9 9 re f q 72 0 0 72 100 100 cm /I Do Q")
    content = written(pdf)
    said = [one.message().partition(";")[0] for one in found_in(content, "ingram")]
    assert sorted(said) == ["page 5: a shape is in RGB", "page 5: an image is in RGB"]
    assert found_in(content, "kdp") == []


@pytest.mark.parametrize("user", ["", "secret"])
def test_a_locked_file_is_caught_with_and_without_its_password(user: str) -> None:
    locked = pikepdf.Encryption(owner="owner", user=user)
    found = found_in(written(sound(), locked))
    assert codes(found) == {"V056"}
    assert "a password" in found[0].message()


@pytest.mark.parametrize("kept", [9, 500])
def test_a_damaged_file_is_caught(kept: int) -> None:
    found = found_in(written(sound())[:kept])
    assert "V050" in codes(found)


@pytest.mark.parametrize("seed", range(60))
def test_no_file_is_too_odd_to_be_looked_at(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(CONTENT)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(content))
        content[place] = chance.choice(b"0123456789/<>[]()RQq \n\xff")
    found = found_in(bytes(content))
    assert all(one.message() for one in found)


def test_a_page_that_is_above_itself_ends() -> None:
    pdf = sound()
    page = page_of(pdf)
    del page.MediaBox
    pdf.Root.Pages.Parent = pdf.Root.Pages
    assert "V057" in codes(found_in(written(pdf)))


def test_a_form_that_draws_itself_ends() -> None:
    pdf = sound()
    form = pdf.make_indirect(Stream(pdf, b"/X Do"))
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    page_of(pdf).Resources.XObject["/X"] = form
    draw(pdf, b"/X Do")
    assert found_in(written(pdf)) == []


def test_a_file_that_is_too_large_is_caught() -> None:
    small = replace(KDP, most_megabytes=1)
    pdf = sound()
    pdf.Root.Padding = Stream(pdf, bytes(range(256)) * 8_000)
    target = io.BytesIO()
    pdf.save(target, compress_streams=False)
    found = list(preflight(target.getvalue(), small, "book.pdf"))
    assert codes(found) == {"V060"}


@pytest.mark.parametrize(("page", "edge"), [(6, "inner"), (5, "outer")])
def test_the_spine_is_at_the_other_side_of_left_hand_pages(
    page: int, edge: str
) -> None:
    pdf = sound()
    draw(pdf, b"BT /F 10 Tf 1 0 0 1 425 200 Tm <0001> Tj ET", page)
    (found,) = found_in(written(pdf))
    assert f"page {page}" in found.message()
    assert f"from the {edge} edge" in found.message()


@pytest.mark.parametrize(("left", "count"), [(25, 0), (22, 1)])
def test_a_letter_may_hang_over_by_a_millimetre(left: int, count: int) -> None:
    pdf = sound()
    draw(pdf, b"BT /F 10 Tf 1 0 0 1 %d 200 Tm <0001> Tj ET" % left)
    assert len(found_in(written(pdf))) == count


def test_many_pixels_are_too_many_for_one_printer_only() -> None:
    pdf = sound(32)
    page_of(pdf).Resources.XObject["/I"] = image_of(pdf, 700)
    draw(pdf, b"q 72 0 0 72 100 100 cm /I Do Q")
    content = written(pdf)
    assert found_in(content, "kdp") == []
    assert codes(found_in(content, "lulu")) == {"V053"}
