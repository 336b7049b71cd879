"""The lists of figures, tables and listings that bookmaker made for an EPUB of its own.

They are set aside and made again from the captions. Those of other programs stay what
they are, since their captions may not be.
"""

from __future__ import annotations

from bookmaker.importers.epub.documents import Document
from bookmaker.importers.epub.markup import piece_of
from bookmaker.importers.html.page import text_of
from bookmaker.importers.model import SourcePiece

_LISTS = ("list-of-figures", "list-of-tables", "list-of-listings")


def take_own_lists(
    documents: list[Document], pieces: list[SourcePiece], source: str
) -> tuple[str, ...]:
    """Take the lists out of the documents; gives their names, in order."""
    found: list[str] = []
    for document in list(documents):
        name = _name_of_list(document)
        if name is not None:
            documents.remove(document)
            where = f"{source}: {document.path}"
            what = f"the {name.replace('-', ' ')}"
            pieces.append(piece_of(text_of(document.body), what, where))
            found.append(name)
    return tuple(found)


def _name_of_list(document: Document) -> str | None:
    """Which list a page is; `None` for other pages."""
    sections = [tag for tag in document.body if isinstance(tag.tag, str)]
    if len(sections) != 1:
        return None
    section = sections[0]
    name = section.get("class") or ""
    is_list = name in _LISTS and section.find("nav") is not None
    return name if is_list else None
