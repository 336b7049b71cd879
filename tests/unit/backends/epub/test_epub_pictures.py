"""Pictures in an EPUB: kinds, sizes, and the weight of the whole."""

from __future__ import annotations

import io

from PIL import Image as Raster

from bookmaker.backends.epub.fitting_rasters import MOST_PIXELS
from bookmaker.backends.epub.pictures import pack_pictures
from bookmaker.backends.epub.weight import check_weight
from bookmaker.backends.services import BuildServices
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Image
from tests.support.epub import workspace_of


def encoded(picture: Raster.Image, kind: str) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind)
    return target.getvalue()


def packed(content: bytes) -> tuple[str, Raster.Image, list[str]]:
    """The media type, the picture, and the codes of what was said."""
    diagnostics = Diagnostics()
    images = {"a.png": Image("a.png", "A quay")}
    pictures = pack_pictures(
        images, workspace_of(a_png=content), diagnostics, BuildServices()
    )
    (resource,) = pictures.resources
    found = Raster.open(io.BytesIO(resource.content))
    return resource.media_type, found, [problem.code for problem in diagnostics]


def test_what_every_reading_system_shows_stays_byte_for_byte() -> None:
    content = encoded(Raster.new("RGB", (40, 30), "navy"), "PNG")
    media_type, picture, codes = packed(content)
    assert (media_type, picture.size, codes) == ("image/png", (40, 30), [])


def test_a_scan_has_no_more_pixels_than_a_shop_takes() -> None:
    content = encoded(Raster.new("L", (2800, 2100), 255), "PNG")
    media_type, picture, codes = packed(content)
    width, height = picture.size
    assert width * height <= MOST_PIXELS
    assert (media_type, round(width / height, 2)) == ("image/png", 1.33)
    assert codes == ["E007"]


def test_the_colours_of_a_press_are_made_those_of_a_screen() -> None:
    content = encoded(Raster.new("CMYK", (40, 30)), "JPEG")
    media_type, picture, codes = packed(content)
    assert (media_type, picture.mode, codes) == ("image/jpeg", "RGB", ["E004"])


def test_shops_that_take_no_such_edition_are_named() -> None:
    assert list(check_weight(bytes(20_000_000))) == []
    (found,) = check_weight(bytes(20_000_001))
    assert (found.code, found.message()) == (
        "E008",
        "the EPUB is 20 MB, more than these shops accept: Barnes & Noble",
    )


def test_pictures_that_share_a_stem_have_ids_of_their_own() -> None:
    drawn = Raster.new("RGB", (40, 30), "blue")
    workspace = workspace_of(
        images__a_png=encoded(drawn, "PNG"), images__a_jpg=encoded(drawn, "JPEG")
    )
    images = {path: Image(path, "A quay") for path in ("images/a.png", "images/a.jpg")}
    pictures = pack_pictures(images, workspace, Diagnostics(), BuildServices())
    assert len({resource.id for resource in pictures.resources}) == len(images)
    assert len({resource.file_name for resource in pictures.resources}) == len(images)
