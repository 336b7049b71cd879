"""What layout put past the edge of the page, where nobody can read it.

What comes in: the pages as WeasyPrint 70 laid them out, its boxes with their places in
CSS pixels. What goes out: the words that lie on no paper. WeasyPrint says nothing of
them; seen with tables of sixty columns and lists fifty deep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_TOLERANCE = 1.0
"""Pixels that a letter may lean over the edge: an italic does."""


@dataclass(frozen=True, slots=True)
class Overrun:
    """Words that lie past the edge of their page, in whole or in part."""

    page: int
    """Counted from 0."""
    words: str


def find_words_off(page: Any) -> tuple[str, ...]:  # noqa: ANN401 - WeasyPrint's boxes
    """Find the pieces of text that a page does not show whole."""
    return tuple(
        " ".join(box.text.split())
        for box in _text_boxes(page)
        if _is_off(box, page.margin_width(), page.margin_height())
    )


def _text_boxes(page: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    waiting = [page]
    while waiting:
        box = waiting.pop()
        text = getattr(box, "text", None)
        if isinstance(text, str):
            if text.strip():
                yield box
        else:
            waiting.extend(reversed(getattr(box, "children", ())))


def _is_off(box: Any, width: float, height: float) -> bool:  # noqa: ANN401
    left, top = box.position_x, box.position_y
    return bool(
        left < -_TOLERANCE
        or left + box.width > width + _TOLERANCE
        or top < -_TOLERANCE
        or top + box.height > height + _TOLERANCE
    )
