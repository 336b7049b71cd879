"""Pictures whose metadata lie are opened without a word, whatever opens them.

The tests run with warnings as errors: one that comes through fails them.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import pytest
from PIL import Image

from bookmaker.backends.shop_pictures import shop_pictures_of_file
from bookmaker.images.animation import find_motion
from bookmaker.images.kinds import PictureKind, examine_picture
from bookmaker.images.rasters import read_raster, redraw
from bookmaker.importers.html.picture_sources import as_book_picture
from bookmaker.system.store import Memo, Store

NOWHERE = Store(None)
USES: dict[str, Callable[[bytes], object]] = {
    "its kind": examine_picture,
    "its motion": lambda content: find_motion(PictureKind.TIFF, content),
    "its head": lambda content: read_raster(content, Memo(NOWHERE, "raster")),
    "redrawn": lambda content: redraw(content, (20, 10), NOWHERE),
    "imported": as_book_picture,
    "for shops": shop_pictures_of_file,
}
LYING_TAGS = (283, 284, 296)
"""Resolution and planes (TIFF 6.0, section 8): a picture shows without them."""


def tiff_with_lying_tag(tag: int) -> bytes:
    """A sound picture of which one tag says that it goes on beyond the file."""
    written = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(written, "TIFF", dpi=(300, 300))
    content = bytearray(written.getvalue())
    (start,) = struct.unpack_from("<I", content, 4)
    (count,) = struct.unpack_from("<H", content, start)
    for at in range(start + 2, start + 2 + 12 * count, 12):
        if struct.unpack_from("<H", content, at)[0] == tag:
            struct.pack_into("<I", content, at + 4, 1_000_000)
            return bytes(content)
    raise ValueError(tag)


@pytest.mark.parametrize("tag", LYING_TAGS)
@pytest.mark.parametrize("use", USES)
def test_no_warning_of_metadata_comes_through(use: str, tag: int) -> None:
    content = tiff_with_lying_tag(tag)
    with pytest.warns(UserWarning, match=f"Skipping tag {tag}"):
        Image.open(io.BytesIO(content)).load()
    USES[use](content)
