"""Rows that run over a page: their cells take turns, each going on on the next page.

What comes in: what is left of a cell and the cells after it, and the pages. What goes
out: where the row, or the last that is open, is at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from bookmaker.proof.difference import common_length
from bookmaker.proof.expectation import Standing

_MOST_STEPS = 20_000
_DEEPEST = 400
"""Cells within cells of a search that comes to nothing anyway."""
_MOST_BACK = 12
_KEY = 6
"""Letters of the next cell by which the end of one is found that says the same."""

Passed: TypeAlias = tuple[Mapping[Standing, int], int]
"""How many pieces beside the flow were found, and letters of the note that is next."""


class Feet(Protocol):
    """What stands at the foot of pages."""

    def take_foot(self, rest: str, at: int) -> bool:
        """Whether the rest of a page, with `at` of the flow before it, is its foot."""

    def state(self) -> Passed:
        """What was taken so far."""

    def go_back(self, state: Passed) -> None:
        """Take back what was taken since."""


@dataclass(slots=True)
class Turns:
    """Cells of a table that take turns: each goes on on the next page."""

    pages: Sequence[str]
    heads: tuple[str, ...]
    """What may begin each page: the table's head, or that with words before it."""
    feet: Feet
    cells: list[str]
    at: int
    """Where in the flow the first of them goes on."""
    page: int
    """The page on which it has stopped."""
    steps: int = 0
    """What has been tried so far; a bound on the work."""
    _tried: set[tuple[int, int, tuple[int, ...], int]] = field(
        default_factory=set, init=False
    )
    """Where the way has been: what is to come is the same whatever led there."""

    def follow(self, offset: int) -> tuple[int, int, int] | None:
        """Begin where the first cell has stopped before its end."""
        return self._on_page(self.page, offset, (0,) * len(self.cells), 1, 0)

    def _on_page(
        self, page: int, offset: int, said: tuple[int, ...], first: int, depth: int
    ) -> tuple[int, int, int] | None:
        """Go on with the cell `first`; `said` is how much of each is behind us."""
        here = (page, offset, said, first)
        if here in self._tried or self.steps > _MOST_STEPS or depth > _DEEPEST:
            return None
        self._tried.add(here)
        self.steps += 1
        text = self.pages[page]
        state = self.feet.state()
        if offset >= len(text) or self._is_foot(text[offset:]):
            found = self._on_next_page(page + 1, said, depth)
            if found is None:
                self.feet.go_back(state)
            return found
        if first >= len(self.cells):
            return None
        cell, done = self.cells[first], said[first]
        most = common_length(cell, done, text, offset)
        if most and done + most == len(cell):
            end = self._row_end(said, first, page)
            if end is not None:
                return end, page, offset + most
        for length in self._lengths(most, said, first, text, offset):
            now = (*said[:first], done + length, *said[first + 1 :])
            found = self._on_page(page, offset + length, now, first + 1, depth + 1)
            if found is not None:
                return found
        return None

    def _lengths(
        self, most: int, said: tuple[int, ...], first: int, text: str, offset: int
    ) -> Iterator[int]:
        """How much of a cell may stand on a page, the most first.

        The cell may go on with the letters that the next one, or the foot, begins with.
        """
        yield from range(most, max(-1, most - _MOST_BACK), -1)
        if first + 1 >= len(self.cells):
            return
        key = self.cells[first + 1][said[first + 1] :][:_KEY]
        at = text.rfind(key, offset, offset + most - _MOST_BACK + len(key))
        while key and at >= offset:
            yield at - offset
            at = text.rfind(key, offset, at + len(key) - 1)

    def _on_next_page(
        self, page: int, said: tuple[int, ...], depth: int
    ) -> tuple[int, int, int] | None:
        unfinished = (i for i, c in enumerate(self.cells) if said[i] < len(c))
        first = next(unfinished, None)
        if first is None:
            return self.at + sum(map(len, self.cells)), page, 0
        if page >= len(self.pages):
            return None
        text = self.pages[page]
        begins = next((len(head) for head in self.heads if text.startswith(head)), 0)
        return self._on_page(page, begins, said, first, depth + 1)

    def _row_end(self, said: tuple[int, ...], first: int, page: int) -> int | None:
        """Where in the flow all that has begun is at its end, once a page was turned.

        The cell `first` is at its end; `None` where another up to the last is not.
        """
        last = max(index for index, n in enumerate(said) if n or index == first)
        others = (index for index in range(last + 1) if index != first)
        if page == self.page or any(said[i] < len(self.cells[i]) for i in others):
            return None
        return self.at + sum(map(len, self.cells[: last + 1]))

    def _is_foot(self, rest: str) -> bool:
        return self.feet.take_foot(rest, self.at + sum(map(len, self.cells)))
