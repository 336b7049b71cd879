"""Fill pages that end a line or two above their foot.

What comes in: the layout of a page's text, each time that WeasyPrint does it. What goes
out: the same, or one in which a paragraph further up is a line longer or shorter, so
that the page is full. `page_fit` does that for the paragraph at the foot; where it has
no such lines, the page would end above the one that faces it.

A page is laid out again for that, at most `_MOST_TRIES` times; its lines are known, so
that takes little. Pages with notes, and those that end with something else than text,
stay as they are.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bookmaker.backends.pdf.composed_lines import ComposedLines
from bookmaker.backends.pdf.composed_text import ComposedText
from bookmaker.backends.pdf.finished_text import NOT_OURS, report_not_composed

Layout = Callable[[], Any]
_Change = list[tuple[ComposedText, ComposedText | None]]
"""Paragraphs that were given other lines, and what they had before."""

_MOST_TRIES = 6
_MOST_LINES = 2
"""Of a page: what ends higher does for another reason."""
_NEARLY = 0.05
"""Of a line: what rounding may make of a whole number of lines."""
_CHANGES = {1: ((1,), (-1,)), 2: ((-1,), (1, 1), (-1, -1))}
"""By how many lines paragraphs are made longer to fill a page that lacks so many."""


class _State:
    """What the layout of a page changes, besides the boxes that it makes."""

    def __init__(self, context: Any, lists: Sequence[list[Any]]) -> None:  # noqa: ANN401 - WeasyPrint's
        self._lists = [list(one) for one in (*lists, context.excluded_shapes)]
        self._broken = dict(context.broken_out_of_flow)

    def restore(self, context: Any, lists: Sequence[list[Any]]) -> None:  # noqa: ANN401 - WeasyPrint's
        for one, kept in zip(
            (*lists, context.excluded_shapes), self._lists, strict=True
        ):
            one[:] = kept
        context.broken_out_of_flow.clear()
        context.broken_out_of_flow.update(self._broken)


class PageFiller:
    """Has paragraphs set longer or shorter where their page is not full."""

    def __init__(self, lines: ComposedLines) -> None:
        self._lines = lines
        self.is_on = True
        """Whether pages that aren't full are laid out again."""
        self.shorter = 0.0
        """CSS pixels by which pages end above their foot."""

    def lay_out(self, context: Any, lay_out: Layout, lists: Sequence[list[Any]]) -> Any:  # noqa: ANN401 - WeasyPrint's
        """Lay out the text of a page, again while another length would fill it.

        `lists` are what layout adds to, besides the context.
        """
        if not self.is_on or _has_notes(context) or context.broken_out_of_flow:
            return lay_out()
        before = _State(context, lists)
        found = lay_out()
        after = _State(context, lists)
        try:
            better = self._better(context, found, lay_out, before, lists)
        except NOT_OURS:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, there is a page
            report_not_composed(_words_at_foot(found[0]), error)
            better = None
        if better is None:
            after.restore(context, lists)
        return found if better is None else better

    def _better(
        self,
        context: Any,  # noqa: ANN401 - WeasyPrint's, as the next
        found: Any,  # noqa: ANN401
        lay_out: Layout,
        before: _State,
        lists: Sequence[list[Any]],
    ) -> Any:  # noqa: ANN401
        """The layout of a full page; `None` where there is none, or no need."""
        lacking = self._lacking(context, found)
        for change in self._changes(found[0], lacking) if lacking else ():
            before.restore(context, lists)
            again = lay_out()
            if self._lacking(context, again) == 0:
                return again
            _give_back(change)
        return None

    def _lacking(self, context: Any, found: Any) -> int | None:  # noqa: ANN401 - WeasyPrint's
        """How many lines a page has room for; `None` where that isn't to be said."""
        page, resume_at, next_page, *_ = found
        goes_on = page is not None and resume_at is not None
        if not goes_on or next_page["break"] != "any" or _has_notes(context):
            return None
        line = _last_line(page)
        composed = getattr(line, "composed", None)
        if composed is None or not composed.height:
            return None
        room = context.page_bottom - self.shorter - line.position_y - line.height
        lacking = round(room / composed.height)
        is_whole = abs(room - lacking * composed.height) < _NEARLY * composed.height
        return lacking if is_whole and 0 <= lacking <= _MOST_LINES else None

    def _changes(
        self,
        page: Any,  # noqa: ANN401 - WeasyPrint's
        lacking: int,
    ) -> Iterator[_Change]:
        """Paragraphs that are set in other numbers of lines, each time others."""
        whole = _whole_paragraphs(page)
        tries = 0
        for change in _CHANGES[lacking]:
            left = iter(whole)
            while tries < _MOST_TRIES:
                chosen = self._chosen(left, change)
                if not chosen:
                    break
                tries += 1
                yield chosen

    def _chosen(self, left: Iterator[ComposedText], change: Sequence[int]) -> _Change:
        """The next paragraphs that can be set so; none where there are too few."""
        chosen: _Change = []
        for composed in left:
            before = composed.given
            if self._lines.give_lines(composed, change[len(chosen)]):
                chosen.append((composed, before))
                if len(chosen) == len(change):
                    return chosen
            else:
                composed.given = before
        _give_back(chosen)
        return []


def _give_back(change: _Change) -> None:
    """Give paragraphs the lines that they had before."""
    for composed, before in change:
        composed.given = before


def fill_pages(page_layout: Any, lines: ComposedLines | None) -> PageFiller | None:  # noqa: ANN401 - a module without types
    """Fill pages from now on; stop filling them if `lines` is `None`.

    Returns the filler.

    `page_layout` is `weasyprint.layout.page`.
    """
    current = page_layout.block_level_layout
    lay_out = getattr(current, "without_filler", current)
    if lines is None:
        page_layout.block_level_layout = lay_out
        return None
    filler = PageFiller(lines)

    @functools.wraps(lay_out)
    def block_level_layout(
        context: Any,  # noqa: ANN401 - WeasyPrint's, as the next
        box: Any,  # noqa: ANN401
        bottom_space: float,
        *given: Any,  # noqa: ANN401
        **named: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        if not box.is_for_root_element:
            return lay_out(context, box, bottom_space, *given, **named)
        bottom_space += filler.shorter
        whole = functools.partial(lay_out, context, box, bottom_space, *given, **named)
        *_, absolutes, _fixed, margins = given
        return filler.lay_out(context, whole, (absolutes, margins))

    block_level_layout.without_filler = lay_out  # type: ignore[attr-defined]
    page_layout.block_level_layout = block_level_layout
    return filler


def _has_notes(context: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    left = getattr(context, "notes_left", ())
    return bool(context.current_page_footnotes or context.reported_footnotes or left)


def _last_line(box: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """The line at the foot of a page; `None` where something else is there."""
    while (children := getattr(box, "children", ())) and not _is_line(box):
        box = next((kid for kid in reversed(children) if kid.is_in_normal_flow()), None)
    return box if _is_line(box) else None


def _words_at_foot(page: Any) -> str:  # noqa: ANN401 - WeasyPrint's
    line = None if page is None else _last_line(page)
    boxes = () if line is None else line.descendants()
    return "".join([getattr(box, "text", "") for box in boxes])


def _is_line(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    return hasattr(box, "composed")


def _whole_paragraphs(page: Any) -> list[ComposedText]:  # noqa: ANN401 - WeasyPrint's
    """The paragraphs that begin and end on a page, the longest first."""
    counts: Counter[int] = Counter()
    by_id: dict[int, ComposedText] = {}
    boxes = [page]
    while boxes:
        box = boxes.pop()
        if _is_line(box):
            counts[id(box.composed)] += 1
            by_id[id(box.composed)] = box.composed
        else:
            boxes.extend(reversed(getattr(box, "children", ())))
    whole = [
        composed
        for number, composed in by_id.items()
        if composed.height and counts[number] == len((composed.used or composed).starts)
    ]
    return sorted(whole, key=lambda composed: -len(composed.starts))
