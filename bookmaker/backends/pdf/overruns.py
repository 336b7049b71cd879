"""What layout put past the edge of the page, where nobody can read it.

What comes in: the pages as WeasyPrint 70 laid them out, its boxes with their places in
CSS pixels. What goes out: the words that lie on no paper. WeasyPrint says nothing of
them; seen with tables of sixty columns and lists fifty deep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bookmaker.backends.pdf.geometry import PixelBox

_TURNED = "turned-sheet"
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
    paper = PixelBox(0.0, 0.0, page.margin_width(), page.margin_height())
    return tuple(
        " ".join(box.text.split())
        for box, paper in _text_boxes(page, paper)
        if _is_off(box, paper)
    )


def _text_boxes(page: Any, paper: PixelBox) -> Iterator[tuple[Any, PixelBox]]:  # noqa: ANN401
    """Each piece of text, and the paper that it must stand on."""
    waiting = [(page, paper)]
    while waiting:
        box, paper = waiting.pop()
        text = getattr(box, "text", None)
        if isinstance(text, str):
            if text.strip():
                yield box, paper
            continue
        if box.element is not None and box.element.get("class") == _TURNED:
            # Its boxes have the places that they had before it was turned.
            paper = PixelBox(box.position_x, box.position_y, box.width, box.height)
        children = reversed(getattr(box, "children", ()))
        waiting.extend((child, paper) for child in children)


def _is_off(box: Any, paper: PixelBox) -> bool:  # noqa: ANN401
    left, top = box.position_x - paper.left, box.position_y - paper.top
    return bool(
        left < -_TOLERANCE
        or left + box.width > paper.width + _TOLERANCE
        or top < -_TOLERANCE
        or top + box.height > paper.height + _TOLERANCE
    )
