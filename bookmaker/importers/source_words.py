"""The promise that no word is lost, proven: the words of a source, read once more.

What is read here is not what the importers read: the markup is parsed again, and all
its words count but those of scripts and styles. What is neither in the manuscript nor
set aside is set aside here, and the account says so.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from bookmaker.document.nodes import Image, Math, MathBlock, RawInline, Ruby
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend
from bookmaker.importers.compared_words import words_of
from bookmaker.importers.model import Disposition, Imported, SourcePiece

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n")
_UNREAD = frozenset({"script", "style", "template", "head", "math"})
_IN_LINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark "
    "q s samp small span strike strong sub sup time tt u var wbr tspan".split()
)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARK = re.compile(r"^\(?\d{1,3}[.)]\s+")
"""The number of an item that a word processor has written out."""
_CALL = re.compile(
    r"\W*(?:\w{1,4}|[*†‡§¶]{1,3})\W*|\W*(?:return|back|jump up)\W*", re.I
)


def with_lost_words(
    imported: Imported, roots: Sequence[tuple[str, etree._Element]]
) -> Imported:
    """Set aside what the source has and the manuscript has not.

    `roots` are the parsed documents of the source with the place of each.
    """
    kept = _Kept(_texts_that_are_there(imported), _WORD)
    formulas = sum(
        isinstance(node, Math | MathBlock)
        for chapter in imported.chapters
        for node in descend(*chapter.title, *chapter.blocks, *chapter.notes)
    )
    lost: list[SourcePiece] = []
    for place, root in roots:
        leaves = (_MARK.sub("", words) for words in _leaves(root))
        lost += [_piece(words, place) for words in leaves if kept.lacks(words)]
        marked = [m for m in root.iter() if _name(m) == "math" and _text(m)]
        for formula in marked[formulas:] if len(marked) > formulas else []:
            lost.append(_piece(_text(formula), place))
        formulas = max(0, formulas - len(marked))
    return _with_pieces(imported, lost)


def with_lost_paragraphs(imported: Imported, source: str, text: str) -> Imported:
    """Set aside the paragraphs of a plain text of which the manuscript lacks words.

    Only letters are compared: the numbers of notes, items and pages are ours.
    """
    kept = _Kept(_texts_that_are_there(imported), _LETTERS)
    paragraphs = _BLANK_LINES.split(text)
    lost = [_piece(o.strip("\n"), source) for o in paragraphs if kept.lacks(o)]
    return _with_pieces(imported, lost)


def with_lost_passages(
    imported: Sequence[Imported], source: str, passages: Iterable[str]
) -> tuple[Imported, ...]:
    """Set aside the passages of a source of which none of its books has the words.

    Only letters are compared, as `with_lost_paragraphs` does.
    """
    there = (text for one in imported for text in _texts_that_are_there(one))
    kept = _Kept(there, _LETTERS)
    lost = [_piece(o.strip("\n"), source) for o in passages if kept.lacks(o)]
    return (_with_pieces(imported[0], lost), *imported[1:])


def leaves_of_page(text: str) -> list[str]:
    """The words of the blocks of a page that is given as its source."""
    if not text.strip():
        return []
    text = _XML_HEAD.sub("", text.replace("\x00", ""))
    root = etree.fromstring(text, etree.HTMLParser(huge_tree=True))
    body = root.find("body") if root is not None else None
    return list(_leaves(body)) if body is not None else []


class _Kept:
    """The words that a manuscript has, or has set aside, each as often as it has it."""

    def __init__(self, texts: Iterable[str], word: re.Pattern[str]) -> None:
        """`word` says what of a text is compared."""
        self._word = word
        words = [one for text in texts for one in self._words(text)]
        self._left = collections.Counter(words)
        self._known = frozenset(words)
        self._signs = "".join(words)

    def lacks(self, passage: str) -> bool:
        """Whether words of a passage are missing, which count as used from now on."""
        words = self._words(passage)
        wanted = collections.Counter(words)
        # Words that the markup glues to one another are found by their letters.
        missing = any(
            count > self._left[word] and not _is_glued(word, self._known)
            for word, count in wanted.items()
        )
        # Not `-=`, which goes through all words of the book each time.
        self._left.subtract(wanted)
        return missing and "".join(words) not in self._signs

    def _words(self, text: str) -> list[str]:
        return [word.casefold() for word in self._word.findall(text)]


def _with_pieces(imported: Imported, lost: Sequence[SourcePiece]) -> Imported:
    if not lost:
        return imported
    count = len(lost)
    said = (
        f"{count} {'passages' if count > 1 else 'passage'} of the source could not be "
        "read; the words are in set-aside.md."
    )
    return replace(
        imported,
        pieces=(*imported.pieces, *lost),
        remarks=(*imported.remarks, said),
    )


def _piece(words: str, place: str) -> SourcePiece:
    return SourcePiece(
        source=place,
        line=None,
        fate=Disposition.ASIDE,
        what="not read",
        words=words,
    )


def _texts_that_are_there(imported: Imported) -> Iterator[str]:
    book = imported.metadata
    yield from (book.title or "", book.subtitle or "", *book.authors)
    for chapter in imported.chapters:
        nodes = (*chapter.title, *chapter.blocks, *chapter.notes)
        yield plain_text(chapter.title)
        yield words_of(chapter.blocks)
        yield words_of(chapter.notes)
        yield f"{chapter.subtitle or ''} {chapter.part or ''}"
        for node in descend(*nodes):
            if isinstance(node, RawInline):
                yield node.text
            elif isinstance(node, Image):
                yield node.alternative or ""
            elif isinstance(node, Ruby):
                yield node.reading
    for piece in imported.pieces:
        if piece.fate is not Disposition.KEPT:
            yield piece.words


def _is_glued(word: str, known: frozenset[str]) -> bool:
    """Whether a word is two that are there, which nothing parts in the markup."""
    ends = range(1, min(len(word), _LONGEST_WORD))
    return any(word[:end] in known and word[end:] in known for end in ends)


_LONGEST_WORD = 60


def _name(tag: etree._Element) -> str:
    if not isinstance(tag.tag, str):
        return ""
    return tag.tag.rpartition("}")[2].lower()


def _text(tag: etree._Element) -> str:
    return " ".join("".join(tag.itertext()).split())


def _leaves(root: etree._Element) -> Iterator[str]:
    """The words of the blocks of a document, one after another.

    Calls of notes and ways back are links of a sign or two; their labels are ours.
    """
    parts: list[str] = []
    yield from _walk(root, parts)
    if "".join(parts).strip():
        yield " ".join("".join(parts).split())


def _walk(root: etree._Element, parts: list[str]) -> Iterator[str]:
    for event, tag in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = _name(tag)
        if event in ("comment", "pi"):
            parts.append(tag.tail or "")
            continue
        is_block = name not in _IN_LINE
        if is_block and "".join(parts).strip():
            yield " ".join("".join(parts).split())
        if is_block:
            parts.clear()
        if event == "end":
            parts.append(tag.tail or "")
        elif not _is_unread(tag) and not _is_call(tag):
            parts.append(tag.text or "")


def _is_call(tag: etree._Element) -> bool:
    near = (tag, *tag.iterancestors())
    link = next((t for t in near if _name(t) == "a"), None)
    return link is not None and _CALL.fullmatch(_text(link)) is not None


def _is_unread(tag: etree._Element) -> bool:
    return any(_name(t) in _UNREAD for t in (tag, *tag.iterancestors()))
