"""Content documents to bytes: the page around the markup, proven well-formed.

Each document is parsed again by lxml before it goes on: what our serialiser wrote must
be what an XML parser reads. The manifest's properties are taken from what stands there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bookmaker.backends.epub.cover import Cover, cover_markup
from bookmaker.backends.epub.navigation import (
    Landmark,
    render_landmarks,
)
from bookmaker.backends.epub.package import CONTENT_DOCUMENT, Resource
from bookmaker.backends.epub.page_list import PageList, render_page_list
from bookmaker.backends.epub.split import COVER_NAME, ContentDocument, id_of
from bookmaker.diagnostics.errors import InternalError
from bookmaker.document.book import Division
from bookmaker.document.metadata import Metadata
from bookmaker.document.text import plain_text
from bookmaker.languages.words import direction_of, words_of
from bookmaker.xhtml.context import Context
from bookmaker.xhtml.divisions import render_division
from bookmaker.xhtml.serialize import Markup, document, element, escape, lines, void

XHTML = "http://www.w3.org/1999/xhtml"
SHEET_NAME = "style.css"
_PROPERTY_BY_TAG = {
    "{http://www.w3.org/1998/Math/MathML}math": "mathml",
    "{http://www.w3.org/2000/svg}svg": "svg",
}
_REMOTE = ("http:", "https:", "//")


def render_documents(
    documents: Iterable[ContentDocument],
    context: Context,
    landmarks: tuple[Landmark, ...],
    metadata: Metadata,
    pages: PageList | None = None,
) -> Iterator[Resource]:
    """Render each division to a document; the nav document takes the lists.

    With `pages` every document has the markers of the printed pages that begin in it.
    """
    rendered = []
    for content in documents:
        body = render_division(content.division, context, rank=content.rank)
        if pages is not None and content.is_read:
            body = pages.mark(body, id_of(content.division), content.file_name)
        rendered.append((content, body))
    for content, body in rendered:
        division = content.division
        if content.is_nav:
            parts = [body, render_landmarks(landmarks)]
            if pages is not None and pages.entries:
                parts.append(render_page_list(pages.entries))
            body = lines(parts)
        yield document_resource(
            content.file_name,
            _title(division, metadata),
            body,
            language=division.language or metadata.language,
            epub_type=content.matter.value,
            properties=("nav",) if content.is_nav else (),
        )


def render_cover(cover: Cover, address: str, language: str) -> Resource:
    """Render the page that shows the cover."""
    return document_resource(
        COVER_NAME,
        words_of(language).cover,
        cover_markup(cover, address),
        language=language,
        epub_type=None,
    )


def document_id(file_name: str) -> str:
    """The id of a content document in the manifest."""
    return f"document-{file_name.removesuffix('.xhtml')}"


def document_resource(
    file_name: str,
    title: str,
    body: Markup,
    *,
    language: str,
    epub_type: str | None,
    properties: tuple[str, ...] = (),
) -> Resource:
    """Write a content document and prove it; it says itself what it holds."""
    content = content_document(title, body, language=language, epub_type=epub_type)
    return Resource(
        id=document_id(file_name),
        file_name=file_name,
        media_type=CONTENT_DOCUMENT,
        content=content,
        properties=(*properties, *found_properties(file_name, content)),
    )


def _title(division: Division, metadata: Metadata) -> str:
    """What a document is called: its label and title; the book's own where none."""
    words = (division.label, plain_text(division.title).strip())
    return ". ".join(filter(None, words)) or metadata.title


def content_document(
    title: str, body: Markup, *, language: str, epub_type: str | None
) -> bytes:
    """Write a whole XHTML document.

    `epub_type` says on `body` what part of the book this is.
    """
    direction = direction_of(language)
    head = element(
        "head",
        {},
        void("meta", {"charset": "utf-8"}),
        element("title", {}, escape(title)),
        void("link", {"rel": "stylesheet", "type": "text/css", "href": SHEET_NAME}),
    )
    attrs = {
        "xmlns": XHTML,
        "xmlns:epub": "http://www.idpf.org/2007/ops",
        "lang": language,
        "xml:lang": language,
        "dir": "rtl" if direction == "rtl" else None,
    }
    new_line = Markup("\n")
    page = element(
        "body", {"epub:type": epub_type}, *(body and (new_line, body, new_line))
    )
    root = element("html", attrs, new_line, head, new_line, page, new_line)
    return document(("<!DOCTYPE html>",), root)


def found_properties(name: str, content: bytes) -> tuple[str, ...]:
    """Parse a document and tell what the manifest must say of it.

    Raises `InternalError` where it is not well-formed or has an id twice.
    """
    # lxml takes a while to load: only where an EPUB is made.
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        message = f"{name} is not well-formed: {error.msg}"
        raise InternalError(message) from error
    ids = Counter(root.xpath("//@id"))
    twice = [id_ for id_, times in ids.items() if times > 1]
    if twice:
        message = f"{name} has the id {twice[0]} twice"
        raise InternalError(message)
    found = {_PROPERTY_BY_TAG[node.tag] for node in root.iter(*_PROPERTY_BY_TAG)}
    if any(source.startswith(_REMOTE) for source in root.xpath("//@src")):
        found.add("remote-resources")
    return tuple(sorted(found))
