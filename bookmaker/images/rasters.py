"""Raster pictures redrawn: as PNG or JPEG, and no larger than an edition can use.

What comes in: the bytes of a picture that was proven sound. What goes out: bytes that
every reading system and every printer takes. Equal input gives equal bytes, by one
version of Pillow; what was drawn once is kept in the store.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookmaker.images.kinds import DECODING_ERRORS, PictureKind
from bookmaker.images.opening import opened_picture
from bookmaker.system.store import Memo, Store, key_of

if TYPE_CHECKING:
    from PIL.Image import Image

AS_THEY_ARE = (PictureKind.PNG, PictureKind.JPEG, PictureKind.GIF)
"""EPUB 3.3, 3.2: kinds that every reading system shows."""

_QUALITY = 90
"""Of a JPEG: what it loses is not seen at the size that it is shown."""
_WORTH_LOSSES = 3
"""How many times larger a PNG must be before the same picture becomes a JPEG.

Photographs are five to ten times larger; drawings and screens of text are smaller, and
would be blurred.
"""
_SIXTEEN_BITS = "I;16"
_WIDE_GREYS = ("I", "F")
"""Whole numbers of 32 bits, and fractions: scans, heights, astronomy."""


@dataclass(frozen=True, slots=True)
class Raster:
    """What must be known of a picture before it is redrawn."""

    width: int
    height: int
    """In pixels as shown: turned as the camera was held."""
    is_ink: bool
    """Whether its colours are those of a printing press, which few screens show."""
    is_deep: bool = False
    """Whether its greys are finer than the 256 that both layout and paper know."""
    is_turned: bool = False
    """Whether its pixels lie otherwise than it is shown: not all programs know it."""

    @property
    def pixels(self) -> int:
        """How many there are."""
        return self.width * self.height

    def reduced(self, share: float) -> tuple[int, int]:
        """The size with this share of each side; none is ever nothing."""
        width, height = self.width * share, self.height * share
        return max(1, round(width)), max(1, round(height))


def read_raster(content: bytes, memo: Memo) -> Raster:
    """Read the head of a picture, unless an earlier build has."""
    facts = memo.recall((content,), lambda: _facts(content))
    width, height, *flags = facts
    return Raster(width, height, *map(bool, flags))


def _facts(content: bytes) -> list[int]:
    with opened_picture(content) as image:
        width, height = image.size
        orientation = _orientation_of(image)
        # Pillow 12 turns a TIFF by itself, and gives its size turned.
        is_stored_so = orientation != _UPRIGHT and image.format != "TIFF"
        is_turned = orientation >= _FIRST_TURNED and is_stored_so
        is_ink = image.mode == "CMYK"
        is_deep = image.mode in _WIDE_GREYS or image.mode.startswith(_SIXTEEN_BITS)
    size = (height, width) if is_turned else (width, height)
    return [*size, is_ink, is_deep, is_stored_so]


def _orientation_of(image: Image) -> int:
    """As Exif has it; upright where what follows the pixels is cut off."""
    try:
        return int(image.getexif().get(_ORIENTATION, _UPRIGHT))
    except DECODING_ERRORS:
        return _UPRIGHT


_LONGEST_JPEG = 65_500
"""Pixels of a side that libjpeg draws."""
_ORIENTATION = 0x0112
_UPRIGHT, _FIRST_TURNED = 1, 5
"""Exif 2.32, 4.6.5: the orientations from 5 to 8 have width and height exchanged."""


def redraw(content: bytes, size: tuple[int, int], store: Store) -> bytes:
    """Draw a picture as PNG or JPEG with as many pixels as `size` says.

    Only the first of several pictures in one file is drawn. What was drawn before is
    found in the store.
    """
    key = key_of("picture", f"{size[0]} {size[1]}", content)
    kept = store.find(key)
    if kept is None:
        kept = _drawn(content, size)
        store.keep(key, kept)
    return kept


def _drawn(content: bytes, size: tuple[int, int]) -> bytes:
    from PIL import Image, ImageOps

    with opened_picture(content) as image:
        is_photograph = image.format == "JPEG"
        try:
            image.load()  # turns a TIFF, which must not be turned once more
            upright = ImageOps.exif_transpose(image)
        except DECODING_ERRORS:
            upright = image  # the pixels are whole; what follows them is cut off
        picture = _plain(upright)
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    if is_photograph:
        return _written(picture, "JPEG")
    lossless = _written(picture, "PNG")
    if picture.mode not in ("RGB", "L") or max(size) > _LONGEST_JPEG:
        return lossless
    lossy = _written(picture, "JPEG")
    return lossy if len(lossless) > len(lossy) * _WORTH_LOSSES else lossless


def _plain(image: Image) -> Image:
    """The picture in grey, in RGB, or in one of them with transparency."""
    if image.mode.startswith(_SIXTEEN_BITS):
        # Pillow 12 cuts the brighter half off where it is asked for eight bits.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in _WIDE_GREYS:
        image = _narrowed(image)
    if image.mode in ("CMYK", "LAB"):
        return _from_ink(image)
    if image.mode in ("L", "LA", "RGB", "RGBA"):
        has_key = "transparency" in image.info
        return image.convert("RGBA") if has_key else image
    if "A" in image.getbands() or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("L" if image.mode == "1" else "RGB")


def _narrowed(image: Image) -> Image:
    """Greys of 32 bits as 256 greys, by the smallest usual scale that holds them.

    No header says which scale they were written in. Pillow 12 makes white of all that
    is above 255.
    """
    shades = image.convert("F")
    brightest = max(0.0, float(shades.getextrema()[1]))  # type: ignore[arg-type]
    white = next((w for w in (1, 255, 65535) if brightest <= w), brightest)
    if white == 1 and image.mode == "I":
        white = 255  # of whole numbers, one is nearly black
    return shades.point(lambda value: value * (255 / white) + 0).convert("L")


def _from_ink(image: Image) -> Image:
    """Colours of a printing press as those of a screen, by the profile they carry."""
    from PIL import ImageCms

    carried = image.info.pop("icc_profile", None)
    if carried is None and image.mode == "CMYK":
        return image.convert("RGB")
    source = (
        ImageCms.createProfile("LAB")
        if carried is None
        else ImageCms.getOpenProfile(io.BytesIO(carried))
    )
    screen = ImageCms.createProfile("sRGB")
    try:
        drawn = ImageCms.profileToProfile(image, source, screen, outputMode="RGB")
    except ImageCms.PyCMSError:
        return image.convert("RGB")
    return image.convert("RGB") if drawn is None else drawn


def _written(picture: Image, kind: str) -> bytes:
    target = io.BytesIO()
    profile = picture.info.get("icc_profile") if picture.mode == "RGB" else None
    options = {"quality": _QUALITY, "optimize": True} if kind == "JPEG" else {}
    picture.info.clear()
    picture.save(target, kind, icc_profile=profile, **options)
    return target.getvalue()
