"""The index is made of the marks in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from bookmaker.config.model import BookConfig
from bookmaker.config.nearest import KnownNames
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import (
    EmptyIndex,
    IndexNotListed,
    IndexRangeOpen,
    UnknownIndexEntry,
)
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.contents import repeated_title
from bookmaker.document.identifiers import TakenIds, heading_slug, inner_id
from bookmaker.document.nodes import (
    Attributes,
    Emphasis,
    Index,
    IndexEntry,
    IndexGroup,
    IndexLocator,
    IndexReference,
    IndexRole,
    IndexTerm,
    Inline,
    Node,
    Section,
    Span,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import (
    all_divisions,
    children,
    find_nodes,
    leave_out,
    map_book,
    map_divisions,
)
from bookmaker.languages.collation import SortKey, initial_of, sort_key_of
from bookmaker.languages.marks import marks_of
from bookmaker.languages.words import words_of
from bookmaker.source import SourceSpan
from bookmaker.transforms.smarten_punctuation import smarten_text

_LEVELS = re.compile(r"(?<=\S)!(?=\S)")
_EMPHASIS = re.compile(r"\*([^*]+)\*")


def compose_index(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Fill the generated index.

    Before: marks stand in the text, each with an id. After: the index holds every
    entry, sorted by the book's language, with its locators in the book's order; an
    index for which nothing is marked is left out.
    """
    marks = tuple(_marks(book))
    lists_index = any(_is_index(d) for d in all_divisions(book))
    if not lists_index:
        if marks:
            first = marks[0].mark
            diagnostics.add(IndexNotListed(len(marks), span=first.span))
        return book
    if not marks:
        return _without_index(book, diagnostics)
    smartens = config.typography.smarten
    tree = _Tree(book.metadata.language, smartens=smartens)
    _gather(marks, tree, diagnostics)
    division_id = next(d.attributes.id for d in all_divisions(book) if _is_index(d))
    index = _Composer(tree, division_id or "index", diagnostics).index()

    def composed(division: Division) -> Division:
        return replace(division, blocks=(index,)) if _is_index(division) else division

    return map_divisions(book, composed)


def name_index_places(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Name each place of the index for an edition without pages.

    After: a locator shows the title of the section that it leads to; the places of an
    entry in one section are one.
    """
    if not any(_is_index(division) for division in all_divisions(book)):
        return book
    words_by_id = dict(_section_words(book))

    def named(node: Node) -> Node:
        if not isinstance(node, IndexEntry):
            return node
        locators = [_with_words(loc, words_by_id) for loc in node.locators]
        return replace(node, locators=tuple(_one_each(locators)))

    return map_book(book, named, IndexEntry)


def _is_index(division: Division) -> bool:
    return division.kind is DivisionKind.INDEX and division.file is None


def _without_index(book: Book, diagnostics: Diagnostics) -> Book:
    for division in all_divisions(book):
        if _is_index(division):
            diagnostics.add(EmptyIndex(span=division.span))
    return leave_out(book, _is_index)


# --- The marks --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mark:
    mark: IndexTerm
    place: str
    """The id that it is found at."""
    language: str | None
    """That of its words, where it is not the book's."""


def _marks(book: Book) -> Iterator[_Mark]:
    for division in all_divisions(book):
        division_id = division.attributes.id or ""
        own = [child for child in children(division) if not isinstance(child, Division)]
        if not any(find_nodes(own, IndexTerm)):
            continue
        for node, language in _terms_in(own, division.language):
            if _names_something(node):
                is_own = language in (None, book.metadata.language)
                place = node.attributes.id or division_id
                yield _Mark(node, place, None if is_own else language)


def _terms_in(
    nodes: Iterable[Node], language: str | None
) -> Iterator[tuple[IndexTerm, str | None]]:
    """Yield each mark with the language of its words."""
    for node in nodes:
        own = node.attributes.find("lang") or language
        if isinstance(node, IndexTerm):
            yield node, own
        yield from _terms_in(children(node), own)


def _names_something(mark: IndexTerm) -> bool:
    """Whether the index can know under what the place is found (M140 if not)."""
    is_end = mark.role is IndexRole.END
    return bool(is_end or mark.entry or _own_words(mark))


def _gather(marks: Sequence[_Mark], tree: _Tree, diagnostics: Diagnostics) -> None:
    """Put each mark's locator under its entry; join the ends of ranges."""
    open_by_key: dict[str, tuple[_Entry, _Mark]] = {}
    for found in marks:
        mark = found.mark
        if mark.role is IndexRole.END:
            start = open_by_key.pop(mark.key, None)
            if start is None:
                diagnostics.add(
                    IndexRangeOpen(mark.key, has_start=False, span=mark.span)
                )
            else:
                entry, first = start
                entry.locators.append(IndexLocator(first.place, found.place))
            continue
        entry = tree.entry_of(mark, found.language)
        if mark.see or mark.see_also:
            entry.references.append(mark)
        elif mark.role is IndexRole.START:
            open_by_key[mark.key or mark.entry] = (entry, found)
        else:
            is_main = mark.role is IndexRole.MAIN
            entry.locators.append(IndexLocator(found.place, is_main=is_main))
    for key, (entry, first) in open_by_key.items():
        diagnostics.add(IndexRangeOpen(key, span=first.mark.span))
        entry.locators.append(IndexLocator(first.place))
    tree.sort_locators([found.place for found in marks])


@dataclass(slots=True)
class _Entry:
    """An entry while it is gathered."""

    path: tuple[str, ...]
    term: tuple[Inline, ...] = ()
    sort: str = ""
    locators: list[IndexLocator] = field(default_factory=list)
    references: list[IndexTerm] = field(default_factory=list)
    entries: dict[str, _Entry] = field(default_factory=dict)


class _Tree:
    """All entries, by their words."""

    def __init__(self, language: str, *, smartens: bool) -> None:
        self.language = language
        self._smartens = smartens
        self.root = _Entry(())

    def entry_of(self, mark: IndexTerm, language: str | None = None) -> _Entry:
        """The entry that a mark stands under, made if it is new.

        `language` is that of the mark's own words, where it is not the book's: words
        that `entry` gives are in the index's.
        """
        path = self.path_of(mark.entry) if mark.entry else (_own_words(mark),)
        sorts = _LEVELS.split(mark.sort) if mark.sort else []
        # A single sort key is that of the last level.
        sorts = [""] * (len(path) - len(sorts)) + sorts
        entry = self.root
        for level, words in enumerate(path):
            name = _name(words)
            below = entry.entries.get(name)
            if below is None:
                below = _Entry((*entry.path, _bare(words)), _term(words))
                entry.entries[name] = below
            elif _bare(words)[:1].islower() and below.path[-1][:1].isupper():
                # Only a word that is not a name is ever written small.
                below.path = (*entry.path, _bare(words))
                below.term = _term(words)
            below.sort = sorts[level] or below.sort
            entry = below
        if not mark.entry and any(not isinstance(n, Text) for n in mark.children):
            entry.term = repeated_title(mark.children)
        if not mark.entry and language is not None:
            entry.term = (_in_language(entry.term, language),)
        return entry

    def path_of(self, written: str) -> tuple[str, ...]:
        """The levels of an entry as the author writes them, `Whales!sperm`."""
        words = smarten_text(written, self.language) if self._smartens else written
        return tuple(" ".join(part.split()) for part in _LEVELS.split(words))

    def find(self, path: Iterable[str]) -> _Entry | None:
        """The entry at the end of a path."""
        entry: _Entry | None = self.root
        for words in path:
            if entry is None:
                return None
            entry = entry.entries.get(_name(words))
        return entry

    def all_entries(self) -> Iterator[_Entry]:
        """Yield every entry."""
        stack = [self.root]
        while stack:
            entry = stack.pop()
            stack.extend(entry.entries.values())
            if entry.path:
                yield entry

    def sort_locators(self, places: Sequence[str]) -> None:
        """Put every entry's locators into the book's order."""
        rank = {place: number for number, place in enumerate(places)}
        for entry in self.all_entries():
            entry.locators.sort(key=lambda locator: rank[locator.target])


def _in_language(term: tuple[Inline, ...], language: str) -> Inline:
    spoken = Attributes(pairs=(("lang", language),))
    if len(term) == 1 and isinstance(term[0], Span) and term[0].attributes == spoken:
        return term[0]
    return Span(term, attributes=spoken)


def _bare(words: str) -> str:
    return _EMPHASIS.sub(r"\1", words)


def _name(words: str) -> str:
    """What distinguishes entries: not capitals, which begin a sentence too."""
    return _bare(words).casefold()


def _own_words(mark: IndexTerm) -> str:
    return " ".join(plain_text(mark.children).split())


def _term(words: str) -> tuple[Inline, ...]:
    """The words of an entry; those between asterisks are emphasized."""
    inlines: list[Inline] = []
    for number, part in enumerate(_EMPHASIS.split(words)):
        if part:
            inlines.append(Emphasis((Text(part),)) if number % 2 else Text(part))
    return tuple(inlines)


# --- The tree of entries ----------------------------------------------------------


class _Composer:
    """Makes the nodes of the index."""

    def __init__(self, tree: _Tree, division_id: str, diagnostics: Diagnostics) -> None:
        self._tree = tree
        self._names: KnownNames | None = None
        self._diagnostics = diagnostics
        self._key_of = sort_key_of(tree.language)
        self._id_by_entry = _ids(tree, division_id)

    def index(self) -> Index:
        ordered = self._sorted(self._tree.root)
        language = self._tree.language
        groups = [
            IndexGroup(letter, tuple(self._entry(entry) for entry in entries))
            for letter, entries in groupby(
                ordered, lambda e: initial_of(e.sort or e.path[0], language)
            )
        ]
        words, marks = words_of(language), marks_of(language)
        one_of_each = tuple(_with_one_of_each(groups, words.symbols))
        return Index(
            one_of_each, words.see, words.see_also, marks.comma, marks.semicolon
        )

    def _sorted(self, entry: _Entry) -> list[_Entry]:
        return sorted(entry.entries.values(), key=self._place)

    def _place(self, entry: _Entry) -> SortKey:
        return self._key_of(entry.sort or entry.path[-1])

    def _entry(self, entry: _Entry) -> IndexEntry:
        see = [(m.see, m.span) for m in entry.references if m.see]
        also = [(m.see_also, m.span) for m in entry.references if m.see_also]
        return IndexEntry(
            entry.term,
            tuple(dict.fromkeys(entry.locators)),
            self._references(see),
            self._references(also),
            tuple(self._entry(below) for below in self._sorted(entry)),
            attributes=Attributes(id=self._id_by_entry[id(entry)]),
        )

    def _references(
        self, written: Iterable[tuple[str, SourceSpan | None]]
    ) -> tuple[IndexReference, ...]:
        references = {}
        for words, span in written:
            path = self._tree.path_of(words)
            found = self._tree.find(path)
            if found is None:
                nearest = self._nearest(path)
                self._diagnostics.add(UnknownIndexEntry(words, nearest, span=span))
            target = self._id_by_entry[id(found)] if found is not None else None
            references[path] = IndexReference(_joined(path), target)
        return tuple(
            references[path]
            for path in sorted(references, key=lambda p: self._key_of(" ".join(p)))
        )

    def _nearest(self, path: tuple[str, ...]) -> str | None:
        if self._names is None:
            known = ("!".join(entry.path) for entry in self._tree.all_entries())
            self._names = KnownNames(sorted(known))
        return self._names.nearest("!".join(path))


def _with_one_of_each(
    groups: Iterable[IndexGroup], symbols: str
) -> Iterator[IndexGroup]:
    """Name the group of what begins with no letter; join a letter's parted groups."""
    entries_by_heading: dict[str, tuple[IndexEntry, ...]] = {}
    for group in groups:
        heading = group.heading or symbols
        before = entries_by_heading.get(heading, ())
        entries_by_heading[heading] = before + group.entries
    for heading, entries in entries_by_heading.items():
        yield IndexGroup(heading, entries)


def _ids(tree: _Tree, division_id: str) -> dict[int, str]:
    """The id of each entry, by the entry's identity."""
    id_by_entry: dict[int, str] = {}
    taken = TakenIds()
    make = partial(inner_id, division_id)
    for entry in sorted(tree.all_entries(), key=lambda e: e.path):
        slug = heading_slug("-".join(entry.path)) or "entry"
        id_by_entry[id(entry)] = taken.take(slug, make, "-", 2)
    return id_by_entry


def _joined(path: tuple[str, ...]) -> tuple[Inline, ...]:
    """The words of an entry that is referred to, its levels separated by colons."""
    return _term(": ".join(path))


# --- Places without pages ---------------------------------------------------------


def _section_words(book: Book) -> Iterator[tuple[str, str]]:
    """Yield each id with the title of the section that it stands in."""
    for division in all_divisions(book):
        title = plain_text(repeated_title(division.title)).strip()
        words = title or division.label or book.metadata.title
        own = [c for c in children(division) if not isinstance(c, Division)]
        if division.attributes.id is not None:
            yield division.attributes.id, words
        stack: list[tuple[Node, str]] = [(child, words) for child in own]
        while stack:
            node, words = stack.pop()
            if isinstance(node, Section):
                words = plain_text(repeated_title(node.title)).strip() or words
            if node.attributes.id is not None:
                yield node.attributes.id, words
            stack.extend((child, words) for child in children(node))


def _with_words(locator: IndexLocator, words_by_id: dict[str, str]) -> IndexLocator:
    first = words_by_id.get(locator.target, "")
    last = words_by_id.get(locator.end, "") if locator.end else ""
    words = f"{first} – {last}" if last and last != first else first
    return replace(locator, words=words)


def _one_each(locators: Sequence[IndexLocator]) -> Iterator[IndexLocator]:
    """Leave one locator of each section: the definition, or else the first."""
    main = {locator.words for locator in locators if locator.is_main}
    seen: set[str] = set()
    for locator in locators:
        if locator.words in seen or (locator.words in main and not locator.is_main):
            continue
        seen.add(locator.words)
        yield locator
