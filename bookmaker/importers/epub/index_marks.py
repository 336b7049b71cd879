"""The index of one of our own EPUBs: its entries become marks in the text again.

The page of the index names each entry, with links to the marks that it was made of;
the marks are still in the text, without the words that they are found under. Where
every link leads to such a mark, the page isn't needed: the book makes it again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from bookmaker.importers.epub.documents import Document
from bookmaker.importers.epub.package import TYPE
from bookmaker.importers.html.elements import INDEX_SCHEME
from bookmaker.importers.html.page import Tag, name_of, text_of

_MARK = "index-mark"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SIGNS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_RANGE = re.compile(r"\S – \S")
"""A locator that names two sections."""
_ID = re.compile(r"index-(?P<slug>.+?)(?:-\d+)?")
_FIRST_WORD = re.compile(r"^\S+\s+")


@dataclass(slots=True)
class _Entry:
    """An entry: the way to it, and where it leads."""

    path: tuple[str, ...]
    sort: str
    places: list[tuple[str, bool, bool]] = field(default_factory=list)
    """The id of each mark, whether it defines the term, whether it begins a range."""
    references: list[tuple[str, str]] = field(default_factory=list)
    """`see` or `see-also`, and the entry that is meant."""

    def describe(self, words: str, **more: str) -> dict[str, str]:
        """What a mark with these words needs to say to be found under this entry."""
        entry = "!".join(self.path)
        is_range = more.get("role") == "start"
        is_own = len(self.path) == 1 and _alike(entry, words) and not is_range
        own = {} if is_own else {"entry": entry}
        return {**own, **({"sort": self.sort} if self.sort else {}), **more}


def restore_index(documents: Sequence[Document]) -> Document | None:
    """Turn the spans that were marks into marks; gives the page of the index.

    `None`, and nothing changed, if there is no such page, or if it leads to anything
    but marks. Names have been made unique in the book.
    """
    page = next((d for d in documents if "index" in d.types), None)
    if page is None:
        return None
    entries = _read_entries(page.body)
    marks = [
        tag
        for document in documents
        if document is not page
        for tag in document.body.iter("span")
        if _MARK in (tag.get("class") or "").split()
    ]
    known = {tag.get("id") for tag in marks}
    targets = [place[0] for entry in entries for place in entry.places]
    if not targets or not known.issuperset(targets):
        return None
    said = _Said(entries, marks)
    for tag in marks:
        _mark(tag, said.of(tag))
    for data in said.left_over():
        _add_before(marks[0], data)
    return page


# --- The page -----------------------------------------------------------------------


def _types(tag: Tag) -> set[str]:
    return set((tag.get(TYPE) or "").split())


def _child(tag: Tag, kind: str) -> Tag | None:
    return next((child for child in tag if kind in _types(child)), None)


def _read_entries(body: Tag) -> list[_Entry]:
    path_by_id: dict[str, tuple[str, ...]] = {}
    entry_by_tag: dict[Tag, _Entry] = {}
    items = [tag for tag in body.iter("li") if "index-entry" in _types(tag)]
    for tag in items:
        above = next((a for a in tag.iterancestors("li") if a in entry_by_tag), None)
        term = _child(tag, "index-term")
        own = _written(term) if term is not None else ""
        path = (*(entry_by_tag[above].path if above is not None else ()), own)
        entry = _Entry(path, _sort(tag, own) if above is None else "")
        path_by_id[tag.get("id") or ""] = path
        entry_by_tag[tag] = entry
    for tag, entry in entry_by_tag.items():
        locators = _child(tag, "index-locator-list")
        for link in locators.iter("a") if locators is not None else ():
            parent = link.getparent()
            is_main = parent is not None and name_of(parent) == "b"
            is_range = _RANGE.search(text_of(link)) is not None
            target = (link.get("href") or "").removeprefix("#")
            entry.places.append((target, is_main, is_range))
        for kind, key in (
            ("index-xref-preferred", "see"),
            ("index-xref-related", "see-also"),
        ):
            found = _child(tag, kind)
            if found is not None:
                entry.references += [(key, o) for o in _referred(found, path_by_id)]
    return list(entry_by_tag.values())


def _referred(tag: Tag, path_by_id: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The entries that a `See` names: links, or words where the index has none."""
    for part in tag:
        if name_of(part) == "a":
            target = (part.get("href") or "").removeprefix("#")
            yield "!".join(path_by_id.get(target) or (text_of(part),))
        if words := (part.tail or "").strip(" ;\n"):
            yield words


def _written(tag: Tag) -> str:
    """The words of a term as an author writes them, with their emphasis."""
    words = tag.text or ""
    for child in tag:
        sign = _SIGNS.get(name_of(child), "")
        words += f"{sign}{_written(child)}{sign}{child.tail or ''}"
    return " ".join(words.split())


def _sort(item: Tag, term: str) -> str:
    """What an entry is sorted by, if it isn't under the letter that it begins with."""
    group = next((a for a in item.iterancestors("section")), None)
    heading = next(
        (t for t in (group if group is not None else ()) if name_of(t) in _HEADINGS),
        None,
    )
    letter = text_of(heading) if heading is not None else ""
    first = next((c for c in term if c.isalpha()), "")
    if len(letter) != 1 or not letter.isalpha() or not first.isascii():
        return ""
    if first.casefold() == letter.casefold():
        return ""
    rest = _FIRST_WORD.sub("", term)
    return rest if rest[:1].casefold() == letter.casefold() else f"{letter} {term}"


def _alike(entry: str, words: str) -> bool:
    """Whether words are an entry; a sentence may begin with it in a capital."""
    is_small = entry[:1].islower() and entry.casefold() == words.casefold()
    return entry == words or is_small


# --- The marks ----------------------------------------------------------------------


class _Said:
    """What each mark of the text says, by the entries of the page."""

    def __init__(self, entries: Sequence[_Entry], marks: Sequence[Tag]) -> None:
        self._by_id: dict[str, tuple[_Entry, bool, bool]] = {}
        for entry in entries:
            for target, is_main, is_range in entry.places:
                self._by_id.setdefault(target, (entry, is_main, is_range))
        self._by_words = {
            entry.path[0].casefold(): entry for entry in entries if not entry.path[1:]
        }
        self._by_slug = {
            slug: entry
            for name, (entry, _, _) in self._by_id.items()
            if (slug := _slug(name))
        }
        self._references = [
            (entry, key, words) for entry in entries for key, words in entry.references
        ]
        self._key_by_mark = self._pair(marks)

    def _pair(self, marks: Sequence[Tag]) -> dict[Tag, str]:
        """Give each end of a range, which no entry leads to, the last open start."""
        open_starts: list[Tag] = []
        found: dict[Tag, str] = {}
        for tag in marks:
            name = tag.get("id") or ""
            if name in self._by_id:
                if self._by_id[name][2]:
                    open_starts.append(tag)
            elif self._is_end(tag) and open_starts:
                found[open_starts.pop()] = found[tag] = f"range-{len(found) // 2 + 1}"
        return found

    def _is_end(self, tag: Tag) -> bool:
        name = tag.get("id") or ""
        return bool(name) and not text_of(tag) and _slug(name) not in self._by_slug

    def of(self, tag: Tag) -> dict[str, str] | None:
        """What a mark says; `None` if nothing is known of it."""
        name = tag.get("id") or ""
        key = self._key_by_mark.get(tag)
        words = _written(tag)
        if name in self._by_id:
            entry, is_main, _ = self._by_id[name]
            if key is not None:
                return entry.describe(words, role="start", key=key)
            return entry.describe(words, **({"role": "main"} if is_main else {}))
        if key is not None:
            return {"role": "end", "key": key}
        if not name:
            return self._next_reference(words)
        found = self._by_slug.get(_slug(name)) or self._by_words.get(words.casefold())
        return found.describe(words) if found is not None else None

    def _next_reference(self, words: str) -> dict[str, str] | None:
        """A mark without a name refers to another entry; which one is all the same."""
        if not self._references:
            return None
        entry, key, referred = self._references.pop(0)
        return entry.describe(words, **{key: referred})

    def left_over(self) -> Iterable[dict[str, str]]:
        """The references of marks that are no longer in the text."""
        return [entry.describe("", **{k: v}) for entry, k, v in self._references]


def _slug(name: str) -> str:
    found = _ID.search(name)
    return found["slug"] if found is not None and found.end() == len(name) else ""


def _mark(tag: Tag, data: dict[str, str] | None) -> None:
    """Make a mark of a span; one in a heading goes to the text below."""
    heading = next((a for a in tag.iterancestors() if name_of(a) in _HEADINGS), None)
    tag.attrib.clear()
    if data is None:
        return
    if heading is None:
        tag.tag = "a"
        tag.set("href", _address(data))
        return
    below = next((t for t in heading.itersiblings() if name_of(t) == "p"), None)
    if below is not None:
        words = _written(tag)
        entry = {} if "entry" in data else {"entry": words}
        _put_first(below, {**entry, **data})


def _add_before(tag: Tag, data: dict[str, str]) -> None:
    parent = tag.getparent()
    while parent is not None and name_of(parent) not in ("p", "li", "td", "blockquote"):
        parent = parent.getparent()
    if parent is not None:
        _put_first(parent, data)


def _put_first(tag: Tag, data: dict[str, str]) -> None:
    made = tag.makeelement("a", {"href": _address(data)})
    made.tail, tag.text = tag.text, None
    tag.insert(0, made)


def _address(data: Mapping[str, str]) -> str:
    return INDEX_SCHEME + quote(json.dumps(data, ensure_ascii=False), safe="")
