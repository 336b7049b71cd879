"""Rows of tables that run over pages, whatever their cells say."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from bookmaker.proof.edition_proof import prove
from bookmaker.proof.expectation import Expected, Standing
from tests.support.tiers import examples

_TIDE = "The tide was out and the pier stood dry for days."
_BOAT = "The boat was in."
_LATIN = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod".split()


def _numbered(chance: random.Random, count: int) -> list[str]:
    return [f"word{chance.randrange(10_000)}" for _ in range(count)]


_WORDS_BY_KIND: dict[str, Callable[[random.Random, int], list[str]]] = {
    "numbered words": _numbered,
    "one sentence": lambda _, count: (_TIDE.split() * count)[:count],
    "two sentences": lambda chance, count: " ".join(
        chance.choice([_TIDE, _BOAT]) for _ in range(count // 4 + 1)
    ).split(),
    "placeholder text": lambda _, count: (_LATIN * count)[:count],
    "yes and no": lambda chance, count: chance.choices(["yes", "yes", "no"], k=count),
}


def _filled(words: list[str], width: int) -> list[str]:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _table(
    kind: str, chance: random.Random, most_words: int
) -> tuple[list[Expected], list[list[str]]]:
    """What a table says, and its pages, in lines: cells go on from page to page."""
    columns = chance.randint(2, 4)
    width, depth = chance.choice([18, 30]), chance.choice([5, 10, 25])
    heads = [f"Head {column}" for column in range(columns)]
    expected = [Expected("Before.")]
    expected += [Expected(head, standing=Standing.HEAD) for head in heads]
    pages, room = [["Before.", *heads]], chance.randint(1, depth)
    for row in range(chance.randint(1, 4)):
        cells = [
            _WORDS_BY_KIND[kind](chance, chance.randint(1, most_words)) for _ in heads
        ]
        expected += [
            Expected(" ".join(cell), standing=Standing.CELL, cell=row * columns + at)
            for at, cell in enumerate(cells, 1)
        ]
        left = [_filled(cell, width) for cell in cells]
        while any(left):
            if not room:
                pages.append(list(heads))
                room = depth
            taken = min(room, max(map(len, left)))
            for at, lines in enumerate(left):
                pages[-1] += lines[:taken]
                left[at] = lines[taken:]
            room -= taken
    pages[-1].append("After.")
    return [*expected, Expected("After.")], pages


def _joined(pages: list[list[str]]) -> tuple[str, ...]:
    return tuple(map("\n".join, pages))


@pytest.mark.parametrize("kind", _WORDS_BY_KIND)
def test_a_lost_line_is_reported_whatever_the_other_cells_say(kind: str) -> None:
    """It was made up for by letters of another page that were counted twice."""
    for seed in range(examples(4, 100)):
        chance = random.Random(seed)
        expected, pages = _table(kind, chance, chance.choice([6, 40, 60]))
        page = chance.randrange(len(pages))
        place = chance.randrange(len(pages[page]))
        is_head = pages[page][place].startswith("Head")
        del pages[page][place]
        assert is_head or prove(expected, _joined(pages)).faults, seed


@pytest.mark.parametrize("kind", _WORDS_BY_KIND)
def test_a_sound_table_has_no_fault_whatever_its_cells_say(kind: str) -> None:
    """Cells may go on with what others begin with, for as long as it takes.

    The search has a bound on its steps (`_MOST_STEPS`). Of a hundred tables two of
    placeholder text and eight of yes and no reach it, and are reported.
    """
    reported = []
    for seed in range(examples(10, 100)):
        chance = random.Random(seed)
        most = 300 if kind == "numbered words" else 40
        expected, pages = _table(kind, chance, most)
        if prove(expected, _joined(pages)).faults:
            reported.append(seed)
    is_hard = kind in ("placeholder text", "yes and no")
    assert len(reported) <= (examples(0, 8) if is_hard else 0), reported
