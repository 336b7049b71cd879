"""Lines of display type."""

from __future__ import annotations

import pytest

from bookmaker.backends.balanced_lines import broken_lines


def lines_of(text: str, measure: float) -> list[str]:
    """Lines whose characters are one wide each."""
    return broken_lines(lambda line: float(len(line)), text, measure, 0.1)


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("the tide clerk of the bay", 10, ["the tide", "clerk of", "the bay"]),
        ("a\u00a0b\u202f? c", 5, ["a\u00a0b\u202f?", "c"]),
        ("海と灯台守の記録", 4, ["海と灯台", "守の記録"]),
        # No closing mark, long-vowel mark or small kana begins a line.
        ("海と灯台「守」の記録", 5, ["海と灯台", "「守」の", "記録"]),
        ("ベルサイユー、海", 6, ["ベルサイ", "ユー、海"]),
        # Korean is broken at its spaces.
        ("밀물과 썰물의 기록", 5, ["밀물과", "썰물의", "기록"]),
        ("Rustの本", 5, ["Rust", "の本"]),
        ("", 5, [""]),
    ],
)
def test_display_lines_break_where_their_script_does(
    text: str, measure: float, lines: list[str]
) -> None:
    assert lines_of(text, measure) == lines
