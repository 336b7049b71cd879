"""Make the file that a printer takes of a cover that was laid out.

What comes in: a page without font programs, and its boxes. What goes out: a PDF of that
page, with its fonts, in the inks of the press, and nothing that is for screens.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from fractions import Fraction

from pikepdf import (
    Array,
    ContentStreamInstruction,
    Name,
    Object,
    ObjectStreamMode,
    Pdf,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from bookmaker.backends.pdf.engine.font_programs import FontShelf
from bookmaker.backends.pdf.facts import ChapterPdf
from bookmaker.backends.pdf.geometry import PdfBox
from bookmaker.backends.pdf.press.inks import Inks
from bookmaker.backends.pdf.press.print_file import strip_page, strip_root
from bookmaker.backends.pdf.press.separation import Separation
from bookmaker.trade import Ink

_HEADS = "/Heads"


def cover_file(
    laid_out: ChapterPdf,
    program_by_digest: Mapping[str, bytes],
    sheet: tuple[Fraction, Fraction],
    trim: PdfBox,
    separation: Separation | None = None,
) -> bytes:
    """The page of a cover; without a separation its colours are those of a screen.

    `sheet` is its width and height with bleed; `program_by_digest` has the font files.
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
        written = io.BytesIO()
        pdf.save(
            written,
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
        )
        return written.getvalue()


def _without_heads(page: Object) -> Iterator[ContentStreamInstruction]:
    """What draws the page, without the heads that the engine lets it end with."""
    for one in parse_content_stream(page):
        if str(one.operator) == "Do" and str(one.operands[0]) == _HEADS:
            continue
        if isinstance(one, ContentStreamInstruction):
            yield one
