"""Make the file that a printer takes of a cover that was laid out.

What comes in: a page without font programs, and its boxes. What goes out: a PDF of that
page, with its fonts, in the inks of the press, and nothing that is for screens.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pikepdf import (
    Array,
    ContentStreamInstruction,
    Name,
    Object,
    Pdf,
    Stream,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from bookmaker.backends.pdf.engine.font_programs import FontShelf
from bookmaker.backends.pdf.facts import ChapterPdf
from bookmaker.backends.pdf.geometry import PdfBox
from bookmaker.backends.pdf.press.inks import Inks
from bookmaker.backends.pdf.press.print_file import strip_page, strip_root
from bookmaker.backends.pdf.press.separation import PressProfile, Separation
from bookmaker.backends.pdf.press.standards import standard_of, write_for_press
from bookmaker.trade import Ink, PressStandard, Printer

_HEADS = "/Heads"


@dataclass(frozen=True, slots=True, kw_only=True)
class PressForm:
    """What the file for a printer says of itself."""

    printer: Printer
    profile: PressProfile | None
    title: str
    date: str
    """As PDF 1.7, 7.9.4, has it: `D:20261101000000Z`."""


def cover_file(
    laid_out: ChapterPdf,
    program_by_digest: Mapping[str, bytes],
    sheet: tuple[Fraction, Fraction],
    trim: PdfBox,
    separation: Separation | None = None,
    form: PressForm | None = None,
) -> bytes:
    """The page of a cover; without a separation its colours are those of a screen.

    `sheet` is its width and height with bleed; `program_by_digest` has the font files.
    Without a form it is any PDF.
    """
    with Pdf.open(io.BytesIO(laid_out.content)) as pdf:
        page = pdf.pages[0].obj
        fonts = laid_out.facts.fonts
        shelf = FontShelf(pdf, fonts, program_by_digest)
        for font in fonts:
            page.Resources.Font[f"/{font.name}"] = shelf.dictionary(font)
        inks = Inks(pdf, Ink.COLOUR, separation)
        page.Contents = Stream(pdf, inks.page_content(page))
        inks.finish()
        page.Contents = Stream(pdf, unparse_content_stream(list(_without_heads(page))))
        strip_page(page)
        strip_root(pdf.Root)
        if Name.Info in pdf.trailer:
            del pdf.trailer[Name.Info]
        across, down = (float(side) for side in sheet)
        page.MediaBox = page.CropBox = page.BleedBox = Array([0, 0, across, down])
        page.TrimBox = Array([*trim])
        if form is None:
            return write_for_press(pdf, PressStandard.NONE, "")
        pdf.docinfo[Name.Title] = String(form.title)
        pdf.docinfo[Name.CreationDate] = String(form.date)
        standard = standard_of(form.printer, form.profile, inks)
        return write_for_press(pdf, standard, form.printer.condition, form.profile)


def _without_heads(page: Object) -> Iterator[ContentStreamInstruction]:
    """What draws the page, without the heads that the engine lets it end with."""
    for one in parse_content_stream(page):
        if str(one.operator) == "Do" and str(one.operands[0]) == _HEADS:
            continue
        if isinstance(one, ContentStreamInstruction):
            yield one
