"""What layout put past the edge of the page, where nobody can read it.

What comes in: the pages as WeasyPrint 70 laid them out, its boxes with their places in
CSS pixels. What goes out: the words that lie on no paper. WeasyPrint says nothing of
them; seen with tables of sixty columns and lists fifty deep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.printing import TextOffPage
from bookmaker.document.book import Book
from bookmaker.document.nodes import Code, CodeBlock, Text
from bookmaker.document.walk import descend_book
from bookmaker.source import SourceSpan

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
    paper = (0.0, 0.0, page.margin_width(), page.margin_height())
    return tuple(
        " ".join(box.text.split())
        for box, paper in _text_boxes(page, paper)
        if _is_off(box, paper)
    )


_Paper = tuple[float, float, float, float]
"""Where it begins, from the left and from the top; its width and height."""


def _text_boxes(page: Any, paper: _Paper) -> Iterator[tuple[Any, _Paper]]:  # noqa: ANN401
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
            paper = (box.position_x, box.position_y, box.width, box.height)
        children = reversed(getattr(box, "children", ()))
        waiting.extend((child, paper) for child in children)


def _is_off(box: Any, paper: _Paper) -> bool:  # noqa: ANN401
    left, top = box.position_x - paper[0], box.position_y - paper[1]
    width, height = paper[2:]
    return bool(
        left < -_TOLERANCE
        or left + box.width > width + _TOLERANCE
        or top < -_TOLERANCE
        or top + box.height > height + _TOLERANCE
    )


def check_overruns(overruns: Iterable[Overrun], book: Book) -> Iterator[Diagnostic]:
    """Report each page that words run off, at the place of one of them."""
    overruns_by_page: dict[int, list[Overrun]] = {}
    for overrun in overruns:
        overruns_by_page.setdefault(overrun.page, []).append(overrun)
    for index, found in overruns_by_page.items():
        # The longest piece is the likeliest to stand in one place alone.
        telling = sorted(found, key=lambda overrun: -len(overrun.words))
        places = (_find_place(overrun.words, book) for overrun in telling)
        yield TextOffPage(
            page=index + 1,
            words=found[0].words,
            pieces=len(found),
            span=next(filter(None, places), None),
        )


def _find_place(words: str, book: Book) -> SourceSpan | None:
    for node in descend_book(book):
        if (
            isinstance(node, (Text, Code, CodeBlock))
            and node.span is not None
            and words in " ".join(node.text.split())
        ):
            return node.span
    return None
