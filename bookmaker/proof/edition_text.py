"""The text that a finished edition says, read back from its bytes.

What comes in: the bytes of an EPUB or of a PDF. What goes out: the text of each
content document in reading order, or of each page: what a reading system or a
viewer's search would find, read by other libraries than those that wrote it.
"""

from __future__ import annotations

import ctypes
import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote

from bookmaker.proof.ink import Box, UnseenWords, unseen_words

if TYPE_CHECKING:
    from lxml import etree
    from PIL.Image import Image

_CONTAINER = "META-INF/container.xml"
_OPF = "{http://www.idpf.org/2007/opf}"
_XHTML = "{http://www.w3.org/1999/xhtml}"


def document_texts(epub: bytes) -> tuple[str, ...]:
    """The text of each document that is read, in reading order, without hidden parts.

    EPUB 3.3, sections 4.2.6.3 (container.xml) and 5.7 (spine).
    """
    return tuple("".join(body.itertext()) for body in document_bodies(epub))


def document_bodies(epub: bytes) -> Iterator[etree._Element]:
    """Yield the body of each document that is read, without hidden parts."""
    return (body for _, body in named_bodies(epub))


def named_bodies(epub: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Yield each document that is read, with its path in the archive."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        for name in _reading_order(archive):
            yield name, _body(archive.read(name))


def sheets_of(epub: bytes) -> str:
    """All style sheets of an EPUB, in the order that they are packed in."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".css")]
        return "\n".join(archive.read(name).decode() for name in names)


def _reading_order(archive: zipfile.ZipFile) -> Iterator[str]:
    from lxml import etree

    container = etree.fromstring(archive.read(_CONTAINER))
    package_name = next(container.iter("{*}rootfile")).get("full-path")
    package = etree.fromstring(archive.read(package_name))
    folder = posixpath.dirname(package_name)
    href_by_id = {i.get("id"): i.get("href") for i in package.iter(f"{_OPF}item")}
    for reference in package.iter(f"{_OPF}itemref"):
        yield posixpath.join(folder, unquote(href_by_id[reference.get("idref")]))


def _body(document: bytes) -> etree._Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    body = etree.fromstring(document, parser).find(f"{_XHTML}body")
    for part in list(body.iter(f"{_XHTML}nav", f"{_XHTML}template")):
        if part.get("hidden") is not None:
            part.clear()
    return body


@dataclass(frozen=True, slots=True)
class Band:
    """The part of a page between running head and folio, in points from its foot."""

    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class PlacedCharacter:
    """A character on its page; lengths are points from the page's lower left corner."""

    text: str
    baseline: float
    size: float
    """Of its type."""
    box: Box


def page_texts(
    pdf: bytes,
    band: Band | None = None,
    *,
    pages: Iterable[int] | None = None,
    is_clipped: bool = True,
) -> tuple[str, ...]:
    """The text of each page of a PDF, as `PdfText.of_pages` reads it."""
    with PdfText(pdf) as text:
        return text.of_pages(band, pages=pages, is_clipped=is_clipped)


class PdfText:
    """The text of a PDF, which is opened when it is first asked for some, and once.

    Opening it for each chapter takes the square of the chapters: PDFium counts pages
    from the first to find one.
    """

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._document: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None

    def of_pages(
        self,
        band: Band | None = None,
        *,
        pages: Iterable[int] | None = None,
        is_clipped: bool = True,
    ) -> tuple[str, ...]:
        """The text of each page, in the order that it is drawn in.

        What lies beyond the page's edges is left out, unless `is_clipped` is false;
        with a band, so is what lies wholly above or below that. `pages`, counted from
        0, are all where none are named.
        """
        document = self._opened()
        return tuple(
            _page_text(document[index], band, is_clipped=is_clipped)
            for index in (range(len(document)) if pages is None else pages)
        )

    def letters_of_pages(self, band: Band, pages: Iterable[int]) -> tuple[str, ...]:
        """The characters of each page that stand in a band, in any order.

        PDFium leaves some of them out of the text of an area where that runs from right
        to left; it knows the place of each all the same.
        """
        document = self._opened()
        return tuple(_letters(document[index], band) for index in pages)

    def characters(
        self, band: Band, page: int, *, near: Box | None = None
    ) -> tuple[PlacedCharacter, ...]:
        """The characters in the band of a page, counted from 0, in reading order.

        White space that PDFium adds between words is left out. With `near`, so is what
        lies further within that box (left, bottom, right, top, in points from the
        page's lower left corner) than three times the size of its type.
        """
        return tuple(_placed_characters(self._opened()[page], band, near))

    def unseen_words(self, band: Band, page: int) -> tuple[UnseenWords, ...]:
        """The words in the band of a page, counted from 0, that nobody sees."""
        return unseen_words(_PdfPage(self._opened(), page), band.bottom, band.top)

    def _opened(self) -> Any:  # noqa: ANN401 - PDFium's
        import pypdfium2

        if self._document is None:
            self._document = pypdfium2.PdfDocument(self._pdf)
        return self._document


def _page_text(page: Any, band: Band | None, *, is_clipped: bool) -> str:  # noqa: ANN401
    text = page.get_textpage()
    try:
        if not is_clipped:
            return str(text.get_text_range())
        if band is None:
            return str(text.get_text_bounded())
        return str(text.get_text_bounded(bottom=band.bottom, top=band.top))
    finally:
        text.close()
        page.close()


@dataclass(frozen=True, slots=True)
class _PdfPage:
    """A page as `proof.ink` looks at it; each look opens it again, the file stays."""

    document: Any
    index: int

    @property
    def box(self) -> Box:
        with closing(self.document[self.index]) as page:
            left, bottom, right, top = page.get_bbox()
            return left, bottom, right, top

    def characters(self) -> Iterator[tuple[str, Box]]:
        from pypdfium2 import raw

        sides = left, right, bottom, top = [ctypes.c_double() for _ in range(4)]
        with (
            closing(self.document[self.index]) as page,
            closing(page.get_textpage()) as text,
        ):
            for index in range(text.count_chars()):
                raw.FPDFText_GetCharBox(text, index, *sides)
                box = left.value, bottom.value, right.value, top.value
                yield chr(raw.FPDFText_GetUnicode(text, index)), box

    def drawn(self, scale: int, *, is_grey: bool) -> tuple[Image, Image]:
        from pypdfium2 import raw

        with closing(self.document[self.index]) as page:
            drawn = _picture_of(page, scale, is_grey=is_grey)
            texts = page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST)
            for text in texts:
                raw.FPDFTextObj_SetTextRenderMode(
                    text, raw.FPDF_TEXTRENDERMODE_INVISIBLE
                )
            return drawn, _picture_of(page, scale, is_grey=is_grey)


_DEEPEST = 15
"""Of groups within groups, which drawings and their opacity make."""


def _picture_of(page: Any, scale: int, *, is_grey: bool) -> Image:  # noqa: ANN401
    image: Image = page.render(scale=scale, grayscale=is_grey).to_pil()
    mode = "L" if is_grey else "RGB"
    return image if image.mode == mode else image.convert(mode)


_WELL_WITHIN = 3.0
"""Sizes of type: further than any character reaches from where it begins."""


def _placed_characters(
    page: Any,  # noqa: ANN401
    band: Band,
    near: Box | None = None,
) -> Iterator[PlacedCharacter]:
    from pypdfium2 import raw

    left, foot, right, head = page.get_bbox()
    bottom, top = max(foot, band.bottom), min(head, band.top)
    across, up = ctypes.c_double(), ctypes.c_double()
    edges = raw.FS_RECTF()
    with closing(page), closing(page.get_textpage()) as text:
        half = ""
        every = range(text.count_chars())
        for index in every if near is None else _not_well_within(text, near):
            unit = half + chr(raw.FPDFText_GetUnicode(text, index))
            if "\ud800" <= unit <= "\udbff":  # what comes next is its other half
                half = unit
                continue
            half = ""
            raw.FPDFText_GetCharOrigin(text, index, across, up)
            is_inside = left <= across.value <= right and bottom <= up.value <= top
            if not is_inside or raw.FPDFText_IsGenerated(text, index):
                continue
            raw.FPDFText_GetLooseCharBox(text, index, edges)
            sign = unit.encode("utf-16-le", "surrogatepass")
            yield PlacedCharacter(
                sign.decode("utf-16-le", "replace"),
                up.value,
                raw.FPDFText_GetFontSize(text, index),
                (edges.left, edges.bottom, edges.right, edges.top),
            )


_STRIDE = 10
"""Characters. Where two of a line that are so far apart are well within a box, of one
size, and no further from each other than type is wide, so are those between."""
_WIDEST = 1.5
"""Sizes of type: what a character of a line takes, with spaces that are stretched."""


def _not_well_within(text: Any, near: Box) -> Iterator[int]:  # noqa: ANN401 - PDFium's
    """The characters that lie outside of a box, or less far within than their type."""
    from pypdfium2 import raw

    across, up = ctypes.c_double(), ctypes.c_double()

    def look(index: int) -> tuple[float, float, float, bool]:
        raw.FPDFText_GetCharOrigin(text, index, across, up)
        x, y = across.value, up.value
        size = raw.FPDFText_GetFontSize(text, index)
        room = min(x - near[0], y - near[1], near[2] - x, near[3] - y)
        return x, y, size, room > _WELL_WITHIN * size

    count, index = text.count_chars(), 0
    while index < count:
        x, y, size, is_within = look(index)
        if not is_within:
            yield index
            if 0xD800 <= raw.FPDFText_GetUnicode(text, index) <= 0xDBFF:
                yield index + 1  # its other half
                index += 1
        index += 1
        while is_within and index + _STRIDE < count:
            x_there, y_there, size_there, is_within = look(index + _STRIDE)
            reach = (_STRIDE + 1) * _WIDEST * size
            is_same_line = (y_there, size_there) == (y, size)
            if not (is_within and is_same_line and 0 < x_there - x <= reach):
                break
            x, index = x_there, index + _STRIDE + 1


def _letters(page: Any, band: Band) -> str:  # noqa: ANN401
    from pypdfium2 import raw

    left, foot, right, head = page.get_bbox()
    bottom, top = max(foot, band.bottom), min(head, band.top)
    across, up = ctypes.c_double(), ctypes.c_double()
    text = page.get_textpage()
    try:
        units = []
        for index in range(text.count_chars()):
            raw.FPDFText_GetCharOrigin(text, index, across, up)
            if left <= across.value <= right and bottom <= up.value <= top:
                units.append(chr(raw.FPDFText_GetUnicode(text, index)))
    finally:
        text.close()
        page.close()
    # What lies beyond the basic plane may come in two halves.
    halves = "".join(units).encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le", "replace")
