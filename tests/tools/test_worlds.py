"""Two builds compared byte for byte."""

from __future__ import annotations

from tools.worlds import find_difference


def test_equal_files_part_nowhere() -> None:
    assert find_difference(b"abc", b"abc") is None


def test_first_place_is_counted_from_zero() -> None:
    assert find_difference(b"abc", b"axc") == 1


def test_a_shorter_file_parts_where_it_ends() -> None:
    assert find_difference(b"abc", b"ab") == 2
