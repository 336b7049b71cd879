"""The name that was probably meant."""

from __future__ import annotations

import pytest

from bookmaker.config.nearest import find_nearest


@pytest.mark.parametrize(
    ("word", "names", "meant"),
    [
        ("langauge", ["language", "title"], "language"),
        ("file_as", ["file-as", "name"], "file-as"),
        ("Title Page", ["title-page"], "title-page"),
        ("author", ["authors", "subtitle"], "authors"),
        ("colour", ["cover", "theme"], None),
        ("zzz", ["cover", "theme"], None),
        ("x", [], None),
    ],
)
def test_the_nearest_name_is_found(
    word: str, names: list[str], meant: str | None
) -> None:
    assert find_nearest(word, names) == meant
