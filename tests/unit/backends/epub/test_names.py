"""File names within the edition."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bookmaker.backends.epub.names import plain_name


def test_a_plain_id_is_its_own_name() -> None:
    assert plain_name("low-water-2") == "low-water-2"


def test_what_is_not_a_plain_name_keeps_its_letters_and_gets_a_digest() -> None:
    assert re.fullmatch(r"uberfahrt-[0-9a-f]{8}", plain_name("überfahrt"))


def test_ids_that_differ_in_capitals_alone_have_different_names() -> None:
    assert plain_name("Tides").lower() != plain_name("tides").lower()


def test_an_id_without_a_latin_letter_has_a_name_all_the_same() -> None:
    assert re.fullmatch(r"x-[0-9a-f]{8}", plain_name("漢字"))


def test_names_of_our_own_files_and_of_devices_are_not_given() -> None:
    for reserved in ("nav", "cover", "toc", "con", "lpt1"):
        assert plain_name(reserved) != reserved


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_ids_never_share_a_name(one: str, other: str) -> None:
    assert (plain_name(one) == plain_name(other)) == (one == other)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", plain_name(one))
