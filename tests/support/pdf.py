"""Look into a PDF: pages, sizes, labels, text, outline, links, fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2


@dataclass(frozen=True, slots=True)
class PdfInspector:
    """A PDF as facts that a test can compare."""

    pdf: pikepdf.Pdf
    content: bytes

    @classmethod
    def of(cls, content: bytes) -> PdfInspector:
        """Open a finished file."""
        return cls(pikepdf.open(io.BytesIO(content)), content)

    @property
    def page_count(self) -> int:
        """Pages, blank ones counted."""
        return len(self.pdf.pages)

    @property
    def sizes(self) -> set[tuple[float, float]]:
        """Width and height of the pages, in points."""
        boxes = (page.mediabox for page in self.pdf.pages)
        return {
            (round(float(b[2]) - float(b[0]), 2), round(float(b[3]) - float(b[1]), 2))
            for b in boxes
        }

    @property
    def labels(self) -> list[str]:
        """The label of each page, as a viewer shows it."""
        return [str(page.label) for page in self.pdf.pages]

    @property
    def outline(self) -> list[str]:
        """The bookmarks, two spaces of indent a level."""
        with self.pdf.open_outline() as outline:
            return list(_outline_lines(outline.root, ""))

    def looks_of(self, word: str) -> set[tuple[str, float]]:
        """Font and height in points of the letters of a word, wherever it stands."""
        document = pypdfium2.PdfDocument(self.content)
        try:
            return set().union(*(_looks(page, word) for page in document))
        finally:
            document.close()

    @property
    def texts(self) -> list[str]:
        """The text of each page as another program reads it, lines as they stand."""
        document = pypdfium2.PdfDocument(self.content)
        try:
            return [
                page.get_textpage().get_text_bounded().replace("\r\n", "\n")
                for page in document
            ]
        finally:
            document.close()

    @property
    def furthest_right(self) -> float:
        """The right edge of the rightmost character, in points from the left."""
        document = pypdfium2.PdfDocument(self.content)
        try:
            return max(
                (
                    text.get_charbox(index)[2]
                    for text in (page.get_textpage() for page in document)
                    for index in range(text.count_chars())
                ),
                default=0.0,
            )
        finally:
            document.close()

    def foot_of(self, words: str, page: int) -> float:
        """The lower edge of the first letter of some words, in points from the foot.

        `page` counts from 0. Raises `ValueError` where the page has no such words.
        """
        document = pypdfium2.PdfDocument(self.content)
        try:
            text = document[page].get_textpage()
            at = text.get_text_range().index(words)
            return float(text.get_charbox(at)[1])
        finally:
            document.close()

    def box_of(self, words: str, page: int) -> tuple[float, float, float, float]:
        """The left, lower, right and upper edge of some words on one line, in points.

        `page` counts from 0. Raises `ValueError` where the page has no such words.
        """
        document = pypdfium2.PdfDocument(self.content)
        try:
            text = document[page].get_textpage()
            at = text.get_text_range().index(words)
            boxes = [text.get_charbox(at + n) for n in range(len(words))]
        finally:
            document.close()
        left, foot, right, head = zip(*boxes, strict=True)
        return min(left), min(foot), max(right), max(head)

    @property
    def internal_links(self) -> list[str]:
        """The names that links within the book lead to, in page order."""
        return [str(a.Dest) for a in self._link_annotations() if "/Dest" in a]

    @property
    def addresses(self) -> list[str]:
        """The addresses that links lead to outside the book."""
        return [str(a.A.URI) for a in self._link_annotations() if "/A" in a]

    @property
    def destinations(self) -> set[str]:
        """The names that links within the book may lead to."""
        root: Any = self.pdf.Root
        if "/Names" not in root or "/Dests" not in root.Names:
            return set()
        return {str(name) for name in list(root.Names.Dests.Names)[::2]}

    @property
    def fonts(self) -> dict[str, bool]:
        """Each font's name without its subset tag, and whether it is embedded."""
        found: dict[str, bool] = {}
        for page in self.pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                name = str(font.BaseFont).lstrip("/").partition("+")[2]
                found[name] = _is_embedded(font)
        return found

    @property
    def structure(self) -> Iterator[tuple[Any, Any]]:
        """Each element of the structure tree after the one that it stands in."""
        above = [self.pdf.Root.StructTreeRoot]
        while above:
            parent = above.pop()
            for kid in parent.K:
                if not isinstance(kid, int) and kid.Type == "/StructElem":
                    yield parent, kid
                    above.append(kid)

    @property
    def metadata(self) -> str:
        """The XMP metadata as it stands in the file."""
        return bytes(self.pdf.Root.Metadata.read_bytes()).decode()

    def _link_annotations(self) -> Iterator[Any]:
        for page in self.pdf.pages:
            for annotation in page.get("/Annots", []):
                if annotation.Subtype == "/Link":
                    yield annotation


def _is_embedded(font: Any) -> bool:  # noqa: ANN401 - pikepdf's objects
    descriptor = font.DescendantFonts[0].FontDescriptor
    return any(key in descriptor for key in ("/FontFile2", "/FontFile3"))


def _outline_lines(items: list[Any], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}{item.title}"
        yield from _outline_lines(item.children, indent + "  ")


def _looks(page: pypdfium2.PdfPage, word: str) -> Iterator[tuple[str, float]]:
    text = page.get_textpage()
    at = text.get_text_range().find(word)
    for index in range(at, at + len(word) if at >= 0 else at):
        _, bottom, _, top = text.get_charbox(index, loose=True)
        font = text.get_textobj(index).get_font().get_base_name()
        yield font, round(top - bottom, 1)
