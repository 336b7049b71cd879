"""Move a page's text sideways: on the other side of the sheet margins are others.

Lengths are in points. PDF 1.7, 8.3.3, has the matrices, 12.5.2 the annotations, 14.8.5
the boxes of figures.
"""

from __future__ import annotations

import re

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

_BEGINS = b"q\n"
"""A page's text begins so, and what follows is undone before its heads are drawn."""
_MOVE = re.compile(rb"\Aq\n1 0 0 1 \S+ 0 cm\n")


def shift_page(pdf: Pdf, page: Object, shift: float) -> None:
    """Move what stands on a page, and what is clicked on it, to the right."""
    content = page.Contents.read_bytes()
    moved = f"1 0 0 1 {shift} 0 cm\n".encode()
    page.Contents = Stream(pdf, _BEGINS + moved + content.removeprefix(_BEGINS))
    for annotation in page.get(Name.Annots, ()):
        annotation.Rect = _moved(annotation.Rect, shift)


def unshifted(content: bytes) -> bytes:
    """What draws a page, as it was before it was moved."""
    return _MOVE.sub(_BEGINS, content, count=1)


def shift_pictures(elements: Object | int, shift: float) -> None:
    """Move the boxes of a page's figures: each is held by the content it draws."""
    seen: set[tuple[int, int]] = set()
    for element in () if isinstance(elements, int) else elements.as_list():
        if isinstance(element, Dictionary):
            box = element.get(Name.A, Dictionary()).get(Name.BBox)
            if box is not None and element.objgen not in seen:
                element.A.BBox = _moved(box, shift)
                seen.add(element.objgen)


def _moved(box: Object, shift: float) -> Object:
    left, foot, right, top = (float(side) for side in box.as_list())
    return Array([short(left + shift), foot, short(right + shift), top])


def short(length: float) -> float:
    """A length in points as fine as anybody can see: the rest is rounding."""
    return round(length, 4)
