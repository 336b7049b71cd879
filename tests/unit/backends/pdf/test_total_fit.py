"""Breaks that are chosen together: the best of all there are, within the rules."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest

from bookmaker.backends.pdf import total_fit
from bookmaker.backends.pdf.total_fit import (
    EVEN,
    TOLERABLE,
    Break,
    Room,
    choose_breaks,
    elasticity,
    letter_share,
)

SPACE = 2.0
STRETCH, SHRINK = 1.2, 0.48


def lines_of(width: float, letter_fit: float = 0.0) -> Room:
    """Lines of one width."""
    return room(line=width, first_line=width, letter_fit=letter_fit)


def room(
    *, line: float, first_line: float, letter_fit: float = 0.0, fills_last: bool = False
) -> Room:
    """Room for lines whose spaces are alike."""
    return Room(STRETCH, SHRINK, line, first_line, letter_fit, fills_last)


def words(*widths: float) -> list[Break]:
    """A break after each word of a paragraph, with a space behind all but the last."""
    breaks, at = [], 0.0
    for number, width in enumerate(widths):
        before = at + width
        at = before + SPACE
        breaks.append(Break(before=before, after=at, spaces=number, begins=number + 1))
    return breaks


def cost(breaks: Sequence[Break], chosen: Sequence[int], room: float) -> float:
    """The demerits of a choice, told by the formula; infinite where a line is full."""
    total, start, begun = 0.0, 0.0, 0
    for index in chosen:
        end = breaks[index]
        spaces = end.spaces - begun
        lacking = room - (end.before - start)
        ratio = 0.0
        if index < len(breaks) - 1 or lacking < 0:
            if not spaces:
                ratio = 100.0 if lacking > 0 else -2.0
            else:
                ratio = lacking / spaces / (STRETCH if lacking > 0 else SHRINK)
        if ratio < -1:
            return float("inf")
        total += (10 + 100 * min(abs(ratio), 100) ** 3) ** 2
        start, begun = end.after, end.begins
    return total


@pytest.mark.parametrize("seed", range(30))
def test_no_other_choice_is_better(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # What neighbours cost depends on the way, and is weighed only along the best one.
    monkeypatch.setattr(total_fit, "_NEIGHBOURS", 0.0)
    chance = random.Random(seed)
    breaks = words(*(chance.choice([3, 5, 8, 10, 13]) for _ in range(12)))
    room = 40.0
    chosen = choose_breaks(breaks, lines_of(room))
    last = len(breaks) - 1
    others = (
        [*inner, last]
        for count in range(last)
        for inner in itertools.combinations(range(last), count)
    )
    least = min(cost(breaks, other, room) for other in others)
    assert chosen is not None
    assert cost(breaks, chosen, room) == pytest.approx(least)


def test_the_last_choice_is_the_end() -> None:
    breaks = words(*[10.0] * 7)
    chosen = choose_breaks(breaks, lines_of(40.0))
    assert chosen is not None
    assert chosen[-1] == 6
    assert chosen == sorted(chosen)


def test_a_first_line_has_its_own_room() -> None:
    breaks = words(*[10.0] * 6)
    short = choose_breaks(breaks, room(line=34.0, first_line=22.0))
    assert short is not None
    assert short[:2] == [1, 4]


def test_a_word_wider_than_its_line_has_no_choice() -> None:
    assert choose_breaks(words(10.0, 90.0, 10.0), lines_of(40.0)) is None


def hyphens(count: int) -> list[Break]:
    """Words of two halves that fill a line only if each is divided."""
    breaks, at, spaces = [], 0.0, 0
    for number in range(count):
        half = Break(
            before=at + 18,
            after=at + 18,
            spaces=spaces,
            begins=spaces,
            has_hyphen=True,
            hyphen=2.0,
        )
        before = at + 36
        at = before + SPACE
        breaks += [half, Break(before, at, spaces, spaces + 1)]
        spaces = number + 1
    return breaks


def test_three_lines_in_succession_never_end_with_a_hyphen() -> None:
    breaks = hyphens(9)
    chosen = choose_breaks(breaks, lines_of(58.0))
    assert chosen is not None
    runs = [
        len(list(run))
        for has, run in itertools.groupby(breaks[index].has_hyphen for index in chosen)
        if has
    ]
    assert max(runs, default=0) <= 2


def test_a_paragraph_may_be_asked_for_in_so_many_lines() -> None:
    breaks = words(*[10.0] * 12)
    counts = {}
    for lines in range(1, 8):
        chosen = choose_breaks(breaks, lines_of(46.0), 100.0, lines)
        counts[lines] = None if chosen is None else len(chosen)
    # Twelve words of 10, of which four fill a line.
    assert counts == {1: None, 2: None, 3: 3, 4: 4, 5: 5, 6: 6, 7: None}


def test_a_short_last_line_is_dear() -> None:
    plain = words(*[10.0] * 4, 3.0)
    room = 46.0
    assert choose_breaks(plain, lines_of(room)) == [3, 4]
    dear = [*plain[:3], Break(46.0, 48.0, 3, 4, cost=1e9), plain[4]]
    assert choose_breaks(dear, lines_of(room)) == [2, 4]


def test_no_line_but_the_last_is_looser_than_it_may_be() -> None:
    breaks = words(*[10.0] * 8)
    # Four words are 46 wide with their spaces, three 34.
    assert choose_breaks(breaks, lines_of(46.0), EVEN) == [3, 7]
    assert choose_breaks(breaks, lines_of(44.0), EVEN) is None
    assert choose_breaks(breaks, lines_of(44.0)) == [2, 5, 7]


def test_letters_take_what_they_may_of_what_a_line_lacks() -> None:
    assert letter_share(100.0, 100.5, 0.01) == pytest.approx(0.5)
    assert letter_share(100.0, 104.0, 0.01) == pytest.approx(1.0)
    assert letter_share(100.0, 97.0, 0.01) == pytest.approx(-1.0)
    assert letter_share(100.0, 97.0, 0.0) == 0.0


def test_letters_that_fit_keep_spaces_even() -> None:
    # Three words of 10 and two spaces are 34 wide: letters take what 33.7 lacks, and
    # what 34.3 has more.
    breaks = words(*[10.0] * 6)
    assert choose_breaks(breaks, lines_of(33.7, 0.01)) == [2, 5]
    assert choose_breaks(breaks, lines_of(34.3, 0.01), 0.0) == [2, 5]
    assert choose_breaks(breaks, lines_of(34.3), 0.0) is None


def test_a_paragraph_that_goes_on_elsewhere_has_a_full_last_line() -> None:
    breaks = words(*[10.0] * 5)
    ends = choose_breaks(breaks, lines_of(34.0))
    goes_on = choose_breaks(breaks, room(line=34.0, first_line=34.0, fills_last=True))
    assert ends == [2, 4]
    assert goes_on == [1, 4]
    full = room(line=46.0, first_line=34.0, fills_last=True)
    assert choose_breaks(words(*[10.0] * 7), full) == [2, 6]


@pytest.mark.parametrize("space", [0.1, 0.2, 0.233, 0.28, 0.32, 0.6])
def test_a_line_is_loose_at_the_same_width_in_every_face(space: float) -> None:
    size = 11.0
    stretch, shrink = elasticity(space * size, size)
    tolerable = (space * size + TOLERABLE * stretch) / size
    tightest = (space * size - shrink) / size
    assert 0 < tightest < space < tolerable
    if 0.2 <= space <= 0.28:
        assert 0.42 < tolerable < 0.45
        assert 0.15 < tightest < 0.17
