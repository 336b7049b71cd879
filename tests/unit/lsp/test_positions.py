"""Places count as the protocol counts them, and go there and back."""

from __future__ import annotations

import pytest
from lsprotocol.types import Position, PositionEncodingKind

from bookmaker.lsp.positions import TextPlaces
from bookmaker.source import SourceSpan

TEXT = "one\r\n𝒜é\u2028x\rtwo\n"


@pytest.mark.parametrize(
    ("encoding", "units"),
    [
        (PositionEncodingKind.Utf8, (0, 4, 6, 9, 10)),
        (PositionEncodingKind.Utf16, (0, 2, 3, 4, 5)),
        (PositionEncodingKind.Utf32, (0, 1, 2, 3, 4)),
    ],
)
def test_a_column_is_counted_in_units_of_the_encoding(
    encoding: PositionEncodingKind, units: tuple[int, ...]
) -> None:
    places = TextPlaces(TEXT, encoding)
    for column, unit in enumerate(units, 1):
        assert places.position(2, column) == Position(1, unit)
        assert places.place(Position(1, unit)) == (2, column)


def test_lines_end_where_the_protocol_ends_them() -> None:
    assert TextPlaces(TEXT).lines == ["one", "𝒜é\u2028x", "two", ""]


def test_a_place_past_an_end_is_at_it() -> None:
    places = TextPlaces(TEXT)
    assert places.place(Position(0, 99)) == (1, 4)
    assert places.place(Position(99, 3)) == (4, 1)
    assert places.position(3, 99) == Position(2, 3)


def test_within_a_character_is_before_it() -> None:
    assert TextPlaces(TEXT).place(Position(1, 1)) == (2, 1)


def test_a_byte_order_mark_counts_for_the_editor_alone() -> None:
    places = TextPlaces("\ufeffone")
    assert places.position(1, 1) == Position(0, 1)
    assert places.place(Position(0, 2)) == (1, 2)


def test_a_half_of_a_pair_is_a_character() -> None:
    places = TextPlaces("\ud800x")
    assert places.range(SourceSpan("a.md", 1, 1, 1, 3)).end == Position(0, 2)
