"""Rules about blocks and images: empty ones, ends of headings, what alt text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog import prose
from bookmaker.document.nodes import (
    BlockQuote,
    Heading,
    Image,
    List,
    Node,
    Paragraph,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.source import SourceSpan

_SAYS_IMAGE = re.compile(
    r"(?P<opening>(?:an? |the )?(?:image|picture|graphic|icon)"
    r" (?:of|showing|shows|that shows)"
    r"|(?:ein )?Bild (?:von|eines|einer|des|der)"
    r"|(?:une |l[’'])?image (?:de|d[’']|du)"
    r"|(?:una )?imagen (?:de|del)"
    r"|(?:un[’'])?immagine (?:di|del)"
    r"|(?:uma )?imagem (?:de|do|da)"
    r"|(?:een )?afbeelding van)\b",
    re.IGNORECASE,
)
_ONLY_IMAGE = re.compile(
    r"(?P<opening>image|picture|photo|photograph|graphic|screenshot|figure|diagram|alt"
    r"|alt text|img|bild|foto|imagen|imagem|immagine|afbeelding)\s*\d*[.:]?",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"(?P<opening>[\w-]+\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp))", re.I
)
_HEADING_END = re.compile(r"(?<![.\d])(?P<mark>[.,;])$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:etc|Inc|Ltd|Co|Corp|Jr|Sr|St|vs|al|ff|Bd|Nr|Mr|Mrs|Dr|No|Vol|usw|Chap"
    r"|[^\W\d_]|[^\W\d_]\.[^\W\d_]|[IVXLC]+))\.$"
)
_SENTENCE_END = re.compile(r"[.!?…]\s")
_FEW_HEADINGS = 2


def odd_alternatives(roots: Sequence[Node], file: str) -> Iterator[Diagnostic]:
    """Find alt texts that say that there is an image, or name its file."""
    for image in find_nodes(roots, Image):
        words = (image.alternative or "").strip()
        found = (
            _SAYS_IMAGE.match(words)
            or _ONLY_IMAGE.fullmatch(words)
            or _FILE_NAME.fullmatch(words)
        )
        if found is not None and _is_of(image, file):
            yield prose.AlternativeSaysImage(
                words=words[:60], opening=found["opening"], span=image.span
            )


def heading_ends(roots: Sequence[Node], file: str) -> Iterator[Diagnostic]:
    """Find headings that end in a mark; none where most of the file's do."""
    headings = [h for h in find_nodes(roots, Heading) if _is_of(h, file)]
    found = [(h, mark) for h in headings if (mark := _ending(h))]
    if len(headings) > _FEW_HEADINGS and len(found) * 2 > len(headings):
        return
    for heading, mark in found:
        words = plain_text(heading.children).strip()
        yield prose.HeadingEnd(words=words[:60], mark=mark, span=heading.span)


def _ending(heading: Heading) -> str:
    words = plain_text(heading.children).strip()
    found = _HEADING_END.search(words)
    if found is None or _ABBREVIATION.search(words):
        return ""
    return "" if _SENTENCE_END.search(words) else found["mark"]


def empty_elements(roots: Sequence[Node], file: str) -> Iterator[Diagnostic]:
    """Find list items, headings and quotations that have nothing in them."""
    for node in find_nodes(roots, List, Heading, BlockQuote):
        match node:
            case List():
                empty = [item for item in node.items if not _has_words(item.blocks)]
                if len(empty) == len(node.items):
                    continue  # room to write in
                for item in empty:
                    if item.is_done is None and _is_of(item, file):
                        yield _empty("list item", item.span or node.span)
            case Heading() if not node.children and _is_of(node, file):
                yield _empty("heading", node.span)
            case BlockQuote() if not _has_words(node.blocks) and _is_of(node, file):
                yield _empty("quotation", node.span)


def _has_words(blocks: Sequence[Node]) -> bool:
    return any(not isinstance(b, Paragraph) or b.children for b in blocks)


def _is_of(node: Node, file: str) -> bool:
    return node.span is None or node.span.file == file


def _empty(what: str, span: SourceSpan | None) -> Diagnostic:
    return prose.EmptyElement(words="", what=what, span=span)
