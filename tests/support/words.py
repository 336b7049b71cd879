"""Words of a tree and of its editions, for comparing the two.

Words are compared without case, hyphens and the marks between them: what is left is
what a reader would miss.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from typing import get_args

import pypdfium2
from lxml import etree

from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    Code,
    CodeBlock,
    Image,
    Inline,
    LineBreak,
    Node,
    NoteReference,
    RawBlock,
    RawInline,
    SoftBreak,
    Text,
)
from bookmaker.document.walk import children

_INLINES = get_args(Inline)

_HYPHEN = re.compile("[-\u2010\u2011]")
_CAPITAL_WITHIN = re.compile("(?<=[a-z])(?=[A-Z])")
"""PDFium writes nothing between two cells where the first ends in a divided word."""
_CALL_BEHIND = re.compile(r"(?<=\D)(?=\d)")
"""Nor between a word and the number of its note."""
_DIVIDED = re.compile("-\\s+|[\u2010\ufffe\x02]\\s*")
"""How a word that was divided at a line's end comes out of a PDF."""


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    folded = _HYPHEN.sub("", unicodedata.normalize("NFKC", text))
    folded = _CALL_BEHIND.sub(" ", _CAPITAL_WITHIN.sub(" ", folded)).casefold()
    kept = (m if unicodedata.category(m)[0] in "LNM" else " " for m in folded)
    return [_in_reading_order(word) for word in "".join(kept).split()]


def _in_reading_order(word: str) -> str:
    """A PDF draws a right-to-left word from its end: order says nothing there."""
    is_right_to_left = any(unicodedata.bidirectional(m) in ("R", "AL") for m in word)
    return "".join(sorted(word)) if is_right_to_left else word


def tree_words(book: Book) -> Counter[str]:
    """The words of a book as it is read: titles, text, captions and notes."""
    return Counter(words("".join(_text(division) for division in book.divisions)))


def _text(node: Node) -> str:
    match node:
        case Text() | Code() | CodeBlock() | RawInline() | RawBlock():
            return node.text if isinstance(node, _INLINES) else f" {node.text} "
        case SoftBreak() | LineBreak():
            return " "
        case Image() | NoteReference():
            return ""
        case Division() if not node.shows_title:
            return (
                f" {''.join(map(_text, (*node.blocks, *node.divisions, *node.notes)))} "
            )
        case _:
            inner = "".join(map(_text, children(node)))
            return inner if isinstance(node, _INLINES) else f" {inner} "


def epub_words(content: bytes) -> Counter[str]:
    """The words of every content document of an EPUB."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                root = etree.fromstring(archive.read(name))
                body = root.find("{http://www.w3.org/1999/xhtml}body")
                found.update(words(_block_text(body)))
    return found


def _block_text(root: etree._Element) -> str:
    """The text with a space at every element's edge that ends a word."""
    inline = {"em", "strong", "span", "a", "code", "s", "mark", "sub", "sup"}
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = etree.QName(element).localname
        is_call = element.get("class") == "note-call-mark"
        edge = "" if name in inline and not is_call else " "
        if event == "start":
            parts.append(f"{edge}{element.text or ''}")
        else:
            parts.append(f"{edge}{element.tail or ''}")
    return "".join(parts)


def pdf_pages(content: bytes) -> list[str]:
    """The text of each page of a PDF, as it is drawn."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def pdf_words(content: bytes) -> Counter[str]:
    """The words of a PDF.

    A mark at a line's end may divide a word or stand for itself (a dash, a decrement):
    both readings count.
    """
    found: Counter[str] = Counter()
    for page in pdf_pages(content):
        joined, apart = _DIVIDED.sub("", page), _DIVIDED.sub(" ", page)
        found.update(Counter(words(joined)) | Counter(words(apart)))
    return found


def missing_words(wanted: Counter[str], found: Counter[str]) -> Counter[str]:
    """What is wanted and not found.

    A word divided over two pages comes out in two pieces, of which one at least is
    found more often than it is wanted. It is there all the same.
    """
    missing = wanted - found
    spare = found - wanted
    for word in list(missing):
        for cut in range(1, len(word)):
            pieces = (word[:cut], word[cut:])
            is_found = all(found[piece] for piece in pieces)
            while missing[word] and is_found and any(spare[p] > 0 for p in pieces):
                missing[word] -= 1
                spare.subtract(pieces)
    return +missing
