"""Rows that run over a page: their cells take turns, each going on on the next page.

What comes in: what is left of a cell and the cells after it, and the pages. What goes
out: where the row, or the last that is open, is at its end.

How: a search, cell by cell and page by page, for how much of each cell a page has.
Cells that say the same leave many ways open. So at first a cell may end only where what
is left of it is what the next page begins with, and a row only where the flow goes on;
then all ends are tried, with few lengths for each cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, Protocol, TypeAlias

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


class Surrounding(Protocol):
    """What is on the pages beside the row."""

    def goes_on(self, at: int, page: int, offset: int) -> bool:
        """Whether a page goes on with the flow there, or has nothing but its foot."""

    def take_foot(self, rest: str, at: int) -> bool:
        """Whether the rest of a page, with `at` of the flow before it, is its foot."""

    def state(self) -> Passed:
        """What was taken so far."""

    def go_back(self, state: Passed) -> None:
        """Take back what was taken since."""


class _Place(NamedTuple):
    """A place on the way."""

    page: int
    offset: int
    said: tuple[int, ...]
    """How much of each cell is behind us."""
    first: int
    """The cell that goes on here."""
    ahead: int | None
    """Where it would go on on the next page, if all before it end there."""


@dataclass(slots=True)
class Turns:
    """Cells of a table that take turns: each goes on on the next page."""

    pages: Sequence[str]
    heads: tuple[str, ...]
    """What may begin each page: the table's head, or that with words before it."""
    beside: Surrounding
    cells: list[str]
    at: int
    """Where in the flow the first of them goes on."""
    page: int
    """The page on which it goes on."""
    steps: int = 0
    """What has been tried so far; a bound on the work."""
    _looks_ahead: bool = field(default=True, init=False)
    _tried: set[_Place] = field(default_factory=set, init=False)
    """Where the way has been: what is to come is the same whatever led there."""

    def follow(self, offset: int) -> tuple[int, int, int] | None:
        """Begin where the first cell does, or goes on, on its page.

        What comes out is the place in the flow, the page and the place on it where the
        row, or the last that is open, is at its end; `None` where nothing takes turns.
        """
        said = (0,) * len(self.cells)
        for self._looks_ahead in (True, False):
            self._tried.clear()
            ahead = self._begin_ahead(self.page)
            found = self._on_page(_Place(self.page, offset, said, 0, ahead), 0)
            if found is not None:
                return found
        return None

    def _on_page(self, place: _Place, depth: int) -> tuple[int, int, int] | None:
        if place in self._tried or self.steps > _MOST_STEPS or depth > _DEEPEST:
            return None
        self._tried.add(place)
        self.steps += 1
        page, offset, said, first, _ = place
        text = self.pages[page]
        state = self.beside.state()
        if offset >= len(text) or self._is_foot(text[offset:]):
            found = self._on_next_page(place, depth)
            if found is None:
                self.beside.go_back(state)
            return found
        if first >= len(self.cells):
            return None
        cell, done = self.cells[first], said[first]
        most = common_length(cell, done, text, offset)
        if most and done + most == len(cell):
            end = self._row_end(said, first, page, offset + most)
            if end is not None:
                return end, page, offset + most
        for length, ahead in self._lengths(most, place):
            now = (*said[:first], done + length, *said[first + 1 :])
            following = _Place(page, offset + length, now, first + 1, ahead)
            found = self._on_page(following, depth + 1)
            if found is not None:
                return found
        return None

    def _lengths(self, most: int, place: _Place) -> Iterator[tuple[int, int | None]]:
        """How much of a cell may stand on a page, the most first.

        With each, where the next cell would go on on the next page, if that is known.
        """
        if place.ahead is None:
            yield from ((length, None) for length in self._likely(most, place))
            return
        done = place.said[place.first]
        for length in range(most, -1, -1):
            for ahead in self._ahead(place, done + length, place.ahead):
                yield length, ahead

    def _ahead(self, place: _Place, done: int, begin: int) -> Iterator[int | None]:
        """Yield where the next cell may go on on the next page.

        Nothing if this one can't go on there; `None` if it need not end there.
        """
        following = self.pages[place.page + 1 : place.page + 2]
        cell = self.cells[place.first]
        rest = len(cell) - done
        agreed = common_length(cell, done, following[0], begin) if following else 0
        if agreed == rest:
            yield begin + rest
        if agreed and following:
            yield None

    def _likely(self, most: int, place: _Place) -> Iterator[int]:
        """How much of a cell may stand on a page, if nothing is known of the next.

        The cell may go on with the letters that the next one, or the foot, begins with.
        """
        _, offset, said, first, _ = place
        yield from range(most, max(-1, most - _MOST_BACK), -1)
        rests = (c[n:] for c, n in zip(self.cells, said, strict=True))
        key = next(filter(None, islice(rests, first + 1, None)), "")[:_KEY]
        text = self.pages[place.page]
        end = offset + max(0, most - _MOST_BACK + len(key))
        at = text.rfind(key, offset, end)
        while key and at >= offset:
            yield at - offset
            at = text.rfind(key, offset, at + len(key) - 1)

    def _on_next_page(self, place: _Place, depth: int) -> tuple[int, int, int] | None:
        page, said = place.page + 1, place.said
        unfinished = (i for i, c in enumerate(self.cells) if said[i] < len(c))
        first = next(unfinished, None)
        if first is None:
            return self.at + sum(map(len, self.cells)), page, 0
        if page >= len(self.pages):
            return None
        ahead = self._begin_ahead(page)
        begins = self._begin_of(page)
        return self._on_page(_Place(page, begins, said, first, ahead), depth + 1)

    def _begin_ahead(self, page: int) -> int | None:
        return self._begin_of(page + 1) if self._looks_ahead else None

    def _begin_of(self, page: int) -> int:
        """Where a page goes on with the table, after its head."""
        text = self.pages[page] if page < len(self.pages) else ""
        return next((len(head) for head in self.heads if text.startswith(head)), 0)

    def _row_end(
        self, said: tuple[int, ...], first: int, page: int, offset: int
    ) -> int | None:
        """Where in the flow all that has begun is at its end, once a page was turned.

        The cell `first` is at its end; `None` where another up to the last is not.
        """
        last = max(index for index, n in enumerate(said) if n or index == first)
        others = (index for index in range(last + 1) if index != first)
        if page == self.page or any(said[i] < len(self.cells[i]) for i in others):
            return None
        end = self.at + sum(map(len, self.cells[: last + 1]))
        is_end = not self._looks_ahead or self.beside.goes_on(end, page, offset)
        return end if is_end else None

    def _is_foot(self, rest: str) -> bool:
        return self.beside.take_foot(rest, self.at + sum(map(len, self.cells)))
