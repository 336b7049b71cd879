"""A front as shops show it: the same picture at their heights.

What comes in: a picture of the front. What goes out: PNGs by their height in pixels.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image

from bookmaker.images.opening import opened_picture

SHOP_HEIGHTS = (160, 320, 500, 1000)
"""In pixels: about a list of results, the same on a fine screen, the page of a book,
and what opens when its picture is clicked. Custom: shops change them."""


def shop_pictures(front: Image.Image) -> Mapping[int, bytes]:
    """Scale a front to each height; its width follows."""
    pictures = {}
    whole = front.convert("RGB")
    for height in SHOP_HEIGHTS:
        width = max(1, round(whole.width * height / whole.height))
        scaled = whole.resize((width, height), Image.Resampling.LANCZOS)
        target = io.BytesIO()
        scaled.save(target, "PNG")
        pictures[height] = target.getvalue()
    return pictures


def shop_pictures_of_file(content: bytes) -> Mapping[int, bytes]:
    """The same from a PNG or a JPEG whose bytes were checked before."""
    with opened_picture(content) as front:
        return shop_pictures(front)
