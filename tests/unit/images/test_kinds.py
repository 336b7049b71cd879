"""What a picture is, by its bytes."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from bookmaker.images.kinds import (
    ImageFlaw,
    Picture,
    PictureKind,
    UnusablePictureError,
    examine_picture,
    find_kind,
)

KINDS = ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "AVIF", "JPEG2000"]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="12px"/>'


def raster(kind: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (5, 7)).save(target, kind)
    return target.getvalue()


def flaw_of(content: bytes) -> ImageFlaw:
    with pytest.raises(UnusablePictureError) as raised:
        examine_picture(content)
    return raised.value.flaw


@pytest.mark.parametrize("kind", KINDS)
def test_kind_and_size_come_from_the_bytes(kind: str) -> None:
    assert examine_picture(raster(kind)) == Picture(PictureKind[kind], 5, 7)


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -->",
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">\n',
    ],
)
def test_a_drawing_is_known_by_its_root(before: bytes) -> None:
    assert examine_picture(before + SVG) == Picture(PictureKind.SVG, 30, 12)


def test_words_are_not_a_picture() -> None:
    assert flaw_of(b"Call me Ishmael.") is ImageFlaw.UNKNOWN
    assert flaw_of(b"") is ImageFlaw.EMPTY


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_that_breaks_off_is_damaged(kind: str) -> None:
    content = raster(kind)
    assert flaw_of(content[: len(content) * 2 // 3]) is ImageFlaw.DAMAGED


def test_a_small_file_that_claims_a_vast_picture_is_not_decoded() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(header))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + raster("PNG")[33:]
    )
    assert flaw_of(bomb) is ImageFlaw.TOO_LARGE


def test_a_drawing_that_declares_entities_is_refused() -> None:
    assert (
        flaw_of(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG)
        is ImageFlaw.DECLARES_ENTITIES
    )


def test_a_drawing_that_is_not_well_formed_is_damaged() -> None:
    assert flaw_of(SVG[:-2]) is ImageFlaw.DAMAGED


def tower(height: int, width: int = 10) -> bytes:
    """Groups that use the group below them, `width` times each."""
    groups = "".join(
        f'<g id="g{floor}">{f"""<use href="#g{floor - 1}"/>""" * width}</g>'
        for floor in range(1, height + 1)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><rect id="g0"/>'
        f'{groups}</defs><use href="#g{height}"/></svg>'
    ).encode()


def test_a_drawing_that_repeats_itself_without_end_is_refused_at_once() -> None:
    assert flaw_of(tower(8)) is ImageFlaw.ENDLESS
    assert flaw_of(tower(3).replace(b"#g0", b"#g3")) is ImageFlaw.ENDLESS
    assert flaw_of(tower(200, 2)) is ImageFlaw.ENDLESS
    assert flaw_of(tower(3000, 1)) is ImageFlaw.ENDLESS
    examine_picture(tower(3))


@given(st.sampled_from(KINDS), st.data())
def test_bytes_that_lie_are_a_flaw_and_never_an_exception(
    kind: str, data: st.DataObject
) -> None:
    content = bytearray(raster(kind))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(
            st.integers(0, 255)
        )
    with contextlib.suppress(UnusablePictureError):
        assert examine_picture(bytes(content)).kind in PictureKind


@given(st.binary(max_size=200))
def test_any_bytes_have_a_kind_or_none(content: bytes) -> None:
    assert find_kind(content) in {*PictureKind, None}


def test_a_drawing_with_an_entity_of_a_dtd_elsewhere_is_refused() -> None:
    content = (
        b'<!DOCTYPE svg SYSTEM "other.dtd">'
        b'<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
    )
    with pytest.raises(UnusablePictureError) as raised:
        examine_picture(content)
    assert raised.value.flaw is ImageFlaw.DECLARES_ENTITIES


@pytest.mark.parametrize("told", [True, False])
def test_what_pillow_is_set_to_for_one_picture_is_reset(
    monkeypatch: pytest.MonkeyPatch, *, told: bool
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", told)
    content = raster("PNG")
    assert flaw_of(content[: len(content) * 2 // 3]) is ImageFlaw.DAMAGED
    assert ImageFile.LOAD_TRUNCATED_IMAGES is told
