"""The name that was probably meant."""

from __future__ import annotations

import pytest

from bookmaker.config.nearest import KnownNames, find_nearest


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


def test_names_without_end_are_compared_up_to_a_bound() -> None:
    names = [*(f"{number:05}" for number in range(10_000)), "storm"]
    known = KnownNames(names)
    found = [known.nearest("strom") for _ in range(20)]
    assert found[0] == "storm"
    assert found[-1] is None
    assert known.nearest("Storm") == "storm"


def test_a_name_of_enormous_length_is_near_to_none() -> None:
    assert find_nearest("a" * 100_000, ["a" * 99_999]) is None
    assert find_nearest("a" * 101, ["a" * 100]) is None
