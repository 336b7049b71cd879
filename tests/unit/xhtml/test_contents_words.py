"""In the contents only a word that may not fit a line by itself is broken."""

from __future__ import annotations

import pytest

from bookmaker.document.nodes import ContentsEntry, Text
from bookmaker.xhtml.content import _has_long_word


@pytest.mark.parametrize(
    ("title", "is_long"),
    [
        ("An account of the herring years, Bartholomew Featherstonehaugh", False),
        ("x" * 27, False),
        ("x" * 28, True),
        ("On the Donaudampfschifffahrtsgesellschaft of old", True),
    ],
)
def test_a_word_is_long_from_twenty_eight_letters(title: str, *, is_long: bool) -> None:
    entry = ContentsEntry(title=(Text(title),), target="a")
    assert _has_long_word(entry) is is_long
