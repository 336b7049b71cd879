"""Faces of several chapters written once: programs, widths, letters, encodings."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from bookmaker.backends.pdf.engine.font_programs import FontShelf, differing_texts
from bookmaker.backends.pdf.facts import FontFacts
from tests.support.joined_book import write_joined_book
from tests.support.pdf import PdfInspector
from tests.support.print_facts import programs
from tests.support.single_render import print_book
from tests.support.small_galleys import galley_of, lay_out_small, some_fonts


@pytest.fixture(scope="module")
def roman() -> Iterator[Path]:
    """A face with TrueType outlines."""
    with some_fonts() as fonts:
        yield next(file for file in fonts.files if "400-roman" in file.name)


@pytest.fixture(scope="module")
def compact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A face with CFF outlines: four boxes."""
    names = [".notdef", "a", "b", "c"]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(name): name for name in names[1:]})
    outlines = {}
    for width, name in enumerate(names, start=3):
        pen = T2CharStringPen(width * 100, None)
        pen.moveTo((0, 0))
        pen.lineTo((width * 80, 0))
        pen.lineTo((width * 80, 700))
        pen.closePath()
        outlines[name] = pen.getCharString()
    builder.setupCFF("Boxes", {}, outlines, {})
    builder.setupHorizontalMetrics({n: (w * 100, 0) for w, n in enumerate(names, 3)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    path = tmp_path_factory.mktemp("cff") / "boxes.otf"
    builder.save(path)
    return path


def facts_of(file: Path, texts: dict[int, str], **other: Any) -> FontFacts:  # noqa: ANN401
    content = file.read_bytes()
    described: dict[str, Any] = {
        "name": "ABCDEF",
        "base_font": "ABCDEF+Face",
        "family": "Face",
        "program": hashlib.sha256(content).hexdigest(),
        "is_cff": content.startswith(b"OTTO"),
        "flags": 4,
        "ascent": 800.0,
        "descent": -200.0,
        "italic_angle": 0.0,
        "stem": 80.0,
        "widths": {glyph: 100.0 * glyph for glyph in texts},
        "text_by_glyph": texts,
        "missing": {},
    }
    return FontFacts(**{**described, **other})


_OPEN: list[pikepdf.Pdf] = []
"""Objects end with their file."""


def written(file: Path, *fonts: FontFacts) -> list[Any]:
    """The font dictionaries of a file, after it was saved and read again."""
    pdf = pikepdf.new()
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    shelf = FontShelf(pdf, fonts, {digest: file.read_bytes()})
    pdf.Root.Fonts = pikepdf.Array([shelf.dictionary(font) for font in fonts])
    saved = io.BytesIO()
    pdf.save(saved)
    _OPEN.append(pikepdf.open(saved))
    return list(_OPEN[-1].Root.Fonts)


def descriptor(font: Any) -> Any:  # noqa: ANN401 - pikepdf's
    return font.DescendantFonts[0].FontDescriptor


def letters(font: Any) -> dict[int, str]:  # noqa: ANN401 - pikepdf's
    """What the dictionary's ToUnicode says."""
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>", font.ToUnicode.read_bytes())
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in pairs
        if (glyph, text) != (b"0000", b"ffff")
    }


def test_chapters_share_a_face_with_the_letters_of_both(roman: Path) -> None:
    first = facts_of(roman, {5: "a", 9: "fi"})
    second = facts_of(roman, {9: "fi", 12: "\U0001d400"})
    one, other = written(roman, first, second)
    assert one.objgen == other.objgen
    assert letters(one) == {5: "a", 9: "fi", 12: "\U0001d400"}


def test_widths_stand_in_runs(roman: Path) -> None:
    (font,) = written(roman, facts_of(roman, {5: "a", 6: "b", 9: "c"}))
    widths = font.DescendantFonts[0].W
    assert [x if isinstance(x, int) else [int(w) for w in x] for x in widths] == [
        5,
        [500, 600],
        9,
        [900],
    ]


def test_glyphs_keep_their_ids_and_others_are_empty(roman: Path) -> None:
    whole = TTFont(roman)
    wanted = [whole.getGlyphID(whole.getBestCmap()[ord(letter)]) for letter in "gM"]
    (font,) = written(roman, facts_of(roman, dict(zip(wanted, "gM", strict=True))))
    content = descriptor(font).FontFile2.read_bytes()
    small = TTFont(io.BytesIO(content))
    outlines = small["glyf"]
    filled = {
        index
        for index, name in enumerate(small.getGlyphOrder())
        if outlines[name].numberOfContours
    }
    assert set(wanted) <= filled
    assert len(content) < roman.stat().st_size / 10
    assert font.DescendantFonts[0].CIDToGIDMap == "/Identity"


def test_faces_with_cff_outlines_are_written_as_such(compact: Path) -> None:
    (font,) = written(compact, facts_of(compact, {1: "a", 3: "c"}))
    assert font.DescendantFonts[0].Subtype == "/CIDFontType0"
    assert "/CIDToGIDMap" not in font.DescendantFonts[0]
    assert "/FontFile2" not in descriptor(font)
    program = descriptor(font).FontFile3
    assert program.Subtype == "/OpenType"
    assert TTFont(io.BytesIO(program.read_bytes())).getGlyphOrder()[3:] != []


def test_missing_glyphs_keep_the_ids_that_a_chapter_gave_them(roman: Path) -> None:
    first = facts_of(roman, {5: "a", 900: "x", 901: "y"}, missing={120: 900, 121: 901})
    second = facts_of(roman, {5: "a", 900: "y", 901: "x"}, missing={121: 900, 120: 901})
    one, other = written(roman, first, second)
    assert one.objgen != other.objgen
    assert (letters(one)[900], letters(other)[900]) == ("x", "y")
    for font in (one, other):
        encoding = font.Encoding.read_bytes()
        assert b"<0384> 0" in encoding
        assert b"<0005> 5" in encoding
    first_program, second_program = (descriptor(f).FontFile2 for f in (one, other))
    assert first_program.objgen == second_program.objgen


def test_a_map_of_many_letters_has_sections_that_are_short_enough(roman: Path) -> None:
    texts = {glyph: chr(0x4E00 + glyph) for glyph in range(1, 250)}
    (font,) = written(roman, facts_of(roman, texts))
    sections = re.findall(rb"(\d+) beginbfchar", font.ToUnicode.read_bytes())
    assert [int(count) for count in sections] == [100, 100, 49]
    assert letters(font) == texts


def test_a_fixed_pitch_is_known_by_the_widths_of_all_chapters(roman: Path) -> None:
    equal = facts_of(roman, {5: "a", 6: "b"}, widths={5: 600.0, 6: 600.0})
    wide = facts_of(roman, {7: "c"}, widths={7: 900.0})
    assert int(descriptor(written(roman, equal)[0]).Flags) & 1
    assert not int(descriptor(written(roman, equal, wide)[0]).Flags) & 1


def test_a_chapter_whose_letters_another_has_first_is_reported(roman: Path) -> None:
    first, second = facts_of(roman, {5: "a"}), facts_of(roman, {5: "b"})
    own, taken = differing_texts([[first], [second]])
    assert own == "[]"
    assert "'a'" in taken


@pytest.mark.slow
def test_several_sizes_and_styles_of_a_face_are_one_program(tmp_path: Path) -> None:
    markup = (
        '<p>Plain <b>bold <i>both</i></b> <span style="font-size: 20pt">large</span>'
        ' <span style="font-variant-caps: small-caps">Caps</span>'
        ' <span style="font-feature-settings: &quot;onum&quot;">1</span></p>'
    )
    laid_out = lay_out_small(galley_of(markup, markup.replace("Plain", "zq")), tmp_path)
    names = [name for name, _ in programs(PdfInspector.of(laid_out.merged.content))]
    assert len(names) == len(set(names)) == 3, names


@pytest.mark.slow
def test_characters_that_no_font_has_are_the_same_in_every_chapter(
    tmp_path: Path,
) -> None:
    """Two chapters meet them in different order; each has its own names for them."""
    book = write_joined_book(tmp_path / "book")
    pdf = PdfInspector.of(print_book(book, tmp_path).content)
    text = "".join(pdf.texts)
    assert "\U0001f701\U0001f702\U0001f703" in text
    assert "\U0001f703\U0001f702\U0001f701" in text
