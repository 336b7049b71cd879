"""What layout writes after an entry of the index: folios, as the proof knows them."""

from __future__ import annotations

import pytest

from bookmaker.proof.wanted import FOLIOS


@pytest.mark.parametrize(
    "written",
    ["", "–", "12", "1,2–5", "iv,12", "–3", "12–", "١٢،١٥–١٦", "יד,3", "d"],
)
def test_folios_and_ranges_of_them_are_taken_whole(written: str) -> None:
    found = FOLIOS.match(f"{written} next")
    assert found is not None
    assert found[0] == written


@pytest.mark.parametrize("words", ["tide", "שלוםעולםטוב", "12tide"])
def test_words_are_no_folios(words: str) -> None:
    assert FOLIOS.fullmatch(words) is None
