"""Pages are full where a paragraph may be a line longer or shorter."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookmaker.backends.line_meter import SetPage
from bookmaker.backends.pdf.page_fit import better_lengths, last_on_page
from bookmaker.proof.folding import fold
from tests.support.small_galleys import SHEET, galley_of, lay_out_small

JUSTIFIED = f"""{SHEET}
html {{ font-size: 10pt }}
p {{ text-align: justify; text-indent: 12pt; hyphens: auto; hyphenate-character: "-" }}
.n {{ float: footnote; display: block; font-size: 8pt }}
.n::footnote-call, .n::footnote-marker {{ content: none; line-height: 0 }}
"""
WORDS = (
    "the pier was long and cold when she came back to it at the end of March as she had"
    " said that she would and nobody was there to meet her except the harbour master"
    " whose uncommonly large umbrella had turned itself inside out in the storm"
).split()
NOTE = "<span class='n'>A note of some words that is longer than its line is.</span>"


def test_a_paragraph_fills_its_page_or_leaves_two_lines() -> None:
    assert better_lengths(lines=8, room=7) == (7, 9)
    assert better_lengths(lines=6, room=7) == (7, 5)
    assert better_lengths(lines=7, room=7) == ()
    assert better_lengths(lines=9, room=7) == ()
    assert better_lengths(lines=2, room=1) == ()


@pytest.mark.parametrize(
    ("lines", "room", "last"),
    [(9, 7, 6), (8, 7, 5), (7, 7, None), (3, 2, None), (4, 2, 1), (5, 1, None)],
)
def test_a_page_ends_where_two_lines_are_left(
    lines: int, room: int, last: int | None
) -> None:
    assert last_on_page(lines, room) == last


def leaf(seed: int, *, notes: bool = False) -> str:
    """Paragraphs of three to nine lines."""
    chance = random.Random(seed)
    paragraphs = []
    for _ in range(60):
        words = [chance.choice(WORDS) for _ in range(chance.randint(30, 90))]
        if notes and chance.random() < 0.3:
            words.insert(20, NOTE)
        paragraphs.append(f"<p>{' '.join(words)}.</p>")
    return "".join(paragraphs)


def laid_out(
    folder: Path, *leaves: str, composes: bool, lines: int = 18
) -> list[SetPage]:
    """The pages, which have room for so many lines."""
    found = lay_out_small(
        galley_of(*leaves),
        folder,
        f"{JUSTIFIED}@page {{ size: 300pt {lines * 12 + 40}pt }}",
        measures_lines=True,
        composes_lines=composes,
        letter_fit=0.01,
    )
    return [page for page in found.set_pages if page.lines]


def letters(pages: list[SetPage]) -> Iterator[str]:
    return (sign for page in pages for one in page.lines for sign in fold(one.words))


@pytest.mark.slow
def test_hardly_a_page_ends_within_a_word_of_a_paragraph_that_begins_on_it(
    tmp_path: Path,
) -> None:
    words = [*WORDS, "nevertheless", "extraordinary", "understanding", "misfortune"] * 2
    leaves = []
    for seed in range(36):
        chance = random.Random(seed)
        text = " ".join(chance.choice(words[20:]) for _ in range(250))
        leaves.append("<p>The pier.</p>" * (seed % 12) + f"<p>{text}.</p>")
    pages = laid_out(tmp_path, *leaves, composes=True)
    first_pages = [
        one
        for one, before in zip(pages[1:], pages, strict=False)
        if one.chapter != before.chapter
    ]
    assert len(first_pages) == 35
    assert all(not page.lines[-1].is_last for page in first_pages)
    # Without the search for another way there are six; some have none that is even.
    assert sum(page.lines[-1].is_divided for page in first_pages) <= 3


@pytest.mark.slow
def test_a_long_paragraph_is_a_line_longer_or_shorter_to_fill_its_page(
    tmp_path: Path,
) -> None:
    chance = random.Random(3)
    first, second = (
        f"<p>{' '.join(chance.choice(WORDS) for _ in range(400))}.</p>" for _ in "ab"
    )
    (page, *_) = laid_out(tmp_path, first, composes=True, lines=60)
    usual = len(page.lines)
    lengths = set()
    for room in (usual - 1, usual, usual + 1):
        pages = laid_out(tmp_path, f"{first}{second}", composes=True, lines=room)
        assert len(pages[0].lines) == room
        number = pages[0].lines[0].paragraph
        own = [one for page in pages for one in page.lines if one.paragraph == number]
        lengths.add(len(own) - usual)
        spaces = [line.space or 0 for line in own if line.is_justified]
        assert max(spaces) < 0.42
    assert len(lengths) > 1


def short_pages(pages: list[SetPage]) -> int:
    """How many pages lack a line or two of what most of their chapter have, without
    those that end a chapter."""
    goes_on = [
        one for one, after in itertools.pairwise(pages) if one.chapter == after.chapter
    ]
    short = 0
    for _, own in itertools.groupby(goes_on, lambda page: page.chapter):
        counts = Counter(len(page.lines) for page in own)
        usual = counts.most_common(1)[0][0]
        short += counts[usual - 1] + counts[usual - 2]
    return short


@pytest.mark.slow
def test_most_pages_are_full(tmp_path: Path) -> None:
    """Also where the paragraph at the foot has no other length, but one above it."""
    leaves = [leaf(seed) for seed in range(4)]
    plain, composed = (
        laid_out(tmp_path, *leaves, composes=composes, lines=30)
        for composes in (False, True)
    )
    assert short_pages(plain) == 10
    assert short_pages(composed) <= 2
    assert "".join(letters(composed)) == "".join(letters(plain))


@pytest.mark.slow
@pytest.mark.parametrize("notes", [False, True])
def test_no_word_is_lost_or_doubled(notes: bool, tmp_path: Path) -> None:  # noqa: FBT001 - pytest's
    markup = leaf(seed=6, notes=notes)
    plain, composed = (
        laid_out(tmp_path, markup, composes=composes) for composes in (False, True)
    )
    if notes:
        assert sorted(letters(composed)) == sorted(letters(plain))
    else:
        assert "".join(letters(composed)) == "".join(letters(plain))
