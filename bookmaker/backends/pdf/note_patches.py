"""Patches of WeasyPrint 70.0's layout by which notes are divided over pages.

`divided_notes.py` says how a note is divided; this is where layout asks for it: at each
line with a call, at the beginning of a page, and at its end. What is patched is
private; tests/facts/test_weasyprint_notes.py shows what it is for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bookmaker.backends.pdf.divided_notes import NoteDivider, forget_divisions

Function = Callable[..., Any]


def divide_notes(weasyprint: Any) -> None:  # noqa: ANN401 - a module without types
    """Divide notes from now on; later calls do nothing."""
    layout = weasyprint.layout
    if hasattr(layout.block, "note_divider"):
        return
    divider = layout.block.note_divider = NoteDivider(weasyprint)
    _patch_lines(layout.block, divider)
    _patch_pages(layout.page, divider)
    _patch_context(layout.LayoutContext, divider)
    _patch_builder(weasyprint.formatting_structure.build, divider)


@dataclass(slots=True)
class _Lines:
    """Where the layout of a paragraph's lines is."""

    placed: Sequence[Any]
    """The lines that are on the page already."""
    bottom_space: float
    box: Any
    """The paragraph."""
    line: Any = None
    """The line that was given last; the next two belong to it."""
    resume_at: Any = None
    is_divided: bool = False
    """Whether a note of it was."""
    ahead: deque[Any] = field(default_factory=deque)
    """Lines that were made to know how many there are."""
    source: Iterator[Any] = field(default_factory=lambda: iter(()))


class NoteContext:
    """WeasyPrint's layout context, as it lays out the lines of one paragraph.

    Notes are never moved for the sake of a line, and are divided where they don't fit.
    WeasyPrint moves them where a paragraph's first line would stand alone at the foot
    of a page; that line can go to the next page itself.
    """

    in_column = True
    """Asked where notes would be moved; the real context has the true answer."""
    reported_footnotes = ()
    """Those that wait for the next page: each note is asked for alone."""

    def __init__(self, context: Any, divider: NoteDivider, lines: _Lines) -> None:  # noqa: ANN401
        for name, value in (("real", context), ("divider", divider), ("lines", lines)):
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self.real, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self.real, name, value)

    def watch(self, source: Iterator[Any]) -> Iterator[Any]:
        """Yield the lines, and know the one that was given last."""
        lines = self.lines
        lines.source = source
        while True:
            found = lines.ahead.popleft() if lines.ahead else next(source, None)
            if found is None:
                return
            lines.line, lines.resume_at = found
            lines.is_divided = False
            yield found

    def layout_footnote(self, note: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
        """Add a note to the page, or as much of it as fits; whether nothing does."""
        real, lines = self.real, self.lines
        if real.reported_footnotes and lines.is_divided:
            # Its line has an earlier note, which is with its call.
            real.footnotes.remove(note)
            real.reported_footnotes.append(note)
            return False
        # No note begins before those that wait: its line goes to their page.
        waits = bool(real.reported_footnotes)
        foot = self._foot()
        overflows = bool(real.layout_footnote(note)) or waits
        if overflows or not real.overflows_page(lines.bottom_space, foot):
            return overflows
        if real.in_column:
            return True
        room = self.divider.room_of_notes(real) - lines.bottom_space - foot
        lines.is_divided = self.divider.divide(real, note, room)
        return not lines.is_divided

    def report_footnote(self, note: Any) -> None:  # noqa: ANN401 - WeasyPrint's
        """Leave a note, the whole of it, to the next page."""
        self.divider.join(self.real, note)
        self.real.report_footnote(note)

    def _foot(self) -> float:
        """Where the text ends that must be above the note."""
        lines = self.lines
        orphans = lines.box.style["orphans"]
        widows = lines.box.style["widows"]
        while len(lines.ahead) < orphans + widows:
            found = next(lines.source, None)
            if found is None:
                break
            lines.ahead.append(found)
        behind = len(lines.ahead)
        needed = min(behind, max(0, orphans - len(lines.placed) - 1))
        if behind - needed < widows:
            needed = behind
        line, resume_at = lines.line, lines.resume_at
        if needed:
            line, resume_at = lines.ahead[needed - 1]
        foot = float(line.position_y + line.height)
        if resume_at is None:
            foot += lines.box.border_bottom_width + lines.box.padding_bottom
        return foot


def _patch_lines(block: Any, divider: NoteDivider) -> None:  # noqa: ANN401 - a module without types
    lay_out, make_lines = block._linebox_layout, block.iter_line_boxes  # noqa: SLF001

    def _linebox_layout(context: Any, box: Any, *given: Any) -> Any:  # noqa: ANN401
        _index, _line, placed, _is_empty, absolutes, fixed, _margins, bottom = given[:8]
        lines = _Lines(placed, bottom, box)
        result = lay_out(NoteContext(context, divider, lines), box, *given)
        for line, _ in lines.ahead:
            block.remove_placeholders(context, line.children, absolutes, fixed)
        return result

    def iter_line_boxes(context: Any, *given: Any) -> Any:  # noqa: ANN401
        if not isinstance(context, NoteContext):
            return make_lines(context, *given)
        return context.watch(iter(make_lines(context.real, *given)))

    block._linebox_layout = _linebox_layout  # noqa: SLF001
    block.iter_line_boxes = iter_line_boxes


def _patch_pages(page: Any, divider: NoteDivider) -> None:  # noqa: ANN401 - a module without types
    remake, make, lay_out = page.remake_page, page.make_page, page.block_level_layout

    def remake_page(index: int, context: Any, root: Any, html: Any) -> Any:  # noqa: ANN401
        context.html = html
        return remake(index, context, root, html)

    def make_page(
        context: Any,  # noqa: ANN401
        root: Any,  # noqa: ANN401
        kind: Any,  # noqa: ANN401
        resume_at: Any,  # noqa: ANN401
        *given: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        # WeasyPrint would lay them out whole.
        context.notes_left = context.reported_footnotes
        context.reported_footnotes = []
        forget_divisions(context)
        if kind.blank and resume_at is None and context.notes_left:
            # Only notes are left: the page isn't blank, and has a head and a folio.
            kind = _kind_going_on(kind, context.kind_before)
            page.set_page_type_computed_styles(kind, context.html, context.style_for)
            root = root.copy_with_children([])
        context.kind_before = kind
        return make(context, root, kind, resume_at, *given)

    def block_level_layout(context: Any, box: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        if not box.is_for_root_element:
            return lay_out(context, box, *given, **named)
        divider.begin_page(context, has_text=bool(box.children))
        result = lay_out(context, box, *given, **named)
        if context.reported_footnotes and result[0] is not None:
            divider.end_page(context, result[0])
        return result

    page.remake_page = remake_page
    page.make_page = make_page
    page.block_level_layout = block_level_layout


def _patch_context(context_class: Any, divider: NoteDivider) -> None:  # noqa: ANN401 - a class without types
    take_out = context_class.unlayout_footnote

    def unlayout_footnote(context: Any, note: Any) -> None:  # noqa: ANN401
        divider.join(context, note)
        take_out(context, note)

    context_class.unlayout_footnote = unlayout_footnote


def _patch_builder(build: Any, divider: NoteDivider) -> None:  # noqa: ANN401 - a module without types
    create = build.create_anonymous_boxes

    def create_anonymous_boxes(box: Any) -> Any:  # noqa: ANN401
        return divider.anonymous_boxes(box, create)

    build.create_anonymous_boxes = create_anonymous_boxes


def _kind_going_on(kind: Any, before: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """The kind of a page that goes on with the pages before it."""
    groups = tuple((name, index + 1) for name, index in before.groups)
    return kind._replace(blank=False, name=before.name, groups=groups)
