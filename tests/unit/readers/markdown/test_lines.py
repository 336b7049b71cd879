from __future__ import annotations

from bookmaker.readers.markdown.lines import LineCursor


def _line(text: str) -> LineCursor:
    cursor = LineCursor()
    cursor.begin(text, 1)
    return cursor


def test_a_tab_reaches_to_the_next_fourth_column() -> None:
    assert _line("\ta").indent == 4
    assert _line("  \ta").indent == 4
    assert _line(" \t a").indent == 5


def test_a_blank_line_is_blank_whatever_white_space_it_holds() -> None:
    assert _line(" \t ").is_blank
    assert not _line(" \u00a0").is_blank


def test_a_marker_takes_a_part_of_a_tab() -> None:
    line = _line(">\tx")
    line.skip_characters(1)
    assert line.indent == 3
    line.skip_columns(1)
    assert line.indent == 2
    assert line.rest() == "  x"
    assert line.offset == 2


def test_columns_count_from_the_line_and_not_from_the_marker() -> None:
    line = _line("- \tx")
    line.skip_characters(1)
    assert line.indent == 3
    line.skip_columns(3)
    assert line.rest() == "x"


def test_no_more_is_skipped_than_white_space() -> None:
    line = _line("  x")
    line.skip_columns(9)
    assert line.rest() == "x"
