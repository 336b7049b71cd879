"""The lines that say who made the pictures and where the pieces stood first."""

from __future__ import annotations

from collections.abc import Iterator

from bookmaker.config.model import BookConfig
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    Block,
    Figure,
    Image,
    Inline,
    Node,
    SmallCaps,
    Text,
    TitleLine,
    TitleRole,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions, find_nodes
from bookmaker.languages.words import Words, words_of
from bookmaker.transforms.smarten_punctuation import smarten_text

_CREDITED = (Figure, Image)
_LICENCES = ("licence", "license")


def first_credited(book: Book) -> Node | None:
    """The first node of the book that has a credit; `None` where nothing has."""
    for node in find_nodes(book.divisions, Division, *_CREDITED):
        if isinstance(node, Division):
            if node.first_published or _hidden_translator(node):
                return node
        elif _credit(node):
            return node
    return None


def credit_key(node: Node) -> str:
    """The name of what gives a node its credit, as the author writes it."""
    if isinstance(node, Division):
        return "first-published" if node.first_published else "translator"
    if isinstance(node, Figure | Image) and node.attributes.find("credit"):
        return "credit"
    return "licence"


def credit_lines(book: Book, config: BookConfig) -> Iterator[Block]:
    """Write the first publications and the pictures' credits, each under a head."""
    language = book.metadata.language
    words = words_of(language)

    def line(text: str) -> TitleLine:
        smart = smarten_text(text, language) if config.typography.smarten else text
        return _line(Text(smart))

    pieces = [
        text for division in all_divisions(book) for text in _piece(division, words)
    ]
    if pieces:
        yield _line(SmallCaps((Text(words.sources),)))
        yield from (line(text) for text in pieces)
    credited = find_nodes(book.divisions, *_CREDITED)
    pictures = [text for node in credited for text in _picture(node)]
    if pictures:
        yield _line(SmallCaps((Text(words.picture_credits),)))
        yield from (line(text) for text in dict.fromkeys(pictures))


def _line(inline: Inline) -> TitleLine:
    return TitleLine(TitleRole.IMPRINT, (inline,))


def _piece(division: Division, words: Words) -> Iterator[str]:
    opening, closing = words.quotes
    title = f"{opening}{plain_text(division.title)}{closing}"
    if division.first_published:
        place = division.first_published
        yield f"{words.first_appeared.format(title=title, place=place)}."
    if translator := _hidden_translator(division):
        translated = f"{words.translated_by} {translator}"
        yield f"{title}: {translated[0].lower()}{translated[1:]}."


def _hidden_translator(division: Division) -> str | None:
    """The translator of a piece without a title to stand under."""
    is_headed = division.title and division.shows_title
    return None if is_headed else division.translator


def _credit(node: Node) -> str:
    """What the author says of a picture: who made it, and under what licence."""
    if not isinstance(node, Figure | Image):
        return ""
    credit = node.attributes.find("credit") or ""
    licences = (node.attributes.find(key) for key in _LICENCES)
    licence = next((words for words in licences if words), "")
    if credit and licence:
        return f"{credit} ({licence})"
    return credit or licence


def _picture(node: Node) -> Iterator[str]:
    credit = _credit(node)
    if not credit:
        return
    if isinstance(node, Figure):
        name = node.label or plain_text(node.caption) or node.image.alternative
    elif isinstance(node, Image):
        name = node.alternative
    yield f"{name.rstrip('.')}: {credit}" if name else credit
