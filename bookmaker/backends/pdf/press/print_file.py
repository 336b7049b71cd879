"""Make the file that a printer takes of pages that were laid out.

What comes in: a laid-out book. What goes out: the same pages without what is for
screens (links, outline, tags, metadata), in the inks of the press, with the boxes that
say where they are cut, and as many of them as are bound. What is known of the pages is
known of the new ones: the proof reads the file that is written.

Everything is checked on the way: a page that isn't drawn as layout drew it is an error
of ours, and never printed.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from bookmaker.backends.pdf.engine.layout import LaidOut, LaidOutChapter
from bookmaker.backends.pdf.engine.merge import Merged, pages_of
from bookmaker.backends.pdf.engine.shifts import unshifted
from bookmaker.backends.pdf.geometry import PageGeometry, PdfBox, Side, facing
from bookmaker.backends.pdf.press.inks import Inks
from bookmaker.backends.pdf.press.separation import PressProfile
from bookmaker.backends.pdf.press.standards import standard_of, write_for_press
from bookmaker.diagnostics.errors import InternalError
from bookmaker.document.page_map import PageMap, PrintedPage
from bookmaker.trade import Feature, Ink, PageSide, Printer

_FOR_SCREENS = (
    Name.MarkInfo,
    Name.Metadata,
    Name.Names,
    Name.Outlines,
    Name.OutputIntents,
    Name.StructTreeRoot,
)
_FOR_SCREENS_ON_PAGES = (Name.Annots, Name.StructParents, Name.Tabs)


def padded(pages: int, printer: Printer, *, ends_blank: bool) -> int:
    """How many pages are bound of a book that has so many.

    `ends_blank`: whether its last page is blank already.
    """
    if printer.ends_blank and not ends_blank:
        pages += 1
    return pages + -pages % printer.multiple


def bound_pages(laid_out: LaidOut, printer: Printer) -> int:
    """How many pages are bound of a laid-out book."""
    is_blank = _is_blank(laid_out.page_map)
    return padded(len(laid_out.page_map), printer, ends_blank=is_blank)


def _is_blank(page_map: PageMap) -> bool:
    return bool(page_map) and page_map[-1].begins is None


def for_print(
    laid_out: LaidOut,
    geometry: PageGeometry,
    printer: Printer,
    ink: Ink,
    profile: PressProfile | None = None,
) -> LaidOut:
    """The book as a printer takes it; colours are separated by the profile.

    Raises `InternalError` where a page is not what was laid out.
    """
    drawn_by_page = _drawn_by_page(laid_out)
    digest_by_page: dict[int, str] = {}
    joints: dict[int, str] = {}
    page_map = _with_blank_pages(laid_out.page_map, bound_pages(laid_out, printer))
    with Pdf.open(io.BytesIO(laid_out.merged.content)) as pdf:
        pages = pages_of(pdf)
        inks = Inks(pdf, ink, profile if ink is Ink.COLOUR else None)
        for index, page in enumerate(pages):
            wanted = drawn_by_page.get(index)
            before = page.Contents.read_bytes()
            if wanted is not None and _digest(unshifted(before)) != wanted:
                message = f"page {index + 1} is not drawn as it was laid out"
                raise InternalError(message)
            content = inks.page_content(page)
            page.Contents = Stream(pdf, content)
            digest_by_page[index] = _digest(unshifted(content))
            if index in laid_out.merged.joints:
                joints[index] = _digest(content)
        inks.finish()
        pages += [_blank_page(pdf, pages[0]) for _ in page_map[len(pages) :]]
        for page, facts in zip(pages, page_map, strict=True):
            side: Side = "left" if facts.side == "left" else "right"
            strip_page(page)
            _bound(page, geometry, printer, side)
        _strip(pdf, pages, printer)
        standard = standard_of(printer, profile, inks)
        content = write_for_press(pdf, standard, printer.condition, profile)
    return replace(
        laid_out,
        merged=Merged(content, joints),
        chapters=tuple(_redrawn(one, digest_by_page) for one in laid_out.chapters),
        page_map=page_map,
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _drawn_by_page(laid_out: LaidOut) -> dict[int, str]:
    return {
        index: drawn.content
        for chapter in laid_out.chapters
        for index, drawn in zip(chapter.pages, chapter.drawn, strict=False)
    }


def _redrawn(
    chapter: LaidOutChapter, digest_by_page: Mapping[int, str]
) -> LaidOutChapter:
    """A chapter that knows how its pages are drawn now."""
    own = [digest_by_page[index] for index in chapter.pages]
    drawn = tuple(
        replace(one, content=content)
        for one, content in zip(chapter.drawn, own, strict=False)
    )
    digest = _digest("\n".join([chapter.digest, *own]).encode())
    return replace(chapter, drawn=drawn, digest=digest)


def _with_blank_pages(page_map: PageMap, count: int) -> PageMap:
    return (*page_map, *_blank_facts(page_map, count - len(page_map)))


def _blank_facts(page_map: PageMap, count: int) -> Iterator[PrintedPage]:
    last = page_map[-1]
    side: Side = "left" if last.side == "left" else "right"
    for number in range(1, count + 1):
        side = facing(side)
        yield PrintedPage(
            folio=last.folio + number,
            label=str(last.folio + number),
            side=side,
            running_heads={},
            begins=None,
            first_words="",
        )


def _blank_page(pdf: Pdf, like: Object) -> Object:
    page = Dictionary(Type=Name.Page, Resources=Dictionary())
    for key in (Name.MediaBox, Name.TrimBox):
        page[key] = Array([*like[key].as_list()])
    page.Contents = Stream(pdf, b"")
    return pdf.make_indirect(page)


def strip_page(page: Object) -> None:
    """Take from a page what only screens show."""
    for key in _FOR_SCREENS_ON_PAGES:
        if key in page:
            del page[key]


def _bound(page: Object, geometry: PageGeometry, printer: Printer, side: Side) -> None:
    """Say where the page is cut, and how far ink reaches: PDF 1.7, 14.11.2."""
    trim = PdfBox(*(float(edge) for edge in page.TrimBox.as_list()))
    media = bleed = _bleed_box(trim, printer, side) if geometry.bleed else trim
    if geometry.has_marks:
        media = PdfBox(*(float(edge) for edge in page.MediaBox.as_list()))
    page.TrimBox, page.BleedBox = Array([*trim]), Array([*bleed])
    page.MediaBox = page.CropBox = Array([*media])


def _bleed_box(trim: PdfBox, printer: Printer, side: Side) -> PdfBox:
    width = float(printer.bleed.points)
    reach = {one: width if one in printer.bleed_sides else 0.0 for one in PageSide}
    inner, outer = reach[PageSide.INNER], reach[PageSide.OUTER]
    left, right = (inner, outer) if side == "right" else (outer, inner)
    return PdfBox(
        trim.left - left,
        trim.bottom - reach[PageSide.BOTTOM],
        trim.right + right,
        trim.top + reach[PageSide.TOP],
    )


def strip_root(root: Object) -> None:
    """Take from a file what only screens show, and what it claims to be."""
    for key in _FOR_SCREENS:
        if key in root:
            del root[key]


def _strip(pdf: Pdf, pages: list[Object], printer: Printer) -> None:
    """Leave in the file these pages alone, and nothing that is for screens."""
    root = pdf.Root
    strip_root(root)
    for page in pages:
        page.Parent = root.Pages
    root.Pages.Kids, root.Pages.Count = Array(pages), len(pages)
    if Feature.METADATA in printer.forbidden and Name.Info in pdf.trailer:
        del pdf.trailer[Name.Info]
