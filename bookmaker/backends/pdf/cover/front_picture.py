"""The author's picture for the front of a cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from bookmaker.backends.cover_design import CoverColour
from bookmaker.backends.named_cover import read_named_cover
from bookmaker.backends.pdf.cover.plan import CoverPlan
from bookmaker.backends.pdf.galley import BASE
from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.printing import FrontCoarse, FrontCropped
from bookmaker.images.opening import opened_picture
from bookmaker.system.workspace import Workspace
from bookmaker.trade import Printer

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_MOST_CROPPED = 0.04
"""A share of the picture that may be lost without a word."""
_SIDE = 24
"""A picture is made so many pixels wide to find the colour of its edges."""


@dataclass(frozen=True, slots=True)
class FrontPicture:
    """A picture that fills the front."""

    address: str
    """Where the layout engine finds it."""
    edge: CoverColour
    """The middle colour of its edges."""
    is_coloured: bool
    has_inks: bool
    """Whether it is in the four inks of a press already."""


def find_front(
    config: BookConfig,
    workspace: Workspace,
    plan: CoverPlan,
    printer: Printer,
    diagnostics: Diagnostics,
) -> FrontPicture | None:
    """The picture that the book names for its front; `None` where it names none.

    Raises `ManuscriptError` where it cannot be used.
    """
    key = "cover.front" if config.cover.front is not None else "epub.cover"
    path = config.cover.front or config.epub.cover
    if path is None:
        return None
    place = config.place(key)
    content, picture = read_named_cover(path, workspace, place)
    width, height = picture.width or 1, picture.height or 1
    box = plan.front_with_bleed
    across, down = float(box.width), float(box.height)
    per_inch = min(width * 72 / across, height * 72 / down)
    wanted = printer.least_per_inch
    if per_inch < wanted - 1:
        diagnostics.add(
            FrontCoarse(
                path=path,
                per_inch=int(per_inch),
                limit=wanted,
                width=round(across / 72 * wanted),
                height=round(down / 72 * wanted),
                span=place,
            )
        )
    shape, wanted_shape = width / height, across / down
    lost = 1 - min(shape, wanted_shape) / max(shape, wanted_shape)
    if lost > _MOST_CROPPED:
        edges = "left and right" if shape > wanted_shape else "top and bottom"
        diagnostics.add(
            FrontCropped(path=path, share=round(lost * 100), edges=edges, span=place)
        )
    return FrontPicture(BASE + quote(path), *_edges(content))


def _edges(content: bytes) -> tuple[CoverColour, bool, bool]:
    """The middle colour of the edges; whether it has colours, and is in four inks."""
    from PIL import Image

    with opened_picture(content) as whole:
        has_inks = whole.mode == "CMYK"
        inked = whole.resize((_SIDE, _SIDE), Image.Resampling.BOX) if has_inks else None
        shown = whole.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    red, green, blue = _middle_of_edges(shown)
    inks = (0, 0, 0, 0)
    if inked is not None:
        cyan, magenta, yellow, black = (
            round(level * 100 / 255) for level in _middle_of_edges(inked)
        )
        inks = (cyan, magenta, yellow, black)
    pixels = zip(*[iter(shown.tobytes())] * 3, strict=True)
    is_coloured = any(max(one) - min(one) > _LEAST_COLOUR for one in pixels)
    return CoverColour((red, green, blue), inks), is_coloured, has_inks


def _middle_of_edges(picture: Picture) -> list[int]:
    """The middle level of each band at the edges of a small picture."""
    bands = len(picture.getbands())
    pixels = list(zip(*[iter(picture.tobytes())] * bands, strict=True))
    last = _SIDE - 1
    edge = [
        pixel
        for place, pixel in enumerate(pixels)
        if place % _SIDE in (0, last) or place // _SIDE in (0, last)
    ]
    return [
        sorted(pixel[band] for pixel in edge)[len(edge) // 2] for band in range(bands)
    ]


_LEAST_COLOUR = 6
"""By how much the levels of a pixel differ before it has a colour."""
