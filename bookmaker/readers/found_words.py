"""Where words of the tree are in their file, and how much of them a message shows."""

from __future__ import annotations

from collections.abc import Sequence

from bookmaker.source import SourceSpan

_SHOWN = 40


def shortened(words: str) -> str:
    """The words, or their beginning if they are long."""
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"


def find_below(
    words: str, start: tuple[int, int], span: SourceSpan, lines: Sequence[str]
) -> SourceSpan | None:
    """Where words are in the file, from a line and an offset on; not escaped ones.

    The line counts from 1, the offset from 0.
    """
    number, offset = start
    while number <= span.end_line:
        at = lines[number - 1].find(words, offset)
        if at < 0:
            number, offset = number + 1, 0
        elif lines[number - 1][at - 1 : at] == "\\":
            offset = at + 1
        else:
            return SourceSpan(span.file, number, at + 1, number, at + len(words) + 1)
    return None
