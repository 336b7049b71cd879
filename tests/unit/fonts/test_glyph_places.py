"""A character that no font has is placed at its own column."""

from __future__ import annotations

import pytest

from bookmaker.fonts.glyph_places import place_of_characters
from bookmaker.source import SourceSpan
from bookmaker.system.files import RefusedFileError

TEXT = "# Gold\r\n\r\nThe sign ▲♥♥ is\r\nodd, and ☃ too.\r\n"


def read(path: str) -> bytes:
    if path != "a.md":
        raise RefusedFileError(path, "does not exist")
    return TEXT.replace("▲", "").encode()


@pytest.mark.parametrize(
    ("span", "characters", "expected"),
    [
        ((3, 1, 4, 16), "♥☃", (3, 10, 3, 12)),
        ((3, 11, 4, 16), "♥☃", (3, 11, 3, 12)),
        ((3, 12, 4, 16), "♥☃", (4, 10, 4, 11)),
        ((3, 1, 3, 14), "☃", (3, 1, 3, 14)),
        ((4, 1, 4, 9), "☃", (4, 1, 4, 9)),
        ((3, 1, 9, 1), "☃", (4, 10, 4, 11)),
        ((3, 1, 4, 16), "]^-\\", (3, 1, 4, 16)),
        ((3, 1, 4, 16), "", (3, 1, 4, 16)),
    ],
)
def test_the_first_of_them_in_the_span_is_the_place(
    span: tuple[int, int, int, int],
    characters: str,
    expected: tuple[int, int, int, int],
) -> None:
    found = place_of_characters(SourceSpan("a.md", *span), characters, read)
    assert found == SourceSpan("a.md", *expected)


def test_a_place_that_cannot_be_read_stays() -> None:
    span = SourceSpan("gone.md", 1, 1, 2, 1)
    assert place_of_characters(span, "♥", read) == span
    assert place_of_characters(None, "♥", read) is None
