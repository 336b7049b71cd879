"""Folders and archives of documents: a chapter each, in the order of people."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from bookmaker.diagnostics.catalog.foreign_forms import conversion_of
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.document_folders import in_natural_order
from tests.support.importing import chapter_texts, imported_files
from tests.support.word_files import blank_document


def _word(title: str, words: str) -> bytes:
    document = blank_document()
    document.add_heading(title, 1)
    document.add_paragraph(words)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _content(suffix: str, number: int) -> bytes:
    title, words = f"Chapter {number}", f"The tide turned {number} times that day."
    if suffix == "docx":
        return _word(title, words)
    if suffix == "html":
        page = f"<html><body><h1>{title}</h1><p>{words}</p></body></html>"
        return page.encode()
    if suffix == "md":
        return f"# {title}\n\n{words}\n".encode()
    if suffix == "eml":
        return f"Subject: {title}\nFrom: a@example.org\n\n{words}\n".encode()
    return f"{title}\n\n{words}\n".encode()


def _written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def _zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("form", ["folder", "archive", "archive of one folder"])
@pytest.mark.parametrize("suffix", ["docx", "txt", "html", "md", "eml"])
def test_each_document_is_a_chapter(suffix: str, form: str, tmp_path: Path) -> None:
    above = "novel/" if form == "archive of one folder" else ""
    files = {
        f"{above}part/ch{number}.{suffix}": _content(suffix, number)
        for number in (1, 2, 10)
    }
    if form == "folder":
        source = _written(tmp_path / "novel", files)
    else:
        source = _zipped(tmp_path / "novel.zip", files)
    chapters = chapter_texts(imported_files(source))
    turned = [text.partition("turned ")[2].partition(" ")[0] for text in chapters]
    assert turned == ["1", "2", "10"]


def test_kinds_are_mixed_and_what_is_no_document_is_named(tmp_path: Path) -> None:
    files = {
        "01.docx": _content("docx", 1),
        "02.txt": _content("txt", 2),
        "03.docx": _content("docx", 3),
        "~$03.docx": b"\0" * 160,
        "LICENSE.txt": b"Ask me first.\n",
        "04.doc": b"\xd0\xcf\x11\xe0",
        "cover.jpg": b"\xff\xd8",
    }
    made = imported_files(_written(tmp_path / "novel", files))
    assert len(chapter_texts(made)) == 3
    account = made["IMPORT.md"].decode()
    assert "Not imported, by their forms: 04.doc." in account
    assert "LICENSE" not in account


def test_notes_beside_markdown_are_no_chapters(tmp_path: Path) -> None:
    files = {"a.md": _content("md", 1), "b.txt": b"Ask Per.\n", "c.txt": b"Pay.\n"}
    chapters = chapter_texts(imported_files(_written(tmp_path / "novel", files)))
    assert chapters == ["# Chapter 1\n\nThe tide turned 1 times that day.\n"]


@pytest.mark.parametrize("name", ["00.docx", "00.odt", "00.zip", "00.epub"])
def test_an_empty_file_is_called_so(name: str, tmp_path: Path) -> None:
    files = {name: b"", "01.docx": _content("docx", 1)}
    folder = _written(tmp_path / "novel", files)
    with pytest.raises(ManuscriptError) as refused:
        imported_files(folder / name)
    (found,) = refused.value.diagnostics
    assert found.message() == f"{name} cannot be read: it is empty (0 bytes)"


@pytest.mark.parametrize("suffix", ["tex", "rst", "org", "adoc", "typ", "fb2", "ipynb"])
def test_what_converts_another_form_is_said(suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"novel.{suffix}"
    source.write_text("Words.\n")
    with pytest.raises(ManuscriptError) as refused:
        imported_files(source)
    (found,) = refused.value.diagnostics
    command = conversion_of(source.name)
    assert command is not None
    assert command in (found.help() or "")


@pytest.mark.parametrize(
    ("given", "ordered"),
    [
        ("ch1 ch10 ch2", "ch1 ch2 ch10"),
        ("ch10 ch1 ch2", "ch10 ch1 ch2"),
        ("b a", "b a"),
        ("a/2 b/1", "a/2 b/1"),
    ],
)
def test_the_order_of_a_shell_becomes_that_of_people(given: str, ordered: str) -> None:
    paths = [Path(name) for name in given.split()]
    assert [path.as_posix() for path in in_natural_order(paths)] == ordered.split()
