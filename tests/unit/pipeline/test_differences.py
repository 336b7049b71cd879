"""Where two editions differ is named: a file and its line, or a byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from bookmaker.pipeline.differences import find_difference

FILES = {
    "EPUB/one.xhtml": b"<p>\nThe tide\n</p>",
    "EPUB/a.png": b"\x89PNG 1\n2",
    "EPUB/style.css": b"p { color: #111 }\n",
}


def packed(files: Mapping[str, bytes], level: int = 9) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(
        target, "w", zipfile.ZIP_DEFLATED, compresslevel=level
    ) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def without(*names: str) -> dict[str, bytes]:
    return {name: content for name, content in FILES.items() if name not in names}


@pytest.mark.parametrize(
    ("files", "where"),
    [
        (without("EPUB/a.png"), "EPUB/a.png is missing"),
        (without("EPUB/a.png", "EPUB/style.css"), "EPUB/a.png is missing (and 1 more)"),
        (FILES | {"EPUB/x.js": b""}, "EPUB/x.js was added"),
        (FILES | {"x": b"", "y": b"", "z": b""}, "x was added (and 2 more)"),
        (
            FILES | {"EPUB/one.xhtml": b"<p>\nThe tides\n</p>"},
            "in EPUB/one.xhtml, line 2",
        ),
        (FILES | {"EPUB/one.xhtml": b"<p>\nThe tide"}, "in EPUB/one.xhtml, line 3"),
        (FILES | {"EPUB/a.png": b"\x89PNG 1\n3"}, "in EPUB/a.png"),
        (
            {name: content + b"x" for name, content in FILES.items()},
            "in EPUB/one.xhtml, line 3 (and 2 more)",
        ),
        # What is missing is said before what was changed, and that before additions.
        (
            without("EPUB/a.png") | {"EPUB/style.css": b"", "x": b""},
            "EPUB/a.png is missing",
        ),
        (FILES | {"EPUB/style.css": b"", "x": b""}, "in EPUB/style.css, line 1"),
    ],
)
def test_the_first_file_that_differs_is_named(
    files: Mapping[str, bytes], where: str
) -> None:
    assert find_difference(".epub", packed(files), packed(FILES)) == where


def test_equal_files_that_are_packed_otherwise_differ_from_a_byte_on() -> None:
    found = find_difference(".epub", packed(FILES, 1) + b"x", packed(FILES))
    assert found.startswith("from byte ")


@pytest.mark.parametrize(
    ("released", "rebuilt", "where"),
    [
        (b"abc", b"abd", "from byte 3 on"),
        (b"abc", b"ab", "from byte 3 on"),
        (b"ab", b"abc", "from byte 3 on"),
        (b"", b"abc", "from byte 1 on"),
    ],
)
def test_other_editions_differ_from_a_byte_on(
    released: bytes, rebuilt: bytes, where: str
) -> None:
    for suffix in (".txt", ".epub"):
        assert find_difference(suffix, released, rebuilt) == where
