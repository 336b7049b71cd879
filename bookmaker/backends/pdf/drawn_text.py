"""What WeasyPrint 70 writes on each page, kept while it draws.

A page of a PDF has glyphs in the order in which they are seen, from left to right, and
one text for each glyph. What a line was drawn for, in the order in which it is read, is
known here alone.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from bookmaker.backends.pdf.facts import DrawnPage


class DrawnText:
    """Keeps the lines that are drawn, page by page."""

    def __init__(self) -> None:
        self._pages: list[list[_Line]] = []
        self._place_by_box: dict[int, int] = {}

    def begin(self) -> None:
        """Forget what was drawn before."""
        self._pages = []

    def turn(self, page: Any) -> None:  # noqa: ANN401 - WeasyPrint's
        """Begin a page, whose boxes are in the order of the markup."""
        self._pages.append([])
        self._place_by_box = {
            id(box): place for place, box in enumerate(_boxes_below(page))
        }

    def add(self, text: str, box: object) -> None:
        """Add what a line, or a part of one, says; the words of drawings have no box.

        These are placed behind what was drawn before.
        """
        if self._pages:
            lines = self._pages[-1]
            before = lines[-1][0] if lines else 0
            lines.append((self._place_by_box.get(id(box), before), text))

    def pages(self, pdf: Any) -> tuple[DrawnPage, ...]:  # noqa: ANN401 - pydyf's
        """What was drawn on each page of a file that is about to be written."""
        return tuple(
            DrawnPage(_joined(lines), _digest(pdf, reference), _as_written(lines))
            for lines, reference in zip(self._pages, pdf.page_references, strict=True)
        )


_Line = tuple[int, str]
"""What a line says, behind the place of its box in the order of the markup."""


def _joined(lines: Sequence[_Line]) -> str:
    return "\n".join(text for _, text in lines)


def _as_written(lines: Sequence[_Line]) -> str:
    ordered = sorted(lines, key=lambda line: line[0])
    return "" if ordered == lines else _joined(ordered)


def _boxes_below(page: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's
    waiting = [page]
    while waiting:
        box = waiting.pop()
        # What is positioned absolutely has a stand-in where it is written.
        box = getattr(box, "_box", box)
        yield box
        waiting.extend(reversed(getattr(box, "children", ())))


def keep_drawn_text(weasyprint: Any) -> DrawnText:  # noqa: ANN401 - a module without types
    """Keep what is drawn from now on. Later calls give what the first one gave."""
    draws = weasyprint.draw.text
    kept = getattr(draws.draw_first_line, "drawn_text", None)
    if isinstance(kept, DrawnText):
        return kept
    drawn = DrawnText()
    draw_line, draw_page = draws.draw_first_line, weasyprint.document.draw_page

    @functools.wraps(draw_line)
    def draw_first_line(stream: Any, textbox: Any, *how: Any) -> Any:  # noqa: ANN401
        emojis = draw_line(stream, textbox, *how)
        if textbox.style["font_size"] >= _LEAST_SIZE:
            drawn.add(_first_line(textbox.pango_layout), textbox)
        return emojis

    def draw_next_page(page: Any, stream: Any) -> None:  # noqa: ANN401
        drawn.turn(page)
        draw_page(page, stream)

    draw_first_line.drawn_text = drawn  # type: ignore[attr-defined]
    draws.draw_first_line = draw_first_line
    weasyprint.document.draw_page = draw_next_page
    return drawn


def _first_line(layout: Any) -> str:  # noqa: ANN401 - WeasyPrint's
    _, end = layout.get_first_line()
    text: str = layout.text
    return text if end is None else text.encode()[:end].decode(errors="replace")


_LEAST_SIZE = 1e-6
"""What is smaller WeasyPrint does not draw."""
_BEGINS, _ENDS = b"\nstream\n", b"\nendstream"


def _digest(pdf: Any, page: bytes) -> str:  # noqa: ANN401 - pydyf's
    import pydyf

    contents = pdf.objects[int(page.split()[0])]["Contents"]
    plain = pydyf.Stream(pdf.objects[int(contents.split()[0])].stream).data
    content = plain[plain.index(_BEGINS) + len(_BEGINS) :].removesuffix(_ENDS)
    return hashlib.sha256(content).hexdigest()
