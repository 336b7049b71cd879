"""A filter changes the tree, or is told with its reason; the book is never lost."""

from __future__ import annotations

import json
import sys
from importlib import metadata
from pathlib import Path

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.text import plain_text
from bookmaker.pipeline.filters import apply_filter
from bookmaker.pipeline.stages import Request, read
from tests.support.builders import book_of, chapter, paragraph

BOOK = book_of(chapter("a.md", paragraph("quiet")))


def _program(folder: Path, code: str) -> str:
    path = folder / "filter.py"
    path.write_text(f"import json, sys\n{code}\n", encoding="utf-8")
    return str(path)


def _applied(name: str) -> tuple[Book, list[str]]:
    diagnostics = Diagnostics()
    book = apply_filter(name, BOOK, diagnostics)
    return book, [found.message() for found in diagnostics]


def test_a_program_reads_the_tree_and_writes_another(tmp_path: Path) -> None:
    shout = "text = sys.stdin.read(); print(text.replace('quiet', 'LOUD'))"
    book, problems = _applied(_program(tmp_path, shout))
    assert plain_text(book.body[0].blocks) == "LOUD"
    assert problems == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("sys.exit('no way')", "it ended with status 1: no way"),
        ("print('x')", "what it wrote is not JSON"),
        ("print('{}')", "its output isn’t a tree"),
        (
            "t = json.load(sys.stdin); t['book']['body'][0]['kind'] = 'x'\n"
            "json.dump(t, sys.stdout)",
            "its output isn’t a tree: /book/body/0/kind",
        ),
    ],
)
def test_a_program_that_fails_is_reported_and_changes_nothing(
    tmp_path: Path, code: str, reason: str
) -> None:
    book, (problem,) = _applied(_program(tmp_path, code))
    assert reason in problem
    assert book == BOOK


def test_what_is_not_there_is_reported() -> None:
    assert "it cannot be run" in _applied("./gone")[1][0]
    assert "neither such a file" in _applied("gone")[1][0]


def _loud(book: Book) -> Book:
    assert plain_text(book.body[0].blocks) == "quiet"
    return book_of(chapter("a.md", paragraph("LOUD")))


def _broken(_book: Book) -> str:
    return "no book"


@pytest.mark.parametrize(
    ("name", "words", "count"), [("_loud", "LOUD", 0), ("_broken", "quiet", 1)]
)
def test_an_entry_point_is_called_with_the_book(
    monkeypatch: pytest.MonkeyPatch, name: str, words: str, count: int
) -> None:
    monkeypatch.setitem(sys.modules, "filters_of_a_test", sys.modules[__name__])
    point = metadata.EntryPoint(name, f"filters_of_a_test:{name}", "bookmaker.filters")
    found = metadata.EntryPoints([point])
    monkeypatch.setattr(metadata, "entry_points", found.select)
    book, problems = _applied(name)
    assert plain_text(book.body[0].blocks) == words
    assert len(problems) == count


def test_filters_run_before_the_transforms_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nquiet\n", encoding="utf-8")
    first = _program(tmp_path, "print(sys.stdin.read().replace('quiet', '\\'tis'))")
    outcome = read(Request(manuscript=tmp_path / "a.md", filters=(first,)))
    assert outcome.book is not None
    assert plain_text(outcome.book.body[0].blocks) == "’tis"


def test_a_manuscript_names_no_filters(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n", encoding="utf-8")
    config = 'title = "A"\nfilters = ["./x.py"]\n[contents]\nbody = ["a.md"]\n'
    (tmp_path / "book.toml").write_text(config, encoding="utf-8")
    outcome = read(Request(manuscript=tmp_path))
    assert "C0" in json.dumps([found.code for found in outcome.diagnostics])
    assert outcome.book is None
