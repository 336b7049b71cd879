"""Folders and archives from anybody: links, pipes, devices and names of every kind.

Every form of document is put there in every shape. Nothing outside the folder is read,
and a document is imported, refused by its name, or named in the account.
"""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bookmaker.diagnostics.errors import ManuscriptError
from tests.support.document_folders import FORMS, small_document, turns_in, zipped
from tests.support.importing import chapter_texts, imported_files, picture

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links are POSIX's")


def _folder(tmp_path: Path, suffix: str) -> Path:
    """A folder of two documents of a form; its canary is `outside`, beside it."""
    folder = tmp_path / "novel"
    folder.mkdir()
    for number in (1, 2):
        content = small_document(suffix, number)
        (folder / f"0{number}.{suffix}").write_bytes(content)
    (tmp_path / "outside").write_bytes(small_document(suffix, 999))
    return folder


# --- What isn't a file of the folder --------------------------------------------------

SHAPES: dict[str, Callable[[Path, Path], None]] = {
    "a link out": lambda path, outside: path.symlink_to(outside),
    "a relative link out": lambda path, _: path.symlink_to("../outside"),
    "a link to a link out": lambda path, outside: _chain(path, outside),
    "a link to nothing": lambda path, outside: path.symlink_to(outside / "none"),
    "a link to itself": lambda path, _: path.symlink_to(path),
    "a device": lambda path, _: path.symlink_to("/dev/zero"),
    "a pipe": lambda path, _: os.mkfifo(path),
}


def _chain(path: Path, outside: Path) -> None:
    (path.parent / "between").symlink_to(outside)
    path.symlink_to("between")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("suffix", [form for form in FORMS if form != "md"])
def test_a_document_that_is_no_file_of_the_folder_is_refused(
    suffix: str, shape: str, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, suffix)
    (folder / "part").mkdir()
    SHAPES[shape](folder / "part" / f"03.{suffix}", tmp_path / "outside")
    with pytest.raises(ManuscriptError) as refused:
        imported_files(folder)
    (found,) = refused.value.diagnostics
    assert found.code == "I005"
    assert found.message().startswith(f"part/03.{suffix} cannot be read: it ")


@pytest.mark.parametrize("shape", SHAPES)
def test_markdown_that_is_no_file_of_the_folder_is_named(
    shape: str, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, "md")
    SHAPES[shape](folder / "03.md", tmp_path / "outside")
    made = imported_files(folder)
    assert turns_in(chapter_texts(made)) == ["1", "2"]
    assert "03.md" in made["IMPORT.md"].decode()
    assert b"999" not in b"".join(made.values())


@pytest.mark.parametrize("suffix", FORMS)
def test_a_link_within_the_folder_is_followed(suffix: str, tmp_path: Path) -> None:
    folder = _folder(tmp_path, suffix)
    (folder / "kept").write_bytes(small_document(suffix, 3))
    (folder / f"03.{suffix}").symlink_to("kept")
    assert turns_in(chapter_texts(imported_files(folder))) == ["1", "2", "3"]


@pytest.mark.parametrize("suffix", FORMS)
def test_folders_are_no_documents_and_links_to_them_are_not_followed(
    suffix: str, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, suffix)
    away = tmp_path / "away"
    away.mkdir()
    (tmp_path / "outside").rename(away / f"9.{suffix}")
    (folder / f"03.{suffix}").mkdir()
    (folder / f"04.{suffix}").symlink_to(away)
    assert turns_in(chapter_texts(imported_files(folder))) == ["1", "2"]


@pytest.mark.parametrize("name", ["SUMMARY.md", "_quarto.yml", "mkdocs.yml"])
def test_a_project_is_not_configured_from_outside(name: str, tmp_path: Path) -> None:
    folder = _folder(tmp_path, "md")
    outside = "- [One](01.md)\n" if name == "SUMMARY.md" else "title: Secret\n"
    (tmp_path / "outside").write_text(outside)
    (folder / name).symlink_to("../outside")
    with pytest.raises(ManuscriptError) as refused:
        imported_files(folder)
    (found,) = refused.value.diagnostics
    assert found.code == "I005"
    expected = f"{name} cannot be read: it points outside the imported folder"
    assert found.message() == expected


@pytest.mark.parametrize("way", ["link", "dots"])
def test_pictures_of_pages_are_found_in_the_folder_and_not_outside(
    way: str, tmp_path: Path
) -> None:
    folder = tmp_path / "blog"
    (folder / "posts").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(picture("red"))
    (folder / "own.png").write_bytes(picture("green"))
    source = "../../secret.png"
    if way == "link":
        (folder / "linked.png").symlink_to("../secret.png")
        source = "../linked.png"
    page = f"<article><p>One.</p><img src='../own.png'><img src='{source}'></article>"
    (folder / "posts" / "1.html").write_text(page)
    made = imported_files(folder)
    shown = [content for name, content in made.items() if name.startswith("images/")]
    assert picture("green") in shown
    assert picture("red") not in shown


# --- Names ----------------------------------------------------------------------------

NAMES: dict[str, bytes] = {
    "a line end": b"a\nb",
    "control characters": b"a\x01\x1b[31mb",
    "bytes that are no UTF-8": b"a\xff\xfeb",
    "half a surrogate": b"\xed\xa0\x80",
    "255 bytes": b"n" * 250,
    "a dash in front": b"-rf",
    "signs of a shell": b"$(id) *?;|",
    "signs of Markdown": b"a`b|c*_[x](y)",
    "signs of HTML": b"<script>x&amp;",
    "a colon": b"1: x",
    "spaces": b" a ",
    "a change of direction": "a\u202eb".encode(),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", ["txt", "html", "md", "fountain"])
def test_a_document_of_any_name_is_imported(
    suffix: str, name: str, tmp_path: Path
) -> None:
    folder = tmp_path / "novel"
    folder.mkdir()
    end = b"." + suffix.encode()
    whole = os.fsdecode(NAMES[name][: 255 - len(end)] + end)
    (folder / whole).write_bytes(small_document(suffix, 3))
    made = imported_files(folder)
    assert turns_in(chapter_texts(made)) == ["3"]
    lines = made["IMPORT.md"].decode("utf-8").split("\n")
    assert not any(char < " " for line in lines for char in line)


ENTRIES: dict[str, tuple[dict[str, int], str, str]] = {
    "backslashes": ({"part\\03.{}": 3}, "123", ""),
    "a colon": ({"3: x.{}": 3}, "123", ""),
    "dots in front": ({"./03.{}": 3}, "123", ""),
    "dots within": ({"a/../03.{}": 3}, "123", ""),
    "a dash in front": ({"--x/-03.{}": 3}, "123", ""),
    "hidden": ({".03.{}": 3, ".git/04.{}": 4, "...05.{}": 5}, "12", ""),
    "other letters": ({"a.{}": 3, "A.{}": 4}, "1243", ""),
    "twice": ({"03.{}": 3, "03\0.{}": 4}, "124", "more than once in novel.zip"),
    "a file and a folder": ({"03.{}": 3, "03.{}/4.{}": 4}, "123", "names: 03.{}/4"),
    "too long": ({"n" * 300 + ".{}": 3}, "12", "by their names: nnn"),
    "too deep": ({"d/" * 3000 + "3.{}": 3}, "12", "by their names: d/d"),
}


@pytest.mark.parametrize("case", ENTRIES)
@pytest.mark.parametrize("suffix", ["txt", "html", "md"])
def test_an_archive_of_any_names_is_imported(
    suffix: str, case: str, tmp_path: Path
) -> None:
    entries, turns, remark = ENTRIES[case]
    files = [(f"0{n}.{suffix}", small_document(suffix, n)) for n in (1, 2)]
    for name, number in entries.items():
        own = name.replace("\0", "").replace("{}", suffix)
        files.append((own, small_document(suffix, number)))
    made = imported_files(zipped(tmp_path / "novel.zip", files))
    assert "".join(turns_in(chapter_texts(made))) == turns
    assert remark.replace("{}", suffix) in made["IMPORT.md"].decode()


@pytest.mark.parametrize("suffix", FORMS)
def test_a_link_in_an_archive_is_named(suffix: str, tmp_path: Path) -> None:
    link = zipfile.ZipInfo(f"03.{suffix}")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    files: list[tuple[str | zipfile.ZipInfo, bytes]] = [
        (f"01.{suffix}", small_document(suffix, 1)),
        (link, b"/etc/passwd"),
    ]
    made = imported_files(zipped(tmp_path / "novel.zip", files))
    assert turns_in(chapter_texts(made)) == ["1"]
    assert f"as it is a symbolic link: 03.{suffix}." in made["IMPORT.md"].decode()


@pytest.mark.parametrize(
    "name", ["../03.txt", "a/../../03.txt", "..\\03.txt", "/03.txt", "C:\\03.txt"]
)
def test_an_archive_that_would_write_outside_is_refused(
    name: str, tmp_path: Path
) -> None:
    files = [("01.txt", small_document("txt", 1)), (name, b"Words.\n")]
    with pytest.raises(ManuscriptError) as refused:
        imported_files(zipped(tmp_path / "novel.zip", files))
    assert [found.code for found in refused.value.diagnostics] == ["I004"]


@pytest.mark.parametrize("name", ["..zip", "....zip", " .zip", "a b.zip", "-rf.zip"])
def test_an_archive_may_have_any_name(name: str, tmp_path: Path) -> None:
    source = zipped(tmp_path / name, [("01.txt", small_document("txt", 1))])
    assert turns_in(chapter_texts(imported_files(source))) == ["1"]
