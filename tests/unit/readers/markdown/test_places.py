from __future__ import annotations

from bookmaker.readers.markdown.places import LeafText
from bookmaker.source import SourceSpan

LEAF = LeafText.of_lines([("one", 3, 2), ("two", 4, 0)], "x.md")


def test_lines_are_joined_by_line_ends() -> None:
    assert LEAF.text == "one\ntwo"


def test_a_place_is_that_of_the_line_it_stands_in() -> None:
    assert LEAF.place(0) == (3, 3)
    assert LEAF.place(4) == (4, 1)
    assert LEAF.place(6) == (4, 3)


def test_a_span_may_reach_over_lines() -> None:
    assert LEAF.span(1, 6) == SourceSpan("x.md", 3, 4, 4, 3)


def test_a_line_end_stands_behind_its_line() -> None:
    assert LEAF.span(3, 4) == SourceSpan("x.md", 3, 6, 3, 7)


def test_nothing_has_a_point_for_a_place() -> None:
    assert LEAF.span(4, 4) == SourceSpan.at("x.md", 4, 1)


def test_pieces_of_a_line_keep_their_places() -> None:
    leaf = LeafText.of_pieces([("a", 1, 0), ("|b", 1, 2)], "x.md")
    assert leaf.text == "a|b"
    assert leaf.span(0, 3) == SourceSpan("x.md", 1, 1, 1, 5)


def test_a_slice_keeps_its_places() -> None:
    part = LEAF.slice(2, 6)
    assert part.text == "e\ntw"
    assert part.span(0, 4) == LEAF.span(2, 6)
    assert part.slice(2, 4).span(0, 2) == LEAF.span(4, 6)


def test_words_written_otherwise_stand_at_one_place() -> None:
    span = SourceSpan("x.md", 7, 1, 7, 9)
    leaf = LeafText.at("a b", span)
    assert leaf.span(1, 2) == span
    assert leaf.slice(1, 2).span(0, 1) == span
