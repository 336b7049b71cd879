"""Completion and hover: what may be written, and what is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from tests.support.lsp_client import LspClient, lsp_client
from tests.support.project_folders import write_files

pytestmark = pytest.mark.slow

CONFIG = """\
title = "Tides"
language = "en"
published = 2026-11-01

[contents]
body = ["one.md", "parts/two.md"]

[citations]
files = ["works.bib"]
"""
TWO = """\
# Two

The [quay]{#quay .landing} by @voss.[^a]

![A boat](../images/boat.png){#fig-boat}

## Low Water

[^a]: A *note*.
"""
BIB = "@book{voss, author={Voss, Ada}, title={Quays}, year={2020}, publisher={Hull}}\n"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LspClient]:
    folder = tmp_path_factory.mktemp("help")
    book = folder / "book"
    files = {"book.toml": CONFIG, "one.md": "# One\n\nA.\n", "parts/two.md": TWO}
    write_files(book, {**files, "works.bib": BIB})
    (book / "images").mkdir()
    Image.new("L", (600, 400)).save(book / "images/boat.png")
    with lsp_client(book, folder / "cache") as made:
        made.open("one.md")
        made.open("book.toml")
        yield made


def offered(client: LspClient, file: str, text: str) -> dict[str, dict[str, Any]]:
    """What is offered at the mark ‸ of a text, by its label."""
    before, _, after = text.partition("‸")
    client.change(file, before + after)
    line = before.count("\n")
    character = len(before.rpartition("\n")[2])
    answer = client.request("textDocument/completion", client.at(file, line, character))
    items = answer["items"]
    for item in items:
        edit = item["textEdit"]
        assert edit["range"]["end"] == {"line": line, "character": character}
        start = character - edit["range"]["start"]["character"]
        item["typed"] = before[len(before) - start :] if start else ""
    return {item["label"]: item for item in items}


def test_a_link_offers_chapters_and_ids(client: LspClient) -> None:
    found = offered(client, "one.md", "# One\n\n[x](‸\n")
    assert found["parts/two.md"]["detail"] == "Two"
    assert "#quay" in found
    found = offered(client, "one.md", "# One\n\n[x](parts/two.md#l‸)\n")
    assert found["low-water"]["detail"] == "Low Water"
    assert found["low-water"]["typed"] == "l"
    assert "quay" in found


def test_a_picture_offers_pictures(client: LspClient) -> None:
    found = offered(client, "one.md", "# One\n\n![x](im‸\n")
    assert set(found) == {"images/boat.png"}


def test_an_at_sign_offers_sources_and_what_has_a_number(client: LspClient) -> None:
    found = offered(client, "one.md", "# One\n\nSee [@‸\n")
    assert set(found) == {"voss", "fig-boat"}
    assert "Quays" in found["voss"]["detail"]
    assert found["fig-boat"]["detail"] == "Figure 2.1: A boat"
    assert offered(client, "one.md", "# One\n\nmail@vo‸\n") == {}


def test_attributes_and_divisions_offer_classes(client: LspClient) -> None:
    for text in ("# One\n\n[x]{.‸\n", "# One\n\n::: ‸\n"):
        found = offered(client, "one.md", text)
        assert {"verse", "smallcaps", "landing"} <= set(found)


def test_a_metadata_block_offers_keys_and_roles(client: LspClient) -> None:
    assert "role: " in offered(client, "one.md", "---\nro‸\n---\n\n# One\n")
    assert "preface" in offered(client, "one.md", "---\nrole: p‸\n---\n\n# One\n")


def test_book_toml_offers_keys_values_tables_and_files(client: LspClient) -> None:
    assert "subtitle = " in offered(client, "book.toml", f"su‸\n{CONFIG}")
    assert "trim = " in offered(client, "book.toml", f"{CONFIG}\n[print]\n‸")
    found = offered(client, "book.toml", f'{CONFIG}\n[print]\ntheme = "po‸"\n')
    assert found["poetry"]["typed"] == "po"
    found = offered(client, "book.toml", f"{CONFIG}\n[print]\ntheme = ‸\n")
    assert '"poetry"' in found
    assert "print" in offered(client, "book.toml", f"{CONFIG}\n[‸")
    found = offered(client, "book.toml", CONFIG.replace('"one.md"', '"one.md", "‸"'))
    assert "parts/two.md" in found
    client.change("book.toml", CONFIG)


def told(client: LspClient, file: str, text: str, words: str) -> str | None:
    """What the editor shows over some words of a text."""
    client.change(file, text)
    before = text[: text.index(words) + 1]
    place = client.at(file, before.count("\n"), len(before.rpartition("\n")[2]))
    found = client.request("textDocument/hover", place)
    return None if found is None else found["contents"]["value"]


def test_a_name_shows_what_it_names(client: LspClient) -> None:
    text = "# One\n\n[x](parts/two.md#low-water) @fig-boat [@voss] A[^n].\n"
    text += "\n[^n]: B *c*.\n"
    said = told(client, "one.md", text, "fig-boat")
    assert said is not None
    assert "Figure 2.1: A boat" in said
    assert "parts/two.md:5" in said
    said = told(client, "one.md", text, "low-water")
    assert said is not None
    assert "**Low Water**" in said
    said = told(client, "one.md", text, "voss]")
    assert said is not None
    assert "Voss" in said
    assert "2020" in said
    assert "*Quays*" in said
    assert told(client, "one.md", text, "^n].") == "B c."
    assert told(client, "one.md", text, "One") is None


def test_a_key_shows_what_it_means(client: LspClient) -> None:
    said = told(client, "book.toml", CONFIG, "published")
    assert said is not None
    assert said.startswith("**published**: a date")
    said = told(client, "one.md", "---\nrole: preface\n---\n\n# One\n", "role")
    assert said is not None
    assert "preface" in said
