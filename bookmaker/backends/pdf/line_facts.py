"""Note how each line was set, from the boxes that WeasyPrint 70 laid out.

What comes in: paragraphs, through the seam for lines, and then pages of boxes. What
goes out: a `SetLine` for each line of a page. A line box itself doesn't know whether
its paragraph goes on, nor whether its hyphen is the author's; the seam does, and leaves
a note on the box (`MeasuredLines`). Lengths of boxes are in CSS pixels, those of a
`SetLine` in points and em.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bookmaker.backends.line_meter import LineKind, SetLine
from bookmaker.backends.pdf.lines import Line, LineSetter, Paragraph
from bookmaker.document.page_map import UNCOUNTED
from bookmaker.units import POINTS_PER_PIXEL

_HYPHENS = "-\N{HYPHEN}"
_SPACES = " \N{NO-BREAK SPACE}"
_NEARLY = 0.5
"""Pixels by which a full line may be too short: rounding."""
_KIND_BY_TAG = {
    "pre": LineKind.CODE,
    "td": LineKind.TABLE,
    "th": LineKind.TABLE,
    "nav": LineKind.OTHER,
    **{f"h{level}": LineKind.HEADING for level in range(1, 7)},
}
_KIND_BY_CLASS = {
    "verse": LineKind.VERSE,
    "opener": LineKind.HEADING,
    "index-pages": LineKind.OTHER,
    "note-list": LineKind.NOTE,
    "title-page": LineKind.OTHER,
    "copyright": LineKind.OTHER,
    "half-title": LineKind.OTHER,
    "figure": LineKind.OTHER,
    "listing-caption": LineKind.OTHER,
    "listing-file": LineKind.OTHER,
    "table": LineKind.TABLE,
}


@dataclass(frozen=True, slots=True)
class _Note:
    """What the seam knows of a line."""

    is_first: bool
    is_last: bool
    is_divided: bool
    room: float
    """What the line may fill, in pixels, if nothing floats beside it."""


class MeasuredLines:
    """Another setter's lines, each with a note of how it was set."""

    def __init__(self, setter: LineSetter) -> None:
        self._setter = setter

    def lines(self, paragraph: Paragraph) -> Iterator[Line]:
        """Yield the lines of the other setter, with their notes."""
        is_first = paragraph.begins_at is None
        for line, resume_at in self._setter.lines(paragraph):
            before, after = _around(paragraph.box, resume_at)
            ends = _last_text(line)
            is_divided = (
                ends[-1:] in _HYPHENS
                and bool(ends)
                and before[-1:] not in _HYPHENS
                and after[:1].isalpha()
            )
            line.set_as = _Note(
                is_first=is_first,
                is_last=resume_at is None,
                is_divided=is_divided,
                room=paragraph.measure,
            )
            is_first = False
            yield line, resume_at


def _around(box: Any, resume_at: Any) -> tuple[str, str]:  # noqa: ANN401 - WeasyPrint's
    """The text before and after the place where the next line begins.

    Empty where that is not within one text.
    """
    while resume_at is not None and getattr(box, "children", None):
        ((index, resume_at),) = resume_at.items()
        box = box.children[index]
    text = getattr(box, "text", None)
    if not isinstance(text, str) or not resume_at:
        return "", ""
    ((at, _),) = resume_at.items()
    encoded = text.encode()
    return encoded[:at].decode(errors="ignore"), encoded[at:].decode(errors="ignore")


def _last_text(box: Any) -> str:  # noqa: ANN401 - WeasyPrint's
    """The last piece of text of a line."""
    while getattr(box, "children", None):
        box = box.children[-1]
    text = getattr(box, "text", "")
    return text if isinstance(text, str) else ""


class LineReader:
    """Reads the lines of a chapter's pages, one page after the other."""

    def __init__(self, weasyprint: Any) -> None:  # noqa: ANN401 - a module without types
        self._line_break = weasyprint.text.line_break
        self._letters_by_leaf: Counter[int] = Counter()
        self._leaf_by_element: dict[Any, int] = {}
        self._paragraph_by_element: dict[Any, int] = {}
        self._space_by_style: dict[str, float] = {}

    def read(self, pages: Sequence[Any]) -> Iterator[tuple[SetLine, ...]]:
        """Yield the lines of each page, of WeasyPrint's."""
        for page in pages:
            found = list(self._lines(page._page_box, 0, LineKind.TEXT))  # noqa: SLF001
            yield tuple(found)

    def _lines(
        self,
        box: Any,  # noqa: ANN401 - WeasyPrint's
        leaf: int,
        kind: LineKind,
    ) -> Iterator[SetLine]:
        name = type(box).__name__
        if name == "MarginBox":
            return
        element = box.element
        if name == "FootnoteAreaBox" or box.style["float"] == "footnote":
            kind = LineKind.NOTE
        if element is not None:
            classes = (element.get("class") or "").split()
            if "leaf" in classes:
                seen = len(self._leaf_by_element)
                leaf = self._leaf_by_element.setdefault(element, seen)
            if kind is not LineKind.NOTE:
                kind = _kind_of(element, classes, kind)
        if name == "LineBox" and hasattr(box, "set_as"):
            yield from self._line(box, leaf, kind)
            return
        for child in getattr(box, "children", ()):
            yield from self._lines(child, leaf, kind)

    def _line(
        self,
        line: Any,  # noqa: ANN401 - WeasyPrint's
        leaf: int,
        kind: LineKind,
    ) -> Iterator[SetLine]:
        before = self._letters_by_leaf[leaf]
        texts = list(_texts(line))
        words = "".join(text for text, _box, _is_made in texts)
        counts = kind is not LineKind.NOTE
        if counts:
            said = (text for text, _box, is_made in texts if not is_made)
            self._letters_by_leaf[leaf] += sum(map(_letters, said))
        if not words.strip():
            return
        note: _Note = line.set_as
        paragraphs = self._paragraph_by_element
        boxes = [box for _, box, _ in texts]
        # The author may end a line before the paragraph ends: it isn't stretched then.
        is_stretched = any(box.justification_spacing for box in boxes)
        is_full = is_stretched or line.width >= note.room - _NEARLY
        is_justified = line.style["text_align_all"] == "justify" and not note.is_last
        yield SetLine(
            words=" ".join(words.split()),
            kind=kind,
            baseline=(line.position_y + line.baseline) * float(POINTS_PER_PIXEL),
            paragraph=paragraphs.setdefault(line.element, len(paragraphs)),
            is_first=note.is_first,
            is_last=note.is_last,
            is_divided=note.is_divided,
            is_justified=is_justified and is_full,
            space=self._mean_space(line, boxes),
            division=leaf,
            letters=before,
        )

    def _mean_space(self, line: Any, boxes: Sequence[Any]) -> float | None:  # noqa: ANN401
        """In em of the line's type."""
        size = line.style["font_size"]
        count, width = 0, 0.0
        for box in boxes:
            own = sum(box.text.count(space) for space in _SPACES)
            count += own
            space = self._space(box.style) + box.justification_spacing
            width += own * space * getattr(box, "letter_scale", 1.0)
        return width / count / size if count and size else None

    def _space(self, style: Any) -> float:  # noqa: ANN401 - WeasyPrint's
        """The width of a space that is not stretched, in pixels."""
        key = self._line_break._font_style_cache_key(style, include_size=True)  # noqa: SLF001
        key += repr((style["word_spacing"], style["letter_spacing"]))
        if key not in self._space_by_style:
            layout = self._line_break.Layout(style)
            layout.set_text(" ")
            line, _ = layout.get_first_line()
            width = self._line_break.line_size(line, style)[0]
            self._space_by_style[key] = float(width)
        return self._space_by_style[key]


def _kind_of(element: Any, classes: Sequence[str], kind: LineKind) -> LineKind:  # noqa: ANN401
    """The kind of what an element holds; `kind` is that of what holds it."""
    if kind is not LineKind.TEXT:
        return kind
    for name in classes:
        if name in _KIND_BY_CLASS:
            return _KIND_BY_CLASS[name]
    tag = element.tag if isinstance(element.tag, str) else ""
    return _KIND_BY_TAG.get(tag, kind)


def _texts(box: Any, *, is_made: bool = False) -> Iterator[tuple[str, Any, bool]]:  # noqa: ANN401
    """The pieces of text of a line, each with its box; whether a sheet made it."""
    tag = box.element_tag or ""
    is_made = is_made or ("::" in tag and not tag.endswith("::first-letter"))
    if box.style["float"] == "footnote":
        return
    text = getattr(box, "text", None)
    if isinstance(text, str):
        yield text, box, is_made
    for child in getattr(box, "children", ()):
        yield from _texts(child, is_made=is_made)


def _letters(text: str) -> int:
    return sum(not (sign.isspace() or sign in UNCOUNTED) for sign in text)
