"""Whether a chapter that was laid out can be joined to others.

What comes in: a chapter as the engine wrote it. WeasyPrint 70 writes `nan` and numbers
of three hundred digits where a rule of the author's makes them (`calc(NaN * 1px)`,
`scale(1e300)`): such a file cannot be opened, and no link can lead to such a place.
"""

from __future__ import annotations

import io
import math
from itertools import chain

from pikepdf import Pdf, PdfError

from bookmaker.backends.pdf.facts import ChapterPdf


def is_sound(chapter: ChapterPdf) -> bool:
    """Whether all of its places are finite, and its file can be opened."""
    facts = chapter.facts
    points = [point for page in facts.pages for point in page.anchors.values()]
    points += [mark.point for page in facts.pages for mark in page.bookmarks]
    sizes = [(page.width, page.height) for page in facts.pages]
    numbers = chain(*points, *sizes, facts.text_lefts)
    return all(map(math.isfinite, numbers)) and _can_be_opened(chapter.content)


def _can_be_opened(content: bytes) -> bool:
    try:
        with Pdf.open(io.BytesIO(content)):
            return True
    except PdfError:
        return False
