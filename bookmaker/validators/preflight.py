"""Preflight: check a PDF against a printer's rules.

What comes in: the bytes of a PDF from any program, and a printer. What goes out: a
problem for each thing that the printer refuses or that prints badly, with its page.
Only the file is read, by other libraries than wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.validators import (
    ColourRefused,
    FeatureForbidden,
    FileDamaged,
    FileTooLarge,
    FontNotEmbedded,
    GlyphMissing,
    ImageResolution,
    PagesNotBound,
    TextOutsideSafeArea,
    TooMuchInk,
    TransparencyFound,
    WhiteOverprinted,
)
from bookmaker.proof.edition_text import Band, PdfText
from bookmaker.source import SourceSpan
from bookmaker.trade import Colours, Feature, Ink, Printer
from bookmaker.validators.colours import Colour
from bookmaker.validators.drawn_things import DrawnThings, KnownFonts, find_drawn
from bookmaker.validators.limits import (
    InstructionReader,
    TooMuchError,
    open_pdf,
    refuse_content,
)
from bookmaker.validators.output_intent import check_intent
from bookmaker.validators.page_boxes import (
    BoxedPage,
    check_boxes,
    check_sheet,
    millimetres,
    page_of,
)
from bookmaker.validators.pdf_syntax import without_address

_TEXT_SLACK = 3.0
"""Points, a millimetre, that a letter may reach into a margin: italics hang over."""
_ABOVE, _BELOW = 0.72, 0.22
"""How far letters reach above and below their line, in parts of their size."""
_SMALLEST_JUDGED = 18.0
"""Points: a smaller image is a sign in the line."""
_EVERYWHERE = Band(bottom=float("-inf"), top=float("inf"))
_COLOUR_BY_SPACE = {
    "grey": Colours.GREY,
    "rgb": Colours.RGB,
    "cmyk": Colours.CMYK,
    "black": Colours.GREY,
}
_REFUSED_SPACES = frozenset({"lab", "registration", "spot"})
"""What a printer that lists its colours doesn't mean."""
_NAME_BY_SPACE = {
    "rgb": "RGB",
    "cmyk": "CMYK",
    "lab": "Lab",
    "registration": "all inks at once",
    "spot": "a spot colour",
}
_MEGABYTE = 1_000_000
_LONGEST = 120
"""Characters of a reason that are shown."""


def preflight(
    content: bytes, printer: Printer, file: str, *, is_cover: bool = False
) -> Iterator[Diagnostic]:
    """Yield what in a file breaks a printer's rules; problems call it `file`.

    `is_cover`: it is one sheet, with the rules of covers.
    """
    span = SourceSpan.of_file(file)
    try:
        yield from _preflight(content, printer, span, is_cover=is_cover)
    except _ODD as error:
        yield FileDamaged(reason=_reason(error), span=span)


_ODD = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    pikepdf.PikepdfError,
)
"""What the libraries raise at objects of the wrong kind (pikepdf 10), and at files
that they can't open (PDFium: RuntimeError)."""


def _preflight(
    content: bytes, printer: Printer, span: SourceSpan, *, is_cover: bool
) -> Iterator[Diagnostic]:
    if is_cover:
        printer = replace(printer, colours=printer.cover.colours)
    try:
        pdf = open_pdf(content)
    except pikepdf.PasswordError:
        yield FeatureForbidden(printer=printer.label, feature="encryption", span=span)
        return
    except pikepdf.PdfError as error:
        yield FileDamaged(reason=_reason(error), span=span)
        return
    with pdf:
        refuse_content(pdf)
        for reason in (*map(str, pdf.check_pdf_syntax()), *_lack_of_pages(pdf)):
            yield FileDamaged(reason=_shortened(reason), span=span)
        yield from _check_file(pdf, content, printer, span)
        yield from check_intent(pdf, span)
        pages = [page_of(n, page.obj) for n, page in enumerate(pdf.pages, start=1)]
        if is_cover:
            yield from check_sheet(pages, printer, span)
        else:
            yield from check_boxes(pages, printer, span)
            yield from _check_count(len(pages), printer, span)
        fonts: KnownFonts = {}
        instructions = InstructionReader()
        for number, drawn in enumerate(pdf.pages, start=1):
            yield from _check_page(
                number, drawn.obj, printer, fonts, instructions, span
            )
        is_right_to_left = _is_right_to_left(pdf)
    if is_cover:
        return
    with PdfText(content) as text:
        for page in pages:
            if not page.rotation:
                yield from _check_text(
                    page, text, len(pages), printer, span, is_right_to_left
                )


def _lack_of_pages(pdf: Pdf) -> Iterator[str]:
    if not len(pdf.pages):
        yield "it has no pages"


def _reason(error: Exception) -> str:
    return _shortened(str(error))


def _shortened(text: str) -> str:
    line = " ".join(without_address(text).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _is_right_to_left(pdf: Pdf) -> bool:
    preferences = pdf.Root.get(Name.ViewerPreferences)
    return preferences is not None and preferences.get(Name.Direction) == Name.R2L


# --- the file as a whole


def _check_file(
    pdf: Pdf, content: bytes, printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    for feature, page in _features(pdf):
        if feature in printer.forbidden:
            yield FeatureForbidden(
                printer=printer.label, feature=feature.value, page=page, span=span
            )
    most = printer.most_megabytes
    if most is not None and len(content) > most * _MEGABYTE:
        megabytes = len(content) // _MEGABYTE
        yield FileTooLarge(
            printer=printer.label, megabytes=megabytes, most=most, span=span
        )


def _features(pdf: Pdf) -> Iterator[tuple[Feature, int | None]]:
    """What the file holds, each once, with the first page that holds it."""
    if pdf.is_encrypted:
        yield Feature.ENCRYPTION, None
    if Name.Outlines in pdf.Root and int(pdf.Root.Outlines.get(Name.Count, 1)):
        yield Feature.OUTLINE, None
    if Name.Metadata in pdf.Root or len(dict(pdf.trailer.get(Name.Info, {}))):
        yield Feature.METADATA, None
    yield from _hidden_features(pdf)
    seen: set[Feature] = set()
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get(Name.Annots, Array()).as_list():
            feature = _feature_of(annotation)
            if feature not in seen:
                seen.add(feature)
                yield feature, number


def _hidden_features(pdf: Pdf) -> Iterator[tuple[Feature, int | None]]:
    """What the catalog holds that no page shows."""
    names = pdf.Root.get(Name.Names, Dictionary())
    layers = pdf.Root.get(Name.OCProperties, Dictionary())
    if len(layers.get(Name.OCGs, Array()).as_list()):
        yield Feature.LAYERS, None
    if Name.JavaScript in names or _is_script(pdf.Root.get(Name.OpenAction)):
        yield Feature.SCRIPTS, None
    if Name.EmbeddedFiles in names or Name.AF in pdf.Root:
        yield Feature.ATTACHMENTS, None


def _is_script(action: Object | None) -> bool:
    return isinstance(action, Dictionary) and action.get(Name.S) == Name.JavaScript


def _feature_of(annotation: Object) -> Feature:
    kind = annotation.get(Name.Subtype)
    if kind == Name.Link:
        return Feature.LINKS
    return Feature.MARKS if kind == Name.PrinterMark else Feature.ANNOTATIONS


# --- number of pages


def _check_count(
    count: int, printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    limits = [printer.page_limits(ink) for ink in Ink]
    lows = [low for low, _ in limits if low is not None]
    highs = [high for _, high in limits]
    least = min(lows, default=0)
    most = None if None in highs else max(high for high in highs if high is not None)
    if count < least:
        why = f"binds {least} and more"
    elif most is not None and count > most:
        why = f"binds {most} at most"
    elif count % printer.multiple:
        why = f"binds multiples of {printer.multiple}"
    else:
        return
    yield PagesNotBound(printer=printer.label, pages=count, why=why, span=span)


# --- what is drawn


def _check_page(
    number: int,
    page: Object,
    printer: Printer,
    fonts: KnownFonts,
    instructions: InstructionReader,
    span: SourceSpan,
) -> Iterator[Diagnostic]:
    try:
        things = find_drawn(
            page,
            weighs_images=printer.most_ink is not None,
            known_fonts=fonts,
            instructions=instructions,
        )
    except TooMuchError:
        raise  # the rest of the file isn't read either
    except pikepdf.PdfError as error:
        reason = f"page {number}: {_reason(error)}"
        yield FileDamaged(reason=reason, span=span)
        return
    yield from _check_drawn(number, things, printer, span)


def _check_drawn(
    page: int, things: DrawnThings, printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    for font in sorted(things.unembedded_fonts):
        yield FontNotEmbedded(font=font, page=page, span=span)
    for font in sorted(things.broken_fonts):
        yield FontNotEmbedded(font=font, page=page, is_broken=True, span=span)
    if things.missing_glyphs:
        yield GlyphMissing(glyphs=things.missing_glyphs, page=page, span=span)
    yield from _check_images(page, things, printer, span)
    yield from _check_colours(page, things, printer, span)
    if things.is_white_overprinted:
        yield WhiteOverprinted(page=page, span=span)
    most = printer.most_ink
    if most is not None and things.most_ink * 100 > most + 1:
        percent = round(things.most_ink * 100)
        yield TooMuchInk(
            printer=printer.label, percent=percent, limit=most, page=page, span=span
        )
    if things.transparency and Feature.TRANSPARENCY in printer.forbidden:
        what = ", ".join(sorted(things.transparency))
        yield TransparencyFound(printer=printer.label, what=what, page=page, span=span)


def _check_images(
    page: int, things: DrawnThings, printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    judged = [
        image.per_inch
        for image in things.images
        if max(image.width, image.height) >= _SMALLEST_JUDGED
    ]
    if judged and min(judged) < printer.least_per_inch - 1:
        yield ImageResolution(
            printer=printer.label,
            page=page,
            per_inch=int(min(judged)),
            limit=printer.least_per_inch,
            span=span,
        )
    most = printer.most_per_inch
    if judged and most is not None and max(judged) > most + 1:
        yield ImageResolution(
            printer=printer.label,
            page=page,
            per_inch=int(max(judged)),
            limit=most,
            span=span,
        )


def _check_colours(
    page: int, things: DrawnThings, printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    images = {(image.space, "an image") for image in things.images}
    shapes = {(colour.space, "a shape") for colour in things.shape_colours}
    texts = {(colour.space, "text") for colour in things.text_colours}
    for space, what in sorted(images | shapes | texts):
        if not _takes(printer, space):
            why = f"{printer.label} doesn’t take {_name(space)}"
            yield ColourRefused(
                what=what, space=_name(space), why=why, page=page, span=span
            )
    for colour in sorted(things.text_colours, key=_by_space):
        if colour.is_black and not colour.is_pure_black:
            why = "small type frays unless it is printed in black ink alone"
            what = "black text"
            yield ColourRefused(
                what=what, space=_name(colour.space), why=why, page=page, span=span
            )
            return


def _takes(printer: Printer, space: str) -> bool:
    """Whether a printer takes a colour space; one that takes all of ours takes any."""
    known = _COLOUR_BY_SPACE.get(space)
    if known is not None:
        return known in printer.colours
    return space not in _REFUSED_SPACES or printer.colours == frozenset(Colours)


def _by_space(colour: Colour) -> tuple[str, tuple[float, ...]]:
    return colour.space, colour.levels


def _name(space: str) -> str:
    return _NAME_BY_SPACE.get(space, space)


# --- text near the edges


def _check_text(
    page: BoxedPage,
    text: PdfText,
    pages: int,
    printer: Printer,
    span: SourceSpan,
    is_right_to_left: bool,  # noqa: FBT001 - says where the spine is
) -> Iterator[Diagnostic]:
    """Report the words that stand furthest beyond a margin."""
    outer = float(printer.margin(has_bleed=page.has_bleed).points)
    inner = float(printer.inner_margin(pages).points)
    is_recto = page.number % 2 == 1
    spine_is_left = is_recto is not is_right_to_left
    left, right = (inner, outer) if spine_is_left else (outer, inner)
    safe = (
        page.trim[0] + left,
        page.trim[1] + outer,
        page.trim[2] - right,
        page.trim[3] - outer,
    )
    names = (
        "inner" if spine_is_left else "outer",
        "bottom",
        "outer" if spine_is_left else "inner",
        "top",
    )
    worst = _TEXT_SLACK
    edge, words = "", ""
    for one in text.characters(_EVERYWHERE, page.number - 1, near=safe):
        if not one.text.strip():
            continue
        box = (
            one.box[0],
            one.baseline - _BELOW * one.size,
            one.box[2],
            one.baseline + _ABOVE * one.size,
        )
        beyond = (
            safe[0] - box[0],
            safe[1] - box[1],
            box[2] - safe[2],
            box[3] - safe[3],
        )
        if max(beyond) > worst:
            worst = max(beyond)
            edge, words = names[beyond.index(worst)], one.text
    if edge:
        asked = inner if edge == "inner" else outer
        yield TextOutsideSafeArea(
            printer=printer.label,
            page=page.number,
            edge=edge,
            letter=words,
            distance=millimetres(asked - worst),
            wanted=millimetres(asked),
            span=span,
        )
