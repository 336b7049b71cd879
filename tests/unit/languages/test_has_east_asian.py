"""A text with an East Asian character is found, whichever it is."""

from __future__ import annotations

import sys

import pytest

from bookmaker.languages.east_asian import has_east_asian, is_east_asian


@pytest.mark.slow
def test_every_east_asian_character_is_found_in_a_text() -> None:
    lost = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if is_east_asian(chr(code)) and not has_east_asian(f"“a” — {chr(code)}")
    ]
    assert lost == []
    assert not has_east_asian("“It’s a café…” — said nobody (naïve).")
