"""Pictures for the pages: in a kind that PDF/A takes, with what paper can show.

What comes in: a finished tree, the page and the workspace. What goes out: the workspace
with the pictures that were redrawn laid over the author's, and a warning for each
that has too few pixels for its size on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from bookmaker.backends.pdf.caption_room import LINES_OF_CAPTION
from bookmaker.backends.pdf.geometry import PageGeometry
from bookmaker.backends.services import BuildServices
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.printing import PictureCoarse
from bookmaker.document.book import Book
from bookmaker.document.nodes import Attributes, Figure, Image
from bookmaker.document.walk import find_nodes
from bookmaker.images.kinds import PictureKind, find_kind
from bookmaker.images.rasters import AS_THEY_ARE, Raster, read_raster, redraw
from bookmaker.system.store import Memo
from bookmaker.system.workspace import RefusedFileError, Workspace
from bookmaker.units import POINTS_PER_MILLIMETRE, POINTS_PER_PIXEL, Length, css_size

MOST_PER_INCH = 600
"""Lulu takes no more; 300 is what printers ask for (2026)."""
_WANTED_PER_INCH = 300
FEWEST_PER_INCH = 200
"""Below it the pixels are seen."""
_SMALLEST_JUDGED = 18
"""Points: a quarter of an inch. A smaller picture is a sign in the line."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture where it stands."""

    image: Image
    size: Attributes
    """What asks for a size: the figure's attributes, or the picture's."""
    is_figure: bool


def fit_pictures(
    book: Book,
    workspace: Workspace,
    page: PageGeometry,
    diagnostics: Diagnostics,
    services: BuildServices,
    fewest: int = FEWEST_PER_INCH,
) -> Workspace:
    """Lay redrawn pictures over those that the pages cannot take as they are.

    One with less than the `fewest` pixels per inch is reported.
    """
    shown_by_source: dict[str, list[_Shown]] = {}
    for shown in _shown(book):
        shown_by_source.setdefault(shown.image.source, []).append(shown)
    drawn: dict[str, bytes] = {}
    sizes = Memo(services.store, "facts of pictures for print")
    for source, places in shown_by_source.items():
        try:
            content = workspace.read(source)
        except RefusedFileError:
            continue  # layout meets it too, and says so
        kind = find_kind(content)
        if kind is None or kind is PictureKind.SVG:
            continue
        raster = read_raster(content, sizes)
        widest = Fraction(0)
        for shown in places:
            width = printed_width(shown.size, raster, page, is_figure=shown.is_figure)
            widest = max(widest, width)
            if width >= _SMALLEST_JUDGED:
                _judge(shown, raster, width, fewest, diagnostics)
        share = min(1.0, float(MOST_PER_INCH * widest / 72 / raster.width))
        as_it_is = kind in AS_THEY_ARE and not (raster.is_ink or raster.is_deep)
        if not as_it_is or share < 1:
            drawn[source] = redraw(content, raster.reduced(share), services.store)
    sizes.save()
    return replace(workspace, overlay={**workspace.overlay, **drawn})


def _shown(book: Book) -> Iterator[_Shown]:
    in_figures = set()
    for node in find_nodes(book.divisions, Figure, Image):
        if isinstance(node, Figure):
            in_figures.add(id(node.image))
            has_size = css_size(_size(node.attributes, "width")) or css_size(
                _size(node.attributes, "height")
            )
            size = node.attributes if has_size else node.image.attributes
            yield _Shown(node.image, size, is_figure=True)
        elif id(node) not in in_figures:
            yield _Shown(node, node.attributes, is_figure=False)


def _size(attributes: Attributes, key: str) -> str:
    return attributes.find(key) or ""


def printed_width(
    size: Attributes, raster: Raster, page: PageGeometry, *, is_figure: bool
) -> Fraction:
    """The width on paper, in points; at most, where something narrower holds it."""
    shape = Fraction(raster.width, raster.height)
    width = _points(_size(size, "width"), page, whole=page.measure)
    height = _points(_size(size, "height"), page, whole=None)
    if width is None and height is not None:
        width = height * shape
    if width is None:
        width = raster.width * POINTS_PER_PIXEL
    width = min(width, page.measure)
    if not is_figure:
        return width
    tallest = (page.lines - LINES_OF_CAPTION) * page.leading
    return min(width, max(page.leading, tallest) * shape)


def _points(
    text: str, page: PageGeometry, *, whole: Fraction | None
) -> Fraction | None:
    size = css_size(text)
    if size is None:
        return None
    if size.endswith("%"):
        return None if whole is None else whole * Fraction(size[:-1]) / 100
    if size.endswith("em"):
        return page.type_size * Fraction(size.removesuffix("em").removesuffix("r"))
    return Length.parse(size).points


def _judge(
    shown: _Shown,
    raster: Raster,
    width: Fraction,
    fewest: int,
    diagnostics: Diagnostics,
) -> None:
    per_inch = int(raster.width * 72 / width)
    if per_inch < fewest:
        diagnostics.add(
            PictureCoarse(
                path=shown.image.source,
                width=_millimetres(width),
                per_inch=per_inch,
                sharp=_millimetres(Fraction(raster.width * 72, _WANTED_PER_INCH)),
                pixels=round(width / 72 * _WANTED_PER_INCH),
                span=shown.image.span,
            )
        )


def _millimetres(points: Fraction) -> int:
    """Whole ones, rounded down: what is promised sharp is."""
    return int(points / POINTS_PER_MILLIMETRE)
