"""The pages of a chapter are full, and its last one has some lines."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from bookmaker.backends.line_meter import FlawKind, LineLimits, SetPage, measure_pages
from tests.unit.backends.pdf.test_page_fit import laid_out, leaf, letters

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


@pytest.mark.slow
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
