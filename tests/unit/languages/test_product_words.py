"""What products are called on a copyright page."""

from __future__ import annotations

import pytest

from bookmaker.languages.product_words import product_name
from bookmaker.languages.words import has_words


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("epub", "ru", "EPUB"),
        ("paperback", "de-AT", "Taschenbuch"),
        ("hardback", "fr", "relié"),
        ("large print", "pl", "duży druk"),
        ("hardback", "en-GB", "hardback"),
        ("vellum", "de", "vellum"),
        ("paperback", "tlh", "paperback"),
    ],
)
def test_a_product_has_its_name_in_the_books_language(
    name: str, language: str, expected: str
) -> None:
    assert product_name(name, language) == expected


@pytest.mark.parametrize("language", "de es fr it nl pl pt ru".split())
def test_each_language_with_words_has_a_name_for_each_product(language: str) -> None:
    assert has_words(language)
    kinds = ("paperback", "hardcover", "ebook", "audiobook", "large print", "print")
    names = [product_name(kind, language) for kind in kinds]
    assert len(set(names)) == len(kinds)
