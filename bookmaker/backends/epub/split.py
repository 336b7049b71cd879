"""Book to content documents: one a division; how links cross from one to another.

What comes in: a finished tree. What goes out: the documents in reading order, not yet
rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bookmaker.backends.epub.names import plain_name
from bookmaker.diagnostics.errors import InternalError
from bookmaker.document.book import Book, Division, DivisionKind, Matter
from bookmaker.document.nodes import Attributes, Text
from bookmaker.document.text import plain_text
from bookmaker.languages.words import words_of
from bookmaker.xhtml.divisions import ranked_divisions

NAV_NAME = "nav.xhtml"
COVER_NAME, COVER_ID = "cover.xhtml", "cover"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NOT_IN_FRAGMENT = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}%#\[\]]")
# What RFC 3987 lets stand nowhere in an address.
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")
_NOT_IN_OTHER_FRAGMENT = re.compile(
    r"[\x00-\x20\x7f\"<>\\^`{|}#\[\]]|%(?![0-9A-Fa-f]{2})"
)


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """One division on its way to a file of its own."""

    file_name: str
    division: Division
    """Rendered without the divisions below it, which have documents of their own."""
    matter: Matter
    rank: int
    """The heading level of its title, from 1."""
    is_nav: bool = False
    """Whether it is the nav document too."""
    is_read: bool = True
    """Whether it is part of the reading order."""


def split_book(book: Book) -> tuple[ContentDocument, ...]:
    """Give each division a document, in reading order.

    The first division of contents is the nav document too; a book without one gets a
    nav document outside the reading order, since reading systems show it on demand.
    """
    documents: dict[str, ContentDocument] = {}
    has_nav = False
    for matter, division, rank in ranked_divisions(book):
        is_nav = not has_nav and division.kind is DivisionKind.CONTENTS
        has_nav = has_nav or is_nav
        name = f"{plain_name(id_of(division))}.xhtml"
        if name in documents:
            message = f"two divisions want the file {name}"
            raise InternalError(message)
        documents[name] = ContentDocument(name, division, matter, rank, is_nav=is_nav)
    if not has_nav:
        documents[NAV_NAME] = _nav_outside(book.metadata.language)
    return tuple(documents.values())


def _nav_outside(language: str) -> ContentDocument:
    division = Division(
        DivisionKind.CONTENTS,
        title=(Text(words_of(language).contents),),
        attributes=Attributes(id="contents"),
    )
    return ContentDocument(
        NAV_NAME, division, Matter.FRONT, 1, is_nav=True, is_read=False
    )


def link_resolver(file_by_id: Mapping[str, str]) -> Callable[[str], str | None]:
    """Make what resolves a link's target to the address written.

    `None`, so that words stay without a link, where the book has no such place: in a
    draft a dead link must not make the whole edition unreadable.
    """

    def resolved(target: str) -> str | None:
        if not target.startswith("#"):
            address, sign, fragment = target.partition("#")
            address = _NOT_IN_ADDRESS.sub(_percent_encoded, address)
            address += sign + _NOT_IN_OTHER_FRAGMENT.sub(_percent_encoded, fragment)
            return address if _SCHEME.match(address) else None
        file_name = file_by_id.get(target[1:])
        if file_name is None:
            return None
        return f"{file_name}#{_NOT_IN_FRAGMENT.sub(_percent_encoded, target[1:])}"

    return resolved


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def id_of(division: Division) -> str:
    if division.attributes.id is None:
        message = f"a division without an id: {plain_text(division.title)}"
        raise InternalError(message)
    return division.attributes.id
