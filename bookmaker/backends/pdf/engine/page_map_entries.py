"""Say of each placed page what others want to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from bookmaker.backends.pdf.engine.pagination import BookPage
from bookmaker.backends.pdf.facts import ChapterFacts
from bookmaker.document.page_map import PageMap, PrintedPage, TextPosition


def map_pages(
    chapters: Sequence[ChapterFacts],
    leaves: Sequence[int],
    pages: Sequence[BookPage],
) -> PageMap:
    """Map the pages; `leaves` is the number of divisions in each chapter."""
    first_leaves = (0, *accumulate(leaves))
    return tuple(_map(page, chapters, first_leaves) for page in pages)


def _map(
    page: BookPage, chapters: Sequence[ChapterFacts], first_leaves: Sequence[int]
) -> PrintedPage:
    heads = dict(page.before)
    begins: TextPosition | None = None
    first_words = ""
    if page.number is not None:
        facts = chapters[page.chapter].pages[page.number]
        heads |= {name: texts[0] for name, texts in facts.strings.items()}
        first_words = facts.first_words
        if first_words:
            division = first_leaves[page.chapter] + facts.leaf
            begins = TextPosition(division, facts.letters_before)
    return PrintedPage(
        folio=page.folio,
        label=page.label,
        side=page.side,
        running_heads=heads,
        begins=begins,
        first_words=first_words,
    )
