"""What a line of `book.toml` is about, sound or half written."""

from __future__ import annotations

import pytest

from bookmaker.lsp.config_keys import (
    METADATA_KEYS,
    ConfigPlace,
    options_of,
    place_in,
    values_of,
)
from bookmaker.readers import metadata_block

TEXT = """\
title = "Tides"
auth
[contents]
front = ["title-page"]
body = [
  "one.md",
  "
]
back = []

[print]
the
theme = "po
"""


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (1, 2, ConfigPlace("", "")),
        (1, 11, ConfigPlace("", "title")),
        (2, 5, ConfigPlace("", "")),
        (4, 12, ConfigPlace("contents", "front")),
        (7, 4, ConfigPlace("contents", "body")),
        (9, 1, ConfigPlace("contents", "")),
        (12, 4, ConfigPlace("print", "")),
        (13, 12, ConfigPlace("print", "theme")),
        (99, 1, ConfigPlace("print", "")),
    ],
)
def test_a_place_knows_its_table_and_its_key(
    line: int, column: int, expected: ConfigPlace
) -> None:
    assert place_in(TEXT.split("\n"), line, column) == expected


def test_an_edition_has_the_keys_of_its_format() -> None:
    printed = {one.key for one in options_of("editions.pocket", ['target = "pdf"'])}
    epub = {one.key for one in options_of("editions.pocket", ['target = "epub"'])}
    assert {"target", "trim"} <= printed
    assert {"target", "cover"} <= epub
    assert "trim" not in epub


def test_values_are_those_that_may_be_written() -> None:
    by_key = {one.key: one for one in options_of("print")}
    assert '"literary"' in dict(values_of("print", by_key["theme"]))
    assert '"A5"' in dict(values_of("print", by_key["trim"]))
    numbering = {one.key: one for one in options_of("numbering")}
    assert '"words"' in dict(values_of("numbering", numbering["parts"]))
    assert dict(values_of("numbering", numbering["chapter-word"])) == {
        "true": "",
        "false": "",
    }


def test_every_key_of_the_metadata_block_is_described() -> None:
    assert set(METADATA_KEYS) == set(metadata_block.KEYS)
