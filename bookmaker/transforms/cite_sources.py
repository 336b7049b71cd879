"""Citations get their words by the book's style, and the bibliography its entries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from bookmaker.citations import citeproc_adapter
from bookmaker.citations.citeproc_adapter import Citer
from bookmaker.citations.style_soundness import BrokenStyleError
from bookmaker.config.model import CITATION_STYLES, BookConfig
from bookmaker.config.nearest import KnownNames
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import (
    CitationsWithoutSources,
    EmptyBibliography,
    TheoremReference,
    UnknownSource,
)
from bookmaker.diagnostics.catalog.styles import UnusableCitationStyle
from bookmaker.document.book import Book, Division, DivisionKind, Source
from bookmaker.document.identifiers import ascii_id
from bookmaker.document.nodes import (
    Attributes,
    Bibliography,
    BibliographyEntry,
    Citation,
    CitedSource,
    Emphasis,
    Group,
    Heading,
    Inline,
    Link,
    Node,
    Note,
    NoteReference,
    Paragraph,
    Span,
    Strong,
    Text,
    VerseLine,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import (
    all_divisions,
    find_nodes,
    leave_out,
    map_book,
    map_divisions,
    map_nodes,
)
from bookmaker.languages import find_language
from bookmaker.languages.words import direction_of, words_of

_STYLES = Path(citeproc_adapter.__file__).parent / "styles"
_CLOSING = frozenset(",.;:)")
_LABEL = "citation "
"""No author's label holds a space."""
_HOLDERS = (Paragraph, Emphasis, Strong, Span, Heading, VerseLine)
_THEOREM = re.compile(
    r"(?:thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)-\w"
)
"""How Quarto refers to theorems, similar divisions and callouts."""
_PUNCTUATION = re.compile(r"[.,;:!?’”]+")


_MARK = "refs"
_NAMES = ("bibliography", "bibliography-list", "bibliography-of-works")


def cite_sources(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Cite.

    Before: a citation names its sources by their keys. After: it has its words, with
    links to the bibliography, or is the call of a note, as the style wants it; the
    bibliography stands where the contents list it, or at the end of each chapter.
    """
    cited = list(find_nodes(book.divisions, Citation))
    if not book.sources:
        if cited:
            return _as_written(book, cited, diagnostics)
        return _without_bibliography(book, diagnostics)
    if any(citation.words for citation in cited):
        return book
    known = _known_keys(book, cited, diagnostics)
    keys = known if not config.citations.all_sources else {s.key for s in book.sources}
    if not keys:
        return _without_bibliography(book, diagnostics) if not cited else book
    citing = _Citing(book, config, keys)
    try:
        return citing.cited(citing.citer())
    except BrokenStyleError as error:
        style, place = config.citations.style, config.place("citations.style")
        problem = UnusableCitationStyle(style=style, reason=str(error), span=place)
        diagnostics.add(problem)
        if not (config.conventions.is_lenient and book.citation_style):
            return book
        citations = replace(config.citations, style=CITATION_STYLES[0])
        usual = replace(config, citations=citations)
        return cite_sources(replace(book, citation_style=""), usual, diagnostics)


def _as_written(
    book: Book, cited: Iterable[Citation], diagnostics: Diagnostics
) -> Book:
    """Leave the author's characters; a word with an @ may be anything."""
    for citation in cited:
        theorem = next((s.key for s in citation.sources if _THEOREM.match(s.key)), None)
        written = citation.written
        if theorem is not None:
            diagnostics.add(TheoremReference(theorem, span=citation.span))
        elif not citation.is_in_text:
            diagnostics.add(CitationsWithoutSources(written, span=citation.span))
    book = _without_bibliography(book, diagnostics)

    def written_out(node: Node) -> Node:
        if not isinstance(node, Citation):
            return node
        return Text(node.written, span=node.span)

    return map_book(book, written_out, Citation)


def _known_keys(
    book: Book, cited: Iterable[Citation], diagnostics: Diagnostics
) -> set[str]:
    known = {source.key for source in book.sources}
    names = KnownNames(sorted(known))
    named = [source for citation in cited for source in citation.sources]
    for source in named:
        if source.key not in known and _THEOREM.match(source.key):
            diagnostics.add(TheoremReference(source.key, span=source.span))
        elif source.key not in known:
            nearest = names.nearest(source.key)
            diagnostics.add(UnknownSource(source.key, nearest, span=source.span))
    return known & {source.key for source in named}


def _is_bibliography(division: Division) -> bool:
    return division.kind is DivisionKind.BIBLIOGRAPHY and division.file is None


def _without_bibliography(book: Book, diagnostics: Diagnostics) -> Book:
    listed = [d for d in all_divisions(book) if _is_bibliography(d)]
    if not listed:
        return book
    has_sources = bool(book.sources)
    diagnostics.add(EmptyBibliography(has_sources, span=listed[0].span))
    return leave_out(book, _is_bibliography)


class _Citing:
    """Cites in one book."""

    def __init__(self, book: Book, config: BookConfig, keys: set[str]) -> None:
        self._book = book
        self._options = config.citations
        self._digits = config.digits
        self._sources = tuple(s for s in book.sources if s.key in keys)

    def citer(self, sources: tuple[Source, ...] | None = None) -> Citer:
        """What cites the sources. Raises `BrokenStyleError`."""
        style = self._book.citation_style.encode()
        if not style:
            style = (_STYLES / f"{self._options.style}.csl").read_bytes()
        language = self._book.metadata.language
        sources = self._sources if sources is None else sources
        return Citer(style, sources, language, self._digits)

    def cited(self, citer: Citer) -> Book:
        """The book with its citations and its bibliography."""
        if self._options.by_chapter:
            return map_divisions(self._book, self._cited_chapter)
        book = map_divisions(self._book, lambda d: _cited_division(d, citer, "ref"))
        if self._options.all_sources:
            citer.cite_all()
        if not citer.has_bibliography:
            return book
        return self._with_bibliography(book, citer)

    def _cited_chapter(self, division: Division) -> Division:
        own = replace(division, divisions=())
        keys = {
            source.key
            for node in find_nodes((own,), Citation)
            for source in node.sources
        }
        sources = tuple(s for s in self._sources if s.key in keys)
        if not sources:
            return division
        citer = self.citer(sources)
        prefix = f"{division.attributes.id}.ref"
        cited = _cited_division(division, citer, prefix)
        if not citer.has_bibliography:
            return cited
        title = words_of(self._book.metadata.language).bibliography
        listed = _bibliography(citer, prefix, title)
        return replace(cited, blocks=(*cited.blocks, listed))

    def _with_bibliography(self, book: Book, citer: Citer) -> Book:
        listed = _bibliography(citer, "ref", "")
        if not any(_is_bibliography(d) for d in all_divisions(book)):
            if (placed := _at_its_mark(book, listed)) is not book:
                return placed
            if citer.is_note:
                return book
            taken = {division.attributes.id for division in all_divisions(book)}
            free = next(name for name in _NAMES if name not in taken)
            division = Division(
                DivisionKind.BIBLIOGRAPHY, attributes=Attributes(id=free)
            )
            book = replace(book, back=(*book.back, division))

        def filled(division: Division) -> Division:
            if not _is_bibliography(division):
                return division
            return replace(division, blocks=(listed,))

        return map_divisions(book, filled)


def _at_its_mark(book: Book, listed: Bibliography) -> Book:
    """Put the list where an author marks its place, as pandoc has it: `::: {#refs}`."""
    marks = (
        node
        for division in all_divisions(book)
        for node in find_nodes((replace(division, divisions=()),), Group)
        if node.attributes.id == _MARK and not plain_text((node,)).strip()
    )
    mark = next(marks, None)
    if mark is None:
        return book

    def filled(node: Node) -> Node:
        if isinstance(node, Group) and node.attributes.id == _MARK:
            return replace(node, blocks=(listed,))
        return node

    return map_book(book, filled, Group)


def _bibliography(citer: Citer, prefix: str, title: str) -> Bibliography:
    way = direction_of(citer.language)
    entries = (
        BibliographyEntry(
            words,
            _other_direction(words, way),
            attributes=Attributes(id=_entry_id(prefix, key)),
        )
        for key, words in citer.bibliography()
    )
    return Bibliography(tuple(entries), title)


def _other_direction(words: tuple[Inline, ...], way: str) -> str | None:
    """The direction of a work whose first letter is of the other one than the book."""
    first = next(filter(str.isalpha, plain_text(words)), "")
    own = "ltr" if first and unicodedata.bidirectional(first) == "L" else way
    return own if way == "rtl" and own != way else None


def _entry_id(prefix: str, key: str) -> str:
    return f"{prefix}-{ascii_id(key)}"


# --- One division -----------------------------------------------------------------


def _cited_division(division: Division, citer: Citer, prefix: str) -> Division:
    cited = _DivisionCiting(citer, prefix, division.language or citer.language)
    own = replace(division, divisions=(), notes=())
    own = map_nodes(own, cited.in_text, Citation, *_HOLDERS)
    notes = tuple(map_nodes(note, cited.in_note, Citation) for note in division.notes)
    return replace(own, divisions=division.divisions, notes=(*notes, *cited.made_notes))


class _DivisionCiting:
    """Cites in one division; a style of notes makes notes there."""

    def __init__(self, citer: Citer, prefix: str, language: str) -> None:
        self._citer = citer
        found = find_language(language)
        self._calls_follow = found is not None and found.calls_follow_punctuation
        self._prefix = prefix
        self._has_entries = citer.has_bibliography and not citer.is_note
        self.made_notes: list[Note] = []

    def in_text(self, node: Node) -> Node | tuple[Node, ...]:
        if self._citer.is_note and isinstance(node, _HOLDERS):
            return _with_calls_at_words(node, is_after=self._calls_follow)
        if not isinstance(node, Citation) or not self._is_known(node):
            return node
        if not self._citer.is_note:
            return _worded(node, self._words(node))
        label = f"{_LABEL}{len(self.made_notes) + 1}"
        citation = _worded(node, _capitalized(tuple(self._words_of_note(node))))
        self.made_notes.append(Note(label, (Paragraph((citation,)),), span=node.span))
        call = NoteReference(label, span=node.span)
        if not node.is_in_text:
            return call
        author = Text(self._citer.author(node.sources[0].key), span=node.span)
        return (author, call)

    def in_note(self, node: Node) -> Node:
        if not isinstance(node, Citation) or not self._is_known(node):
            return node
        if not self._citer.is_note:
            return _worded(node, self._words(node))
        return _worded(node, self._sources(node))

    def _is_known(self, citation: Citation) -> bool:
        return all(self._citer.knows(source.key) for source in citation.sources)

    def _words(self, citation: Citation) -> Iterator[Inline]:
        before, after = self._citer.affixes
        if citation.is_in_text:
            source = replace(citation.sources[0], omits_author=True)
            if not self._citer.is_numeric:
                yield Text(f"{self._citer.author(source.key)} ")
            yield from _plain(before)
            yield from self._source(source)
            yield from _plain(after)
            return
        yield from _plain(before)
        yield from self._sources(citation)
        yield from _plain(after)

    def _words_of_note(self, citation: Citation) -> Iterator[Inline]:
        yield from self._sources(citation)
        yield from _plain(self._citer.affixes[1])

    def _sources(self, citation: Citation) -> Iterator[Inline]:
        for number, source in enumerate(citation.sources):
            if number:
                yield Text(self._citer.delimiter)
            yield from self._source(source)

    def _source(self, source: CitedSource) -> Iterator[Inline]:
        locator = (source.label, source.locator) if source.locator else None
        words = self._citer.cite(
            source.key, locator, without_author=source.omits_author
        )
        if source.prefix:
            yield from source.prefix
            yield Text(" ")
        if self._has_entries:
            yield Link(words, f"#{_entry_id(self._prefix, source.key)}")
        else:
            yield from words
        if source.suffix:
            first = source.suffix[0]
            is_joined = isinstance(first, Text) and first.text[:1] in _CLOSING
            yield from () if is_joined else _plain(" ")
            yield from source.suffix


def _worded(citation: Citation, words: Iterable[Inline]) -> Citation:
    """Give a citation its words; what the author said around the keys is in them."""
    keys = (replace(source, prefix=(), suffix=()) for source in citation.sources)
    return replace(citation, words=tuple(words), sources=tuple(keys))


def _capitalized(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A note begins with a capital."""
    first = words[0] if words else None
    if not isinstance(first, Text):
        return words
    text = first.text[:1].upper() + first.text[1:]
    return (replace(first, text=text), *words[1:])


_Holder: TypeAlias = Paragraph | Emphasis | Strong | Span | Heading | VerseLine


def _with_calls_at_words(node: _Holder, *, is_after: bool) -> _Holder:
    """Join each call made of a citation to its word.

    `is_after`: after the punctuation marks that follow, as the language wants it.
    """
    if not any(_is_made_call(child) for child in node.children):
        return node
    children: list[Inline] = []
    calls: list[Inline] = []
    for child in node.children:
        if _is_made_call(child):
            if children and isinstance(before := children[-1], Text):
                children[-1] = replace(before, text=before.text.rstrip(" "))
            calls.append(child)
            continue
        if calls and isinstance(child, Text) and is_after:
            marks = _PUNCTUATION.match(child.text)
            if marks is not None:
                children.append(replace(child, text=marks[0]))
                child = replace(child, text=child.text[marks.end() :])
        children += calls
        calls = []
        children.append(child)
    return replace(node, children=(*children, *calls))


def _is_made_call(node: Inline) -> bool:
    return isinstance(node, NoteReference) and node.label.startswith(_LABEL)


def _plain(words: str) -> tuple[Text, ...]:
    return (Text(words),) if words else ()
