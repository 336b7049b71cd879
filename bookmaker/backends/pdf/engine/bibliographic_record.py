"""A record of the book for programs: what a PDF/A-4f always has attached.

What comes in: the metadata of the book and of the edition. What goes out: JSON-LD in
the terms of https://schema.org/Book, which library and shop software reads. It says
nothing that the book doesn't print or declare, and nothing about its accessibility.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from bookmaker.document.metadata import Creator, Metadata

RECORD_NAME = "book.jsonld"
RECORD_TYPE = "application/ld+json"

_PROPERTY_BY_ROLE = {
    "aut": "author",
    "edt": "editor",
    "ill": "illustrator",
    "trl": "translator",
}
"""The roles that schema.org has a property for; others are contributors."""


def bibliographic_record(metadata: Metadata, isbn: str | None, pages: int) -> bytes:
    """The record as UTF-8; equal books have equal bytes.

    `isbn` has no hyphens; `None`: the edition has none.
    """
    published = metadata.published
    series = metadata.series
    record: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": metadata.title,
        "alternativeHeadline": metadata.subtitle,
        **_people((*metadata.authors, *metadata.contributors)),
        "bookEdition": str(metadata.edition),
        "bookFormat": "https://schema.org/EBook",
        "copyrightNotice": metadata.rights,
        "datePublished": None if published is None else published.isoformat(),
        "description": metadata.description,
        "identifier": metadata.identifier,
        "inLanguage": metadata.language,
        "isbn": isbn,
        "isPartOf": None
        if series is None
        else {"@type": "BookSeries", "name": series.name},
        "keywords": [subject.text for subject in metadata.subjects],
        "numberOfPages": pages,
        "position": None if series is None else series.position,
        "publisher": metadata.publisher,
    }
    known = {name: value for name, value in record.items() if value}
    return json.dumps(known, ensure_ascii=False, indent=1).encode()


def _people(people: Iterable[Creator]) -> dict[str, list[dict[str, str]]]:
    """Names by the property of their role. The metadata doesn't mark organisations."""
    names: dict[str, list[dict[str, str]]] = {}
    for person in people:
        name = _PROPERTY_BY_ROLE.get(person.role, "contributor")
        names.setdefault(name, []).append({"name": person.name})
    return names
