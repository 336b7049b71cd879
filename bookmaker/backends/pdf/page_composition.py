"""Compose the pages of a chapter: lay it out again where other lines fill its pages.

What comes in: a chapter's pages as WeasyPrint made them. What goes out: the same, or
pages whose paragraphs have a line more or less, so that facing pages end on the same
line and the last page has at least a few lines. `page_plan` chooses; this module reads
what it needs from the pages, and has WeasyPrint lay the chapter out again. If the new
pages aren't better, the first ones stay.

All pages of a chapter may be a line or two shorter, but no single pair of facing pages
may: which pages face each other is known only when all chapters are counted.

Chapters with notes at the foot, floats that continue on the next page, blank pages or
other blocks that are split over pages aren't planned; `page_filling` fills their pages
one by one. It also fills, where it can, the pages that a plan leaves short.
"""

from __future__ import annotations

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


@dataclass(slots=True)
class _Chapter:
    """The blocks on the pages of a chapter."""

    leading: float
    lines: float
    """How many fit on a page."""
    top: float
    placed: list[_Placed] = field(default_factory=list)

    def cost(self, lines: float) -> float:
        """The cost of the feet of the pages, if each should have so many lines."""
        ends: dict[int, float] = {}
        for one in self.placed:
            ends[one.page] = (one.bottom - self.top) / self.leading
        *others, last = [ends[page] for page in sorted(ends)]
        cost = sum(cost_of_foot(lines - end) for end in others)
        return cost + cost_of_end(last, is_first=not others)


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
        has_notes = bool(context.footnotes)
        self._filler.is_on = has_notes
        first = make([])
        self._filler.is_on = True
        if has_notes or context.broken_out_of_flow:
            return first
        kept = list(context.page_maker)
        running = _running(context)
        try:
            better = self._better(make, context, first)
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
        make: Callable[[list[Any]], list[Any]],
        context: Any,  # noqa: ANN401 - WeasyPrint's
        first: list[Any],
    ) -> list[Any] | None:
        """Pages that cost less; `None` if the first ones are the best."""
        chapter = _read(first, context)
        if chapter is None:
            # It can't be planned, but its pages can be filled one by one.
            return _made_again(make, context, first) if len(first) > 1 else None
        cost = chapter.cost(chapter.lines)
        if cost == 0.0:
            return None
        texts, units = _units(chapter, self._counts)
        plan, lines = _best_plan(units, chapter.lines)
        if plan is not None and plan.cost < cost:
            for text, count in zip(texts, plan.counts, strict=True):
                if text is not None:
                    self._lines.give_lines(text, count - text.set_lines)
            self._filler.shorter = (chapter.lines - lines) * chapter.leading
        else:
            lines = chapter.lines
        again = _made_again(make, context, first)
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


def _made_again(
    make: Callable[[list[Any]], list[Any]],
    context: Any,  # noqa: ANN401 - WeasyPrint's
    pages: list[Any],
) -> list[Any]:
    """All pages, laid out once more."""
    for *_, state in context.page_maker[:-1]:
        state["content_changed"] = True
    return make(pages)


def _best_plan(
    units: Sequence[Unit] | None, lines: float
) -> tuple[PagePlan | None, float]:
    """The best plan, and the lines on a page that it is for."""
    if units is None:
        return None, lines
    best = plan_pages(units, lines)
    best_lines = lines
    cost = float("inf") if best is None else best.cost
    for fewer in range(1, _MOST_SHORTER + 1):
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
    return _Chapter(leading, lines, top, placed)


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
    )


def _is_line(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    return type(box).__name__ == "LineBox"


def _units(
    chapter: _Chapter, counts: Callable[[ComposedText], Mapping[int, float]]
) -> tuple[list[ComposedText | None], list[Unit] | None]:
    """The paragraphs, and the units of a plan; no units if another block is split."""
    texts: list[ComposedText | None] = []
    units: list[Unit] = []
    before: _Placed | None = None
    begun: _Placed | None = None
    """The first of the blocks that are kept with the next one."""
    gap: float | None = None
    for one in chapter.placed:
        if (
            before is not None
            and one.element is before.element
            and one.page != before.page
        ):
            if one.text is None or one.text is not before.text:
                return [], None
            before = one
            continue
        head = begun or one
        if head.page != one.page:
            return [], None
        if begun is None:
            gap = _gap(chapter, one, before)
        if one.keeps and one.text is None:
            before, begun = one, head
            continue
        height = (one.top if one.text else one.bottom) - head.top
        texts.append(one.text)
        units.append(
            Unit(gap, height / chapter.leading, counts(one.text) if one.text else {})
        )
        before, begun = one, None
    return (texts, units) if begun is None else ([], None)


def _gap(chapter: _Chapter, one: _Placed, before: _Placed | None) -> float | None:
    """The space above a block, in lines."""
    if before is None:
        return (one.top - chapter.top) / chapter.leading
    if before.page != one.page:
        # Paragraphs of running text follow each other without a space.
        return 0.0 if before.text and one.text else None
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
