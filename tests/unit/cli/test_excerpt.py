"""The line of the source with a caret below the place."""

from __future__ import annotations

import pytest

from bookmaker.cli.excerpt import make_visible, render_excerpt
from bookmaker.source import SourceSpan, split_lines
from tests.support.steps import count_steps


def excerpt(line: str, start: int, end: int, *, width: int = 60) -> list[str]:
    """The two lines without their gutters."""
    span = SourceSpan("a.md", 7, start, 7, end)
    shown = render_excerpt(line, span, width=width, style=str)
    source, carets = shown.split("\n")
    assert source.startswith("    7 | ")
    assert carets.startswith("      | ")
    return [source[8:], carets[8:]]


def test_carets_stand_below_the_span() -> None:
    assert excerpt("see [the pier](#peir) here", 5, 22) == [
        "see [the pier](#peir) here",
        "    ^^^^^^^^^^^^^^^^^",
    ]


def test_a_point_is_one_caret_even_behind_the_line() -> None:
    assert excerpt("abc", 2, 2) == ["abc", " ^"]
    assert excerpt("abc", 4, 4) == ["abc", "   ^"]
    assert excerpt("abc", 90, 95) == ["abc", "   ^"]


def test_a_span_over_several_lines_runs_to_the_end_of_the_first() -> None:
    span = SourceSpan("a.md", 1, 3, 4, 2)
    shown = render_excerpt("abcdef", span, width=60, style=str)
    assert shown.split("\n")[1] == "      |   ^^^^"


def test_wide_letters_take_two_cells_and_marks_none() -> None:
    assert excerpt("漢字 x", 4, 5) == ["漢字 x", "     ^"]
    assert excerpt("漢字", 2, 3) == ["漢字", "  ^^"]
    assert excerpt("e\u0301 x", 4, 5) == ["e\u0301 x", "  ^"]


def test_a_tab_runs_to_the_next_stop() -> None:
    assert excerpt("\ta\tb", 4, 5) == ["    a   b", "        ^"]


def test_signs_that_a_terminal_would_obey_are_not_sent_to_it() -> None:
    assert excerpt("a\x1b[31mb", 7, 8) == ["a\ufffd[31mb", "      ^"]
    assert make_visible("a\u202eb\u00a0c\u3000d\n") == "a\ufffdb c  d\ufffd"


@pytest.mark.parametrize("start", [1, 20, 150, 299])
def test_of_a_long_line_what_surrounds_the_place_is_shown(start: int) -> None:
    line = "".join(chr(ord("a") + place % 26) for place in range(300))
    source, carets = excerpt(line, start, start + 1, width=60)
    assert len(source) <= 60 - 8
    assert source[carets.index("^")] == line[start - 1]
    assert source.startswith("…") == (start > 24)
    assert carets.strip() == "^"


def test_lines_are_split_as_places_count_them() -> None:
    assert split_lines("\ufeffa\r\nb\rc\n") == ["a", "b", "c", ""]
    assert split_lines("a\x0cb\u2028c") == ["a\x0cb\u2028c"]


@pytest.mark.parametrize("letter", ["a", "\u0301", "\t", "漢", "\x1b"])
def test_of_a_very_long_line_only_the_neighbourhood_is_looked_at(letter: str) -> None:
    def steps(length: int) -> int:
        line = letter * length
        return count_steps(lambda: excerpt(line, length // 2, length // 2 + 1))

    steps(2_000)  # what is remembered of letters is remembered by both
    assert steps(200_000) == steps(2_000)
