"""Place the pages of chapters in the book: sides, blank pages, folios, labels.

What comes in: what each chapter knows of its pages. What goes out: the book's pages in
order. CSS Paged Media 3, 3.3 and 5, says on which side a page stands.

How: a chapter is laid out alone, as if it began on any side and with any number, so
that it can be kept when what stands before it changes. Here its pages are counted: one
pass, in which a chapter that asks for a side gets a blank page before it where the
count has another, folios count on or are reset by a page, and running strings that a
page sets are carried to those after it.

Contents, index and "see page" print numbers that are known only then. `layout.py` lays
the chapters that print them out again, with the numbers of the round before, until
none changes; it gives up after `_MOST_ROUNDS`. Numbers settle soon, because one that
isn't known yet stands in as three figures, and one that grows by a figure can move a
line but seldom a page.

Why not ask WeasyPrint's `target-counter`: it lays the whole document out again for each
round, and one document is what chapters in parallel cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookmaker.backends.pdf.facts import ChapterFacts
from bookmaker.backends.pdf.geometry import Side, facing
from bookmaker.document.folios import LATIN_FOLIOS, Folios


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPage:
    """A page of the book."""

    chapter: int
    """The chapter, counted from 0, that it belongs to: a blank page to the next one."""
    number: int | None
    """Its place in the chapter, counted from 0; `None`: a blank page before it."""
    side: Side
    folio: int
    label: str
    """The folio as it is printed and as readers of the PDF see it."""
    before: Mapping[str, str]
    """The running strings that pages before have set."""


@dataclass(frozen=True, slots=True)
class Pagination:
    """The book's pages, and where in them each id stands."""

    pages: tuple[BookPage, ...]
    body_start: int | None
    """The page, counted from 0, from which folios are arabic; `None`: all are."""
    page_by_anchor: Mapping[str, int]
    folios: Folios = LATIN_FOLIOS

    def labels(self) -> dict[str, str]:
        """The label of the page that each id stands on."""
        return {
            name: self.pages[page].label for name, page in self.page_by_anchor.items()
        }


def paginate(
    chapters: Sequence[ChapterFacts],
    body_start: str | None,
    first_side: Side = "right",
    division_break: str | None = None,
    folios: Folios = LATIN_FOLIOS,
) -> Pagination:
    """Place the chapters one after the other.

    `body_start` is the id from which folios are arabic; those before it are roman.
    `first_side` is where the book's first page stands: on the left in a book that is
    read from right to left. `division_break` stands in for the value of
    `--break-division` that chapters were laid out with. `folios` writes the labels.
    """
    started = next(
        (
            (chapter, number)
            for chapter, facts in enumerate(chapters)
            for number, page in enumerate(facts.pages)
            if body_start in page.anchors
        ),
        None,
    )
    pages: list[BookPage] = []
    page_by_anchor: dict[str, int] = {}
    folio = 0
    strings: dict[str, str] = {}
    for chapter, number in _order(chapters, first_side, division_break):
        facts = None if number is None else chapters[chapter].pages[number]
        reset = None if facts is None else facts.reset
        folio = folio + 1 if reset is None else reset
        place = (chapter, -1 if number is None else number)
        is_front = started is not None and place < started
        pages.append(
            BookPage(
                chapter=chapter,
                number=number,
                side=_side(len(pages), first_side),
                folio=folio,
                label=folios.front(folio) if is_front else folios.body(folio),
                before=dict(strings),
            )
        )
        if facts is not None:
            strings |= {name: texts[-1] for name, texts in facts.strings.items()}
            for anchor in facts.anchors:
                # What runs over several pages has its anchor on each of them.
                page_by_anchor.setdefault(anchor, len(pages) - 1)
    start = None if body_start is None else page_by_anchor.get(body_start)
    return Pagination(tuple(pages), start, page_by_anchor, folios)


def _order(
    chapters: Sequence[ChapterFacts], first_side: Side, division_break: str | None
) -> Iterator[tuple[int, int | None]]:
    """Chapter and page number of each page, with blank pages to reach a side."""
    count = 0
    for chapter, facts in enumerate(chapters):
        opens = facts.opens
        if division_break is not None:
            opens = facts.opens_by_choice[division_break]
        if count and opens not in ("any", _side(count, first_side)):
            yield chapter, None
            count += 1
        for number in range(len(facts.pages)):
            yield chapter, number
            count += 1


def _side(index: int, first_side: Side) -> Side:
    return first_side if index % 2 == 0 else facing(first_side)
