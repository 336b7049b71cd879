"""Names: where they lead, who mentions them, and another name for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

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

[citations]
files = ["works.bib"]
"""
ONE = """\
# One

See [the quay](two.md#quay), @fig-boat and [that][r]. @Fig-boat too.[^a]

𝒜 [section](#low-water) [@voss, p. 3].

## Low Water

[^a]: A note of [it](two.md#quay).

[r]: two.md#quay
"""
TWO = """\
# Two

The [quay]{.x #quay} by [voss]{#quay-2}; @voss.

![A boat](boat.png){#fig-boat}
"""
BIB = """\
@book{voss,
 title={Quays by voss},
}
@inbook{lind,
 title={A quay},
 crossref = {voss},
}
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LspClient]:
    folder = tmp_path_factory.mktemp("names")
    book = folder / "book"
    files = {"book.toml": CONFIG, "one.md": ONE, "two.md": TWO}
    write_files(book, {**files, "works.bib": BIB})
    with lsp_client(book, folder / "cache") as made:
        made.open("one.md")
        made.open("two.md")
        yield made


def place(text: str, words: str, offset: int = 0) -> tuple[int, int]:
    """The line and the UTF-16 column, from 0, of some words of a text."""
    before = text[: text.index(words) + offset]
    line = before.rpartition("\n")[2]
    return before.count("\n"), len(line.encode("utf-16-le")) // 2


def shown(client: LspClient, location: dict[str, Any]) -> tuple[str, int, str]:
    """The file, the line from 1 and the words of a location."""
    file = Path(location["uri"]).name
    start, end = location["range"]["start"], location["range"]["end"]
    line = (client.root / file).read_text("utf-8").split("\n")[start["line"]]
    units = line.encode("utf-16-le")
    words = units[start["character"] * 2 : end["character"] * 2].decode("utf-16-le")
    return file, start["line"] + 1, words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two.md#quay)", ("two.md", 3, "quay")),
        ("the quay", ("two.md", 3, "quay")),
        ("fig-boat and", ("two.md", 5, "fig-boat")),
        ("Fig-boat too", ("two.md", 5, "fig-boat")),
        ("section](", ("one.md", 7, "## Low Water")),
        ("voss, p", ("works.bib", 1, "voss")),
        ("^a]. ", None),
        ("that][r]", ("two.md", 3, "quay")),
    ],
)
def test_a_name_leads_to_what_it_names(
    client: LspClient, words: str, expected: tuple[str, int, str] | None
) -> None:
    words = "^a]\n" if expected is None else words
    expected = expected or ("one.md", 9, "a")
    where = client.at("one.md", *place(ONE, words, 1))
    found = client.request("textDocument/definition", where)
    assert shown(client, found) == expected


def test_every_mention_is_found(client: LspClient) -> None:
    where = client.at("two.md", *place(TWO, "#quay}", 2))
    found = client.request(
        "textDocument/references", {**where, "context": {"includeDeclaration": True}}
    )
    assert sorted(shown(client, one) for one in found) == [
        ("one.md", 3, "quay"),
        ("one.md", 9, "quay"),
        ("one.md", 11, "quay"),
        ("two.md", 3, "quay"),
    ]
    without = client.request(
        "textDocument/references", {**where, "context": {"includeDeclaration": False}}
    )
    assert len(without) == 3


def renamed(edit: dict[str, Any]) -> dict[str, str]:
    """The files of a book after an edit of the editor's."""
    texts = {"one.md": ONE, "two.md": TWO, "works.bib": BIB}
    for uri, changes in edit["changes"].items():
        file = Path(uri).name
        lines = texts[file].split("\n")
        for change in sorted(
            changes, key=lambda one: -one["range"]["start"]["character"]
        ):
            start, end = change["range"]["start"], change["range"]["end"]
            units = lines[start["line"]].encode("utf-16-le")
            head, tail = units[: start["character"] * 2], units[end["character"] * 2 :]
            new = change["newText"].encode("utf-16-le")
            lines[start["line"]] = (head + new + tail).decode("utf-16-le")
        texts[file] = "\n".join(lines)
    return texts


def test_an_id_is_renamed_through_the_whole_book(client: LspClient) -> None:
    where = client.at("one.md", *place(ONE, "#quay)", 2))
    ready = client.request("textDocument/prepareRename", where)
    assert ready["placeholder"] == "quay"
    edit = client.request("textDocument/rename", {**where, "newName": "pier"})
    assert renamed(edit) == {
        "one.md": ONE.replace("#quay", "#pier"),
        "two.md": TWO.replace("#quay}", "#pier}"),
        "works.bib": BIB,
    }


def test_a_source_is_renamed_in_the_bibliography_and_wherever_it_is_cited(
    client: LspClient,
) -> None:
    for file, text, words in (
        ("one.md", ONE, "@voss, p"),
        ("works.bib", BIB, "{voss,"),
        ("works.bib", BIB, "{voss}"),
    ):
        where = client.at(file, *place(text, words, 2))
        edit = client.request("textDocument/rename", {**where, "newName": "voss:1911"})
        assert renamed(edit) == {
            "one.md": ONE.replace("@voss", "@voss:1911"),
            "two.md": TWO.replace("@voss", "@voss:1911"),
            "works.bib": BIB.replace("{voss", "{voss:1911"),
        }


def test_a_reference_keeps_its_capital(client: LspClient) -> None:
    where = client.at("two.md", *place(TWO, "#fig-boat", 2))
    edit = client.request("textDocument/rename", {**where, "newName": "fig-ship"})
    assert renamed(edit) == {
        "one.md": ONE.replace("fig-boat", "fig-ship").replace("Fig-boat", "Fig-ship"),
        "two.md": TWO.replace("fig-boat", "fig-ship"),
        "works.bib": BIB,
    }


@pytest.mark.parametrize(
    ("file", "words", "name", "reason"),
    [
        ("one.md", "#quay)", "the pier", "can’t be an id"),
        ("one.md", "#quay)", "quay-2", "already names"),
        ("one.md", "@fig-boat", "boat", "must begin with “fig-”"),
        ("one.md", "#low-water", "high", "made from a title"),
        ("one.md", "@voss", "lind", "already names"),
        ("one.md", "@voss", "fig-voss", "would be a reference"),
        ("one.md", "@voss", "voss 1911", "can’t be a citation key"),
        ("one.md", "@voss", "voss#1", "can’t be a citation key"),
    ],
)
def test_a_name_that_would_break_the_book_is_refused(
    client: LspClient, file: str, words: str, name: str, reason: str
) -> None:
    where = client.at(file, *place(ONE, words, 2))
    answer = client.ask("textDocument/rename", {**where, "newName": name})
    assert reason in answer["error"]["message"]


def test_a_place_without_a_name_names_nothing(client: LspClient) -> None:
    where = client.at("two.md", *place(TWO, "The ", 1))
    assert client.request("textDocument/definition", where) is None
    assert client.request("textDocument/prepareRename", where) is None


def test_the_outline_has_headings_captions_and_tables(client: LspClient) -> None:
    found = client.request(
        "textDocument/documentSymbol", {"textDocument": {"uri": client.uri("one.md")}}
    )
    [chapter] = found
    assert chapter["name"] == "One"
    assert [child["name"] for child in chapter["children"]] == ["Low Water"]
    assert chapter["range"]["end"]["line"] == ONE.count("\n")
    client.open("book.toml")
    found = client.request(
        "textDocument/documentSymbol",
        {"textDocument": {"uri": client.uri("book.toml")}},
    )
    assert [one["name"] for one in found] == ["contents", "citations"]


def test_sections_and_blocks_fold(client: LspClient) -> None:
    text = "---\ntitle: T\n---\n\n# One\n\n::: note\nA\n\nB\n:::\n\n"
    text += "## Two\n\n- a\n- b\n\nC\n\n# D\n"
    client.change("two.md", text)
    found = client.request(
        "textDocument/foldingRange", {"textDocument": {"uri": client.uri("two.md")}}
    )
    client.change("two.md", TWO)
    lines = {(one["startLine"], one["endLine"]) for one in found}
    assert lines == {(0, 2), (4, 17), (6, 10), (12, 17), (14, 15)}
