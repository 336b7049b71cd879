"""Leave room for the captions of figures below tall pictures.

What comes in: the galley, the page, and the size of captions. What goes out: the galley
with `--caption-lines` on each figure whose caption is a long one; the sheets leave so
many lines of the page below its picture (`.figure .picture` in styles/print/text.css).

A caption stays with its picture. One that would leave it less than half of the page
goes on over the next page, as text does.
"""

from __future__ import annotations

import math
from fractions import Fraction
from xml.etree import ElementTree

from bookmaker.backends.pdf.geometry import PageGeometry
from bookmaker.backends.pdf.tables import LINE_SLACK, MEAN_LETTER

LINES_OF_CAPTION = 4
"""What the sheets leave where nothing else is said: three lines, and the space."""


def leave_room_for_captions(
    root: ElementTree.Element, page: PageGeometry, size: Fraction
) -> None:
    """Say on each figure how many lines its caption takes; `size` is in points."""
    most = page.lines // 2
    for figure in root.iter("figure"):
        captions = figure.findall("figcaption")
        letters = sum(len("".join(caption.itertext())) for caption in captions)
        width = letters * MEAN_LETTER * size * LINE_SLACK
        lines = math.ceil(width / page.measure) + 1
        if lines <= LINES_OF_CAPTION:
            continue
        _add_style(figure, f"--caption-lines: {min(lines, most)}")
        if lines > most:
            _add_style(figure, "break-inside: auto")
            for caption in captions:
                _add_style(caption, "display: block")


def _add_style(node: ElementTree.Element, style: str) -> None:
    node.set("style", "; ".join(filter(None, (node.get("style"), style))))
