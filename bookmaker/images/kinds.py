"""What a picture is, by its bytes and not by its name.

What comes in: the bytes of a file that an author calls a picture. What goes out: its
kind and size, or the flaw for which it cannot be used. Nothing is decoded before its
header has given a bearable size.
"""

from __future__ import annotations

import enum
import math
import re
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree

from bookmaker.diagnostics.errors import BookmakerError
from bookmaker.images.opening import opened_picture

MAX_PIXELS = 64_000_000
"""The largest picture that is decoded: 8,000 by 8,000 pixels; a quarter of a GiB."""

_SVG_TAG = "{http://www.w3.org/2000/svg}svg"
_PROLOGUE_BYTES = 4096
_INTERNAL_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
MAX_SHAPES = 200_000
"""The most elements that a drawing may draw, repetitions counted."""

_DEEPEST = 300
_POINTS_AND_DRAWS_NOT = frozenset(
    {"a", "animate", "animateMotion", "animateTransform", "set"}
)
_OWN_REFERENCE = re.compile(r"^\s*#(\S+)\s*$|url\(\s*['\"]?#([^'\")\s]+)")
_PIXELS = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")
# What Pillow raises on bytes that lie; it has no common class for them.
DECODING_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    struct.error,
    zlib.error,
)


class PictureKind(enum.Enum):
    """The kinds of picture that are understood, by their media types."""

    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    SVG = "image/svg+xml"
    WEBP = "image/webp"
    TIFF = "image/tiff"
    BMP = "image/bmp"
    AVIF = "image/avif"
    JPEG2000 = "image/jp2"

    @property
    def suffix(self) -> str:
        """The usual end of a file's name."""
        return _SUFFIX_BY_KIND[self]


_SUFFIX_BY_KIND = {
    PictureKind.PNG: ".png",
    PictureKind.JPEG: ".jpg",
    PictureKind.GIF: ".gif",
    PictureKind.SVG: ".svg",
    PictureKind.WEBP: ".webp",
    PictureKind.TIFF: ".tif",
    PictureKind.BMP: ".bmp",
    PictureKind.AVIF: ".avif",
    PictureKind.JPEG2000: ".jp2",
}


class ImageFlaw(enum.Enum):
    """Why a picture cannot be used."""

    UNKNOWN = "isn’t a PNG, JPEG, GIF, WebP, TIFF, BMP, AVIF, JPEG 2000 or SVG image"
    EMPTY = "is empty (0 bytes)"
    DAMAGED = "is damaged"
    TOO_LARGE = "has more pixels than can be held"
    DECLARES_ENTITIES = "declares its own entities"
    ENDLESS = "draws its own parts over and over"


class UnusablePictureError(BookmakerError):
    """Bytes that cannot stand in a book as a picture."""

    def __init__(self, flaw: ImageFlaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Picture:
    """What the bytes of a picture say of it."""

    kind: PictureKind
    width: int | None
    """In pixels; `None` where an SVG does not say."""
    height: int | None


def find_kind(content: bytes) -> PictureKind | None:
    """Tell the kind from the first bytes; `None` where they begin no picture."""
    signatures = (
        (b"\x89PNG\r\n\x1a\n", PictureKind.PNG),
        (b"\xff\xd8\xff", PictureKind.JPEG),
        (b"GIF87a", PictureKind.GIF),
        (b"GIF89a", PictureKind.GIF),
        (b"II*\0", PictureKind.TIFF),
        (b"MM\0*", PictureKind.TIFF),
        (b"BM", PictureKind.BMP),
        (b"\0\0\0\x0cjP  \r\n\x87\n", PictureKind.JPEG2000),
        (b"\xff\x4f\xff\x51", PictureKind.JPEG2000),
    )
    for signature, kind in signatures:
        if content.startswith(signature):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return PictureKind.WEBP
    if content[4:12] in (b"ftypavif", b"ftypavis"):
        return PictureKind.AVIF
    beginning = content[:_PROLOGUE_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_svg = beginning.startswith(b"<") and b"<svg" in content[: _PROLOGUE_BYTES * 4]
    return PictureKind.SVG if is_svg else None


def examine_picture(content: bytes) -> Picture:
    """Tell what a picture is and prove that it can be shown.

    Raises `UnusablePictureError`.
    """
    if not content:
        raise UnusablePictureError(ImageFlaw.EMPTY)
    kind = find_kind(content)
    if kind is None:
        raise UnusablePictureError(ImageFlaw.UNKNOWN)
    if kind is PictureKind.SVG:
        root = parse_svg(content)
        if _shapes_drawn(root) > MAX_SHAPES:
            raise UnusablePictureError(ImageFlaw.ENDLESS)
        return Picture(kind, _svg_pixels(root, "width"), _svg_pixels(root, "height"))
    width, height = _decoded_size(content, kind)
    return Picture(kind, width, height)


def parse_svg(content: bytes) -> etree._Element:
    """Parse an SVG without reading anything else. Raises `UnusablePictureError`.

    A document type without declarations of its own is common (Graphviz writes one) and
    means nothing; one with entities is refused.
    """
    if _INTERNAL_SUBSET.search(content):
        raise UnusablePictureError(ImageFlaw.DECLARES_ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusablePictureError(ImageFlaw.DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None and next(
        root.getroottree().docinfo.internalDTD.iterentities(), None
    ):
        raise UnusablePictureError(ImageFlaw.DECLARES_ENTITIES)
    if next(root.iter(etree.Entity), None) is not None:
        # Of a DTD elsewhere, which is not read: its words are unknown.
        raise UnusablePictureError(ImageFlaw.DECLARES_ENTITIES)
    if root.tag != _SVG_TAG:
        raise UnusablePictureError(ImageFlaw.UNKNOWN)
    return root


def _shapes_drawn(root: etree._Element) -> float:
    """How many elements are drawn where each reference draws its target again.

    Infinite where something draws itself, or stands absurdly deep. Ten `<use>` of ten
    `<use>`, eight times over, are a small file and a day of drawing.
    """
    target_by_id = {node.get("id"): node for node in root.iter(etree.Element)}
    drawn: dict[etree._Element, float] = {}

    def count(node: etree._Element, above: frozenset[etree._Element]) -> float:
        if node in above or len(above) > _DEEPEST:
            return math.inf
        if node not in drawn:
            inside = above | {node}
            drawn[node] = 1 + sum(count(part, inside) for part in _parts(node))
        return drawn[node]

    def _parts(node: etree._Element) -> Iterator[etree._Element]:
        yield from node.iterchildren(etree.Element)
        if etree.QName(node).localname in _POINTS_AND_DRAWS_NOT:
            return
        for value in node.attrib.values():
            for reference in _OWN_REFERENCE.finditer(value):
                target = target_by_id.get(reference[1] or reference[2])
                if target is not None:
                    yield target

    return count(root, frozenset())


def _svg_pixels(root: etree._Element, name: str) -> int | None:
    match = _PIXELS.fullmatch(root.get(name, ""))
    return round(float(match[1])) if match else None


_one_at_a_time = threading.Lock()


@contextmanager
def _whole_pictures() -> Iterator[None]:
    """Have Pillow refuse pictures that break off.

    WeasyPrint 70, once loaded, lets it take them; seen by
    test_pillow_is_set_to_take_pictures_that_break_off in tests/facts/. It is set for
    the whole program, so one thread decodes at a time and puts back what there was.
    """
    from PIL import ImageFile

    with _one_at_a_time:
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def _decoded_size(content: bytes, kind: PictureKind) -> tuple[int, int]:
    """The size in pixels, once the header is believed and the rest is decoded."""
    # Pillow takes as long to load as all else that a book without pictures needs.
    from PIL import Image

    name = "JPEG" if kind is PictureKind.JPEG else kind.name
    try:
        with _whole_pictures(), opened_picture(content, (name,)) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                raise UnusablePictureError(ImageFlaw.TOO_LARGE)
            # A JPEG is decoded at an eighth of its size: every byte is read all the
            # same, which is what proves it.
            image.draft("L", (max(1, width // 8), max(1, height // 8)))
            image.load()
            image.getexif()  # reads what follows the pixels
    except Image.DecompressionBombError as error:
        raise UnusablePictureError(ImageFlaw.TOO_LARGE) from error
    except DECODING_ERRORS as error:
        raise UnusablePictureError(ImageFlaw.DAMAGED) from error
    return width, height
