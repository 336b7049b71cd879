"""Find whether a picture moves, and how often it flashes.

WCAG 2.2, 2.3.1: a flash is a pair of opposing changes of relative luminance of a tenth
or more, or to and from a saturated red, over a quarter of the picture; more than three
in a second are a danger (https://www.w3.org/TR/WCAG22/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bookmaker.images.kinds import DECODING_ERRORS, PictureKind
from bookmaker.images.opening import opened_picture

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

_MOVING_SVG = re.compile(
    rb"<(?:\w+:)?(?:animate\w*|set)\b|@keyframes|\banimation(?:-name)?\s*:",
    re.IGNORECASE,
)
_ANIMATED_SHEET = re.compile(rb"@(?:-webkit-)?keyframes\b", re.IGNORECASE)
_SIDE = 16
"""Pixels of the small copies that are compared: enough for a quarter of the area."""
_MOST_FRAMES = 240
_LEAST_CHANGE = 0.1
_SATURATED = 0.8
_LEAST_SHARE = 0.25
_FLASHES_ALLOWED = 3
_LEAST_DURATION = 0.02
"""Seconds: browsers show what is said to be shorter for a tenth of a second."""
_USUAL_DURATION = 0.1


@dataclass(frozen=True, slots=True)
class Motion:
    """How a picture moves."""

    moves: bool
    flashes: float = 0
    """In the worst second, where they are more than is safe; else 0."""


def has_animation(sheet: bytes) -> bool:
    """Whether a style sheet describes an animation."""
    return _ANIMATED_SHEET.search(sheet) is not None


def find_motion(kind: PictureKind, content: bytes) -> Motion:
    """Look at a picture that was proven sound."""
    if kind is PictureKind.SVG:
        return Motion(moves=_MOVING_SVG.search(content) is not None)
    if not _may_move(kind, content):
        return Motion(moves=False)
    try:
        with opened_picture(content) as image:
            if getattr(image, "n_frames", 1) == 1:
                return Motion(moves=False)
            worst = _worst_second(list(_changes(list(_frames(image)))))
    except DECODING_ERRORS:
        # Its first picture is sound and one of the others is not: how it moves is
        # unknown.
        return Motion(moves=True)
    flashes = worst / 2
    return Motion(moves=True, flashes=flashes if flashes > _FLASHES_ALLOWED else 0)


def _may_move(kind: PictureKind, content: bytes) -> bool:
    """Kinds that Pillow need not open at all are the many."""
    if kind is PictureKind.PNG:
        return b"acTL" in content[:4096]
    return kind not in (PictureKind.JPEG,)


_Frame = tuple[float, list[float], list[bool]]
"""When it is shown, in seconds; the luminance of each pixel; which are a deep red."""


def _frames(image: ImageFile) -> Iterator[_Frame]:
    """The frames of one round, and as many again as make two seconds."""
    from PIL import Image

    shown: list[tuple[float, list[float], list[bool]]] = []
    for number in range(min(getattr(image, "n_frames", 1), _MOST_FRAMES)):
        image.seek(number)
        duration = float(image.info.get("duration", 0)) / 1000
        small = image.convert("RGBA")
        ground = Image.new("RGBA", small.size, "white")
        ground.alpha_composite(small)
        pixels = ground.convert("RGB").resize((_SIDE, _SIDE)).tobytes()
        triples = list(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
        shown.append(
            (
                duration if duration >= _LEAST_DURATION else _USUAL_DURATION,
                [_luminance(*triple) for triple in triples],
                [
                    red / max(1, red + green + blue) >= _SATURATED
                    for red, green, blue in triples
                ],
            )
        )
    now, number = 0.0, 0
    while number < len(shown) or (now < 2 and number < _MOST_FRAMES):
        duration, light, red = shown[number % len(shown)]
        yield now, light, red
        now, number = now + duration, number + 1


def _luminance(red: int, green: int, blue: int) -> float:
    """WCAG 2.2, relative luminance."""
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(value: int) -> float:
    share = value / 255
    return (
        share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
    )


def _changes(frames: list[_Frame]) -> Iterator[float]:
    """The moments at which a quarter of the picture changes against its last change."""
    if not frames:
        return
    count = len(frames[0][1])
    extremes = list(frames[0][1])
    directions = [0] * count
    for (_, _, red_before), (now, light, red) in pairwise(frames):
        turned = 0
        for at in range(count):
            change = light[at] - extremes[at]
            direction = 1 if change > 0 else -1
            is_turn = abs(change) >= _LEAST_CHANGE and direction != directions[at]
            if is_turn:
                directions[at] = direction
            if is_turn or direction == directions[at]:
                extremes[at] = light[at]
            turned += is_turn or red[at] is not red_before[at]
        if turned >= count * _LEAST_SHARE:
            yield now


def _worst_second(moments: list[float]) -> int:
    """The most changes that any second has."""
    return max(
        (sum(start <= m < start + 1 for m in moments) for start in moments), default=0
    )
