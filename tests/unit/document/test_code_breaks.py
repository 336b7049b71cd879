"""Code breaks where nobody takes the break for a part of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.document.code_breaks import NO_BREAK, held_together, pieces_of, words_of

CODE = st.text(alphabet="ab-+/|?!._: \n", max_size=60)


@given(CODE)
def test_no_character_of_code_is_lost(code: str) -> None:
    assert "".join(piece for piece, _ in words_of(code)) == code
    assert "".join(pieces_of(code, 4)) == code
    assert held_together(code, 12).replace(NO_BREAK, "") == code


@given(CODE)
def test_three_characters_are_on_each_side_of_a_break(code: str) -> None:
    for word in held_together(code, 4).split():
        for end, sign in enumerate(word, 1):
            after = word[end:].replace(NO_BREAK, "")
            if sign in "-+/|?!" and after and word[end] != NO_BREAK:
                assert len(word[: end - 1].replace(NO_BREAK, "")) >= 3
                assert len(after) >= 3


@pytest.mark.parametrize(
    ("code", "whole"),
    [
        ("git commit -m x", ["-m"]),
        ("lst-cap=x", ["lst-cap=x"]),
        ("c++ or a|b", ["c++", "a|b"]),
        ("name = 1", []),
        ("--no-install-recommends", []),
        ("ends-", []),
    ],
)
def test_short_words_that_a_sign_would_part_are_whole(
    code: str, whole: list[str]
) -> None:
    assert [piece for piece, is_whole in words_of(code) if is_whole] == whole


@pytest.mark.parametrize(
    ("code", "held"),
    [
        ("a-b", "a-~b"),
        ("apt-get", "apt-~get"),
        ("--no-install-recommends", "-~-~no-install-recommends"),
        ("a/long/path/of/many/parts", "a/~long/path/of/many/parts"),
    ],
)
def test_long_words_keep_the_breaks_in_their_middle(code: str, held: str) -> None:
    assert held_together(code, 12) == held.replace("~", NO_BREAK)


@pytest.mark.parametrize(
    ("code", "pieces"),
    [
        ("let a_short_name", ["let a_short_name"]),
        ("a_long_name_of_a_thing", ["a_long_", "name_", "of_", "a_", "thing"]),
        ("std::collections::Map", ["std::", "collections::", "Map"]),
        ("see src/engine/layout.rs", ["see src", "/engine", "/layout.rs"]),
        ("x_" + "y" * 20, ["x_" + "y" * 20]),
    ],
)
def test_long_names_may_break_behind_their_signs(code: str, pieces: list[str]) -> None:
    assert list(pieces_of(code)) == pieces
