"""The only importer of ebooklib: a package of ours to a packed EPUB.

EbookLib writes the package document and the container. The content is ours: finished
bytes go through as plain items, because its own kinds of document parse markup again
and repair it without a warning (see `tests/facts/test_ebooklib.py`).
"""

from __future__ import annotations

import io
import re

from ebooklib import epub
from lxml import etree

from bookmaker.backends.epub.package import Package, Resource, Statement
from bookmaker.diagnostics.errors import InternalError

GENERATOR = "bookmaker"
_XML_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_PLAIN_PATH = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)*\.[a-z0-9]+")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def pack(package: Package) -> bytes:
    """Pack a package. Dates in the zip are the moment's: `container` replaces them."""
    _check(package)
    book = epub.EpubBook()
    # EbookLib names itself by its version; an edition should not change with it.
    book.metadata = {}
    book.set_identifier(package.identifier)
    book.title = package.statements[0].value
    book.language = package.language
    book.set_direction(package.direction if package.direction == "rtl" else None)
    book.add_metadata("OPF", "meta", "", {"name": "generator", "content": GENERATOR})
    for statement in package.statements:
        _add_statement(book, statement)
    if package.cover_id is not None:
        cover = {"name": "cover", "content": package.cover_id}
        book.add_metadata("OPF", "meta", "", cover)
    item_by_id = {r.id: book.add_item(_item(r)) for r in package.resources}
    book.add_item(epub.EpubNcx())
    book.spine = [item_by_id[id_] for id_ in package.reading_order]
    book.guide = [
        {"type": guide.kind, "title": guide.title, "href": guide.href}
        for guide in package.guides
    ]
    return _written(book, package)


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _add_statement(book: epub.EpubBook, statement: Statement) -> None:
    own = {"id": statement.id} if statement.id is not None else {}
    if statement.name.startswith("dc:"):
        book.add_metadata(
            "DC", statement.name.removeprefix("dc:"), statement.value, own
        )
        return
    attributes = own | {"rel" if statement.is_link else "property": statement.name}
    if statement.refines is not None:
        attributes["refines"] = f"#{statement.refines}"
    if statement.scheme is not None:
        attributes["scheme"] = statement.scheme
    if statement.language is not None:
        # EbookLib 0.20 leaves out a statement whose attributes lxml refuses.
        attributes[_LANG] = statement.language
    if statement.is_link:
        attributes["href"] = statement.value
        book.add_metadata(None, "link", None, attributes)
    else:
        book.add_metadata(None, "meta", statement.value, attributes)


def _item(resource: Resource) -> epub.EpubItem:
    item = epub.EpubItem(
        uid=resource.id,
        file_name=resource.file_name,
        media_type=resource.media_type,
        content=resource.content,
    )
    item.properties = list(resource.properties)
    return item


_APPLES_PREFIX = (
    "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
)
"""Apple Books' own properties, which are not reserved (EPUB 3.3, D.1)."""


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    """EbookLib's writer with the package's language, and the NCX that is ours."""

    def __init__(
        self, target: io.BytesIO, book: epub.EpubBook, package: Package
    ) -> None:
        options = {
            "mtime": package.modified,
            "raise_exceptions": True,
            # `container` compresses; twice would be for nothing.
            "compresslevel": 0,
        }
        super().__init__(target, book, options)
        self._package = package

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(_XML_LANG, self._package.language)
        root.set("dir", self._package.direction)
        # EbookLib declares `rendition`, which is reserved and means itself.
        del root.attrib["prefix"]
        if any(s.name.startswith("ibooks:") for s in self._package.statements):
            root.set("prefix", _APPLES_PREFIX)
        super()._write_opf_file(root)

    def _get_ncx(self) -> bytes:
        return self._package.ncx


def _written(book: epub.EpubBook, package: Package) -> bytes:
    target = io.BytesIO()
    writer = _Writer(target, book, package)
    writer.process()
    writer.write()
    return target.getvalue()


def _check(package: Package) -> None:
    """Refuse what EbookLib would write unchecked: ids and names that are not ours."""
    ids = [resource.id for resource in package.resources]
    names = [resource.file_name for resource in package.resources]
    if len(set(ids)) < len(ids) or len({name.lower() for name in names}) < len(names):
        message = "two files of the edition have one id or one name"
        raise InternalError(message)
    for resource in package.resources:
        if not _XML_NAME.fullmatch(resource.id):
            message = f"“{resource.id}” is no XML name"
            raise InternalError(message)
        if not _PLAIN_PATH.fullmatch(resource.file_name):
            message = f"“{resource.file_name}” is no plain file name"
            raise InternalError(message)
        if not resource.content:
            message = f"{resource.file_name} is empty"
            raise InternalError(message)
