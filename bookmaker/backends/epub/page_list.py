"""The pages of the print edition in the EPUB: a marker at the word that opens each.

What comes in: where each printed page begins in the text of its division, and the
markup of that division's content document. What goes out: the markup with markers, and
the entries of the page list.

The two editions have two trees: notes, conditions and generated words differ. So the
letters of the printed division are aligned with those of the markup (`changes`, a
patience diff), and every marker is proven: the words after it are those that open the
page. A page whose words the EPUB doesn't have gets no marker and no entry.

EPUB 3.3, 7.4.2.4 (https://www.w3.org/TR/epub-33/#sec-nav-pagelist); the role is that of
DPUB-ARIA 1.1, `doc-pagebreak`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookmaker.document.page_map import UNCOUNTED, PageOpening, PrintedText
from bookmaker.proof.difference import changes
from bookmaker.proof.folding import fold
from bookmaker.xhtml.serialize import Markup, element, escape, lines

_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|&[^;\s]+;|[^<&]+", re.DOTALL)
_TAG = re.compile(r"</?([A-Za-z][\w:.-]*)")
_NOT_TEXT = frozenset({"math", "svg", "script", "style"})
"""No marker can stand in them."""
_UNPRINTED = re.compile(r'epub:type="[^"]*\b(?:noteref|backlink)\b|\shidden=')
"""Calls of notes and the ways back from them; what is hidden."""
_HEADING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PLAIN_LABEL = re.compile(r"[A-Za-z0-9]+")
_PROVEN = 24
"""Letters after a marker that are compared with those of the page."""
_LONGEST_WORD = 60
"""Letters that a marker is moved back over, to the beginning of its word."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """An entry of the page list."""

    label: str
    """The folio: `xii`, `47`."""
    id: str
    file_name: str


@dataclass(slots=True)
class PageList:
    """Places the markers, document by document; holds the entries in page order."""

    printed: PrintedText
    taken: frozenset[str]
    """Ids of the book, which no marker may have."""
    entry_by_page: dict[int, PageEntry] = field(default_factory=dict)
    """By the page's number among those with words, from 0."""

    @property
    def entries(self) -> tuple[PageEntry, ...]:
        """The entries, in the order of the pages."""
        return tuple(entry for _, entry in sorted(self.entry_by_page.items()))

    @property
    def missing(self) -> tuple[str, ...]:
        """The labels of the pages that have no entry."""
        return tuple(
            opening.label
            for number, opening in enumerate(self.printed.openings)
            if number not in self.entry_by_page
        )

    def mark(self, markup: Markup, division: str, file_name: str) -> Markup:
        """Put a marker at each page that begins in a division."""
        pages = [
            (number, opening)
            for number, opening in enumerate(self.printed.openings)
            if opening.division == division
        ]
        if not pages:
            return markup
        printed = self.printed.text_by_division.get(division, "")
        text = _MarkedText.of(markup)
        places: dict[int, list[Markup]] = {}
        aligned = _Alignment(printed, text.letters)
        for index, (number, opening) in enumerate(pages):
            following = pages[index + 1][1].letters if index + 1 < len(pages) else None
            letter = _proven_place(opening, following, printed, aligned, text)
            if letter is None:
                continue
            entry = PageEntry(opening.label, self._id(opening.label, number), file_name)
            self.entry_by_page[number] = entry
            places.setdefault(text.place_before(letter), []).append(_marker(entry))
        parts, at = [], 0
        for place, markers in sorted(places.items()):
            parts += [markup[at:place], *markers]
            at = place
        return Markup("".join((*parts, markup[at:])))

    def _id(self, label: str, number: int) -> str:
        used = {entry.id for entry in self.entry_by_page.values()} | self.taken
        name = f"page-{label if _PLAIN_LABEL.fullmatch(label) else number + 1}"
        while name in used:
            name += "-"
        return name


def _marker(entry: PageEntry) -> Markup:
    attrs = {
        "epub:type": "pagebreak",
        "role": "doc-pagebreak",
        "id": entry.id,
        "aria-label": entry.label,
    }
    return element("span", attrs)


def render_page_list(entries: Sequence[PageEntry]) -> Markup:
    """Write the page list, for reading systems and not for the page."""
    items = (
        element(
            "li",
            {},
            element("a", {"href": f"{one.file_name}#{one.id}"}, escape(one.label)),
        )
        for one in entries
    )
    attrs = {"epub:type": "page-list", "hidden": "hidden"}
    return element("nav", attrs, element("ol", {}, lines(items)))


def _proven_place(
    opening: PageOpening,
    following: int | None,
    printed: str,
    aligned: _Alignment,
    text: _MarkedText,
) -> int | None:
    """The letter of the markup that opens a page; `None` where none is proven to."""
    end = len(printed) if following is None else following
    shared = aligned.shared_from(opening.letters)
    if shared.start >= end:
        return None
    wanted = fold(printed[shared.start : min(shared.end, end)])[:_PROVEN]
    letters = text.letters[shared.found_start : shared.found_start + 4 * _PROVEN]
    if not wanted or not fold(letters).startswith(wanted):
        return None
    if shared.start == opening.letters:
        # Layout saw the page itself; the letters of the tree could be miscounted.
        seen = fold(opening.words)[:_PROVEN]
        if not (seen.startswith(wanted) or wanted.startswith(seen)):
            return None
    return shared.found_start


class _Alignment:
    """Where the letters of one text stand in the other."""

    def __init__(self, printed: str, marked: str) -> None:
        self._length = len(printed)
        self._marked = marked
        self._changes = changes(printed, marked)
        self._starts = [change.start for change in self._changes]

    def shared_from(self, at: int) -> _Shared:
        """The next stretch, from a letter on, that both texts have."""
        index = bisect_right(self._starts, at)
        start = found = at
        if index > 0:
            change = self._changes[index - 1]
            start = max(at, change.end)
            found = start + change.found_end - change.end
        if index < len(self._changes) and self._is_before(index, start, found):
            found += self._changes[index].found_end - self._changes[index].found_start
            index += 1
        end = self._starts[index] if index < len(self._starts) else self._length
        return _Shared(start, end, found)

    def _is_before(self, index: int, start: int, found: int) -> bool:
        """Whether what the markup alone has may as well stand before a letter.

        Words that are put in can be read in two ways where they begin as what follows
        them does: “All” before “Advanced” as `[All A]dvanced` and `A[ll A]dvanced`. The
        first keeps the words of the page together.
        """
        change = self._changes[index]
        shared = change.start - start
        if change.start < change.end or not 0 < shared < _PROVEN:
            return False
        again = change.found_end - shared
        letters = self._marked[found : change.found_start]
        return letters == self._marked[again : change.found_end]


@dataclass(frozen=True, slots=True)
class _Shared:
    """A stretch of the printed letters, and where it begins in the markup's."""

    start: int
    end: int
    found_start: int


@dataclass(frozen=True, slots=True)
class _MarkedText:
    """The letters of a document's body, each with its place in the markup."""

    markup: str
    letters: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, markup: str) -> _MarkedText:
        letters: list[str] = []
        places: list[int] = []
        for token, start in _text_tokens(markup):
            if token.startswith("&"):
                for letter in html.unescape(token):
                    if _counts(letter):
                        letters.append(letter)
                        places.append(start)
                continue
            for offset, letter in enumerate(token):
                if _counts(letter):
                    letters.append(letter)
                    places.append(start + offset)
        return cls(markup, "".join(letters), tuple(places))

    def place_before(self, letter: int) -> int:
        """Where in the markup a marker stands before a letter.

        A word is not torn; a heading follows its marker; a document begins with it.
        """
        if letter == 0:
            return 0
        first = letter
        while first > 0 and letter - first < _LONGEST_WORD and self._joins(first):
            first -= 1
        if letter - first >= _LONGEST_WORD:
            first = letter
        place = self.places[first]
        before = self.markup[self.places[first - 1] + 1 : place] if first else ""
        opened = [found for found in _TAG.finditer(before) if found[1] in _HEADING]
        if opened and not opened[-1][0].startswith("</"):
            return self.places[first - 1] + 1 + opened[-1].start()
        return place

    def _joins(self, letter: int) -> bool:
        """Whether a letter belongs to the word of the letter before it."""
        if not (_is_in_spaced_word(self.letters[letter - 1])):
            return False
        between = self.markup[self.places[letter - 1] + 1 : self.places[letter]]
        return not between or not re.search(r"[\s<]", between)


def _is_in_spaced_word(letter: str) -> bool:
    """Whether words of its script stand apart, unlike those of Chinese."""
    return letter.isalnum() and unicodedata.east_asian_width(letter) not in ("W", "F")


def _text_tokens(markup: str) -> Iterator[tuple[str, int]]:
    """The pieces of text that print has too, each with its place."""
    skipped: list[str] = []
    for found in _TOKEN.finditer(markup):
        token = found[0]
        if not token.startswith("<"):
            if not skipped:
                yield token, found.start()
            continue
        tag = _TAG.match(token)
        if tag is None or token.endswith("/>"):
            continue
        name = tag[1]
        if token.startswith("</"):
            if skipped and skipped[-1] == name:
                skipped.pop()
        elif skipped:
            if name == skipped[-1]:
                skipped.append(name)
        elif name.rpartition(":")[2] in _NOT_TEXT or _UNPRINTED.search(token):
            skipped.append(name)


def _counts(letter: str) -> bool:
    return not (letter.isspace() or letter in UNCOUNTED)
