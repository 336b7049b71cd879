"""A picture leads to its long description."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    Attributes,
    Figure,
    Image,
    Link,
    Node,
    Paragraph,
    Text,
)
from bookmaker.document.walk import map_divisions, map_nodes
from bookmaker.languages.words import words_of
from bookmaker.transforms.generated_words import generated

DESCRIPTION = "description"
"""What the author says it with: `{description=_quay.md}`, `{description="#quay"}`."""
DESCRIPTION_LINK = "description-link"
"""The class of a link to a description."""
_PAGE = "page"
"""A link of this class says its page in print."""


def link_descriptions(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Put a link behind each picture that has a long description.

    Before: divisions have ids, figures their labels. After: the picture's `details` is
    the id of a link, which stands in a paragraph behind a figure, or behind a picture
    in its line, and names what it describes (WCAG 2.2, 2.4.4).
    """
    return map_divisions(book, lambda division: _linked(division, book))


def _linked(division: Division, book: Book) -> Division:
    count = 0
    language = book.metadata.language
    words = words_of(language)
    said = generated(words.description, language)

    def link_to(target: str, node: Figure | Image) -> Link:
        nonlocal count
        count += 1
        name = f"{division.attributes.id}.description-{count}"
        attributes = Attributes(name, (_PAGE, DESCRIPTION_LINK))
        described = named_as(node)
        behind = f"{words.space_before_colon}: {described}" if described else ""
        own = (*said, Text(behind)) if behind else said
        return Link(own, target, attributes=attributes, span=node.span)

    own = replace(division, divisions=())
    own = map_nodes(own, lambda node: _figure(node, link_to), Figure)
    own = map_nodes(own, lambda node: _picture(node, link_to), Image)
    return replace(own, divisions=division.divisions)


def named_as(node: Figure | Image) -> str:
    """What a picture is called: its label, or its alt text."""
    if isinstance(node, Figure):
        return node.label or node.image.alternative or ""
    return node.alternative or ""


_MakeLink = Callable[[str, Figure | Image], Link]


def _figure(node: Node, link_to: _MakeLink) -> Node | tuple[Node, ...]:
    if not isinstance(node, Figure) or node.image.details is not None:
        return node
    target = node.attributes.find(DESCRIPTION) or _target(node.image)
    if target is None:
        return node
    link = link_to(target, node)
    image = replace(node.image, details=link.attributes.id)
    line = Paragraph(
        (link,), attributes=Attributes(classes=(DESCRIPTION_LINK,)), span=node.span
    )
    return replace(node, image=image), line


def _picture(node: Node, link_to: _MakeLink) -> Node | tuple[Node, ...]:
    if not isinstance(node, Image) or node.details is not None:
        return node
    target = _target(node)
    if target is None:
        return node
    link = link_to(target, node)
    described = replace(node, details=link.attributes.id)
    return described, Text(" ["), link, Text("]")


def _target(image: Image) -> str | None:
    return image.attributes.find(DESCRIPTION) or None
