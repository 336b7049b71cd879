"""What moves between two printings: headings, index entries, running heads.

What comes in: the trees of two states and their printed pages. What goes out: each
heading, entry and running head whose page numbers, or words, are others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookmaker.backends.protocol import Artifact
from bookmaker.document.book import Book
from bookmaker.document.index_pages import PageRange, merge_locators
from bookmaker.document.nodes import (
    CrossReference,
    Index,
    IndexEntry,
    IndexLocator,
    ReferenceForm,
    Section,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book, find_nodes
from bookmaker.pipeline.comparison.chapter_words import ChapterPair


@dataclass(frozen=True, slots=True)
class Move:
    """Something on other pages, or with other words."""

    what: str
    """The words of a heading, of an index entry or of a running head."""
    old: str
    """The page numbers as printed; empty where it wasn't there."""
    new: str
    """Those of the new state; empty where it isn't there any more."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A running head with other words."""

    old: str
    new: str
    folio: str
    """The first page of the old printing that has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What moves between two printings."""

    pages_before: int
    pages_now: int
    chapters: tuple[Move, ...] = ()
    sections: tuple[Move, ...] = ()
    references: tuple[Move, ...] = ()
    """References that print the number of a page, by their target's number."""
    index: tuple[Move, ...] = ()
    head_words: tuple[Renamed, ...] = ()
    head_pages: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedState:
    """A state with its printed pages."""

    book: Book
    artifact: Artifact

    def folio_of(self, name: str) -> str:
        """The printed number of the page that an id is on; empty where it isn't."""
        page = self.artifact.page_by_id.get(name)
        return "" if page is None else self.artifact.page_map[page].label


def find_moves(
    old: PrintedState, new: PrintedState, pairs: Sequence[ChapterPair]
) -> Moves:
    """What is on other pages in the new state."""
    ids = {one.new.id: one.old.id for one in pairs if one.old is not None and one.new}
    return Moves(
        pages_before=len(old.artifact.page_map),
        pages_now=len(new.artifact.page_map),
        chapters=tuple(_chapters(old, new, pairs)),
        sections=tuple(_differing(_sections(old, {}), _sections(new, ids))),
        references=tuple(_differing(_references(old), _references(new))),
        index=tuple(_differing(_index(old), _index(new), is_whole=True)),
        head_words=tuple(_renamed(old, new, pairs)),
        head_pages=tuple(_differing(_heads(old), _heads(new))),
    )


def _chapters(
    old: PrintedState, new: PrintedState, pairs: Iterable[ChapterPair]
) -> Iterator[Move]:
    for pair in pairs:
        before = old.folio_of(pair.old.id) if pair.old is not None else ""
        now = new.folio_of(pair.new.id) if pair.new is not None else ""
        own = pair.new or pair.old
        if before != now and own is not None:
            yield Move(own.title, before, now)


def _differing(
    old: Mapping[str, tuple[str, str]],
    new: Mapping[str, tuple[str, str]],
    *,
    is_whole: bool = False,
) -> Iterator[Move]:
    """What has other pages in both, by its key; `is_whole`: or is in one alone."""
    for key, (what, now) in new.items():
        before = old[key][1] if key in old else ""
        if before != now and (key in old or is_whole):
            yield Move(what, before, now)
    if is_whole:
        for key, (what, before) in old.items():
            if key not in new:
                yield Move(what, before, "")


def _sections(
    state: PrintedState, old_ids: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Headings within chapters, by their ids."""
    found = {}
    for section in find_nodes(state.book.divisions, Section):
        name = section.attributes.id
        folio = state.folio_of(name) if name else ""
        if name and folio:
            title = " ".join(plain_text(section.title).split())
            found[old_ids.get(name, name)] = (title, folio)
    return found


def _references(state: PrintedState) -> dict[str, tuple[str, str]]:
    """References to pages, by what they lead to."""
    found = {}
    for node in descend_book(state.book):
        if isinstance(node, CrossReference) and node.form is ReferenceForm.PAGE:
            name = node.target.removeprefix("#")
            found[name] = (f"page of #{name}", state.folio_of(name))
    return found


def _index(state: PrintedState) -> dict[str, tuple[str, str]]:
    """The entries of the index with their page numbers, by their words."""
    found = {}
    for index in find_nodes(state.book.divisions, Index):
        for group in index.groups:
            for entry in group.entries:
                for way, folios in _entries(entry, (), state):
                    words = ", ".join(way)
                    found[words] = (words, folios)
    return found


def _entries(
    entry: IndexEntry, above: tuple[str, ...], state: PrintedState
) -> Iterator[tuple[tuple[str, ...], str]]:
    way = (*above, " ".join(plain_text(entry.term).split()))
    if entry.locators:
        yield way, _folios(entry.locators, state)
    for below in entry.entries:
        yield from _entries(below, way, state)


def _folios(locators: Iterable[IndexLocator], state: PrintedState) -> str:
    """The page numbers as the index prints them: `12–14, 20`."""
    pages = state.artifact.page_by_id
    ranges = []
    for one in locators:
        first = pages.get(one.target)
        last = first if one.end is None else pages.get(one.end)
        if first is not None and last is not None:
            ranges.append(PageRange(first, max(first, last), one.is_main))
    labels = [page.label for page in state.artifact.page_map]
    return ", ".join(
        labels[one.first]
        if one.first == one.last
        else f"{labels[one.first]}\N{EN DASH}{labels[one.last]}"
        for one in merge_locators(ranges)
    )


def _heads(state: PrintedState) -> dict[str, tuple[str, str]]:
    """Running heads with their first and last pages, by their words."""
    pages: dict[str, list[str]] = {}
    for page in state.artifact.page_map:
        for words in set(page.running_heads.values()):
            pages.setdefault(words, []).append(page.label)
    return {
        words: (words, _from_to(folios)) for words, folios in pages.items() if words
    }


def _from_to(folios: Sequence[str]) -> str:
    first, last = folios[0], folios[-1]
    return first if first == last else f"{first}\N{EN DASH}{last}"


def _renamed(
    old: PrintedState, new: PrintedState, pairs: Iterable[ChapterPair]
) -> Iterator[Renamed]:
    """Running heads whose words differ on the first pages of the same chapter."""
    seen = set()
    for pair in pairs:
        if pair.old is None or pair.new is None:
            continue
        before = old.artifact.page_by_id.get(pair.old.id)
        now = new.artifact.page_by_id.get(pair.new.id)
        if before is None or now is None:
            continue
        page, other = old.artifact.page_map[before], new.artifact.page_map[now]
        for name, words in page.running_heads.items():
            found = other.running_heads.get(name, "")
            if words != found and (words, found) not in seen:
                seen.add((words, found))
                yield Renamed(words, found, page.label)
