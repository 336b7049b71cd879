"""The pages of a chapter are full, and its last one has some lines."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from bookmaker.backends.line_meter import FlawKind, LineLimits, SetPage, measure_pages
from tests.unit.backends.pdf.test_page_fit import NOTE, laid_out, leaf, letters

pytestmark = pytest.mark.slow

LINES, LEADING = 18, 12.0


def chapters(count: int) -> list[str]:
    """Chapters of a few pages, of paragraphs of several lengths."""
    found = []
    for seed in range(count):
        paragraphs = leaf(seed).split("<p>")[1:]
        chance = random.Random(seed)
        found.append("<p>" + "<p>".join(paragraphs[: chance.randint(8, 20)]))
    return found


def feet(pages: Sequence[SetPage]) -> Counter[int]:
    """How many lines each page has that is not the last of its chapter."""
    ends = {page.chapter: page.index for page in pages}
    return Counter(
        len(page.lines) for page in pages if page.index != ends[page.chapter]
    )


def uneven(pages: Sequence[SetPage]) -> int:
    """How many chapters have pages that end on different lines."""
    chapters = {page.chapter for page in pages}
    own = ([page for page in pages if page.chapter == number] for number in chapters)
    return sum(len(feet(one)) > 1 for one in own)


def short_ends(pages: Sequence[SetPage]) -> int:
    return measure_pages(pages, LEADING, LineLimits()).count(FlawKind.SHORT_END)


def test_most_chapters_have_pages_that_end_on_one_line_and_no_few_on_the_last(
    tmp_path: Path,
) -> None:
    leaves = chapters(24)
    greedy = laid_out(tmp_path, *leaves, composes=False, lines=LINES)
    pages = laid_out(tmp_path, *leaves, composes=True, lines=LINES)
    assert feet(pages).total() > 50
    assert "".join(letters(pages)) == "".join(letters(greedy))
    figures = (uneven(greedy), uneven(pages), short_ends(greedy), short_ends(pages))
    assert 2 * figures[1] < figures[0], figures
    assert figures[3] < figures[2], figures


SPECIAL_BY_KIND = {
    "notes": f" {NOTE} ",
    "images": " <b style='display: inline-block; width: 9pt; height: 5pt'></b> ",
    "capitals": "<b style='float: left; font-size: 20pt'>T</b> ",
}
"""What is behind the first word of a paragraph that has no other number of lines, or
that calls a note."""


def special_chapters(kind: str, count: int) -> list[str]:
    """Chapters in which every fourth paragraph is of a kind."""
    found = []
    for chapter in chapters(count):
        paragraphs = chapter.split("<p>")[1:]
        for number in range(1, len(paragraphs), 4):
            before, _, after = paragraphs[number].partition(" ")
            paragraphs[number] = f"{before}{SPECIAL_BY_KIND[kind]}{after}"
        found.append("<p>" + "<p>".join(paragraphs))
    return found


def unlevel(pages: Sequence[SetPage]) -> int:
    """How many facing pages end on different lines."""
    return measure_pages(pages, LEADING, LineLimits()).count(FlawKind.UNEQUAL_SPREAD)


@pytest.mark.parametrize("kind", SPECIAL_BY_KIND)
def test_pages_with_what_has_one_length_or_notes_are_planned_as_well(
    tmp_path: Path, kind: str
) -> None:
    leaves = special_chapters(kind, 16)
    greedy = laid_out(tmp_path, *leaves, composes=False, lines=LINES)
    pages = laid_out(tmp_path, *leaves, composes=True, lines=LINES)
    assert sorted(letters(pages)) == sorted(letters(greedy))
    figures = (unlevel(greedy), unlevel(pages), short_ends(greedy), short_ends(pages))
    # Chapters that weren't planned had as many unlevel pages as the greedy ones.
    assert 3 * figures[1] <= 2 * figures[0], figures
    assert figures[3] < figures[2], figures
