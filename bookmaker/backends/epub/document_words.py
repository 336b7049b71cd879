"""Which word is where in the content documents, and where its author wrote it.

What comes in: the divisions of the documents, and the finished EPUB, which is read
back. What goes out: the words of a document with their places in the manuscript and
their place in the EPUB (EPUB Canonical Fragment Identifiers 1.1, sections 2.2 and 2.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bookmaker.backends.epub.split import ContentDocument
from bookmaker.document.page_map import DocumentWord
from bookmaker.proof.edition_text import named_bodies
from bookmaker.proof.expectation import Shown, expected_of_division
from bookmaker.proof.tracing import Lines, Placer, Tracer, words_shown

if TYPE_CHECKING:
    from lxml import etree

_SPINE = 6
"""The step to the spine: the third child of the package."""
_BODY = 4
"""The step to the body: the second child of the document."""


class DocumentWords:
    """The words of an EPUB."""

    def __init__(
        self, documents: Sequence[ContentDocument], content: bytes, lines_of: Lines
    ) -> None:
        self._documents = [one for one in documents if one.is_read]
        self._content = content
        self._placer = Placer(lines_of)
        self._words: dict[int, tuple[DocumentWord, ...]] = {}

    def words_of(self, document: int) -> tuple[DocumentWord, ...]:
        """The words of a document that is read, counted from 0, in reading order.

        Raises `IndexError` where there is no such document.
        """
        if not 0 <= document < len(self._documents):
            raise IndexError(document)
        if document not in self._words:
            self._words[document] = tuple(self._read(document))
        return self._words[document]

    def words_of_file(self, name: str) -> tuple[DocumentWord, ...]:
        """The words of the document at a path in the EPUB. Raises `KeyError`."""
        for number, document in enumerate(self._documents):
            if self._bodies[document.file_name][1] == name:
                return self.words_of(number)
        raise KeyError(name)

    def words_at(self, file: str, line: int) -> tuple[DocumentWord, ...]:
        """The words that begin on a line of the manuscript, in reading order."""
        return tuple(
            word
            for number, tracer in enumerate(self._tracers)
            if _may_hold(tracer, file, line)
            for word in self.words_of(number)
            if word.span.file == file and word.span.line == line
        )

    @cached_property
    def _tracers(self) -> tuple[Tracer, ...]:
        shown = Shown()
        return tuple(
            Tracer(expected_of_division(one.division, shown)) for one in self._documents
        )

    @cached_property
    def _bodies(self) -> dict[str, tuple[int, str, etree._Element]]:
        """By the name of a document: its number in the spine, its path, its body."""
        return {
            path.rpartition("/")[2]: (number, path, body)
            for number, (path, body) in enumerate(named_bodies(self._content))
        }

    def _read(self, document: int) -> Iterator[DocumentWord]:
        tracer = self._tracers[document]
        number, path, body = self._bodies[self._documents[document].file_name]
        signs: list[str] = []
        places: list[str] = []
        for steps, text in _texts(body, f"/{_BODY}"):
            at = 0
            for sign in text:
                signs.append(sign)
                places.append(f"{steps}:{at}")
                at += 2 if sign > "\uffff" else 1  # UTF-16 code units (2.3)
        origins = tracer.trace("".join(signs), 0, tracer.length)
        for word in words_shown(origins, tracer.pieces):
            piece = tracer.pieces[word.piece]
            end = word.offset + len(word.text)
            span = self._placer.place_of(piece, word.offset, end)
            if span is not None:
                yield DocumentWord(
                    text=word.text,
                    span=span,
                    document=document,
                    file=path,
                    cfi=f"epubcfi(/{_SPINE}/{2 * (number + 1)}!"
                    f"{places[word.shown[0]]})",
                )


def _may_hold(tracer: Tracer, file: str, line: int) -> bool:
    return any(
        span.file == file and span.line <= line <= span.end_line
        for piece in tracer.pieces
        for _, span in piece.spans
    )


def _texts(element: etree._Element, steps: str) -> Iterator[tuple[str, str]]:
    """Yield each text below an element with the steps to it.

    Elements have even numbers, the texts between them odd ones (2.2).
    """
    if element.text:
        yield f"{steps}/1", element.text
    number = 0
    for child in element:
        if isinstance(child.tag, str):
            number += 2
            identifier = child.get("id")
            named = f"[{_escaped(identifier)}]" if identifier else ""
            yield from _texts(child, f"{steps}/{number}{named}")
        if child.tail:
            yield f"{steps}/{number + 1}", child.tail


def _escaped(text: str) -> str:
    """A circumflex stands before what has a meaning in a CFI (2.1)."""
    return "".join(f"^{sign}" if sign in "^[](),;=" else sign for sign in text)
