"""What stands further down a file: for tables, whose end decides what their head is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

DASHES = re.compile(r"-[- ]*-[ \t]*$")
"""A line of dashes, which may stand in groups."""
_TEX_END = re.compile(r"\\end\{([A-Za-z]{1,40}\*?)\}[ \t]*$")
_DIVISION = ":\t "
"""A line that ends a division ends what is in it, as a blank one does."""
CONTAINER_MARKS = " \t>"
"""What containers put before a line."""


class LinesAhead:
    """Where the next blank line and the next line of dashes stand; found once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._count = len(lines)
        bare = [line.lstrip(CONTAINER_MARKS) for line in lines]
        self._blanks = [i for i, text in enumerate(bare) if not text.strip(_DIVISION)]
        self._dashes = [index for index, text in enumerate(bare) if DASHES.match(text)]
        self._blank_set = frozenset(self._blanks)
        self._display_ends = [i for i, text in enumerate(bare) if text.strip() == "\\]"]
        self._ends: dict[str, list[int]] = {}
        for index, text in enumerate(bare):
            if "\\end{" in text and (found := _TEX_END.search(text)) is not None:
                self._ends.setdefault(found[1], []).append(index)

    def next_blank(self, index: int) -> int:
        """The first blank line behind an index; the count of lines if none is."""
        return self._next(self._blanks, index)

    def next_dashes(self, index: int) -> int:
        """The first line of dashes behind an index; the count of lines if none is."""
        return self._next(self._dashes, index)

    def next_display_end(self, index: int) -> int:
        """The first line behind an index that is `\\]` and nothing else."""
        return self._next(self._display_ends, index)

    def next_end(self, environment: str, index: int) -> int:
        """The first line from an index on that ends with `\\end{environment}`."""
        return self._next(self._ends.get(environment, []), index - 1)

    def is_blank(self, index: int) -> bool:
        """Whether a line is blank, or behind the last."""
        return index >= self._count or index in self._blank_set

    def _next(self, indexes: list[int], index: int) -> int:
        at = bisect_left(indexes, index + 1)
        return indexes[at] if at < len(indexes) else self._count
