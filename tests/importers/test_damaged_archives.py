"""An archive of which any byte is another one is read or refused, never more."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest

from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.archives import Archive
from bookmaker.importers.model import ImportOptions
from bookmaker.importers.sources import import_sources
from tests.support.word_files import word_file

METHODS = {
    "stored": zipfile.ZIP_STORED,
    "deflated": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}


def _archive(method: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("one.html", "<p>The tide was out, and so was the clerk.</p>")
        archive.writestr("two.html", "<p>The quay was dry.</p>")
    return made.getvalue()


def _is_read_or_refused(content: bytes) -> bool:
    try:
        archive = Archive(content, "x.zip")
        for name in archive.names():
            archive.read(name)
    except ManuscriptError as error:
        return error.diagnostics[0].code in ("I004", "I005")
    return True


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("mask", [0x01, 0x80, 0xFF])
def test_a_byte_that_is_another_one(name: str, mask: int) -> None:
    content = _archive(METHODS[name])
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= mask
        assert _is_read_or_refused(bytes(changed)), place


@pytest.mark.parametrize("name", METHODS)
def test_a_piece_that_is_missing_or_doubled(name: str) -> None:
    content = _archive(METHODS[name])
    for place in range(0, len(content), 3):
        for length in (1, 4, 30):
            rest = content[place + length :]
            assert _is_read_or_refused(content[:place] + rest), place
            doubled = content[: place + length] + content[place:]
            assert _is_read_or_refused(doubled), place


@pytest.mark.parametrize("name", METHODS)
def test_an_archive_that_ends_early_or_begins_late(name: str) -> None:
    content = _archive(METHODS[name])
    for place in range(len(content)):
        assert _is_read_or_refused(content[:place])
        assert _is_read_or_refused(content[place:])


@pytest.mark.slow
@pytest.mark.parametrize("piece", [b"<", b"\xff"])
def test_a_word_file_of_which_any_part_is_damaged(piece: bytes, tmp_path: Path) -> None:
    """Seed 4000018 of the damaged sources: a part that only mammoth reads."""
    with zipfile.ZipFile(io.BytesIO(word_file())) as archive:
        content_by_name = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "x.docx"
    for damaged, content in content_by_name.items():
        with zipfile.ZipFile(path, "w") as archive:
            for name, own in content_by_name.items():
                half = len(content) // 2
                changed = content[:half] + piece + content[half:]
                archive.writestr(name, changed if name == damaged else own)
        with contextlib.suppress(ManuscriptError):
            import_sources([path], ImportOptions())


def test_an_encoding_of_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The tide was out.\n", "utf-8")
    with pytest.raises(ManuscriptError):
        import_sources([path], ImportOptions(encoding="\udcff"))
