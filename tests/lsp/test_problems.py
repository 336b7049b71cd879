"""Problems while typing: those of `bookmaker check`, at the same places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.lsp_client import LspClient, lsp_client
from tests.support.project_folders import write_files

pytestmark = pytest.mark.slow

CONFIG = """\
title = "Tides"
language = "en"
published = 2026-11-01

[contents]
body = ["one.md", "two.md"]
"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[LspClient]:
    book = tmp_path / "book"
    write_files(
        book,
        {
            "book.toml": CONFIG,
            "one.md": "# One {#one}\n\nSee [two](two.md#quay).\n",
            "two.md": "# Two\n\nThe [quay]{#quay} at noon.\n",
        },
    )
    with lsp_client(book, tmp_path / "cache") as made:
        yield made


def test_a_problem_comes_and_goes_with_the_text_that_is_not_saved(
    client: LspClient,
) -> None:
    client.open("two.md")
    assert client.codes("two.md") == []
    client.change("two.md", "# Two\n\nThe [quay]{#quay} of [x](#nowhere).\n")
    [problem] = client.problems("two.md")
    assert problem["code"] == "X001"
    assert problem["source"] == "bookmaker"
    assert problem["range"]["start"] == {"line": 2, "character": 21}
    client.change("two.md", "# Two\n\nThe [quay]{#quay} of x.\n")
    assert client.codes("two.md") == []


def test_a_change_shows_problems_in_chapters_that_are_not_open(
    client: LspClient,
) -> None:
    client.open("two.md")
    client.change("two.md", "# Two\n\nThe quay at noon.\n")
    client.settle("two.md")
    assert client.codes("one.md") == ["X006"]
    client.close("two.md")
    assert client.codes("one.md") == []


def test_the_places_count_in_the_units_that_were_agreed_on(tmp_path: Path) -> None:
    book = tmp_path / "book"
    write_files(
        book, {"book.toml": CONFIG, "one.md": "# One\n\nA.\n", "two.md": "# T\n\nA."}
    )
    line = "𝒜é\u2028x [y](#nowhere)"
    starts = {"utf-16": 6, "utf-8": 11, "utf-32": 5}
    for encoding, start in starts.items():
        with lsp_client(book, tmp_path / "cache", encodings=(encoding,)) as client:
            client.open("one.md", f"# One\r\n\r\n{line}\r\n")
            [problem] = client.problems("one.md")
            assert problem["range"]["start"] == {"line": 2, "character": start}
            assert problem["range"]["end"]["character"] == start + len("[y](#nowhere)")


def test_a_broken_book_toml_has_its_problem_there(client: LspClient) -> None:
    client.open("one.md")
    client.open("book.toml")
    client.change("one.md", "# One\n\n[x](#nowhere)\n")
    assert client.codes("one.md") == ["X001"]
    client.change("book.toml", CONFIG.replace('"Tides"', '"Tides'))
    assert client.codes("book.toml") == ["C008"]
    # What is wrong with the chapters is still wrong.
    assert client.codes("one.md") == ["X001"]
    client.change("book.toml", CONFIG)
    assert client.codes("book.toml") == []
    assert client.codes("one.md") == ["X001"]


def test_a_key_of_book_toml_that_is_misspelt_is_found(client: LspClient) -> None:
    client.open("book.toml", CONFIG.replace("language", "langage"))
    [problem] = client.problems("book.toml")
    assert problem["range"]["start"] == {"line": 1, "character": 0}
    assert "help: " in problem["message"]


def test_files_that_appear_are_found_when_the_editor_says_so(client: LspClient) -> None:
    client.open("one.md", "# One\n\n{{< include more.txt >}}\n")
    before = client.codes("one.md")
    assert before
    write_files(client.root, {"more.txt": "Words.\n"})
    client.save("one.md")
    assert client.codes("one.md") == []


def test_a_document_of_no_book_has_no_problems(
    client: LspClient, tmp_path: Path
) -> None:
    write_files(tmp_path, {"notes.md": "[x](#nowhere)\n"})
    client.root = tmp_path
    client.open("notes.md")
    assert client.problems("notes.md") == []


def test_a_folder_becomes_a_book_when_its_book_toml_is_saved(
    client: LspClient, tmp_path: Path
) -> None:
    client.root = tmp_path / "new"
    write_files(client.root, {"one.md": "# One\n\n[x](#nowhere)\n"})
    client.open("one.md")
    assert client.codes("one.md") == []
    config = CONFIG.replace(', "two.md"', "")
    client.open("book.toml", config)
    write_files(client.root, {"book.toml": config})
    client.save("book.toml")
    # The other one is asked about: only the save can bring the problem.
    client.settle("book.toml")
    assert [problem["code"] for problem in client.shown("one.md")] == ["X001"]


def test_a_problem_with_one_correction_has_a_quick_fix(client: LspClient) -> None:
    text = "# One\n\nSee [two](two.md#quai).\n"
    client.open("one.md", text)
    [problem] = client.problems("one.md")
    actions = client.request(
        "textDocument/codeAction",
        {
            "textDocument": {"uri": client.uri("one.md")},
            "range": problem["range"],
            "context": {"diagnostics": [problem]},
        },
    )
    [action] = [one for one in actions if one["kind"] == "quickfix"]
    [edit] = action["edit"]["changes"][client.uri("one.md")]
    fixed = applied(text, [edit])
    client.change("one.md", fixed)
    assert client.codes("one.md") == []


def applied(text: str, edits: list[dict[str, object]]) -> str:
    """The text after edits in UTF-16 places, none of which overlaps another."""
    lines = text.split("\n")
    for edit in reversed(edits):
        where: dict[str, dict[str, int]] = edit["range"]  # type: ignore[assignment]
        start, end = where["start"], where["end"]
        head = lines[start["line"]][: start["character"]]
        tail = lines[end["line"]][end["character"] :]
        lines[start["line"] : end["line"] + 1] = [f"{head}{edit['newText']}{tail}"]
    return "\n".join(lines)
