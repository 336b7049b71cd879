"""What a product is called on a copyright page, in the language of the book."""

from __future__ import annotations

from bookmaker.languages import find_language

_EVERYWHERE = {"epub": "EPUB", "pdf": "PDF", "kindle": "Kindle"}
_ALIASES = {
    "hardback": "hardcover",
    "e-book": "ebook",
    "audio": "audiobook",
    "large print": "large-print",
}


def product_name(name: str, language: str) -> str:
    """The name of a product of `[products]`; as it is written where we know no other.

    English names are those that the trade's standards use, and stay as they are.
    """
    plain = name.lower()
    known = _ALIASES.get(plain, plain)
    if known in _EVERYWHERE:
        return _EVERYWHERE[known]
    language_here = find_language(language)
    if language_here is None or language_here.tag == "en":
        return name
    return language_here.products.get(known, name)
