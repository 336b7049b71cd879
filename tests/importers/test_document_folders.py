"""Folders and archives of documents: a chapter each, in the order of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.diagnostics.catalog.foreign_forms import conversion_of
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.document_folders import in_natural_order
from tests.support.document_folders import (
    FORMS,
    small_document,
    turns_in,
    written_folder,
    zipped,
)
from tests.support.importing import chapter_texts, imported_files


@pytest.mark.parametrize("form", ["folder", "archive", "archive of one folder"])
@pytest.mark.parametrize("suffix", FORMS)
def test_each_document_is_a_chapter(suffix: str, form: str, tmp_path: Path) -> None:
    above = "novel/" if form == "archive of one folder" else ""
    files = {
        f"{above}part/ch{number}.{suffix}": small_document(suffix, number)
        for number in (1, 2, 10)
    }
    if form == "folder":
        source = written_folder(tmp_path / "novel", files)
    else:
        source = zipped(tmp_path / "novel.zip", [*files.items()])
    assert turns_in(chapter_texts(imported_files(source))) == ["1", "2", "10"]


def test_kinds_are_mixed_and_what_is_no_document_is_named(tmp_path: Path) -> None:
    files = {
        "01.docx": small_document("docx", 1),
        "02.txt": small_document("txt", 2),
        "03.docx": small_document("docx", 3),
        "~$03.docx": b"\0" * 160,
        "LICENSE.txt": b"Ask me first.\n",
        "04.doc": b"\xd0\xcf\x11\xe0",
        "cover.jpg": b"\xff\xd8",
    }
    made = imported_files(written_folder(tmp_path / "novel", files))
    assert len(chapter_texts(made)) == 3
    account = made["IMPORT.md"].decode()
    assert "Not imported, by their forms: 04.doc." in account
    assert "LICENSE" not in account


def test_notes_beside_markdown_are_no_chapters(tmp_path: Path) -> None:
    files = {
        "a.md": small_document("md", 1),
        "b.txt": b"Ask Per.\n",
        "c.txt": b"Pay.\n",
    }
    chapters = chapter_texts(imported_files(written_folder(tmp_path / "novel", files)))
    assert chapters == ["# Chapter 1\n\nThe tide turned 1 times that day.\n"]


@pytest.mark.parametrize("name", ["00.docx", "00.odt", "00.zip", "00.epub"])
def test_an_empty_file_is_called_so(name: str, tmp_path: Path) -> None:
    files = {name: b"", "01.docx": small_document("docx", 1)}
    folder = written_folder(tmp_path / "novel", files)
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


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_texts_of_another_kind_are_named(suffix: str, tmp_path: Path) -> None:
    files = {f"0{n}.{suffix}": small_document(suffix, n) for n in (1, 2, 3, 4)}
    files |= {"05.md": small_document("md", 5), "notes.txt": b"Ask Per.\n"}
    files |= {"06.zip": b"PK\3\4", "README.md": b"# About\n"}
    made = imported_files(written_folder(tmp_path / "novel", files))
    assert turns_in(chapter_texts(made)) == ["1", "2", "3", "4"]
    account = made["IMPORT.md"].decode()
    assert "Not imported, by their forms: 05.md, 06.zip, notes.txt." in account


@pytest.mark.parametrize("form", ["folder", "archive"])
@pytest.mark.parametrize("suffix", ["txt", "html", "eml"])
def test_a_document_without_text_is_named(
    suffix: str, form: str, tmp_path: Path
) -> None:
    files = {f"0{n}.{suffix}": small_document(suffix, n) for n in (1, 2)}
    files[f"03.{suffix}"] = b""
    if form == "folder":
        source = written_folder(tmp_path / "novel", files)
    else:
        source = zipped(tmp_path / "novel.zip", [*files.items()])
    made = imported_files(source)
    assert turns_in(chapter_texts(made)) == ["1", "2"]
    assert f"03.{suffix} has no text to import." in made["IMPORT.md"].decode()


def test_a_folder_of_empty_documents_is_refused(tmp_path: Path) -> None:
    folder = written_folder(tmp_path / "novel", {"1.txt": b"", "2.txt": b"\n"})
    with pytest.raises(ManuscriptError) as refused:
        imported_files(folder)
    assert [found.code for found in refused.value.diagnostics] == ["I007", "I007"]
