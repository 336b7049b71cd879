"""What an EPUB's own markup says: turned, in place, into what all importers know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookmaker.importers.epub.documents import Document
from bookmaker.importers.epub.package import TYPE
from bookmaker.importers.html.article import remove
from bookmaker.importers.html.page import Tag, name_of, text_of
from bookmaker.importers.model import (
    Disposition,
    SourcePiece,
)

_NUMBER_CLASSES = frozenset({"label", "chapter-number", "number", "chapnum"})
_LINE_NUMBER = re.compile(
    r"l(?:ine)?[-_]?num(?:ber)?|lineno|ln|verse[-_]?num(?:ber)?|poem-line-number", re.I
)
_PAGES = frozenset({"pagenum", "pageno", "page-number", "pagebreak"})
_NUMBERED = re.compile(
    r"(?:chapter|part|book|kapitel|teil|chapitre|partie|capítulo|capitolo|parte)\s+"
    r"(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"\b[.:]?\s*[–—-]?\s*",
    re.I,
)

_BARE_NUMBER = re.compile(r"(?:\d{1,3}|[IVXLC]{1,8})\.?")


def translate_markup(
    document: Document, source: str, pieces: list[SourcePiece]
) -> None:
    """Turn what `epub:type` and well-known classes say into what `tidy` understands."""
    where = f"{source}: {document.path}"
    for tag in list(document.body.iter()):
        if not name_of(tag):
            continue
        names = set((tag.get("class") or "").split())
        kinds = set((tag.get(TYPE) or tag.get("epub:type") or "").split())
        is_block = name_of(tag) in ("div", "section", "blockquote", "aside")
        if is_block and "epigraph" in names | kinds and tag is not document.body:
            if tag.getparent() is not document.body or "epigraph" not in document.types:
                tag.tag = "div"
                tag.set("class", "imported-epigraph")
        elif is_block and names & {"verse", "poem", "poetry"}:
            tag.set("class", "imported-verse")
        elif name_of(tag) == "p" and "attribution" in names:
            words = text_of(tag)
            if words and words[0] not in "—–―":
                tag.text = f"— {tag.text or ''}"
        else:
            pieces += _numbers(tag, names, kinds, where)


def _numbers(
    tag: Tag, names: set[str], kinds: set[str], where: str
) -> Iterator[SourcePiece]:
    """Take out the numbers of chapters, of lines of verse and of printed pages."""
    words = text_of(tag)
    if _counts_lines(tag, names):
        yield piece_of(words, "the number of a line", where)
        remove(tag)
    elif _is_page_break(tag, names | kinds):
        yield piece_of(words, "the number of a printed page", where)
        # Its name stays: an index leads to it.
        for child in list(tag):
            tag.remove(child)
        tag.text = None
    elif name_of(tag) == "span" and names & _NUMBER_CLASSES and _in_heading(tag):
        yield piece_of(words, "a chapter’s number", where, Disposition.MOVED)
        remove(tag)


def _counts_lines(tag: Tag, names: set[str]) -> bool:
    """Whether a tag is the number of a line of verse, which stands in the margin."""
    return (
        name_of(tag) in ("span", "small", "a", "sup")
        and any(_LINE_NUMBER.fullmatch(name) for name in names)
        and text_of(tag).isdecimal()
    )


def _is_page_break(tag: Tag, kinds: set[str]) -> bool:
    """Whether a tag is the number of a printed page amid the text."""
    is_kind = bool(kinds & _PAGES) or tag.get("role") == "doc-pagebreak"
    words = text_of(tag)
    return is_kind and 0 < len(words) <= _LONGEST_PAGE and " " not in words.strip("[] ")


_LONGEST_PAGE = 12


def _in_heading(tag: Tag) -> bool:
    return any(name_of(a) in ("h1", "h2", "h3", "h4") for a in tag.iterancestors())


def without_number(title: str) -> tuple[str, str]:
    """A title without `Chapter 3:` before it, which the book supplies; and that."""
    found = _NUMBERED.match(title)
    if found is None or found.end() == len(title):
        return title, ""
    return title[found.end() :], title[: found.end()].strip()


def is_bare_number(words: str) -> bool:
    """Whether a heading is nothing but a number: `IV`, `4.`, `Chapter Four`."""
    found = _NUMBERED.fullmatch(words)
    return found is not None or _BARE_NUMBER.fullmatch(words) is not None


def piece_of(
    words: str, what: str, source: str, fate: Disposition = Disposition.ASIDE
) -> SourcePiece:
    """A piece of a document, which has no lines that an author knows of."""
    return SourcePiece(source=source, line=None, fate=fate, what=what, words=words)
