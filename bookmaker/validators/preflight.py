"""Preflight: check a PDF against a printer's rules.

What comes in: the bytes of a PDF, of whatever program, and a printer. What goes out: a
problem for each thing that the printer refuses or that prints badly, with its page. The
file alone is looked at, by other libraries than wrote it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Name, Object, Pdf

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.validators import (
    ColourRefused,
    FeatureForbidden,
    FileDamaged,
    FileTooLarge,
    FontNotEmbedded,
    GlyphMissing,
    ImageResolution,
    PageBoxWrong,
    PagesNotBound,
    TextOutsideSafeArea,
    TooMuchInk,
    TransparencyFound,
)
from bookmaker.proof.edition_text import Band, PdfText
from bookmaker.source import SourceSpan
from bookmaker.trade import Colours, Feature, Ink, Printer
from bookmaker.units import POINTS_PER_MILLIMETRE, Length
from bookmaker.validators.drawn_things import Colour, DrawnThings, find_drawn
from bookmaker.validators.output_intent import check_intent

_SLACK = 0.72
"""Points by which boxes may differ: a hundredth of an inch."""
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
}
_MEGABYTE = 1_000_000
_LONGEST = 40
_HIGHEST = 64
"""Nodes above a page: a file of no good will may have a circle of them."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page, with its boxes: left, bottom, right, top, in points."""

    number: int
    """Counted from 1."""
    trim: tuple[float, ...]
    bleed: tuple[float, ...]
    media: tuple[float, ...]

    @property
    def size(self) -> tuple[float, float]:
        return self.trim[2] - self.trim[0], self.trim[3] - self.trim[1]

    @property
    def has_bleed(self) -> bool:
        pairs = zip(self.trim, self.bleed, strict=True)
        return any(abs(one - other) > _SLACK for one, other in pairs)


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
    pikepdf.PdfError,
)
"""What the libraries raise at objects of a kind that stands where no such thing may
(pikepdf 10), and at files that they can't open (PDFium: RuntimeError)."""


def _preflight(
    content: bytes, printer: Printer, span: SourceSpan, *, is_cover: bool
) -> Iterator[Diagnostic]:
    if is_cover:
        printer = replace(printer, colours=printer.cover.colours)
    try:
        pdf = Pdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        yield FeatureForbidden(printer=printer.label, feature="encryption", span=span)
        return
    except pikepdf.PdfError as error:
        yield FileDamaged(reason=_reason(error), span=span)
        return
    with pdf:
        for found in pdf.check_pdf_syntax():
            yield FileDamaged(reason=_shortened(str(found)), span=span)
        yield from _check_file(pdf, content, printer, span)
        yield from check_intent(pdf, span)
        pages = [_page(n, page.obj) for n, page in enumerate(pdf.pages, start=1)]
        if is_cover:
            yield from _check_sheet(pages, printer, span)
        else:
            yield from _check_boxes(pages, printer, span)
            yield from _check_count(len(pages), printer, span)
        for page, drawn in zip(pages, pdf.pages, strict=True):
            try:
                weighs = printer.most_ink is not None
                things = find_drawn(drawn.obj, weighs_images=weighs)
            except pikepdf.PdfError as error:
                reason = f"page {page.number}: {_reason(error)}"
                yield FileDamaged(reason=reason, span=span)
                continue
            yield from _check_drawn(page.number, things, printer, span)
        is_turned = _is_right_to_left(pdf)
    if is_cover:
        return
    with PdfText(content) as text:
        for page in pages:
            yield from _check_text(page, text, len(pages), printer, span, is_turned)


def _reason(error: Exception) -> str:
    return _shortened(str(error).removeprefix("<_io.BytesIO object>: "))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST * 3 else f"{line[: _LONGEST * 3]}…"


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
    seen: set[Feature] = set()
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get(Name.Annots, Array()).as_list():
            feature = _feature_of(annotation)
            if feature not in seen:
                seen.add(feature)
                yield feature, number


def _feature_of(annotation: Object) -> Feature:
    kind = annotation.get(Name.Subtype)
    if kind == Name.Link:
        return Feature.LINKS
    return Feature.MARKS if kind == Name.PrinterMark else Feature.ANNOTATIONS


# --- boxes and number of pages


def _page(number: int, page: Object) -> _Page:
    media = _box(page, Name.MediaBox) or (0.0, 0.0, 612.0, 792.0)
    trim = _box(page, Name.TrimBox)
    bleed = _box(page, Name.BleedBox)
    if trim is None:
        trim = _box(page, Name.CropBox) or media
    return _Page(number, trim, bleed or trim, media)


def _box(page: Object, key: Name) -> tuple[float, ...] | None:
    node: Object | None = page
    for _ in range(_HIGHEST):
        if node is None or key in node:
            break
        node = node.get(Name.Parent)
    if node is None or key not in node:
        return None
    one, two, three, four = (float(edge) for edge in node[key].as_list())
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _check_boxes(
    pages: list[_Page], printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    if not pages:
        return
    width, height = pages[0].size
    if not printer.offers(_length(width), _length(height)):
        yield PageBoxWrong(
            page=1,
            box=_in_millimetres(width, height),
            why=f"{printer.label} doesn’t print books of this size",
            span=span,
        )
    for page in pages[1:]:
        if any(
            abs(one - other) > _SLACK
            for one, other in zip(page.size, (width, height), strict=True)
        ):
            yield PageBoxWrong(
                page=page.number,
                box=_in_millimetres(*page.size),
                why=f"page 1 is {_in_millimetres(width, height)}",
                span=span,
            )
            break
    yield from _check_bleed(pages, printer, span)


def _check_sheet(
    pages: list[_Page], printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    """Report a cover that is no single sheet with bleed at all its edges."""
    wanted = float(printer.cover.bleed.points)
    if len(pages) != 1:
        count = len(pages)
        why = "binds covers of one sheet"
        yield PagesNotBound(printer=printer.label, pages=count, why=why, span=span)
    for page in pages[:1]:
        beyond = [
            abs(one - other) for one, other in zip(page.trim, page.media, strict=True)
        ]
        if max(abs(one - wanted) for one in beyond) > _SLACK:
            yield PageBoxWrong(
                page=page.number,
                box=_in_millimetres(*page.size),
                why=(
                    f"{printer.label} asks for {_millimetres(wanted)} of bleed at each"
                    " edge of a cover"
                ),
                span=span,
            )


def _check_bleed(
    pages: list[_Page], printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    wanted = float(printer.bleed.points)
    for page in pages:
        beyond = [
            abs(one - other) for one, other in zip(page.trim, page.media, strict=True)
        ]
        if page.has_bleed and max(beyond) < wanted - _SLACK:
            why = f"{printer.label} asks for {_millimetres(wanted)} of bleed"
        elif max(beyond) > wanted + _SLACK and Feature.MARKS in printer.forbidden:
            why = (
                f"it reaches {_millimetres(max(beyond))} beyond the trim, more than the"
                f" bleed of {printer.label}"
            )
        else:
            continue
        box = _in_millimetres(
            page.media[2] - page.media[0], page.media[3] - page.media[1]
        )
        yield PageBoxWrong(page=page.number, box=box, why=why, span=span)
        return  # what is wrong with one page is with all


def _length(points: float) -> Length:
    return Length.parse(f"{points:.4f}pt")


def _millimetres(points: float) -> str:
    return f"{points / float(POINTS_PER_MILLIMETRE):.1f} mm"


def _in_millimetres(width: float, height: float) -> str:
    return f"{width / float(POINTS_PER_MILLIMETRE):.1f} × {_millimetres(height)}"


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


def _check_drawn(
    page: int, things: DrawnThings, printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    for font in sorted(things.unembedded_fonts):
        yield FontNotEmbedded(font=font, page=page, span=span)
    if things.missing_glyphs:
        yield GlyphMissing(glyphs=things.missing_glyphs, page=page, span=span)
    yield from _check_images(page, things, printer, span)
    yield from _check_colours(page, things, printer, span)
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
        known = _COLOUR_BY_SPACE.get(space)
        if known is not None and known not in printer.colours:
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


def _by_space(colour: Colour) -> tuple[str, tuple[float, ...]]:
    return colour.space, colour.levels


def _name(space: str) -> str:
    return space.upper() if space in ("rgb", "cmyk") else space


# --- text near the edges


def _check_text(
    page: _Page,
    text: PdfText,
    pages: int,
    printer: Printer,
    span: SourceSpan,
    is_turned: bool,  # noqa: FBT001 - whether the book is read from right to left
) -> Iterator[Diagnostic]:
    """Report the words that stand furthest beyond a margin."""
    outer = float(printer.margin(has_bleed=page.has_bleed).points)
    inner = float(printer.inner_margin(pages).points)
    is_recto = page.number % 2 == 1
    spine_is_left = is_recto is not is_turned
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
            distance=_millimetres(asked - worst),
            wanted=_millimetres(asked),
            span=span,
        )
