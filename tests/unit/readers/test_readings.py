"""Files that are as they were are not read again; all else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.config.model import BookConfig, ContentsConfig, FileEntry
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.metadata import Metadata
from bookmaker.readers.manuscript import read_manuscript
from bookmaker.readers.markdown import read_markdown
from bookmaker.readers.readings import Readings
from bookmaker.system import store as store_module
from bookmaker.system.store import Key, Store
from bookmaker.system.timings import Timings
from bookmaker.system.workspace import Workspace

CHAPTER = """\
---
title: The Shore
role: preface
author: [Ann Lee, Bo Ek]
epigraph: {text: "*Salt*^[Dear.]", attribution: Per Lind}
first-published: {place: Hull, date: 1931}
---

The *tide*[^1] was `out`.  {.wide}

*[MHW]: Mean high water

- one
- two

| a | b |
|---|--:|
| 1 | 2 |

[^1]: And the boats.
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "parts")


def read(
    store: Store | None, title: str = "Tides", **files: str
) -> tuple[Book, Timings, Diagnostics]:
    """Read the file `a` of these, in a new program as it were."""
    overlay = {f"{name}.md": text.encode() for name, text in files.items()}
    config = BookConfig(
        name="tides",
        metadata=Metadata(title),
        contents=ContentsConfig(body=(FileEntry(file="a.md"),)),
    )
    diagnostics, timings = Diagnostics(), Timings()
    workspace = Workspace(Path("/nonexistent"), overlay=overlay)
    arguments = () if store is None else (store, timings)
    book = read_manuscript(config, workspace, diagnostics, *arguments)
    return book, timings, diagnostics


def test_a_file_that_is_as_it_was_is_not_read_again(store: Store) -> None:
    first, timings, _ = read(store, a=CHAPTER)
    assert (timings.made, timings.found) == ({"files": 1}, {"files": 0})

    second, timings, _ = read(store, a=CHAPTER)

    assert (timings.made, timings.found) == ({"files": 0}, {"files": 1})
    assert second == first == read(None, a=CHAPTER)[0]
    places = [[n.span for n in book.body[0].blocks] for book in (first, second)]
    assert places[0] == places[1]


def test_a_changed_file_is_read(store: Store) -> None:
    read(store, a=CHAPTER)

    book, timings, _ = read(store, a=CHAPTER.replace("tide", "ebb"))

    assert timings.made == {"files": 1}
    assert book == read(None, a=CHAPTER.replace("tide", "ebb"))[0]


def test_a_changed_file_within_another_is_read(store: Store) -> None:
    text = "# Shore\n\n{{< include b.md >}}\n\n```{include=c.py}\n```\n"
    files = {"a": text, "b": "The tide.\n\n{{< include d.md >}}\n", "d": "Out.\n"}
    first, _, problems = read(store, **files)
    assert "Out." in repr(first)
    assert read(store, **files)[0] == first

    book, timings, _ = read(store, **{**files, "d": "In.\n"})

    assert timings.made == {"files": 1}
    assert "In." in repr(book)
    assert [p.code for p in problems] == [p.code for p in read(None, **files)[2]]


def test_a_file_within_another_that_has_gone_is_reported(store: Store) -> None:
    text = "# Shore\n\n{{< include b.md >}}\n"
    assert not [*read(store, a=text, b="The tide.\n")[2]]

    _, _, problems = read(store, a=text)

    assert [*problems] == [*read(None, a=text)[2]]
    assert [*problems]


def test_what_a_file_asks_of_the_book_is_part_of_its_reading(store: Store) -> None:
    text = "# Shore\n\n{{< meta title >}}\n"
    read(store, title="Tides", a=text)

    book, _, _ = read(store, title="Ebbs", a=text)

    assert "Ebbs" in repr(book)


def test_a_problem_is_reported_each_time(store: Store) -> None:
    text = "# Shore\n\nA call[^9] without a note, and <blink>markup</blink>.\n"
    _, _, first = read(store, a=text)
    assert [*first]

    _, timings, second = read(store, a=text)

    assert [*second] == [*first]
    assert timings.made == {"files": 1}


def test_a_name_that_is_not_text_is_kept_too(store: Store) -> None:
    file, content = "\udcff.md", b"# Shore\n\nThe tide.\n"
    reading = read_markdown(content.decode(), file, Diagnostics())
    kept = Readings(store, Workspace(Path("/nonexistent")), {})

    kept.keep(file, content, reading, {}, ())

    assert kept.find(file, content) == reading


def test_other_programs_read_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(store, a=CHAPTER)
    monkeypatch.setattr(store_module, "installed_programs", lambda: "others")

    _, timings, _ = read(store, a=CHAPTER)

    assert timings.made == {"files": 1}


@pytest.mark.parametrize("kept", [b"", b"[]", b"{}", b'{"included": {}, "files": []}'])
def test_what_is_not_a_reading_is_made_again(store: Store, kept: bytes) -> None:
    first, _, _ = read(store, a=CHAPTER)
    (entry,) = store.entries()
    key = Key(entry.path.parent.name + entry.path.name)
    store.keep(key, kept)

    book, timings, _ = read(store, a=CHAPTER)

    assert timings.made == {"files": 1}
    assert book == first


def test_a_file_nested_deeper_than_calls_may_go_is_read_each_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_deep(_packer: object, _value: object) -> object:
        raise RecursionError

    monkeypatch.setattr("bookmaker.document.packed_form.Packer.pack", too_deep)
    first, _, _ = read(store, a=CHAPTER)

    book, timings, _ = read(store, a=CHAPTER)

    assert timings.made == {"files": 1}
    assert book == first
