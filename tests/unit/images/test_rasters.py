"""Raster pictures drawn anew."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from bookmaker.images.rasters import Raster, read_raster, redraw
from bookmaker.system.store import Memo, Store

NOWHERE = Store(None)


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def noise(width: int = 60, height: int = 40) -> Image.Image:
    """As a photograph is: no two neighbours alike."""
    values = random.Random(1).randbytes(width * height * 3)
    return Image.frombytes("RGB", (width, height), values)


def drawn(content: bytes, size: tuple[int, int]) -> Image.Image:
    return Image.open(io.BytesIO(redraw(content, size, NOWHERE)))


@pytest.mark.parametrize("kind", ["WEBP", "TIFF", "BMP", "AVIF", "JPEG2000"])
def test_a_photograph_becomes_a_jpeg_and_a_plane_a_png(kind: str) -> None:
    assert drawn(encoded(noise(200, 100), kind), (200, 100)).format == "JPEG"
    plane = Image.new("RGB", (60, 40), "navy")
    assert drawn(encoded(plane, kind), (60, 40)).format == "PNG"


def test_a_jpeg_stays_one_and_transparency_stays() -> None:
    plane = Image.new("RGB", (60, 40), "navy")
    assert drawn(encoded(plane, "JPEG"), (30, 20)).format == "JPEG"
    glass = Image.new("RGBA", (60, 40), (0, 0, 128, 100))
    kept = drawn(encoded(glass, "WEBP", lossless=True), (60, 40))
    assert (kept.format, kept.mode, kept.size) == ("PNG", "RGBA", (60, 40))
    assert kept.getpixel((5, 5)) == (0, 0, 128, 100)


def test_deep_and_printed_colours_come_as_those_of_a_screen() -> None:
    deep = Image.new("I;16", (4, 4), 0xC000)
    assert drawn(encoded(deep, "TIFF"), (4, 4)).getpixel((0, 0)) == 0xC0
    assert read_raster(encoded(deep, "PNG"), Memo(NOWHERE, "x")).is_deep
    ink = Image.new("CMYK", (4, 4), (0, 0, 0, 255))
    black = drawn(encoded(ink, "TIFF"), (4, 4))
    assert (black.mode, black.getpixel((0, 0))) == ("RGB", (0, 0, 0))
    bits = Image.new("1", (4, 4), 1)
    assert drawn(encoded(bits, "TIFF"), (2, 2)).getpixel((0, 0)) == 255


@pytest.mark.parametrize(
    ("mode", "white"),
    [("I;16", 65535), ("I", 255), ("I", 65535), ("I", 2**31 - 1), ("F", 1), ("F", 255)],
)
def test_fine_greys_are_neither_black_nor_white(mode: str, white: int) -> None:
    picture = Image.new(mode, (3, 1), 0)
    picture.putpixel((1, 0), white // 2 if white > 1 else 0.5)
    picture.putpixel((2, 0), white)
    shown = drawn(encoded(picture, "TIFF"), (3, 1))
    greys = [shown.convert("L").getpixel((x, 0)) for x in range(3)]
    assert greys[0] == 0
    assert greys[1] == pytest.approx(127, abs=2)
    assert greys[2] == pytest.approx(255, abs=2)


@pytest.mark.parametrize("kind", ["TIFF", "WEBP"])
def test_what_a_camera_turned_is_turned(kind: str) -> None:
    lying = Image.new("RGB", (60, 40), "navy")
    lying.paste("white", (0, 0, 30, 40))
    exif = Image.Exif()
    exif[0x0112] = 6  # its right is the top
    content = encoded(lying, kind, exif=exif)
    raster = read_raster(content, Memo(NOWHERE, "sizes"))
    assert raster == Raster(40, 60, is_ink=False, is_turned=kind == "WEBP")
    upright = drawn(content, raster.reduced(1))
    assert upright.size == (40, 60)
    assert _red(upright, (20, 5)) > 200 > 50 > _red(upright, (20, 55))


def test_equal_pictures_give_equal_bytes_and_are_drawn_once(tmp_path: Path) -> None:
    content = encoded(noise(), "TIFF")
    store = Store(tmp_path)
    first = redraw(content, (30, 20), store)
    assert redraw(content, (30, 20), NOWHERE) == first
    assert redraw(content, (30, 20), store) == first
    assert (store.made, store.found) == (1, 1)
    assert redraw(content, (15, 10), store) != first


def test_no_side_is_ever_nothing() -> None:
    assert Raster(9000, 2, is_ink=False).reduced(0.01) == (90, 1)


def _red(picture: Image.Image, place: tuple[int, int]) -> int:
    red = picture.convert("RGB").getchannel("R").getpixel(place)
    assert isinstance(red, int)
    return red


def test_a_side_too_long_for_a_jpeg_is_drawn_as_a_png() -> None:
    size = (65_501, 1)
    picture = Image.frombytes("RGB", size, random.Random(1).randbytes(3 * size[0]))
    content = io.BytesIO()
    picture.save(content, "TIFF")
    drawn = redraw(content.getvalue(), size, Store(None))
    assert Image.open(io.BytesIO(drawn)).format == "PNG"
