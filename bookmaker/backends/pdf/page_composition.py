"""Compose the pages of a chapter: lay it out again where other lines fill its pages.

What comes in: a chapter's pages as WeasyPrint made them. What goes out: the same, or
pages whose paragraphs have a line more or less, so that facing pages end on the same
line and the last page has at least a few lines. `page_plan` chooses; this module reads
what it needs from the pages, and has WeasyPrint lay the chapter out again. If the new
pages aren't better, the first ones stay.

All pages of a chapter may be a line or two shorter, but no single pair of facing pages
may: which pages face each other is known only when all chapters are counted.

Notes at the foot are counted, and so are paragraphs that aren't composed (with a
dropped capital, or an image in the line) and tables and listings that are split over
pages: they have as many lines as their height has, and no others. The new pages may
be other than planned for that; what counts is whether they are better.

Chapters with floats that continue on the next page, blank pages or pages that end where
the author wants it aren't planned; `page_filling` fills their pages one by one. It also
fills, where it can, the pages that a plan leaves short.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bookmaker.backends.pdf.composed_lines import ComposedLines
from bookmaker.backends.pdf.composed_text import ComposedText
from bookmaker.backends.pdf.finished_text import NOT_OURS, report_box_not_composed
from bookmaker.backends.pdf.page_filling import PageFiller
from bookmaker.backends.pdf.page_plan import (
    PagePlan,
    Unit,
    cost_of_end,
    cost_of_foot,
    plan_pages,
)

_SHORT_PAGES = 3.0
"""The cost of each line by which all pages of a chapter are shorter."""
_MOST_SHORTER = 2
_CHANGED = 1.0
"""The cost of a paragraph with a line more or less than it has by itself."""
_NEARLY = 0.05
_FEWEST_LINES = 3
_ONE_PIECE = frozenset({"figure", "hr", "img", "pre", "svg", "table"})
_KEEPS = frozenset({"avoid", "avoid-page"})


@dataclass(frozen=True, slots=True)
class _Call:
    """Where a note is called."""

    line: int
    """Of its paragraph, counted from 0."""
    letters: int
    """Before it in that line."""
    note: Any
    """The note's element."""


@dataclass(slots=True)
class _Placed:
    """A paragraph or another block on a page; lengths are in CSS pixels."""

    page: int
    top: float
    bottom: float
    element: Any
    text: ComposedText | None = None
    keeps: bool = False
    """Whether no page may end after it."""
    lines: int = 0
    calls: list[_Call] = field(default_factory=list)
    """Of notes."""

    @property
    def is_paragraph(self) -> bool:
        """Whether nothing is above it that is left out at the head of a page."""
        return self.text is not None or getattr(self.element, "tag", None) == "p"


@dataclass(frozen=True, slots=True)
class _Notes:
    """The notes at the foot of a chapter's pages; heights are in CSS pixels."""

    height_by_page: dict[int, float]
    """Of the notes and the space above them."""
    height_by_element: dict[Any, float]
    above: float
    """The space above the first note of a page."""
    line: float
    """Of a line of the first note."""


_NO_NOTES = _Notes({}, {}, 0.0, 0.0)


@dataclass(slots=True)
class _Chapter:
    """The blocks on the pages of a chapter."""

    leading: float
    lines: float
    """How many fit on a page."""
    top: float
    placed: list[_Placed] = field(default_factory=list)
    notes: _Notes = _NO_NOTES

    def cost(self, lines: float) -> float:
        """The cost of the feet of the pages, if each should have so many lines."""
        ends: dict[int, float] = {}
        for one in self.placed:
            ends[one.page] = (one.bottom - self.top) / self.leading
        *others, last = sorted(ends)
        cost = cost_of_end(ends[last], is_first=not others)
        for page in others:
            notes = self.notes.height_by_page.get(page, 0.0) / self.leading
            cost += cost_of_foot(lines - ends[page] - notes, notes)
        return cost


class PageComposer:
    """Lays chapters out once more, with other lines."""

    def __init__(self, lines: ComposedLines, filler: PageFiller) -> None:
        self._lines = lines
        self._filler = filler

    def pages(
        self,
        make: Callable[[list[Any]], list[Any]],
        context: Any,  # noqa: ANN401 - WeasyPrint's
    ) -> list[Any]:
        """The pages of a chapter, the best of two layouts.

        `make` lays out the pages that are marked as changed; it is given the earlier
        pages.
        """
        self._filler.shorter = 0.0
        notes = list(context.footnotes)
        self._filler.is_on = False
        first = make([])
        self._filler.is_on = True
        if context.broken_out_of_flow:
            return first
        kept = list(context.page_maker)
        running = _running(context)

        def make_again() -> list[Any]:
            context.footnotes = list(notes)
            for *_, state in context.page_maker[:-1]:
                state["content_changed"] = True
            return make(first)

        try:
            better = self._better(make_again, context, first)
        except NOT_OURS:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, there are pages
            report_box_not_composed(first[0], error, between=" ")
            better = None
        finally:
            self._filler.shorter = 0.0
        if better is not None:
            return better
        context.page_maker = kept
        for *_, state in kept:
            state["content_changed"] = False
        context.broken_out_of_flow.clear()
        context.running_elements.clear()
        context.running_elements.update(running)
        return first

    def _better(
        self,
        make_again: Callable[[], list[Any]],
        context: Any,  # noqa: ANN401 - WeasyPrint's
        first: list[Any],
    ) -> list[Any] | None:
        """Pages that cost less; `None` if the first ones are the best."""
        chapter = _read(first, context)
        if chapter is None:
            # It can't be planned, but its pages can be filled one by one.
            return make_again() if len(first) > 1 else None
        cost = chapter.cost(chapter.lines)
        if cost == 0.0:
            return None
        texts, units = _units(chapter, self._counts)
        plan, lines = _best_plan(units, chapter)
        if plan is not None and plan.cost < cost:
            for text, count in zip(texts, plan.counts, strict=True):
                if text is not None:
                    self._lines.give_lines(text, count - text.set_lines)
            self._filler.shorter = (chapter.lines - lines) * chapter.leading
        else:
            lines = chapter.lines
        again = make_again()
        found = _read(again, context)
        if found is None or found.cost(lines) >= cost:
            return None
        return again

    def _counts(self, text: ComposedText) -> Mapping[int, float]:
        """The numbers of lines in which a paragraph may be set, and what each costs."""
        own = text.set_lines
        counts = {own: 0.0}
        if own >= _FEWEST_LINES and text.height:
            for count in (own - 1, own + 1):
                if self._lines.can_have(text, count):
                    counts[count] = _CHANGED
        return counts


def _best_plan(
    units: Sequence[Unit] | None, chapter: _Chapter
) -> tuple[PagePlan | None, float]:
    """The best plan, and the lines on a page that it is for."""
    lines = chapter.lines
    if units is None:
        return None, lines
    above_notes = chapter.notes.above / chapter.leading
    note_line = (chapter.notes.line or chapter.leading) / chapter.leading
    best = plan_pages(units, lines, above_notes, note_line)
    best_lines = lines
    cost = float("inf") if best is None else best.cost
    # Notes are at the foot of their page, however short the text is.
    most_shorter = 0 if chapter.notes.height_by_page else _MOST_SHORTER
    for fewer in range(1, most_shorter + 1):
        if cost <= fewer * _SHORT_PAGES:
            break
        plan = plan_pages(units, lines - fewer)
        if plan is not None and plan.cost + fewer * _SHORT_PAGES < cost:
            cost = plan.cost + fewer * _SHORT_PAGES
            best, best_lines = plan, lines - fewer
    return best, best_lines


# --- reading pages


def _read(pages: Sequence[Any], context: Any) -> _Chapter | None:  # noqa: ANN401 - WeasyPrint's
    """The blocks on the pages; `None` if the chapter can't be planned."""
    starts = context.page_maker[1 : len(pages)]
    if len(pages) < 2 or any(
        next_page["break"] != "any" for _, next_page, *_ in starts
    ):
        return None
    top, height = pages[0].content_box_y(), pages[0].height
    if any((page.content_box_y(), page.height) != (top, height) for page in pages):
        return None
    placed = [
        one for number, page in enumerate(pages) for one in _on_page(page, number)
    ]
    leading = max((one.text.height for one in placed if one.text), default=0.0)
    if not leading or {one.page for one in placed} != set(range(len(pages))):
        return None
    lines = float(int((height + _NEARLY) / leading))
    return _Chapter(leading, lines, top, placed, _notes(pages))


def _notes(pages: Sequence[Any]) -> _Notes:
    """The notes at the feet of the pages."""
    by_page: dict[int, float] = {}
    by_element: dict[Any, float] = {}
    above = line = 0.0
    for number, page in enumerate(pages):
        for area in page.children:
            if type(area).__name__ != "FootnoteAreaBox" or not area.children:
                continue
            by_page[number] = area.margin_height()
            above = area.margin_height()
            line = line or _line_of(area)
            for note in area.children:
                height = note.margin_height()
                by_element[note.element] = by_element.get(note.element, 0.0) + height
                above -= height
    return _Notes(by_page, by_element, above, line)


def _line_of(box: Any) -> float:  # noqa: ANN401 - WeasyPrint's
    """The height of the first line in a box; 0 where there is none."""
    return next((float(one.height) for one in box.descendants() if _is_line(one)), 0.0)


def _on_page(page: Any, number: int) -> Iterator[_Placed]:  # noqa: ANN401 - WeasyPrint's
    boxes: list[Any] = [page.children[0]]
    while boxes:
        box = boxes.pop()
        if not box.is_in_normal_flow():
            continue
        tag = getattr(box.element, "tag", None)
        children: Any = getattr(box, "children", ())
        has_lines = bool(children) and _is_line(children[-1])
        if has_lines or tag in _ONE_PIECE or not hasattr(box, "children"):
            yield _placed_box(box, number, has_lines=has_lines)
        else:
            boxes.extend(reversed(children))


def _placed_box(box: Any, number: int, *, has_lines: bool) -> _Placed:  # noqa: ANN401
    lines = [child for child in box.children if _is_line(child)] if has_lines else []
    text = getattr(box.children[0], "composed", None) if has_lines else None
    is_text = text is not None and text.height and text.starts
    top, bottom = box.border_box_y(), box.border_box_y() + box.border_height()
    if has_lines:
        # A box that is split reaches down to the foot of its page.
        last = box.children[-1]
        bottom = min(bottom, last.position_y + last.height)
        if not is_text:
            bottom += box.padding_bottom + box.border_bottom_width
    return _Placed(
        number,
        top,
        bottom,
        box.element,
        text if is_text else None,
        keeps=box.style["break_after"] in _KEEPS,
        lines=len(lines),
        calls=list(_calls(lines or [box])),
    )


def _calls(lines: Sequence[Any]) -> Iterator[_Call]:
    """The calls of notes in the lines of a block, or in a block without lines."""
    for number, line in enumerate(lines):
        letters = 0
        for one in line.descendants():
            if isinstance(getattr(one, "text", None), str):
                letters += len(one.text)
            if one.footnote is not None:
                yield _Call(number, letters, one.footnote.element)


def _is_line(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    return type(box).__name__ == "LineBox"


def _units(
    chapter: _Chapter, counts: Callable[[ComposedText], Mapping[int, float]]
) -> tuple[list[ComposedText | None], list[Unit] | None]:
    """The paragraphs, and the units of a plan; no units if it can't be planned."""
    texts: list[ComposedText | None] = []
    units: list[Unit] = []
    before: _Placed | None = None
    begun: list[_Placed] = []
    """The blocks that are kept with the next one."""
    gap: float | None = None
    for parts in _blocks(chapter.placed):
        one = parts[0]
        if begun and begun[0].page != one.page:
            return [], None
        if not begun:
            gap = _gap(chapter, one, before)
        before = parts[-1]
        if one.keeps and one.text is None and len(parts) == 1:
            begun.append(one)
            continue
        texts.append(one.text)
        units.append(_unit(chapter, begun, parts, gap, counts))
        begun = []
    return ([], None) if begun else (texts, units)


def _blocks(placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """The parts of each block, one on each of its pages."""
    parts: list[_Placed] = []
    for one in placed:
        last = parts[-1] if parts else None
        goes_on = (
            last is not None
            and one.element is last.element
            and one.page != last.page
            and one.text is last.text
        )
        if parts and not goes_on:
            yield parts
            parts = []
        parts.append(one)
    if parts:
        yield parts


def _unit(
    chapter: _Chapter,
    begun: Sequence[_Placed],
    parts: Sequence[_Placed],
    gap: float | None,
    counts: Callable[[ComposedText], Mapping[int, float]],
) -> Unit:
    """A block with those that are kept with it."""
    one = parts[0]
    top = begun[0].top if begun else one.top
    if one.text is None and len(parts) == 1:
        calls = {0: _heights(chapter, [*begun, one], None)}
        return Unit(gap, (one.bottom - top) / chapter.leading, {}, calls)
    height = (one.top - top) / chapter.leading
    if one.text is None:
        lines = sum(part.bottom - part.top for part in parts) / chapter.leading
        costs: Mapping[int, float] = {max(len(parts) * 2, round(lines)): 0.0}
    else:
        costs = counts(one.text)
    heights = {
        count: _heights(chapter, [*begun, *parts], _in_count(one.text, count))
        for count in costs
    }
    return Unit(gap, height, costs, heights)


def _in_count(text: ComposedText | None, count: int) -> ComposedText | None:
    """A paragraph as it is set in so many lines."""
    if text is None or text.set_lines == count:
        return None
    return text.by_count[count]


def _heights(
    chapter: _Chapter, parts: Sequence[_Placed], other: ComposedText | None
) -> Mapping[int, float]:
    """The heights of the notes that each line calls, in lines of text.

    `other` is the paragraph in another number of lines than its parts have.
    """
    heights: dict[int, float] = {}
    before = 0
    for part in parts:
        for call in part.calls:
            line = before + call.line
            if other is not None and part.text is not None:
                starts = (part.text.used or part.text).starts
                at = starts[min(line, len(starts) - 1)] + call.letters - 1
                line = max(0, bisect.bisect_right(other.starts, at) - 1)
            height = chapter.notes.height_by_element.get(call.note, 0.0)
            heights[line] = heights.get(line, 0.0) + height / chapter.leading
        before += part.lines if part.is_paragraph else 0
    return heights


def _gap(chapter: _Chapter, one: _Placed, before: _Placed | None) -> float | None:
    """The space above a block, in lines."""
    if before is None:
        return (one.top - chapter.top) / chapter.leading
    if before.page != one.page:
        # Paragraphs of running text follow each other without a space.
        return 0.0 if before.is_paragraph and one.is_paragraph else None
    return (one.top - before.bottom) / chapter.leading


def _running(context: Any) -> dict[str, Any]:  # noqa: ANN401 - WeasyPrint's
    return {name: value.copy() for name, value in context.running_elements.items()}


def compose_pages(
    layout: Any,  # noqa: ANN401 - a module without types
    lines: ComposedLines | None,
    filler: PageFiller | None,
) -> None:
    """Compose pages from now on; stop composing them if `lines` is `None`.

    `layout` is `weasyprint.layout`.
    """
    current = layout.make_all_pages
    make_all = getattr(current, "without_composer", current)
    if lines is None or filler is None:
        layout.make_all_pages = make_all
        return
    composer = PageComposer(lines, filler)

    @functools.wraps(make_all)
    def make_all_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> Any:  # noqa: ANN401
        if pages:
            return make_all(context, root, html, pages)
        return composer.pages(
            lambda before: list(make_all(context, root, html, before)), context
        )

    make_all_pages.without_composer = make_all  # type: ignore[attr-defined]
    layout.make_all_pages = make_all_pages
