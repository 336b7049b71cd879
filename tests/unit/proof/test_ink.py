"""What a page shows of its words is judged by the drawn page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PIL import Image, ImageDraw

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


@dataclass
class _CutPage:
    """A page with a word of which only a share of the height is seen, from below."""

    share: float
    shifted: float = 0.0

    @property
    def box(self) -> Box:
        return 0.0, 0.0, 100.0, 100.0

    def characters(self) -> Iterator[tuple[str, Box]]:
        for letter, left, bottom, right, top in self._letters():
            yield letter, (left, bottom, right, top)

    def _letters(self) -> Iterator[tuple[str, float, float, float, float]]:
        low = 10.0 + self.shifted
        for index, letter in enumerate("ti-d"):
            bottom = low + 4 if letter == "-" else low
            top = low + 5 if letter == "-" else low + 10
            yield letter, 10.0 + 8 * index, bottom, 16.0 + 8 * index, top

    def drawn(self, scale: int, *, is_grey: bool) -> tuple[Image.Image, Image.Image]:
        mode = "L" if is_grey else "RGB"
        blank = Image.new(mode, (100 * scale, 100 * scale), "white")
        page = blank.copy()
        cut = 10.0 + self.shifted + 10 * self.share
        for _, left, bottom, right, top in self._letters():
            if min(top, cut) <= bottom:
                continue
            corners = (left, 100 - min(top, cut), right, 100 - bottom)
            stem = [int(at * scale) for at in corners]
            page.paste("black", (stem[0], stem[1], stem[2], max(stem[3], stem[1] + 1)))
        return page, blank


@pytest.mark.parametrize("shifted", [0.0, 0.15, 0.3, 0.45, 0.6])
@pytest.mark.parametrize(
    ("share", "unseen"), [(0.06, ["ti-d"]), (0.15, ["ti-d"]), (1, [])]
)
def test_what_is_left_of_a_letter_that_is_cut_off_is_not_the_letter(
    share: float, unseen: list[str], shifted: float
) -> None:
    """Wherever its edge falls among the pixels; a hyphen is low, and whole."""
    found = unseen_words(_CutPage(share, shifted), 0, 100)
    assert [one.words for one in found] == unseen


class _StrokePage(_Page):
    """A page with one word of strokes that are a pixel thin, from corner to corner."""

    def drawn(self, scale: int, *, is_grey: bool) -> tuple[Image.Image, Image.Image]:
        _, blank = super().drawn(scale, is_grey=is_grey)
        page = blank.copy()
        draw = ImageDraw.Draw(page)
        for _, (left, bottom, right, top) in self.characters():
            corners = (left, self.side - top, right, self.side - bottom)
            draw.line([at * scale for at in corners], fill="black")
        return page, blank


def test_a_letter_of_thin_strokes_is_seen() -> None:
    """None of its columns has much ink, but it is as high as it should be."""
    page = _StrokePage(100.0)
    assert unseen_words(page, 0, 100) == ()
    assert len(page.scales) == 2  # the second look, by itself, has found it
