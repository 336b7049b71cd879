"""Raster images as every reading system shows them: in the text, and on the cover.

What comes in: an image that was proven sound. What goes out: the same, or redrawn in
RGB, upright, with as many pixels as shops take.
"""

from __future__ import annotations

import math

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.epub import PictureConverted, PictureReduced
from bookmaker.images.kinds import PictureKind, find_kind
from bookmaker.images.rasters import AS_THEY_ARE, Raster, read_raster, redraw
from bookmaker.source import SourceSpan
from bookmaker.system.store import Memo, Store

FACTS = "facts of pictures for the EPUB"
"""The name of what is remembered of them."""
MOST_PIXELS = 5_600_000
"""Of a picture in an EPUB: Apple Books takes no larger one; no screen shows more."""


def fitting_raster(
    kind: PictureKind,
    content: bytes,
    named: tuple[str, SourceSpan | None],
    diagnostics: Diagnostics,
    store: Store,
    facts: Memo,
) -> tuple[PictureKind, bytes]:
    """The image as it goes into the EPUB; `named` is its path and where that stands."""
    raster = read_raster(content, facts)
    share = min(1.0, math.sqrt(MOST_PIXELS / raster.pixels))
    oddity = _oddity_of(raster)
    if kind in AS_THEY_ARE and share == 1 and not oddity:
        return kind, content
    width, height = raster.reduced(share)
    drawn = redraw(content, (width, height), store)
    after = find_kind(drawn) or kind
    path, span = named
    if after is not kind or oddity:
        before = f"{kind.name}{oddity}"
        diagnostics.add(
            PictureConverted(path=path, before=before, after=after.name, span=span)
        )
    if share < 1:
        diagnostics.add(
            PictureReduced(
                path=path, pixels=raster.pixels, width=width, height=height, span=span
            )
        )
    return after, drawn


def _oddity_of(raster: Raster) -> str:
    """What not every reading system shows as it is meant, as a part of a sentence."""
    if raster.is_ink:
        return " in CMYK"
    if raster.is_turned:
        return " turned by its Exif data"
    return " with more than 256 greys" if raster.is_deep else ""
