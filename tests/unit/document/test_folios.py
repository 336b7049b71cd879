"""Folios: as they are printed, and in which order they stand."""

from __future__ import annotations

import pytest

from bookmaker.document.folios import Folios, front_letters
from bookmaker.languages.digits import Digits

_LANGUAGES = ("ar", "fa", "he", "ur", "yi", "en")


@pytest.mark.parametrize(
    ("tag", "first", "fifteenth"),
    [
        ("en", "i", "xv"),
        ("ar", "أ", "س"),
        ("fa", "الف", "س"),
        ("he", "א", "טו"),
        ("ur", "الف", "س"),
    ],
)
def test_front_matter_has_the_letters_of_its_language(
    tag: str, first: str, fifteenth: str
) -> None:
    folios = Folios(letters=front_letters(tag))
    assert (folios.front(1), folios.front(15)) == (first, fifteenth)


@pytest.mark.parametrize("tag", _LANGUAGES)
def test_folios_are_told_apart_and_sort_as_their_pages(tag: str) -> None:
    folios = Folios(Digits.PERSIAN, front_letters(tag))
    labels = [folios.front(n) for n in range(1, 250)]
    labels += [folios.body(n) for n in range(1, 250)]
    ranks = [folios.rank(label) for label in labels]
    assert None not in ranks
    assert ranks == sorted(set(ranks), key=lambda rank: rank or 0)


@pytest.mark.parametrize("word", ["", "?", "12a"])
def test_other_words_are_no_folios(word: str) -> None:
    assert Folios().rank(word) is None
    assert Folios(letters=front_letters("fa")).rank(word) is None


def test_hebrew_letters_are_numerals() -> None:
    """The name of God is no number: 15 and 16 are 9 and 6, 9 and 7."""
    values = dict(
        zip("אבגדהוזחטיכלמנסעפצ", [*range(1, 10), *range(10, 91, 10)], strict=True)
    )
    letters = front_letters("he")
    assert [sum(values[c] for c in word) for word in letters] == list(range(1, 100))
    assert not {"יה", "יו"} & set(letters)
