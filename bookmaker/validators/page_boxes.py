"""Preflight of the boxes of pages: sizes, bleed, and what is around the trim.

PDF 1.7, 14.11.2. What comes in: pages as objects, from any program. What goes out:
their boxes as numbers, and a problem for each thing that a printer can't cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Name, Object

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.validators import PageBoxWrong, PagesNotBound
from bookmaker.source import SourceSpan
from bookmaker.trade import Feature, Printer
from bookmaker.units import POINTS_PER_MILLIMETRE, Length
from bookmaker.validators.page_tree import inherited

_SLACK = 0.72
"""Points by which boxes may differ: a hundredth of an inch."""


@dataclass(frozen=True, slots=True)
class BoxedPage:
    """A page, with its boxes: left, bottom, right, top, in points."""

    number: int
    """Counted from 1."""
    trim: tuple[float, ...]
    bleed: tuple[float, ...]
    media: tuple[float, ...]
    crop: tuple[float, ...]
    rotation: int
    """Degrees by which it is shown rotated clockwise."""
    unit: float
    """Points in a unit of its boxes."""

    @property
    def size(self) -> tuple[float, float]:
        return self.trim[2] - self.trim[0], self.trim[3] - self.trim[1]

    @property
    def beyond_trim(self) -> tuple[float, ...]:
        """How far the media box reaches beyond the trim, at each edge, in points."""
        pairs = zip(self.trim, self.media, strict=True)
        return tuple(abs(one - other) for one, other in pairs)

    @property
    def has_bleed(self) -> bool:
        pairs = zip(self.trim, self.bleed, strict=True)
        return any(abs(one - other) > _SLACK for one, other in pairs)


def page_of(number: int, page: Object) -> BoxedPage:
    media = _box(page, Name.MediaBox) or (0.0, 0.0, 612.0, 792.0)
    trim = _box(page, Name.TrimBox)
    bleed = _box(page, Name.BleedBox)
    crop = _box(page, Name.CropBox) or media
    trim = trim or crop
    rotation = int(inherited(page, Name.Rotate) or 0) % 360
    unit = float(page.get(Name.UserUnit, 1))
    return BoxedPage(number, trim, bleed or trim, media, crop, rotation, unit)


def _box(page: Object, key: Name) -> tuple[float, ...] | None:
    edges = inherited(page, key)
    if edges is None:
        return None
    one, two, three, four = (float(edge) for edge in edges.as_list())
    return min(one, three), min(two, four), max(one, three), max(two, four)


def check_boxes(
    pages: list[BoxedPage], printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    if not pages:
        return
    yield from _check_nesting(pages, span)
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


def check_sheet(
    pages: list[BoxedPage], printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    """Report a cover that isn't a single sheet with bleed at each edge."""
    wanted = float(printer.cover.bleed.points)
    yield from _check_nesting(pages, span)
    if len(pages) != 1:
        count = len(pages)
        why = "binds covers of one sheet"
        yield PagesNotBound(printer=printer.label, pages=count, why=why, span=span)
    for page in pages[:1]:
        if max(abs(one - wanted) for one in page.beyond_trim) > _SLACK:
            yield PageBoxWrong(
                page=page.number,
                box=_in_millimetres(*page.size),
                why=(
                    f"{printer.label} asks for {millimetres(wanted)} of bleed at each"
                    " edge of a cover"
                ),
                span=span,
            )


def _check_nesting(pages: list[BoxedPage], span: SourceSpan) -> Iterator[Diagnostic]:
    """Report boxes that are not in one another, and pages that are rotated or scaled.

    PDF 1.7, 14.11.2. What is wrong with one page is with all.
    """
    for page in pages:
        why = _fault_of(page)
        if why:
            box = _in_millimetres(*page.size)
            yield PageBoxWrong(page=page.number, box=box, why=why, span=span)
            return


def _fault_of(page: BoxedPage) -> str:
    if min(page.size) < 1:
        return "a page needs a width and a height"
    if page.unit != 1:
        return "its boxes are in a custom unit (UserUnit), which presses ignore"
    if page.rotation:
        return f"it is rotated by {page.rotation}° (Rotate), which presses ignore"
    if not _is_within(page.trim, page.media):
        return "its trim box reaches beyond its media box"
    if not _is_within(page.bleed, page.media):
        return "its bleed box reaches beyond its media box"
    if not _is_within(page.trim, page.bleed):
        return "its trim box reaches beyond its bleed box"
    if not _is_within(page.trim, page.crop):
        return "its crop box cuts off a part of the trim"
    return ""


def _is_within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return (
        inner[0] >= outer[0] - _SLACK
        and inner[1] >= outer[1] - _SLACK
        and inner[2] <= outer[2] + _SLACK
        and inner[3] <= outer[3] + _SLACK
    )


def _check_bleed(
    pages: list[BoxedPage], printer: Printer, span: SourceSpan
) -> Iterator[Diagnostic]:
    wanted = float(printer.bleed.points)
    for page in pages:
        furthest = max(page.beyond_trim)
        if page.has_bleed and furthest < wanted - _SLACK:
            why = f"{printer.label} asks for {millimetres(wanted)} of bleed"
        elif furthest > wanted + _SLACK and Feature.MARKS in printer.forbidden:
            why = (
                f"it reaches {millimetres(furthest)} beyond the trim, more than the"
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


def millimetres(points: float) -> str:
    return f"{points / float(POINTS_PER_MILLIMETRE):.1f} mm"


def _in_millimetres(width: float, height: float) -> str:
    return f"{width / float(POINTS_PER_MILLIMETRE):.1f} × {millimetres(height)}"
