"""Folders that pandoc makes books of: chapters beside a file of metadata."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from PIL import Image

import bookmaker
from bookmaker.config.load import load_manuscript
from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import read

_METADATA = """\
---
title: The Weir
author: [Ada Holm, Per Lind]
lang: nb
date: 2024-05-01
mainfont: DejaVu Sans
---
"""


def _book(folder: Path, name: str, metadata: str) -> Path:
    (folder / "chapters").mkdir()
    (folder / "README.md").write_text("# How to build\n", "utf-8")
    (folder / name).write_text(metadata, "utf-8")
    for number, title in enumerate(("Low", "High"), 1):
        chapter = folder / "chapters" / f"0{number}-{title.lower()}.md"
        chapter.write_text(f"# {title}\n\nSee [High].\n", "utf-8")
    return folder


def _loaded(folder: Path) -> tuple[BookConfig, list[str]]:
    diagnostics = Diagnostics()
    config = load_manuscript(folder, diagnostics).config
    return config, [one.message() for one in diagnostics]


@pytest.mark.parametrize(
    ("name", "metadata"),
    [
        ("metadata.yaml", _METADATA),
        ("metadata.yml", _METADATA.replace("---\n", "")),
        ("meta.yml", _METADATA.replace("---\n", "", 1).replace("---", "...")),
        ("title.txt", _METADATA),
        (
            "metadata.yaml",
            _METADATA.replace(": The Weir", ":\n- {type: main, text: The Weir}"),
        ),
    ],
)
def test_a_file_of_metadata_names_the_book(
    name: str, metadata: str, tmp_path: Path
) -> None:
    config, messages = _loaded(_book(tmp_path, name, metadata))
    assert config.conventions.program == "pandoc"
    assert config.metadata.title == "The Weir"
    assert [one.name for one in config.metadata.authors] == ["Ada Holm", "Per Lind"]
    assert config.metadata.language == "nb"
    files = [entry.file for entry in config.contents.body if hasattr(entry, "file")]
    assert files == ["chapters/01-low.md", "chapters/02-high.md"]
    assert any("mainfont" in message for message in messages)


@pytest.mark.parametrize(
    ("metadata", "place"),
    [
        ("---\ntitle: Salt: A Novel\n---\n", "metadata.yaml:2:12"),
        ("title: Salt\ndescription: she said: no\n", "metadata.yaml:2:22"),
        ('---\ntitle: "Salt\nauthor: A\n---\n', "metadata.yaml:3:10"),
        ("title: *Emph* Book\n", "metadata.yaml:1:13"),
        ("title: a\n\tauthor: b\n", "metadata.yaml:2:1"),
        ("title: a\ndate: 2001-02-30\n", "metadata.yaml:1:1"),
        ("a: &a [1]\nb: [*a, *a]\n", "metadata.yaml:1:1"),
    ],
)
def test_metadata_that_is_no_yaml_is_refused_with_its_place(
    metadata: str, place: str, tmp_path: Path
) -> None:
    book = _book(tmp_path, "metadata.yaml", metadata)
    with pytest.raises(ManuscriptError) as refused:
        load_manuscript(book, Diagnostics())
    (problem,) = refused.value.diagnostics
    assert (problem.code, str(problem.span)) == ("C006", place)
    assert "is not valid YAML" in problem.message()


@pytest.mark.parametrize(
    "metadata", ["author: A\n", "bibliography: []\n", "lang: nb\n"]
)
def test_metadata_without_a_title_is_a_book_s(metadata: str, tmp_path: Path) -> None:
    config, _ = _loaded(_book(tmp_path, "metadata.yaml", metadata))
    assert config.conventions.program == "pandoc"
    assert config.metadata.title == tmp_path.name


@pytest.mark.parametrize(
    ("line", "key", "found"),
    [
        ("author: {mail: a@example.org}", "author", "a table"),
        ("author: [{mail: a@example.org}, Per Lind]", "author", "a table"),
        ("author: [[Ada Holm]]", "author", "a list"),
        ("description: {short: Salt}", "description", "a table"),
        ("subtitle: [One, Two]", "subtitle", "a list"),
        ("publisher: {name: Quay}", "publisher", "a table"),
    ],
)
def test_metadata_of_a_form_that_is_not_read_is_reported(
    line: str, key: str, found: str, tmp_path: Path
) -> None:
    _, said = _loaded(_book(tmp_path, "metadata.yaml", f"title: Salt\n{line}\n"))
    assert f"“{key}” must be a string, but this is {found}" in said


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("*Moby* and **Dick**", "Moby and Dick"),
        ("The `ls` command", "The ls command"),
        ("[Low](low.md) water ^2^", "Low water 2"),
        ("1984. A novel", "1984. A novel"),
        ("# Sharp", "# Sharp"),
        ("Salt & Sons: a <history>", "Salt & Sons: a <history>"),
    ],
)
def test_titles_in_metadata_are_markdown(
    written: str, title: str, tmp_path: Path
) -> None:
    keys = ("title", "subtitle", "description")
    metadata = "".join(f'{key}: "{written}"\n' for key in keys)
    book = bookmaker.read(_book(tmp_path, "metadata.yaml", metadata)).book
    assert book is not None
    assert [getattr(book.metadata, key) for key in keys] == [title] * 3


@pytest.mark.parametrize(
    ("name", "metadata"),
    [
        ("metadata.yaml", "name: a chart\nversion: 2\n"),
        ("meta.yml", "title: [\n"),
        ("metadata.yml", "- title\n"),
        ("title.txt", "The Weir\n"),
    ],
)
def test_a_file_of_another_program_makes_no_project(
    name: str, metadata: str, tmp_path: Path
) -> None:
    config, _ = _loaded(_book(tmp_path, name, metadata))
    assert config.conventions.program == ""


@pytest.mark.parametrize("name", ["metadata.yml", "notes.yml"])
def test_a_picture_is_found_from_the_root_where_the_chapter_has_none(
    name: str, tmp_path: Path
) -> None:
    """pandoc looks from where it is run; a file beside the chapter goes first."""
    book = _book(tmp_path, name, _METADATA)
    (book / "images").mkdir()
    for path in ("images/low water.png", "chapters/near.png", "near.png"):
        Image.new("RGB", (8, 8)).save(book / path)
    chapter = book / "chapters" / "01-low.md"
    text = "# Low\n\n![A](images/low%20water.png)\n\n![B](near.png)\n\n![C](gone.png)\n"
    chapter.write_text(text, "utf-8")
    outcome = read(Request(manuscript=book))
    assert [d.message() for d in outcome.diagnostics if d.code == "M080"] == [
        "the image “chapters/gone.png” cannot be used because it does not exist"
    ]


@pytest.mark.parametrize(
    ("metadata", "place"),
    [
        ("title: Salt\ncover-image: no.png\n", "metadata.yaml:2:14"),
        ("title: Salt\nbibliography: [a.bib, no.bib]\n", "metadata.yaml:2:16"),
        ("title: Salt\ncsl: chapters/01-low.md\n", "metadata.yaml:2:6"),
        ("title: xx-yy\nlang: xx-yy_\n", "metadata.yaml:2:7"),
        ("title: Salt\nsubtitle: a\u202eb\n", "metadata.yaml:2:11"),
        ('title: Salt\nsubtitle: "a\\u202eb"\n', "metadata.yaml:2:1"),
        ("title: Salt\nsubtitle: >\n  a\n  \u202eb\n", "metadata.yaml:2:1"),
    ],
)
def test_what_is_wrong_with_a_value_is_at_its_place(
    metadata: str, place: str, tmp_path: Path
) -> None:
    diagnostics = Diagnostics()
    with contextlib.suppress(ManuscriptError):
        load_manuscript(_book(tmp_path, "metadata.yaml", metadata), diagnostics)
    places = [f"{s.file}:{s.line}:{s.column}" for d in diagnostics if (s := d.span)]
    assert place in places
