"""Preflight: faults in the forms that other programs write them in."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from bookmaker.validators.drawn_things import find_drawn
from tests.support.fonts import make_font
from tests.support.press_pdf import (
    HEIGHT,
    WIDTH,
    codes,
    draw,
    found_in,
    image_of,
    page_of,
    sound,
    written,
)

TEXT = b" BT /F 10 Tf 100 200 Td <0001> Tj ET"
COARSE_INLINE = b"BI /W 4 /H 4 /BPC 8 /CS /G ID " + bytes(16) + b"\nEI "


def simple_font(
    pdf: Pdf, program: bytes | None, encoding: Dictionary | Name | None = None
) -> None:
    """Give page 5 a simple TrueType font, `/S`."""
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/Reed"), Flags=4)
    if program is not None:
        descriptor.FontFile2 = Stream(pdf, program)
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/Reed"),
        FontDescriptor=descriptor,
    )
    if encoding is not None:
        font.Encoding = encoding
    page_of(pdf).Resources.Font["/S"] = pdf.make_indirect(font)
    draw(pdf, b"BT /S 10 Tf 100 200 Td (ab) Tj ET")


def leave_a_simple_font_out(pdf: Pdf) -> None:
    """Name a simple font that isn't in the file."""
    simple_font(pdf, None)


def embed_words_as_a_font(pdf: Pdf) -> None:
    """Embed something that isn't a font."""
    simple_font(pdf, b"<html>not found</html>")


def embed_an_empty_font(pdf: Pdf) -> None:
    """Embed nothing."""
    simple_font(pdf, b"")


def encode_a_letter_as_notdef(pdf: Pdf) -> None:
    """Let the code of b have no glyph."""
    different = Array([97, Name("/a"), Name("/.notdef")])
    encoding = Dictionary(Type=Name.Encoding, Differences=different)
    simple_font(pdf, b"true font", encoding)


def write_a_control_character(pdf: Pdf) -> None:
    """Show a code that an encoding has no character for."""
    simple_font(pdf, b"true font", Name("/WinAnsiEncoding"))
    draw(pdf, b"BT /S 10 Tf 100 200 Td (a\\005) Tj ET")


def give_a_control_character_a_letter(pdf: Pdf) -> None:
    """Show a code that has a glyph by the font's own encoding."""
    different = Array([5, Name("/b")])
    base = Name("/WinAnsiEncoding")
    simple_font(pdf, b"true font", Dictionary(BaseEncoding=base, Differences=different))
    draw(pdf, b"BT /S 10 Tf 100 200 Td (a\\005) Tj ET")


def draw_coarse_inline_image(pdf: Pdf) -> None:
    """Draw four pixels an inch wide, within the page's own stream."""
    draw(pdf, b"q 72 0 0 72 100 100 cm " + COARSE_INLINE + b"Q")


def draw_image_that_is_turned_and_scaled(pdf: Pdf) -> None:
    """Enlarge an image by three transformations, one of which turns it."""
    page_of(pdf).Resources.XObject["/I"] = image_of(pdf, 300)
    draw(pdf, b"q 0 1 -1 0 300 100 cm 2 0 0 2 0 0 cm 72 0 0 72 0 0 cm /I Do Q")


def _pattern(pdf: Pdf, pattern: pikepdf.Object) -> None:
    page_of(pdf).Resources.Pattern = Dictionary(P=pdf.make_indirect(pattern))
    draw(pdf, b"/Pattern cs /P scn 100 100 50 50 re f")


def tile_with_a_coarse_image(pdf: Pdf) -> None:
    """Fill a shape with a pattern of coarse images."""
    tile = Stream(pdf, b"72 0 0 72 0 0 cm /I Do")
    tile.Type, tile.PatternType, tile.PaintType = Name.Pattern, 1, 1
    tile.TilingType, tile.XStep, tile.YStep = 1, 72, 72
    tile.BBox = Array([0, 0, 72, 72])
    tile.Resources = Dictionary(XObject=Dictionary(I=image_of(pdf, 50)))
    _pattern(pdf, tile)


def _gradient(space: Name) -> Dictionary:
    black = Array([0, 0, 0] if space == Name.DeviceRGB else [0])
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=black, N=1)
    coordinates = Array([0, 0, 9, 9])
    return Dictionary(
        ShadingType=2, ColorSpace=space, Coords=coordinates, Function=function
    )


def fill_with_a_gradient_in_rgb(pdf: Pdf) -> None:
    """Fill a shape with a gradient, through a pattern."""
    _pattern(pdf, Dictionary(PatternType=2, Shading=_gradient(Name.DeviceRGB)))


def shade_in_rgb(pdf: Pdf) -> None:
    """Paint a gradient by the operator for it."""
    page_of(pdf).Resources.Shading = Dictionary(G=_gradient(Name.DeviceRGB))
    draw(pdf, b"/G sh")


def stroke_a_filled_shape_in_rgb(pdf: Pdf) -> None:
    """Fill in grey and stroke in red, at once."""
    draw(pdf, b"0 g 1 0 0 RG 100 100 50 50 re B")


def outline_text_in_rgb(pdf: Pdf) -> None:
    """Stroke letters."""
    draw(pdf, b"1 0 0 RG 1 Tr" + TEXT)


def draw_letters_in_rgb(pdf: Pdf) -> None:
    """Use a font whose letters are drawn in the file, in red."""
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        CharProcs=Dictionary(a=Stream(pdf, b"9 0 d0 1 0 0 rg 0 0 9 9 re f")),
        Encoding=Dictionary(Differences=Array([97, Name("/a")])),
    )
    page_of(pdf).Resources.Font["/S"] = pdf.make_indirect(font)
    draw(pdf, b"BT /S 1 Tf 100 200 Td (a) Tj ET")


def _inks(pdf: Pdf, space: Array, content: bytes) -> None:
    page_of(pdf).Resources.ColorSpace = Dictionary(K=space)
    draw(pdf, b"/K cs " + content)


def _separation(name: str) -> Array:
    tint = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0, 0, 0, 0]),
        C1=Array([0, 1, 1, 0]),
        N=1,
    )
    return Array([Name.Separation, Name(name), Name.DeviceCMYK, tint])


def draw_in_a_spot_colour(pdf: Pdf) -> None:
    """Draw in an ink that the press doesn't have."""
    _inks(pdf, _separation("/Vermilion"), b"1 scn 100 100 50 50 re f")


def write_in_all_inks(pdf: Pdf) -> None:
    """Write in the colour of register marks."""
    _inks(pdf, _separation("/All"), b"1 scn" + TEXT)


def _write_white(pdf: Pdf, state: Mapping[str, object]) -> None:
    """Write in white, in four inks, with a state of overprinting."""
    page_of(pdf).Resources.ExtGState["/O"] = Dictionary(state)
    draw(pdf, b"/O gs 0 0 0 0 k" + TEXT)


def write_over_in_white(pdf: Pdf) -> None:
    """Set white text to overprint, in the mode that leaves other inks alone."""
    _write_white(pdf, {"/OP": True, "/op": True, "/OPM": 1})


def turn_a_page(pdf: Pdf) -> None:
    """Show a page turned."""
    page_of(pdf).Rotate = 90


def turn_all_from_above(pdf: Pdf) -> None:
    """Turn all pages by the node above them."""
    pdf.Root.Pages.Rotate = 180


def change_the_unit(pdf: Pdf) -> None:
    """Make a page twice as large by its unit."""
    page_of(pdf).UserUnit = 2


def crop_a_page(pdf: Pdf) -> None:
    """Show less of a page than is trimmed."""
    page_of(pdf).TrimBox = Array([0, 0, WIDTH, HEIGHT])
    page_of(pdf).CropBox = Array([20, 20, WIDTH - 20, HEIGHT - 20])


def trim_beyond_the_sheet(pdf: Pdf) -> None:
    """Trim outside of what there is."""
    page_of(pdf).TrimBox = Array([-9, -9, WIDTH - 9, HEIGHT - 9])


def bleed_within_the_trim(pdf: Pdf) -> None:
    """Have a bleed box that is smaller than the trim."""
    page_of(pdf).TrimBox = Array([0, 0, WIDTH, HEIGHT])
    page_of(pdf).BleedBox = Array([9, 9, WIDTH - 9, HEIGHT - 9])


def bleed_beyond_the_sheet(pdf: Pdf) -> None:
    """Have a bleed box that is larger than the sheet."""
    page_of(pdf).TrimBox = Array([0, 0, WIDTH, HEIGHT])
    page_of(pdf).BleedBox = Array([-9, -9, WIDTH + 9, HEIGHT + 9])


def add_a_layer(pdf: Pdf) -> None:
    """Put something on a layer."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Draft"))
    shown = Dictionary(ON=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)


def add_a_script(pdf: Pdf) -> None:
    """Run a script when the file is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.beep()")


def add_a_named_script(pdf: Pdf) -> None:
    """Have a script for the file."""
    action = Dictionary(S=Name.JavaScript, JS="app.beep()")
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", action])))


def attach_a_file(pdf: Pdf) -> None:
    """Attach a file."""
    pdf.attachments["a.txt"] = b"words"


def _own_font(pdf: Pdf, text: bytes, cmap: bytes | None = None) -> None:
    """Show a text on page 5 in a font of three glyphs; 0 is the missing character."""
    shared = page_of(pdf).Resources.Font.F
    [inner] = shared.DescendantFonts.as_list()
    inner = copy.copy(inner)
    inner.FontDescriptor = copy.copy(inner.FontDescriptor)
    inner.FontDescriptor.FontFile2 = Stream(pdf, make_font("ab"))
    font = copy.copy(shared)
    font.DescendantFonts = Array([pdf.make_indirect(inner)])
    if cmap is not None:  # PDF 1.7, 9.7.5.4
        spaces = b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
        font.Encoding = Stream(pdf, spaces + cmap)
    page_of(pdf).Resources = Dictionary(Font=Dictionary(G=pdf.make_indirect(font)))
    draw(pdf, b"BT /G 10 Tf 100 200 Td " + text + b" ET")


def write_beyond_the_font(pdf: Pdf) -> None:
    """Show a glyph with a higher number than the font has."""
    _own_font(pdf, b"<00010003> Tj")


def write_beyond_the_font_in_letters(pdf: Pdf) -> None:
    """The same, with the string in parentheses."""
    _own_font(pdf, b"[(zz) 3] TJ")


def write_within_the_font(pdf: Pdf) -> None:
    """Show the last glyph of the font."""
    _own_font(pdf, b"<00010002> Tj")


def map_a_code_to_notdef(pdf: Pdf) -> None:
    """Map a code to the missing character, as WeasyPrint does."""
    _own_font(pdf, b"<0001> Tj", b"1 begincidchar <0001> 0 endcidchar")


def map_a_code_beyond_the_font(pdf: Pdf) -> None:
    """Map a code to a glyph that isn't there."""
    _own_font(pdf, b"<0001> Tj", b"1 begincidrange <0000> <0005> 60000 endcidrange")


def map_other_codes(pdf: Pdf) -> None:
    """Have a CMap without a code that is used."""
    _own_font(pdf, b"<0001> Tj", b"1 begincidchar <0002> 1 endcidchar")


def map_a_code_to_a_letter(pdf: Pdf) -> None:
    """Map a code to a letter of the font."""
    _own_font(pdf, b"<0001> Tj", b"1 begincidrange <0000> <0005> 0 endcidrange")


def remove_all_pages(pdf: Pdf) -> None:
    """Have no pages."""
    del pdf.pages[:]


def flatten_a_page(pdf: Pdf) -> None:
    """Have a page without a height."""
    page_of(pdf).MediaBox = Array([0, 0, WIDTH, 0])
    page_of(pdf).TrimBox = Array([0, 0, WIDTH, 0])


@pytest.mark.parametrize(
    ("break_it", "printer", "code", "words"),
    [
        (leave_a_simple_font_out, "lulu", "V051", "“Reed” is not embedded"),
        (embed_words_as_a_font, "lulu", "V051", "“Reed” is embedded as data that"),
        (embed_an_empty_font, "lulu", "V051", "“Reed” is embedded as data that"),
        (encode_a_letter_as_notdef, "lulu", "V052", "page 5: a character"),
        (write_a_control_character, "lulu", "V052", "page 5: a character"),
        (write_beyond_the_font, "kdp", "V052", "page 5: a character"),
        (write_beyond_the_font_in_letters, "kdp", "V052", "page 5: "),
        (map_a_code_to_notdef, "kdp", "V052", "page 5: a character"),
        (map_a_code_beyond_the_font, "kdp", "V052", "page 5: a character"),
        (map_other_codes, "kdp", "V052", "page 5: a character"),
        (flatten_a_page, "kdp", "V057", "needs a width and a height"),
        (draw_coarse_inline_image, "kdp", "V053", "an image has 4 pixels per inch"),
        (draw_image_that_is_turned_and_scaled, "kdp", "V053", "has 150 pixels"),
        (tile_with_a_coarse_image, "kdp", "V053", "an image has 50 pixels"),
        (fill_with_a_gradient_in_rgb, "ingram", "V054", "a shape is in RGB"),
        (shade_in_rgb, "ingram", "V054", "a shape is in RGB"),
        (stroke_a_filled_shape_in_rgb, "ingram", "V054", "a shape is in RGB"),
        (outline_text_in_rgb, "ingram", "V054", "text is in RGB"),
        (draw_letters_in_rgb, "ingram", "V054", "a shape is in RGB"),
        (draw_in_a_spot_colour, "ingram", "V054", "a shape is in a spot colour"),
        (write_in_all_inks, "kdp", "V054", "black text is in all inks at once"),
        (write_over_in_white, "kdp", "V064", "page 5: something white"),
        (turn_a_page, "kdp", "V057", "rotated by 90°"),
        (turn_all_from_above, "kdp", "V057", "rotated by 180°"),
        (change_the_unit, "kdp", "V057", "UserUnit"),
        (crop_a_page, "kdp", "V057", "crop box cuts off"),
        (trim_beyond_the_sheet, "kdp", "V057", "trim box reaches beyond its media"),
        (bleed_within_the_trim, "kdp", "V057", "beyond its bleed box"),
        (bleed_beyond_the_sheet, "kdp", "V057", "bleed box reaches beyond its media"),
        (add_a_layer, "kdp", "V056", "the PDF has layers"),
        (add_a_script, "ingram", "V056", "the PDF has JavaScript"),
        (add_a_named_script, "generic", "V056", "the PDF has JavaScript"),
        (attach_a_file, "ingram", "V056", "the PDF has attached files"),
    ],
)
def test_a_broken_file_is_caught(
    break_it: Callable[[Pdf], None], printer: str, code: str, words: str
) -> None:
    pdf = sound(32)
    page_of(pdf, 32).Contents = Stream(pdf, b"")
    if printer == "lulu":
        for page in pdf.pages:
            page.obj.MediaBox = Array([0, 0, WIDTH, HEIGHT])
    break_it(pdf)
    found = found_in(written(pdf), printer)
    assert code in codes(found), [one.message() for one in found]
    assert any(words in one.message() for one in found), found
    assert all(one.help() for one in found)


def test_a_file_without_pages_is_damaged() -> None:
    pdf = sound()
    remove_all_pages(pdf)
    messages = [one.message() for one in found_in(written(pdf))]
    assert "the PDF is damaged: it has no pages" in messages


@pytest.mark.parametrize(
    "state",
    [
        # In mode 0 all inks of a colour are printed, also those of which there is none.
        {"/OP": True, "/op": True, "/OPM": 0},
        {"/OP": True, "/op": False, "/OPM": 1},
        {"/OPM": 1},
    ],
)
def test_white_that_is_printed_passes(state: Mapping[str, object]) -> None:
    pdf = sound()
    _write_white(pdf, state)
    assert found_in(written(pdf)) == []


def test_text_that_is_not_drawn_has_no_colour() -> None:
    """Scanned pages have invisible text behind them: PDF 1.7, 9.3.6."""
    pdf = sound()
    draw(pdf, b"3 Tr 0 0 0 rg" + TEXT)
    assert found_in(written(pdf)) == []


@pytest.mark.parametrize(
    "encode",
    [
        give_a_control_character_a_letter,
        map_a_code_to_a_letter,
        write_within_the_font,
    ],
)
def test_a_code_with_a_glyph_is_not_missing(encode: Callable[[Pdf], None]) -> None:
    pdf = sound()
    encode(pdf)
    assert "V052" not in codes(found_in(written(pdf)))


def test_the_ink_named_black_is_black() -> None:
    pdf = sound()
    page_of(pdf, 24).Contents = Stream(pdf, b"")
    _inks(pdf, _separation("/Black"), b"1 scn" + TEXT)
    assert found_in(written(pdf), "ingram") == []


def test_a_font_that_draws_its_own_letters_ends() -> None:
    pdf = sound()
    glyph = Stream(pdf, b"9 0 d0 BT /S 1 Tf (a) Tj ET")
    font = pdf.make_indirect(
        Dictionary(Subtype=Name.Type3, CharProcs=Dictionary(a=glyph))
    )
    font.Resources = Dictionary(Font=Dictionary(S=font))
    page_of(pdf).Resources.Font["/S"] = font
    draw(pdf, b"BT /S 1 Tf (a) Tj ET")
    assert found_in(written(pdf)) == []


def test_a_pattern_that_is_filled_with_itself_ends() -> None:
    pdf = sound()
    tile = pdf.make_indirect(Stream(pdf, b"/Pattern cs /P scn 0 0 9 9 re f"))
    tile.PatternType = 1
    tile.Resources = Dictionary(Pattern=Dictionary(P=tile))
    page_of(pdf).Resources.Pattern = Dictionary(P=tile)
    draw(pdf, b"/Pattern cs /P scn 100 100 50 50 re f")
    assert found_in(written(pdf)) == []


def test_inks_by_their_four_names_are_added_up() -> None:
    pdf = sound()
    names = [Name("/Cyan"), Name("/Magenta"), Name("/Yellow"), Name("/Black")]
    space = Array([Name.DeviceN, Array(names), Name.DeviceCMYK, Dictionary()])
    _inks(pdf, space, b"1 1 1 0.5 scn 100 100 50 50 re f")
    assert find_drawn(page_of(pdf)).most_ink == pytest.approx(3.5)


def test_a_message_has_no_place_in_memory() -> None:
    content = written(sound(2))
    found = found_in(content[:-60])
    assert "V050" in codes(found)
    assert not any("BytesIO" in one.message() for one in found)
