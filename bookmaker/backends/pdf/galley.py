"""The whole book's markup for layout: one leaf a division, parsed as XML.

What comes in: a finished tree. What goes out: an element tree, because only an XML
parser lets a note that stands in a line hold blocks. A leaf's classes say which page
it stands on, its `data-` attributes what the running heads say.
"""

from __future__ import annotations

import datetime
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote
from xml.etree import ElementTree

from bookmaker.backends.pdf.balanced_lines import BALANCED
from bookmaker.backends.pdf.heads import Fit, ShortenedHead
from bookmaker.backends.pdf.mixed_directions import (
    bind_mixed_directions,
    ends_within_run,
)
from bookmaker.backends.pdf.opening_words import set_opening_words_apart
from bookmaker.backends.pdf.structure import CONTINUED_ROW, LinkWords
from bookmaker.backends.pdf.tables import TURNED
from bookmaker.config.model import FrontFolios
from bookmaker.document.book import Book, Division, DivisionKind, Matter
from bookmaker.document.code_breaks import (
    LONGEST_NAME,
    NO_BREAK,
    WHOLE_IN_TEXT,
    held_together,
)
from bookmaker.document.folios import LATIN_FOLIOS, Folios
from bookmaker.document.metadata import Metadata
from bookmaker.document.text import plain_text
from bookmaker.languages.east_asian import is_east_asian, is_hangul
from bookmaker.languages.words import OPENING_MARKS, direction_of
from bookmaker.source import SourceSpan
from bookmaker.system.version import VERSION
from bookmaker.xhtml.context import Context
from bookmaker.xhtml.direction import code_direction
from bookmaker.xhtml.divisions import ranked_divisions, render_division, running_head
from bookmaker.xhtml.highlighting import Highlight, highlight
from bookmaker.xhtml.serialize import Markup, element, escape, lines, void

BASE = "book:///"
"""The address of the manuscript's root: the same on every machine."""

_BARE = frozenset(
    {
        DivisionKind.HALF_TITLE,
        DivisionKind.ALSO_BY,
        DivisionKind.TITLE_PAGE,
        DivisionKind.COPYRIGHT,
        DivisionKind.DEDICATION,
        DivisionKind.EPIGRAPH,
        DivisionKind.PART,
    }
)
"""Divisions whose pages carry neither head nor folio."""


@dataclass(frozen=True, slots=True)
class Galley:
    """What layout takes."""

    root: ElementTree.Element
    language: str
    links: LinkWords
    body_start: str | None
    """The id of the leaf from which folios start again; `None` without a body."""
    spans: tuple[SourceSpan | None, ...]
    """Where the text of each leaf begins."""
    folios: Folios = LATIN_FOLIOS
    shortened_heads: tuple[ShortenedHead, ...] = ()
    """In the order of the book; equal words stand there once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    """A division and what its pages need to know of those above it."""

    division: Division
    rank: int
    matter: Matter
    part: str | None
    chapter: str
    page: str
    is_first: bool
    is_start: bool
    follows_part: bool
    follows_list: bool
    """Whether it is a list of figures, tables or listings after another one."""

    @property
    def verso(self) -> str | None:
        """What the left-hand head says but for the book's title."""
        return self.division.author or self.part

    @property
    def is_continued(self) -> bool:
        """Whether it goes on on the page of the division before it."""
        is_section = self.division.kind is DivisionKind.SECTION
        return (is_section or self.follows_list) and not self.is_first


def compose_galley(
    book: Book,
    *,
    fit_head: Fit,
    highlight: Highlight = highlight,
    front_folios: FrontFolios = FrontFolios.ROMAN,
    continued: str = "",
    folios: Folios = LATIN_FOLIOS,
) -> Galley:
    """Compose the markup; `fit_head` shortens running heads.

    `continued` follows the numbers of tables on their pages after the first.

    With arabic folios in front the pages are counted from the first one of the book;
    `folios` says how they are written.
    """
    is_one_count = front_folios is FrontFolios.ARABIC
    context = Context(
        picture=lambda path: BASE + quote(path),
        highlight=highlight,
        code_direction=code_direction(book.metadata.language, book.divisions),
    )
    leaves = list(_leaves(book, is_one_count=is_one_count))
    body = [_leaf_markup(leaf, context) for leaf in leaves]
    language = book.metadata.language
    root = element(
        "html",
        {
            "xmlns:epub": "http://www.idpf.org/2007/ops",
            "lang": language,
            "xml:lang": language,
            "dir": "rtl" if direction_of(language) == "rtl" else None,
        },
        element("head", {}, *_head(book.metadata)),
        element("body", {}, lines(body)),
    )
    tree = ElementTree.fromstring(root)
    heads = _Heads(fit_head)
    _say_running_heads(tree, leaves, book.metadata.title, heads)
    if not is_one_count:
        _mark_roman_folios(tree)
    _bind_folios_of_contents(tree)
    _align_numbers_of_contents(tree)
    _mark_display_lines(tree)
    _keep_compounds_of_titles(tree)
    _label_bookmarks(tree, leaves)
    _run_in_headings(tree)
    _join_lines_of_foot_notes(tree)
    _spare_long_first_words(tree)
    _keep_calls_at_their_words(tree)
    _drop_initials(tree)
    set_opening_words_apart(tree)
    _mark_short_listings(tree)
    _keep_naming_lines(tree)
    _say_what_continues(tree, continued)
    _start_lists(tree)
    _part_names(tree)
    _turn_tables(tree)
    bind_mixed_directions(tree)
    has_body = any(leaf.is_start for leaf in leaves)
    return Galley(
        root=tree,
        language=language,
        links=_link_words(tree),
        body_start=_START if has_body and not is_one_count else None,
        spans=tuple(leaf.division.span for leaf in leaves),
        folios=folios,
        shortened_heads=heads.shortened,
    )


_START = "body-starts"


def _leaves(book: Book, *, is_one_count: bool) -> Iterator[_Leaf]:
    part: str | None = None
    chapter = ""
    page = "text"
    before: Division | None = None
    seen_body = False
    for matter, division, rank in ranked_divisions(book):
        is_start = matter is Matter.BODY and not seen_body
        seen_body = seen_body or is_start
        is_part = division.kind is DivisionKind.PART
        words = _head_words(division)
        if rank == 1:
            part = words if is_part else None
        if division.kind is not DivisionKind.SECTION or before is None:
            chapter = words
            counted = Matter.BODY if is_one_count else matter
            begins = is_start and not is_one_count
            page = _page_name(division, counted, is_start=begins)
        yield _Leaf(
            division=division,
            rank=rank,
            matter=matter,
            part=part,
            chapter=chapter,
            page=page,
            is_first=before is None,
            is_start=is_start,
            follows_part=before is not None and before.kind is DivisionKind.PART,
            follows_list=before is not None and {division.kind, before.kind} <= _LISTS,
        )
        before = division


_LISTS = frozenset(
    {
        DivisionKind.LIST_OF_FIGURES,
        DivisionKind.LIST_OF_TABLES,
        DivisionKind.LIST_OF_LISTINGS,
    }
)
"""They share pages: one with few entries would take a leaf."""


def _page_name(division: Division, matter: Matter, *, is_start: bool) -> str:
    is_bare = division.kind in _BARE
    if is_start:
        return "start-bare" if is_bare else "start"
    if is_bare:
        return "bare"
    return "front" if matter is Matter.FRONT else "text"


def _head_words(division: Division) -> str:
    return running_head(division) or plain_text(division.title)


def _leaf_markup(leaf: _Leaf, context: Context) -> Markup:
    classes = {
        "leaf": True,
        leaf.matter.value: True,
        f"page-{leaf.page}": True,
        "bare": leaf.division.kind in _BARE,
        "first": leaf.is_first,
        "start": leaf.is_start,
        "after-part": leaf.follows_part,
        "continued": leaf.is_continued,
    }
    attrs = {
        "id": _START if leaf.is_start else None,
        "class": " ".join(name for name, applies in classes.items() if applies),
    }
    markup = render_division(leaf.division, context, rank=leaf.rank)
    return element("div", attrs, markup)


def _leaf_nodes(tree: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return (n for n in tree.iter("div") if _has_class(n, "leaf"))


class _Heads:
    """Fits the words of running heads, and remembers those that were too long."""

    def __init__(self, fit: Fit) -> None:
        self._fit = fit
        self._fitted: dict[str, str] = {}
        self._shortened: dict[str, ShortenedHead] = {}

    @property
    def shortened(self) -> tuple[ShortenedHead, ...]:
        return tuple(self._shortened.values())

    def fit(self, words: str, span: SourceSpan | None) -> str:
        if words not in self._fitted:
            shown = self._fitted[words] = self._fit(words)
            if shown != words:
                self._shortened[words] = ShortenedHead(words, shown, span)
        return self._fitted[words]


def _say_running_heads(
    tree: ElementTree.Element, leaves: list[_Leaf], book_title: str, heads: _Heads
) -> None:
    """Put an empty element into each division that says what its heads are.

    WeasyPrint 70 sets a string again on each page that an element runs over: one on the
    division itself would win over those of its sections.
    """
    title = heads.fit(book_title, None)
    chapter_span: SourceSpan | None = None
    for node, leaf in zip(_leaf_nodes(tree), leaves, strict=True):
        division = leaf.division
        if not leaf.is_continued:
            chapter_span = division.span
        section = _head_words(division) or leaf.chapter
        said = {
            "class": "heads",
            "data-book": title,
            "data-chapter": heads.fit(leaf.chapter, chapter_span),
            "data-section": heads.fit(section, division.span),
            "data-part": heads.fit(leaf.verso, division.span) if leaf.verso else title,
        }
        node[0].insert(0, ElementTree.Element("div", said))
        for subsection in node.iter("section"):
            if _has_class(subsection, "level-1"):
                _say_section_head(subsection[0], heads, division.span)


def _say_section_head(
    heading: ElementTree.Element, heads: _Heads, span: SourceSpan | None
) -> None:
    words = heading.get("data-running-head") or "".join(_words_without_notes(heading))
    heading.set("data-running-head", heads.fit(" ".join(words.split()), span))


def _words_without_notes(node: ElementTree.Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if not _has_class(child, "note-call-mark") and not _has_class(
            child, "foot-note"
        ):
            yield from _words_without_notes(child)
        yield child.tail or ""


def _head(metadata: Metadata) -> Iterator[Markup]:
    yield element("title", {}, escape(metadata.title))
    named = [("author", author.name) for author in metadata.authors]
    if metadata.description:
        named.append(("description", " ".join(metadata.description.split())))
    keywords = ", ".join(s.text for s in metadata.subjects if s.scheme is None)
    if keywords:
        named.append(("keywords", keywords))
    named.append(("generator", f"bookmaker {VERSION}"))
    if metadata.modified is not None:
        moment = f"{metadata.modified.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
        named += [("dcterms.created", moment), ("dcterms.modified", moment)]
    for name, content in named:
        yield void("meta", {"name": name, "content": content})


def _link_words(tree: ElementTree.Element) -> LinkWords:
    note_by_call: dict[str, str] = {}
    words_by_target: dict[str, str] = {}
    for link in tree.iter("a"):
        target = (link.get("href") or "").removeprefix("#")
        if target == link.get("href"):
            continue
        words = " ".join("".join(_words_without_notes(link)).split())
        words_by_target.setdefault(target, words)
        if words:
            link.set("data-words", words)
        if _has_class(link, "note-call"):
            note_by_call[link.get("id") or ""] = target
    return LinkWords(
        note_by_call=note_by_call,
        words_by_target=words_by_target,
    )


def _has_class(node: ElementTree.Element, name: str) -> bool:
    return name in (node.get("class") or "").split()


def _mark_roman_folios(tree: ElementTree.Element) -> None:
    """Tell the links that show a folio of the front matter: those are roman.

    A sheet cannot know where a link leads.
    """
    front = {
        node.get("id")
        for leaf in _leaf_nodes(tree)
        if _has_class(leaf, Matter.FRONT.value)
        for node in leaf.iter()
    }
    in_contents = {link for nav in tree.iter("nav") for link in nav.iter("a")}
    for link in tree.iter("a"):
        if link not in in_contents and not _has_class(link, "page-reference"):
            continue
        if (link.get("href") or "").removeprefix("#") in front:
            link.set("class", f"{link.get('class', '')} roman".lstrip())


ENTRY_END = "entry-end"
"""The class of the last word of an entry of the contents, which has its folio."""
_LONGEST_END = 28
"""Letters that may be kept with their folio: they always fit a line."""


def _bind_folios_of_contents(tree: ElementTree.Element) -> None:
    """Put the last word of each entry into one element with the leader and the folio.

    Where an entry fills its line, the leader would have the next line to itself. The
    last word of a run of the other direction stays with it: the leader is behind both.
    """
    way = tree.get("dir") or "ltr"
    for nav in tree.iter("nav"):
        if not _has_class(nav, "contents-list"):
            continue
        for link in nav.iter("a"):
            title = next((n for n in link if _has_class(n, "entry-title")), None)
            if title is None or title.tail or ends_within_run(title, way):
                continue
            end = _end_of_entry(title)
            if end is not None:
                link.set("class", f"{link.get('class', '')} bound".lstrip())


def _end_of_entry(title: ElementTree.Element) -> ElementTree.Element | None:
    """A new element around the last word of a title, if it is found and short."""
    last = title[-1] if len(title) else None
    words = (title.text if last is None else last.tail) or ""
    before, space, word = words.rpartition(" ")
    is_element = last is not None and not words
    if last is not None and not is_element and not space:
        return None  # the word begins within an element
    shown = "".join(last.itertext()) if last is not None and is_element else word
    is_long = len(shown) > _LONGEST_END
    if last is not None and is_element and is_long and last.get("lang") is None:
        return _end_of_entry(last)  # an author, words in italics
    if not 0 < len(shown) <= _LONGEST_END:
        return None
    end = ElementTree.Element("span", {"class": ENTRY_END})
    if last is None:
        title.text, end.text = before + space, word
    elif is_element:
        title.remove(last)
        end.append(last)
    else:
        last.tail, end.text = before + space, word
    title.append(end)
    return end


_NUMBER = re.compile(r"(?:\d+|[IVXLC]+)\Z")
_MOST_HALVES = 7
_NARROW = frozenset("I")
"""Letters of Roman numerals that are half as wide as the others."""


def _align_numbers_of_contents(tree: ElementTree.Element) -> None:
    """Give the numbers of the entries of one level one width, that of the widest.

    It is said in halves of an em, which is what a figure takes.
    """
    for nav in tree.iter("nav"):
        if _has_class(nav, "contents-list"):
            by_level: dict[int, dict[ElementTree.Element, int]] = {}
            for level, entry, number in _numbered_entries(nav, 0):
                by_level.setdefault(level, {})[entry] = _halves_of_em(number)
            for widths in by_level.values():
                widest = min(max(widths.values()), _MOST_HALVES)
                for entry in widths:
                    entry.set("data-halves", str(widest))


def _numbered_entries(
    node: ElementTree.Element, level: int
) -> Iterator[tuple[int, ElementTree.Element, str]]:
    """The level, the item and the number of each entry that has a number alone."""
    for child in node:
        label = child.find("a/span[@class='label']") if child.tag == "li" else None
        number = (label.text if label is not None else None) or ""
        if _NUMBER.match(number):
            yield level, child, number
        yield from _numbered_entries(child, level + (child.tag == "ol"))


def _halves_of_em(number: str) -> int:
    if number.isdecimal():
        return len(number)
    widths = (1 if letter in _NARROW else 2 for letter in number)
    return -(-sum(widths) * 7 // 10)  # an I is .35 em wide, a V .7


_LONG_TITLE = 48
"""Characters of a title that takes three lines or more of a title page."""


def _mark_display_lines(tree: ElementTree.Element) -> None:
    """Mark long titles of books, and the paragraphs of leaves that have few words."""
    for section in tree.iter("section"):
        classes = (section.get("class") or "").split()
        if not {"title-page", "half-title", "also-by", "dedication"} & set(classes):
            continue
        for node in section.iter():
            if node.tag == "p":
                node.set(BALANCED, "")
            words = "".join(node.itertext())
            if _has_class(node, "book-title") and len(words) > _LONG_TITLE:
                node.set("data-long", "")


_TITLES = frozenset({"title-words", "book-title"})
_LONGEST_COMPOUND = 20
"""Characters of a word that fits the narrowest measure at the size of titles."""
_COMPOUND = re.compile(r"\w+(?:[-\u2010]\w+)+")


def _keep_compounds_of_titles(tree: ElementTree.Element) -> None:
    """Let no line of a title end within a compound, "Sub-Sub-Librarian".

    Titles have few words, and their lines are free at the end.
    """
    titles = [n for n in tree.iter() if any(_has_class(n, name) for name in _TITLES)]
    for title in titles:
        for node in list(title.iter()):
            node.text = _with_compounds_whole(node, 0, node.text)
            for child in [*node]:
                at = list(node).index(child) + 1
                child.tail = _with_compounds_whole(node, at, child.tail)


def _with_compounds_whole(
    parent: ElementTree.Element, at: int, text: str | None
) -> str | None:
    """The text before the first compound; that and what follows become children."""
    found = [
        match
        for match in _COMPOUND.finditer(text or "")
        if len(match.group()) <= _LONGEST_COMPOUND
    ]
    if text is None or not found:
        return text
    ends = [match.start() for match in found[1:]] + [len(text)]
    for offset, (match, end) in enumerate(zip(found, ends, strict=True)):
        whole = ElementTree.Element("span", {"class": "called"})
        whole.text, whole.tail = match.group(), text[match.end() : end]
        parent.insert(at + offset, whole)
    return text[: found[0].start()]


def _label_bookmarks(tree: ElementTree.Element, leaves: list[_Leaf]) -> None:
    """Give titles the words of their bookmarks: number and title, without notes."""
    for node, leaf in zip(_leaf_nodes(tree), leaves, strict=True):
        division = leaf.division
        title = next((h for h in node.iter() if _has_class(h, "title")), None)
        if title is not None and division.shows_title:
            parts = (division.label, plain_text(division.title))
            title.set("data-bookmark", ": ".join(filter(None, parts)))


def _join_lines_of_foot_notes(tree: ElementTree.Element) -> None:
    """Make a space of each line end in a note at the foot.

    WeasyPrint 70 takes a note out of its line before it collapses white space, and
    would break the note's lines where the author's file does.
    """
    for note in tree.iter("span"):
        if _has_class(note, "foot-note"):
            _join_lines(note)


def _join_lines(node: ElementTree.Element) -> None:
    if node.tag != "pre":
        node.text = _one_line(node.text)
        for child in node:
            _join_lines(child)
            child.tail = _one_line(child.tail)


def _one_line(text: str | None) -> str | None:
    return text and text.replace("\n", " ")


_SHORT_LINES = 12
"""Lines of code that are kept on one page: such a hole, of a quarter of a page at most,
does less harm than a function in two pieces."""


def _mark_short_listings(tree: ElementTree.Element) -> None:
    for listing in tree.iter("pre"):
        length = "".join(listing.itertext()).count("\n") + 1
        if _has_class(listing, "listing") and length <= _SHORT_LINES:
            listing.set("class", f"{listing.get('class')} short")


_LONGEST_NAMING_LINE = 48
"""Characters of a paragraph that is one line in every theme and on every trim but the
smallest."""


def _keep_naming_lines(tree: ElementTree.Element) -> None:
    """Keep a line that names the listing, the table or the figure below it with it.

    Such a line doesn't end a sentence: `Filename: main.rs`, `Table 3: Rivers`.
    """
    for parent in tree.iter():
        for paragraph, block in itertools.pairwise(parent):
            if paragraph.tag != "p" or block.tag not in ("pre", "table", "figure"):
                continue
            words = "".join(paragraph.itertext()).strip()
            is_line = 0 < len(words) <= _LONGEST_NAMING_LINE
            if is_line and not words.endswith((".", "?", "!", "…")):
                classes = f"{paragraph.get('class', '')} names-next"
                paragraph.set("class", classes.lstrip())


def _say_what_continues(tree: ElementTree.Element, continued: str) -> None:
    """Put a row above the head of each table that has a caption.

    The first page of a table leaves its words out (`say_that_tables_continue`).
    """
    for table in tree.iter("table"):
        caption, head = table.find("caption"), table.find("thead")
        may_split = continued and not _has_class(table, TURNED)
        if may_split and caption is not None and head is not None:
            table.set("class", f"{table.get('class')} table-continues")
            columns = max(
                sum(int(cell.get("colspan", "1")) for cell in row)
                for row in table.iter("tr")
            )
            row = ElementTree.Element("tr", {"class": CONTINUED_ROW})
            cell = ElementTree.SubElement(row, "td", {"colspan": str(columns)})
            label = next((s for s in caption if _has_class(s, "label")), None)
            words = ElementTree.SubElement(cell, "div")
            words.text = continued
            if label is not None:
                words.text = ""
                number = ElementTree.SubElement(words, "span", {"class": "label"})
                number.text, number.tail = label.text, f" {continued}"
            head.insert(0, row)


def _start_lists(tree: ElementTree.Element) -> None:
    """Say in CSS at what number a list begins.

    WeasyPrint 70 takes `start` for a presentational hint, which it heeds only where all
    of them are.
    """
    for numbered in tree.iter("ol"):
        start = numbered.get("start")
        if start is not None:
            numbered.set("style", f"counter-reset: list-item {int(start) - 1}")


_PLACES_IN_NAMES = re.compile(r"(?<=[\w)\]][_:\\])(?=\w)|(?<=[\w)\]])(?=/\w)")
_PLACES_IN_CELLS = re.compile(r"(?<=\S[\w)\]](?:_|[.-](?!\d)))(?=\w\S\S)")
_PLACES_IN_PATHS = re.compile(r"(?<=[\w)\]])(?=/\w)")
_SLASH = re.compile(r"/(?=\w)")
_BREAK = "\u200b"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _part_names(tree: ElementTree.Element) -> None:
    """Let long addresses and identifiers, and code in cells, break behind their signs.

    In a cell nothing else divides them, unless a part is too long for a line. Headings
    are left as they are: letters set apart are further apart at a break.
    """
    in_headings = {
        id(span)
        for heading in tree.iter()
        if heading.tag in _HEADINGS
        for span in heading.iter("span")
    }
    for name in tree.iter("span"):
        is_long = len(name.text or "") > LONGEST_NAME
        if is_long and _has_class(name, "unhyphenated") and id(name) not in in_headings:
            _part_name(name, _PLACES_IN_NAMES)
    listings = {id(code) for listing in tree.iter("pre") for code in listing.iter()}
    in_cells = {id(code) for table in tree.iter("table") for code in table.iter("code")}
    for code in tree.iter("code"):
        if id(code) not in listings:
            longest = LONGEST_NAME if id(code) in in_cells else WHOLE_IN_TEXT
            _change_text(code, partial(_hold_code, longest=longest))
    for table in tree.iter("table"):
        _part_words_of_cells(table)


def _part_words_of_cells(table: ElementTree.Element) -> None:
    for name in table.iter():
        is_code = name.tag == "code"
        if is_code:
            _part_name(name, _PLACES_IN_CELLS)
        if is_code or _has_class(name, "unhyphenated"):
            text = "".join(name.itertext()).replace(NO_BREAK, "")
            pieces = re.split(rf"[\s{_BREAK}]", text)
            if max(map(len, pieces)) > LONGEST_NAME:
                name.set("style", "overflow-wrap: anywhere")
    for cell in (cell for kind in ("td", "th") for cell in table.iter(kind)):
        _part_words(cell)


_LONG_WORD = re.compile(r"[!-,.0-~\u00a1-\u052f]{25,}")
"""Of letters that stand apart; other scripts join them, or break between words that
have no spaces."""
_LONGEST_OF_LETTERS = 36
"""Hyphenation divides shorter ones; nothing divides the figures of a key."""
_PIECE = re.compile(r"\S{12}(?=\w)")


def _part_words(cell: ElementTree.Element) -> None:
    """Let words break that are too long for a cell: keys, sequences, slips."""
    for node in cell.iter():
        if node.tag != "code" and not _has_class(node, "unhyphenated"):
            node.text = node.text and _parted(node.text)
        if node is not cell:
            node.tail = node.tail and _parted(node.tail)


def _parted(text: str) -> str:
    def breaking(found: re.Match[str]) -> str:
        word = found[0]
        if word.isalpha() and len(word) <= _LONGEST_OF_LETTERS:
            return word
        return _PIECE.sub(lambda piece: piece[0] + _BREAK, word)

    return _LONG_WORD.sub(breaking, text)


def _hold_code(text: str, longest: int) -> str:
    """Code with its breaks: before a slash, and nowhere that would mislead."""
    held = held_together(text, longest)
    return _SLASH.sub(f"/{NO_BREAK}", _PLACES_IN_PATHS.sub(_BREAK, held))


def _part_name(name: ElementTree.Element, places: re.Pattern[str]) -> None:
    _change_text(name, partial(places.sub, _BREAK))


def _change_text(within: ElementTree.Element, change: Callable[[str], str]) -> None:
    for node in within.iter():
        node.text = node.text and change(node.text)
        if node is not within:
            node.tail = node.tail and change(node.tail)


def _turn_tables(tree: ElementTree.Element) -> None:
    """Put each turned table into a sheet on a page of its own."""
    for parent in list(tree.iter()):
        for at, child in enumerate(parent):
            if child.tag == "table" and _has_class(child, TURNED):
                page = ElementTree.Element("div", {"class": "turned-page"})
                sheet = ElementTree.SubElement(page, "div", {"class": "turned-sheet"})
                page.tail, child.tail = child.tail, None
                sheet.append(child)
                parent[at] = page


def _run_in_headings(tree: ElementTree.Element) -> None:
    """Put each run-in heading into the paragraph whose first line it begins.

    A paragraph that is itself in the line would be one element of the PDF's structure
    for each of its lines; `structure.py` takes the heading out of it there.
    """
    for parent in list(tree.iter()):
        for at, child in enumerate(parent):
            if child.tag == "div" and _has_class(child, "run-in"):
                heading, paragraph = child
                heading.tail, paragraph.text = f" {paragraph.text or ''}", None
                paragraph.insert(0, heading)
                classes = f"{paragraph.get('class') or ''} run-in"
                paragraph.set("class", classes.lstrip())
                paragraph.tail = child.tail
                parent[at] = paragraph


_INITIAL = re.compile(rf"\s*([{re.escape(OPENING_MARKS)}]*)(\w[\u0300-\u036f]*)")
_DROPPED = "dropcap"
_DESCENDING = "JQgjpqy"
_BELOW = frozenset("\u0323\u0326\u0327\u0328")
"""Dots, commas, cedillas and tails below a letter: one more line makes way for them."""


def _drop_initials(tree: ElementTree.Element) -> None:
    """Set the first letter of a marked paragraph apart, for styles/print/initials.css.

    A float of the letter itself is painted by WeasyPrint 70 before the words that
    precede it, and a page's text would be read out of order. So the letter stands in
    its line, and what keeps the lines away is a float that shows nothing.
    """
    for paragraph in tree.iter("p"):
        if _has_class(paragraph, _DROPPED):
            _drop_initial(paragraph)


def _drop_initial(paragraph: ElementTree.Element) -> None:
    holder = paragraph
    while not holder.text and len(holder):
        holder = holder[0]
    text = holder.text or ""
    found = _INITIAL.match(text)
    if found is None:
        return
    marks, letter = found.groups()
    initial = ElementTree.Element("span", {"class": "initial"})
    inner = ElementTree.SubElement(initial, "span", {"class": "initial-letter"})
    if marks:
        mark = ElementTree.SubElement(inner, "span", {"class": "initial-marks"})
        mark.text, mark.tail = marks, letter
    else:
        inner.text = letter
    holder.text = None
    _join_to_its_word(holder, initial, text, found.end())
    paragraph.set("data-initial", letter)
    parts = unicodedata.normalize("NFD", letter)
    if parts[0] in _DESCENDING or _BELOW.intersection(parts):
        paragraph.set("class", f"{paragraph.get('class')} deep")


def _join_to_its_word(
    holder: ElementTree.Element, initial: ElementTree.Element, text: str, end: int
) -> None:
    """Let who reads aloud or searches know the word that the letter begins."""
    holder.insert(0, initial)
    rest = text[end:].split(maxsplit=1)[0] if text[end : end + 1].strip() else ""
    if not rest:
        initial.tail = text[end:]
        return
    initial[0].set("data-first-word", text[: end + len(rest)].strip())
    joined = ElementTree.Element("span", {"data-rest-of-word": rest})
    joined.text, joined.tail = rest, text[end + len(rest) :]
    holder.insert(1, joined)


_FIRST_WORD_LENGTH = 24
"""Characters of a first word that stands whole in the narrowest measure."""


def _spare_long_first_words(tree: ElementTree.Element) -> None:
    """Let a division whose text begins with an endless word open without an initial.

    WeasyPrint 70 breaks no word behind `::first-letter`: such a word would run off the
    page.
    """
    for node in _leaf_nodes(tree):
        division = node[0]
        opening = next((child for child in division if child.tag == "p"), None)
        if opening is None:
            continue
        first_word = "".join(_words_without_notes(opening)).split(maxsplit=1)[:1]
        if len("".join(first_word)) > _FIRST_WORD_LENGTH:
            division.set("class", f"{division.get('class')} no-dropcap")


def _keep_calls_at_their_words(tree: ElementTree.Element) -> None:
    """Join each note's call to the word before it.

    WeasyPrint 70 may end a line between the two.
    """
    for parent in list(tree.iter()):
        for mark in [n for n in parent if _has_class(n, "note-call-mark")]:
            _keep_call_at_its_word(parent, mark)


def _keep_call_at_its_word(
    parent: ElementTree.Element, mark: ElementTree.Element
) -> None:
    place = list(parent).index(mark)
    before = parent[place - 1] if place else None
    text = (parent.text if before is None else before.tail) or ""
    at = _start_of_last_word(text)
    word = text[at:]
    if not word.strip():
        return
    joined = ElementTree.Element("span", {"class": "called"})
    joined.text, joined.tail, mark.tail = word, mark.tail, None
    if before is None:
        parent.text = text[:at]
    else:
        before.tail = text[:at]
    parent.remove(mark)
    joined.append(mark)
    parent.insert(place, joined)


_LONGEST_CALLED = 24
"""Characters of a word that stays whole before its call in the narrowest measure."""
_KEPT_OF_LONGER = 8


def _start_of_last_word(text: str) -> int:
    """Where the part of a text begins that stays on one line with what follows it.

    Chinese and Japanese have no spaces: it is the last letter, with the marks behind.
    """
    start = text.rfind(" ") + 1
    has_letter = False
    for at in range(len(text) - 1, start - 1, -1):
        if len(text) - at > _LONGEST_CALLED:
            return len(text) - _KEPT_OF_LONGER
        is_spaceless = is_east_asian(text[at]) and not is_hangul(text[at])
        if is_spaceless and (has_letter or text[at].isalnum()):
            return at + 1 if has_letter else at
        has_letter = has_letter or text[at].isalnum()
    return start
