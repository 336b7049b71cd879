"""What a page shows of its words is judged by the drawn page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PIL import Image

from bookmaker.proof import ink
from bookmaker.proof.ink import Box, unseen_words


@dataclass
class _Page:
    """A page with one word that leaves no mark."""

    side: float
    scales: list[int] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return 0.0, 0.0, self.side, self.side

    def characters(self) -> Iterator[tuple[str, Box]]:
        for index, letter in enumerate("tide"):
            yield letter, (10.0 + 8 * index, 10.0, 16.0 + 8 * index, 20.0)

    def drawn(self, scale: int, *, is_grey: bool) -> tuple[Image.Image, Image.Image]:
        self.scales.append(scale)
        size = int(self.side * scale), int(self.side * scale)
        blank = Image.new("L" if is_grey else "RGB", size, "white")
        return blank, blank


def test_a_word_without_ink_is_not_seen() -> None:
    assert [found.words for found in unseen_words(_Page(100.0), 0, 100)] == ["tide"]


@pytest.mark.parametrize(("side", "is_drawn"), [(45.0, True), (90.0, False)])
def test_a_page_is_drawn_up_to_so_many_pixels(
    monkeypatch: pytest.MonkeyPatch,
    side: float,
    is_drawn: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(ink, "_MOST_PIXELS", (50 * ink._SCALE) ** 2)
    monkeypatch.setattr(ink, "_SCALE_AT_FIRST", ink._SCALE)
    page = _Page(side)
    assert bool(unseen_words(page, 0, 100)) is bool(page.scales) is is_drawn


def test_a_page_of_a_kilometre_is_not_drawn() -> None:
    page = _Page(2_834_645.0)
    assert unseen_words(page, 0, 2_834_645) == ()
    assert page.scales == []
