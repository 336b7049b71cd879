"""One file that is a whole book is parted at its headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import NoteReference
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import read_as_written
from bookmaker.readers.markdown import read_markdown
from bookmaker.readers.split_files import split_file

BOOK = """# The ford

Words.[^a] See [the weir](#the-weir).

## A section

More.[^b]

# The weir

Words.[^c]

[^a]: One.[^d]
[^b]: Two.
[^c]: Three.
[^d]: Four.
"""


def read_book(path: Path) -> tuple[Book, Diagnostics]:
    outcome = read_as_written(Request(manuscript=path))
    assert outcome.book is not None
    found = Diagnostics()
    found.extend(outcome.diagnostics)
    return outcome.book, found


def _titles(text: str, level: int = 1) -> list[str]:
    content = read_markdown(text, "x.md", Diagnostics())
    split = split_file(content, level)
    if split is None:
        return []
    titles = (plain_text(part.blocks[0].children) for part in split.parts)  # type: ignore[union-attr]
    return list(titles)


def test_each_heading_of_the_level_begins_a_part() -> None:
    assert _titles(BOOK) == ["The ford", "The weir"]
    assert _titles(BOOK, 2) == []
    assert _titles("# One\n\nWords.\n") == []


def test_each_part_has_the_notes_that_it_calls() -> None:
    split = split_file(read_markdown(BOOK, "x.md", Diagnostics()), 1)
    assert split is not None
    for part in split.parts:
        calls = find_nodes((*part.blocks, *part.notes), NoteReference)
        called = {call.label for call in calls if isinstance(call, NoteReference)}
        assert {note.label for note in part.notes} == called
    assert [len(part.notes) for part in split.parts] == [3, 1]


def test_no_block_and_no_note_is_lost() -> None:
    content = read_markdown(f"Before.\n\n{BOOK}", "x.md", Diagnostics())
    split = split_file(content, 1)
    assert split is not None
    assert sum(len(part.blocks) for part in split.parts) == len(content.blocks)
    assert sum(len(part.notes) for part in split.parts) == len(content.notes)


@pytest.mark.parametrize(
    ("head", "title", "chapters"),
    [
        ("---\ntitle: The Road\nauthor: Ann Lee\n---\n", "The Road", 2),
        ("# The Road\n\n", "The Road", 2),
        ("", "The ford", 2),
    ],
)
def test_a_book_of_one_file(
    tmp_path: Path, head: str, title: str, chapters: int
) -> None:
    (tmp_path / "road.md").write_text(head + BOOK, encoding="utf-8")
    book, found = read_book(tmp_path / "road.md")
    assert book.metadata.title == title
    assert len(book.body) == chapters
    assert {problem.code for problem in found} <= {"C033", "M194"}


@pytest.mark.parametrize(
    ("keys", "chapters"),
    [
        ("", 1),
        ("split-at = 1\n", 2),
        ("split-at = 0\n", 1),
        ("split-at = 2\n", 1),
    ],
)
def test_listed_files_are_parted_only_on_request(
    tmp_path: Path, keys: str, chapters: int
) -> None:
    contents = f'title = "T"\n[contents]\n{keys}body = ["road.md"]\n'
    (tmp_path / "book.toml").write_text(contents, encoding="utf-8")
    (tmp_path / "road.md").write_text(BOOK, encoding="utf-8")
    book, _ = read_book(tmp_path)
    assert len(book.body) == chapters


def test_a_book_of_one_file_may_stay_one_chapter(tmp_path: Path) -> None:
    toml = 'title = "T"\n[contents]\nsplit-at = 0\n'
    (tmp_path / "book.toml").write_text(toml, encoding="utf-8")
    (tmp_path / "road.md").write_text(BOOK, encoding="utf-8")
    book, _ = read_book(tmp_path)
    assert len(book.body) == 1
