"""What an EPUB is made of, as values: resources, reading order, statements.

The terms are those of EPUB 3.3, section 5 (https://www.w3.org/TR/epub-33/#sec-package-doc).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

CONTENT_DOCUMENT = "application/xhtml+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A file of the edition, listed in the manifest."""

    id: str
    """Unique in the package document; an XML name."""
    file_name: str
    """Relative to the package document; ASCII."""
    media_type: str
    content: bytes = field(repr=False)
    properties: tuple[str, ...] = ()
    """What the manifest says of it: `nav`, `cover-image`, `svg`, `mathml`."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the package document says of the book.

    A name in `dc:` is an element of Dublin Core; any other is the property of a
    `meta`, which may refine the statement whose id it names.
    """

    name: str
    value: str
    id: str | None = None
    refines: str | None = None
    scheme: str | None = None
    is_link: bool = False
    """Whether the value is an address that a `link` leads to; the name is what for."""
    language: str | None = None
    """That of the value, where it is not the book's."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A place that reading systems of EPUB 2 and Kindle look for."""

    kind: str
    """`cover`, `toc`, `text`."""
    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A whole edition, ready to be packed."""

    identifier: str
    language: str
    direction: str
    """`ltr` or `rtl`: of the words and of the page turns."""
    modified: datetime.datetime
    """In UTC."""
    statements: tuple[Statement, ...]
    resources: tuple[Resource, ...]
    """In the order in which they are packed."""
    reading_order: tuple[str, ...]
    """Ids of the resources that are read, from first to last."""
    ncx: bytes = field(repr=False)
    """The contents for reading systems of EPUB 2."""
    cover_id: str | None = None
    """The cover's picture, for the reading systems of EPUB 2."""
    guides: tuple[Guide, ...] = ()
