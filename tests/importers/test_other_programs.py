"""Files of other word processors: by pandoc where it is installed, else with advice."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from bookmaker.diagnostics.catalog.importing import UnknownSourceKind
from bookmaker.diagnostics.errors import ManuscriptError
from tests.support.importing import chapter_texts, imported_files

TEXT = "# The Rope\n\nIt was *hemp*.\n\n# The Lamp\n\nIt was **oil**.\n"


def reason_of(source: Path) -> str:
    with pytest.raises(ManuscriptError) as refused:
        imported_files(source)
    (found,) = refused.value.diagnostics
    assert isinstance(found, UnknownSourceKind)
    return found.message()


@pytest.mark.parametrize("suffix", ["odt", "rtf"])
def test_pandoc_reads_them(suffix: str, tmp_path: Path) -> None:
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("pandoc is not installed")
    source = tmp_path / f"draft.{suffix}"
    words = [program, "-f", "markdown", "-t", suffix, "-s", "-o", str(source)]
    subprocess.run(words, input=TEXT.encode(), check=True)
    files = imported_files(source)
    first, second = chapter_texts(files)
    assert first == "# The Rope\n\nIt was *hemp*.\n"
    assert second == "# The Lamp\n\nIt was **oil**.\n"
    assert "read by pandoc" in files["IMPORT.md"].decode()
    assert "not read" not in files["set-aside.md"].decode()


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def test_a_text_whose_words_are_all_in_fields_is_imported(tmp_path: Path) -> None:
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("pandoc is not installed")
    made = tmp_path / "made.odt"
    words = [program, "-f", "markdown", "-t", "odt", "-s", "-o", str(made)]
    subprocess.run(words, input=b"Words.\n", check=True)
    shown = ("The rope &amp; the lamp.", "It was hemp.")
    fields = "".join(
        f"<text:p><text:conditional-text>{said}</text:conditional-text></text:p>"
        for said in shown
    )
    source = tmp_path / "draft.odt"
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(source, "w") as archive:
        for name in given.namelist():
            content = given.read(name)
            if name == "content.xml":
                content = (
                    f'<office:document-content xmlns:office="{_OFFICE}" '
                    f'xmlns:text="{_TEXT}" office:version="1.2"><office:body>'
                    f"<office:text>{fields}</office:text></office:body>"
                    "</office:document-content>"
                ).encode()
            archive.writestr(name, content)
    files = imported_files(source)
    (chapter,) = chapter_texts(files)
    assert "The rope & the lamp.\n\nIt was hemp.\n" in chapter
    assert "are in fields" in files["IMPORT.md"].decode()


@pytest.mark.parametrize("content", [b"{\\rtf1 Hello}", b"PK"])
def test_without_pandoc_the_message_says_how(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    source = tmp_path / "draft.bin"
    source.write_bytes(content)
    if content == b"PK":
        with zipfile.ZipFile(source, "w") as archive:
            archive.writestr("content.xml", "<x/>")
    said = reason_of(source)
    assert ".docx" in said
    assert "pandoc" in said


@pytest.mark.parametrize("name", ["novel.scriv", "letter.pages", "project"])
def test_packages_of_other_programs_are_named(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.mkdir()
    (source / "a.scrivx").write_text("<x/>")
    (source / "index.html").write_text("<p>A word of it that is not the author's.</p>")
    assert ".docx" in reason_of(source)


@pytest.mark.parametrize("name", ["old.doc", "letter.pages", "x.scrivx"])
def test_files_of_other_programs_are_named(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(b"\xd0\xcf\x11\xe0 or so")
    assert ".docx" in reason_of(source)
