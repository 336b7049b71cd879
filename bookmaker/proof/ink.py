"""Which words of a page nobody sees: without ink, or printed upon each other.

What comes in: a page of a finished PDF. What goes out: its words that are in the file
and not to be seen. It is judged by the drawn page, not by a list of properties: a page
is drawn with its text and without it, and where both are the same there is no ink,
whatever the cause (the colour of the ground, a clip, a box upon it, no size). Words
that are printed upon each other have ink, so the boxes of their letters are compared.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from PIL.Image import Image

_SCALE = 3
"""Pixels to the point: the stems of letters of 6 points are more than one wide."""
_SCALE_AT_FIRST = 2
_MOST_PIXELS = 100_000_000
"""Of a page that is drawn: A0 has 72 million. Larger ones, which a sheet makes with a
bleed of a kilometre, take gigabytes."""
_LEAST_CONTRAST = 1.2
"""Between ink and ground, as WCAG 2.2 counts (1.4.3); white on white has 1, the palest
grey that designers print with (`#ccc`) 1.6."""
_CLEARLY_SEEN = 40
"""Of 255: a difference in colour, weighed as lightness is, that is above the least
contrast on any ground."""
_NO_INK = 8
"""Of 255: what drawing with and without a letter may differ by where it has no ink."""
_LEAST_HEIGHT = 0.25
"""The share of a letter's height that has ink: what is left of one that is cut off can
be read from a third on."""
_SURE_HEIGHT = 0.12
"""The share of a letter's height that one of its columns has ink in; letters of thin
strokes, as an x, reach 0.15. Below it the letter is looked at by itself."""
_UPON = 0.4
"""The share of a letter's box within another's: italics and kerning reach 0.2, accents
are letters of their own run."""
_MOST_UPON = 0.5
"""The share of a line's letters that stand upon others."""
_CROWDED = 0.5
"""The share of a letter's width within its neighbour's; a tight `fi` reaches 0.35."""


_SPECK = 0.5
"""Points; the smallest letters of type of three points are larger."""

Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge."""


class Unseen(enum.Enum):
    """Why words are not to be seen."""

    NO_INK = "no ink"
    OVERPRINTED = "overprinted"


@dataclass(frozen=True, slots=True)
class UnseenWords:
    """Words of a page that nobody sees."""

    words: str
    before: str
    """What the page says before them."""
    why: Unseen
    cause: str = ""
    """The declaration that hides them, where it is known."""


@dataclass(frozen=True, slots=True)
class _Letter:
    index: int
    """Among the characters of the page."""
    char: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.top - self.bottom)

    @property
    def is_speck(self) -> bool:
        """Whether nobody could tell it from another: half a point, either way."""
        return max(self.right - self.left, self.top - self.bottom) < _SPECK

    def shared(self, other: _Letter) -> float:
        """The area that two boxes have in common."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(0.0, width) * max(0.0, height)


@dataclass(slots=True)
class _Line:
    """Letters that stand side by side."""

    letters: list[_Letter] = field(default_factory=list)
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0

    def add(self, letter: _Letter) -> None:
        if not self.letters:
            self.left, self.bottom = letter.left, letter.bottom
            self.right, self.top = letter.right, letter.top
        self.letters.append(letter)
        self.left, self.right = (
            min(self.left, letter.left),
            max(self.right, letter.right),
        )
        self.bottom, self.top = (
            min(self.bottom, letter.bottom),
            max(self.top, letter.top),
        )

    def goes_on_with(self, letter: _Letter) -> bool:
        """Whether a letter stands beside the last one."""
        last = self.letters[-1]
        height = max(last.top - last.bottom, letter.top - letter.bottom, 1.0)
        is_level = letter.bottom < self.top and letter.top > self.bottom
        return is_level and abs(letter.left - last.right) < _WIDEST_GAP * height

    def meets(self, other: _Line) -> bool:
        """Whether two lines have a good part of the lower one's height in common."""
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        lower = min(self.top - self.bottom, other.top - other.bottom)
        is_beside = self.right <= other.left or other.right <= self.left
        return height > _UPON * lower and not is_beside


_WIDEST_GAP = 6.0
"""Heights of a letter between two words of a line; justified lines are well below."""


class InkPage(Protocol):
    """A page of a finished PDF; lengths are points from its lower left corner."""

    @property
    def box(self) -> Box:
        """Its left, lower, right and upper edge."""

    def characters(self) -> Iterator[tuple[str, Box]]:
        """Yield each character in the order of the text, and the box of its ink."""

    def drawn(self, scale: int, *, is_grey: bool) -> tuple[Image, Image]:
        """The page with its text and without it, so many pixels to the point."""


def unseen_words(page: InkPage, bottom: float, top: float) -> tuple[UnseenWords, ...]:
    """The words between two heights of a page that nobody sees."""
    chars, lines, specks = _read(page, bottom, top)
    upon = set(_overprinted(lines))
    inkless = _without_ink(page, lines, is_thorough=False) - upon
    if inkless:
        inkless = _without_ink(page, lines, is_thorough=True) - upon
    found = [
        *_words_of(chars, inkless | specks, Unseen.NO_INK),
        *_words_of(chars, upon, Unseen.OVERPRINTED),
    ]
    return tuple(found)


def _read(
    page: InkPage, bottom: float, top: float
) -> tuple[list[str], list[_Line], set[int]]:
    """All characters of a page, and its letters between two heights, by lines.

    Apart from them the letters that are drawn as specks.
    """
    left_edge, bottom_edge, right_edge, top_edge = page.box
    chars: list[str] = []
    lines: list[_Line] = []
    specks: set[int] = set()
    for index, (char, box) in enumerate(page.characters()):
        chars.append(char)
        if not char.isprintable() or char.isspace():
            continue
        letter = _Letter(index, char, *box)
        across, down = letter.left + letter.right, letter.bottom + letter.top
        is_on_page = 2 * left_edge < across < 2 * right_edge and 2 * max(
            bottom, bottom_edge
        ) < down < 2 * min(top, top_edge)
        if is_on_page and letter.is_speck and char.isalnum():
            specks.add(index)
        if not is_on_page or letter.area <= 0:
            continue
        if not lines or not lines[-1].goes_on_with(letter):
            lines.append(_Line())
        lines[-1].add(letter)
    return chars, lines, specks


# --- ink ---


def _without_ink(page: InkPage, lines: list[_Line], *, is_thorough: bool) -> set[int]:
    """The letters that are not to be seen; if not thorough, those that may not be.

    In grey and with fewer pixels a page takes a quarter of the time, and nearly all
    pages need no more.
    """
    from PIL import ImageChops

    if not lines:
        return set()
    scale = _SCALE if is_thorough else _SCALE_AT_FIRST
    left, bottom, right, top = page.box
    if (right - left) * (top - bottom) * scale**2 > _MOST_PIXELS:
        return set()
    drawn, ground = page.drawn(scale, is_grey=not is_thorough)
    difference = ImageChops.difference(drawn, ground)
    if is_thorough:
        difference = difference.convert("L")
    found: set[int] = set()
    for line in lines:
        area = (
            max(0, int((line.left - left) * scale)),
            max(0, int((top - line.top) * scale)),
            int((line.right - left) * scale) + 1,
            int((top - line.bottom) * scale) + 1,
        )
        ink = difference.crop(area)
        strongest = int(ink.getextrema()[1])  # type: ignore[arg-type]
        if strongest < _CLEARLY_SEEN and not (
            is_thorough and _is_seen(ink, strongest, drawn, ground, area)
        ):
            found |= {letter.index for letter in line.letters}
            continue
        mask = ink.point(_INKED)
        columns = mask.resize((ink.width, 1), _box_filter()).tobytes()
        for letter in line.letters:
            start = max(0, int((letter.left - left) * scale) - area[0])
            end = int((letter.right - left) * scale) + 1 - area[0]
            height = (letter.top - letter.bottom) * scale
            least = 255 * _SURE_HEIGHT * height / ink.height
            if max(columns[start:end], default=0) >= max(1, least):
                continue
            rows = mask.crop((start, 0, max(start, end), ink.height)).getbbox()
            is_cut = rows is None or rows[3] - rows[1] < _LEAST_HEIGHT * height
            if is_cut or not is_thorough:
                found.add(letter.index)
    return found


_INKED = [0 if value < _NO_INK else 255 for value in range(256)]


def _box_filter() -> Any:  # noqa: ANN401
    from PIL import Image

    return Image.Resampling.BOX


def _is_seen(
    ink: Image,
    strongest: int,
    drawn: Image,
    ground: Image,
    area: tuple[int, int, int, int],
) -> bool:
    """Whether the strongest ink of a line stands out from its ground all the same."""
    if strongest < _NO_INK:
        return False
    across, down = _place(ink.tobytes().index(strongest), ink.width)
    at = (area[0] + across, area[1] + down)
    return _contrast(drawn.getpixel(at), ground.getpixel(at)) >= _LEAST_CONTRAST


def _place(offset: int, width: int) -> tuple[int, int]:
    return offset % width, offset // width


def _contrast(one: Any, other: Any) -> float:  # noqa: ANN401 - Pillow's pixels
    """WCAG 2.2, contrast ratio: from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(pixel: tuple[int, int, int]) -> float:
    red, green, blue = (_linear(value / 255) for value in pixel)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return (
        value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
    )


# --- words upon words ---


def _overprinted(lines: list[_Line]) -> Iterator[int]:
    """The letters of lines that stand upon other lines, or upon themselves."""
    ordered = sorted(lines, key=lambda line: line.bottom)
    for position, line in enumerate(ordered):
        if _is_crowded(line):
            yield from (letter.index for letter in line.letters)
        for other in ordered[position + 1 :]:
            if other.bottom >= line.top:
                break
            if line.meets(other) and _text(line) != _text(other):
                fewer, more = sorted((line, other), key=lambda one: len(one.letters))
                if _stands_upon(fewer, more):
                    yield from (letter.index for letter in fewer.letters)
                    yield from (
                        letter.index
                        for letter in more.letters
                        if any(letter.shared(under) for under in fewer.letters)
                    )


def _text(line: _Line) -> str:
    return "".join(letter.char for letter in line.letters)


def _stands_upon(line: _Line, other: _Line) -> bool:
    upon = sum(
        any(
            letter.shared(under) > _UPON * min(letter.area, under.area)
            for under in other.letters
        )
        for letter in line.letters
    )
    return upon >= max(2, _MOST_UPON * len(line.letters))


def _is_crowded(line: _Line) -> bool:
    """Whether letters of an alphabet that are written apart stand in each other."""
    apart = [letter for letter in line.letters if _is_written_apart(letter.char)]
    if len(apart) < _FEW:
        return False
    inside = 0
    for one, two in pairwise(apart):
        shared = min(one.right, two.right) - max(one.left, two.left)
        narrower = min(one.right - one.left, two.right - two.left)
        inside += shared > _CROWDED * narrower
    return inside > _MOST_UPON * len(apart)


_FEW = 4
_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC", "HEBREW LETTER", "CJK", "HIRAGANA")


def _is_written_apart(char: str) -> bool:
    return char.isalpha() and unicodedata.name(char, "").startswith(_ALPHABETS)


# --- words ---


def _words_of(chars: list[str], unseen: set[int], why: Unseen) -> Iterator[UnseenWords]:
    """The whole words that unseen letters stand in; neighbours are one stretch."""
    text = "".join(char if char.isprintable() else " " for char in chars)
    stretches: list[tuple[int, int]] = []
    for word in re.finditer(r"\S+", text):
        if not any(index in unseen for index in range(word.start(), word.end())):
            continue
        if stretches and not text[stretches[-1][1] : word.start()].strip():
            stretches[-1] = (stretches[-1][0], word.end())
        else:
            stretches.append(word.span())
    for start, end in stretches:
        words = "".join(chars[start:end])
        if any(char.isalnum() for char in words):
            before = "".join(chars[max(0, start - _CONTEXT) : start])
            yield UnseenWords(words, before, why)


_CONTEXT = 40
