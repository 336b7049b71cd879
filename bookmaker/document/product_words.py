"""What a product is called on a copyright page, in the language of the book."""

from __future__ import annotations

from bookmaker.document.words import primary_language

_EVERYWHERE = {"epub": "EPUB", "pdf": "PDF", "kindle": "Kindle"}
_ALIASES = {
    "hardback": "hardcover",
    "e-book": "ebook",
    "audio": "audiobook",
    "large-print": "large print",
}
_PRODUCTS = ("paperback", "hardcover", "ebook", "audiobook", "large print", "print")
_NAMES_BY_LANGUAGE = {
    "de": ("Taschenbuch", "gebunden", "E-Book", "Hörbuch", "Großdruck", "gedruckt"),
    "es": (
        "rústica",
        "tapa dura",
        "libro electrónico",
        "audiolibro",
        "letra grande",
        "impreso",
    ),
    "fr": (
        "broché",
        "relié",
        "livre numérique",
        "livre audio",
        "gros caractères",
        "imprimé",
    ),
    "it": (
        "brossura",
        "copertina rigida",
        "e-book",
        "audiolibro",
        "caratteri grandi",
        "stampa",
    ),
    "nl": ("paperback", "gebonden", "e-book", "luisterboek", "grote letter", "gedrukt"),
    "pl": (
        "oprawa miękka",
        "oprawa twarda",
        "e-book",
        "audiobook",
        "duży druk",
        "druk",
    ),
    "pt": (
        "brochura",
        "capa dura",
        "livro eletrónico",
        "audiolivro",
        "letra grande",
        "impresso",
    ),
    "ru": (
        "мягкая обложка",
        "твёрдый переплёт",
        "электронная книга",
        "аудиокнига",
        "крупный шрифт",
        "печатное издание",
    ),
}


def product_name(name: str, language: str) -> str:
    """The name of a product of `[products]`; as it is written where we know no other.

    English names are those that the trade's standards use, and stay as they are.
    """
    plain = name.lower()
    known = _ALIASES.get(plain, plain)
    if known in _EVERYWHERE:
        return _EVERYWHERE[known]
    names = _NAMES_BY_LANGUAGE.get(primary_language(language))
    if names is None or known not in _PRODUCTS:
        return name
    return names[_PRODUCTS.index(known)]
