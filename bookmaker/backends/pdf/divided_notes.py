"""Divide notes that are longer than the room at the foot of their page.

WeasyPrint 70 keeps a note whole: one that doesn't fit moves to the next page and takes
the line of its call along. Here it begins on the page of its call and goes on at the
foot of the next page, before that page's own notes (*The Chicago Manual of Style*, 17th
ed., 14.43). Two lines of it, at least, are on each page, and no word is divided between
pages.

How: a note is laid out in the room that there is, and its boxes are cut where that
layout ends. The first part is a note of this page, the rest one of the next page, and
may be cut again. At the end of a page that has such a rest, the part is cut once more,
in all the room that the text has left.

What notes must leave to the text is `_MOST_OF_PAGE`, unless nothing is left to be set.
Lengths are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_MOST_OF_PAGE = 0.7
"""Of a page's height: what a divided note and the notes before it may take. A reader
who turns a page finds text on it; a third of a page was judged enough, by eye."""
_FEWEST_LINES = 2
"""Of a note, on each of its pages: as `orphans` and `widows` of the text."""
_HYPHENS = ("-", "\N{HYPHEN}")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_MOST_TRIES = 4
"""Line ends that are tried, from the foot up, until one doesn't divide a word."""
_LONG = 20_000
"""Characters that no page has room for: one of A4 holds some 9,000 in small type."""
_A_HAIR = 0.01
"""WeasyPrint compares without any tolerance."""

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class _Division:
    """How a note, or what is left of one, is divided on a page."""

    note: Any
    head: Any
    rest: Any


class NoteDivider:
    """Divides the notes of documents, one after the other."""

    def __init__(self, weasyprint: Any) -> None:  # noqa: ANN401 - a module without types
        self._boxes = weasyprint.formatting_structure.boxes
        self._build = weasyprint.formatting_structure.build
        self._block = weasyprint.layout.block
        dimension = weasyprint.css.properties.Dimension
        self._full_measure = dimension(100, "%")

    def room_of_notes(self, context: Any) -> float:  # noqa: ANN401 - WeasyPrint's
        """Where the page would end if it had no notes."""
        area = context.current_footnote_area
        bottom: float = context.page_bottom
        return bottom if area.height == "auto" else bottom + area.margin_height()

    def divide(
        self,
        context: Any,  # noqa: ANN401 - WeasyPrint's
        note: Any,  # noqa: ANN401 - WeasyPrint's
        room: float,
        *,
        has_text: bool = True,
    ) -> bool:
        """Leave as much of a page's last note on it as fits; whether any of it does.

        `room` is that of all notes, with the space around them. What is left waits for
        the next page.
        """
        area = context.current_footnote_area
        if has_text:
            room = min(room, _MOST_OF_PAGE * area.page.height)
        height = area.height
        area.height = 0 if height == "auto" else height
        around = area.margin_height() - area.height
        parts = self._parts(context, note, room - around - _A_HAIR)
        area.height = height
        if parts is None:
            return False
        head, rest = parts
        division = _Division(note, head, rest)
        _divisions(context)[id(note)] = division
        notes = context.current_page_footnotes
        notes[notes.index(note)] = head
        context.reported_footnotes.append(rest)
        context._update_footnote_area()  # noqa: SLF001 - WeasyPrint's
        return True

    def join(self, context: Any, note: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
        """Undo a division that was made on this page, if there is one."""
        division = _divisions(context).pop(id(note), None)
        notes, waiting = context.current_page_footnotes, context.reported_footnotes
        if division is None or division.head not in notes:
            return False
        notes[notes.index(division.head)] = note
        if division.rest in waiting:
            waiting.remove(division.rest)
        return True

    # --- pages

    def begin_page(self, context: Any, *, has_text: bool) -> None:  # noqa: ANN401
        """Lay out what earlier pages have left, as much as one page may have."""
        waiting = list(vars(context).pop("notes_left", ()))
        area = context.current_footnote_area
        most = area.page.height * (_MOST_OF_PAGE if has_text else 1)
        if waiting:
            # A rule of the full measure says that the first note is not a new one.
            area.style = area.style.copy()
            area.style["background_size"] = tuple(
                (self._full_measure, size[1]) if isinstance(size, tuple) else size
                for size in area.style["background_size"]
            )
        while waiting:
            note = waiting.pop(0)
            if self._is_long(note):
                context.current_page_footnotes.append(note)
                if self.divide(context, note, most, has_text=has_text):
                    break
                context.current_page_footnotes.remove(note)
            context.footnotes.append(note)
            overflows = context.layout_footnote(note)
            if not overflows and area.margin_height() <= most:
                continue
            if self.divide(context, note, most, has_text=has_text):
                break
            if len(context.current_page_footnotes) > 1:
                context.report_footnote(note)
                break
        context.reported_footnotes += waiting

    def end_page(self, context: Any, root: Any) -> None:  # noqa: ANN401 - WeasyPrint's
        """Fill what the text has left of a page with more of the notes that wait."""
        area = context.current_footnote_area
        bottom = max(_text_bottom(self._boxes, root), root.position_y)
        room = self.room_of_notes(context) - bottom
        while context.reported_footnotes:
            before = context.current_page_footnotes[-1:]
            division = next(
                (
                    each
                    for each in _divisions(context).values()
                    if before and each.head is before[0]
                ),
                None,
            )
            if division is None:
                note = context.reported_footnotes.pop(0)
                context.current_page_footnotes.append(note)
            else:
                note = division.note
                self.join(context, note)
            waiting = context.reported_footnotes
            context.reported_footnotes = []
            is_whole = not self._is_long(note)
            if is_whole:
                context._update_footnote_area()  # noqa: SLF001 - WeasyPrint's
                is_whole = area.margin_height() <= room
            is_done = is_whole or self.divide(context, note, room, has_text=False)
            if not is_done and division is not None:
                self._restore(context, division)
            elif not is_done:
                context.current_page_footnotes.remove(note)
                context.reported_footnotes.append(note)
            context.reported_footnotes += waiting
            if not is_whole:
                break
        context._update_footnote_area()  # noqa: SLF001 - WeasyPrint's

    def _is_long(self, note: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
        """Whether a note can't be whole on a page: it isn't laid out to see that."""
        length = 0
        for box in note.descendants():
            length += len(box.text) if isinstance(box, self._boxes.TextBox) else 0
            if length > _LONG:
                return True
        return False

    def _restore(self, context: Any, division: _Division) -> None:  # noqa: ANN401
        notes = context.current_page_footnotes
        notes[notes.index(division.note)] = division.head
        context.reported_footnotes.append(division.rest)
        _divisions(context)[id(division.note)] = division

    # --- cutting

    def anonymous_boxes(self, box: Any, create: Function) -> Any:  # noqa: ANN401
        """Give boxes their lines, but for parts of notes, which have them already."""
        if not isinstance(box, self._boxes.FootnoteAreaBox):
            return create(box)
        notes = [note if _has_lines(note) else create(note) for note in box.children]
        return box.copy_with_children(notes)

    def _parts(
        self,
        context: Any,  # noqa: ANN401 - WeasyPrint's
        note: Any,  # noqa: ANN401 - WeasyPrint's
        room: float,
    ) -> tuple[Any, Any] | None:
        """The part of a note that fits into what a page has for all notes, and the
        rest; `None` where that is less than two lines."""
        area = context.current_footnote_area
        page_notes = context.current_page_footnotes
        index = next(n for n, one in enumerate(page_notes) if one is note)
        whole = note
        if not _has_lines(note):
            whole = self._build.create_anonymous_boxes(note.deepcopy())
            whole.has_lines = True
        fitting: list[tuple[bool, Any]] = []
        for _ in range(_MOST_TRIES):
            copy = area.copy_with_children([*page_notes[:index], whole])
            copy = self._build.create_anonymous_boxes(copy.deepcopy())
            top = copy.position_y + copy.margin_height() - copy.height
            top -= copy.margin_bottom + copy.padding_bottom + copy.border_bottom_width
            laid, resume_at, *_ = self._block.block_level_layout(
                context, copy, context.page_bottom - top - room, None, area.page
            )
            place = resume_at.get(index) if resume_at else None
            if laid is None or place is None or len(laid.children) <= index:
                break
            lines = list(_lines(self._boxes, laid.children[index]))
            if len(lines) < _FEWEST_LINES:
                break
            divides = _ends_with_hyphen(lines[-1])
            fitting.append((divides, place))
            if not divides:
                break
            room = lines[-1].position_y - laid.content_box_y() - _A_HAIR
        fitting.sort(key=lambda found: found[0])
        for divides, place in fitting:
            head, rest = self._cut(whole, place, has_hyphen=divides)
            if head is not None and rest is not None:
                head.has_lines = rest.has_lines = True
                return head, rest
        return None

    def _cut(
        self,
        box: Any,  # noqa: ANN401 - WeasyPrint's
        place: Any,  # noqa: ANN401 - WeasyPrint's
        *,
        has_hyphen: bool,
    ) -> tuple[Any, Any]:
        """What is before a place in a box, and what is from there on; or `None`."""
        if place is None:
            return None, box
        if isinstance(box, self._boxes.TextBox):
            ((at, _),) = place.items()
            text = box.text.encode()
            head, rest = text[:at].decode(), text[at:].decode()
            if has_hyphen and head[-1:] not in _HYPHENS:
                head = head.rstrip(_SOFT_HYPHEN) + box.style["hyphenate_character"]
            head = head.rstrip(" ")
            return (
                box.copy_with_text(head) if head else None,
                box.copy_with_text(rest) if rest else None,
            )
        if isinstance(box, self._boxes.TableRowBox):
            return self._cut_row(box, place, has_hyphen=has_hyphen)
        if len(place) != 1:
            return None, box
        ((index, inner),) = place.items()
        before, after = self._cut(box.children[index], inner, has_hyphen=has_hyphen)
        head_children = [*box.children[:index], *([before] if before else [])]
        rest_children = [*([after] if after else []), *box.children[index + 1 :]]
        if all(_is_marker(child) for child in head_children):
            return None, box
        head = box.copy_with_children(head_children)
        rest = box.copy_with_children(rest_children) if rest_children else None
        self._mark_cut(head, rest)
        return head, rest

    def _cut_row(
        self,
        row: Any,  # noqa: ANN401 - WeasyPrint's
        place: Any,  # noqa: ANN401 - WeasyPrint's
        *,
        has_hyphen: bool,
    ) -> tuple[Any, Any]:
        """The same of a row of a table: each of its cells goes on where it ends.

        Cells that have no place are complete, and the rest of the row has them empty.
        """
        heads, rests = [], []
        for index, cell in enumerate(row.children):
            head, rest = cell, None
            if index in place:
                head, rest = self._cut(cell, place[index], has_hyphen=has_hyphen)
            heads.append(cell.copy_with_children([]) if head is None else head)
            rests.append(cell.copy_with_children([]) if rest is None else rest)
        if not any(cell.children for cell in heads):
            return None, row
        head, rest = row.copy_with_children(heads), row.copy_with_children(rests)
        self._mark_cut(head, rest)
        return head, rest

    def _mark_cut(self, head: Any, rest: Any) -> None:  # noqa: ANN401 - WeasyPrint's
        head.remove_decoration_sides = {*head.remove_decoration_sides, "bottom"}
        if rest is not None:
            rest.remove_decoration_sides = {*rest.remove_decoration_sides, "top"}
            rest.is_rest = True
        for line in (head, rest):
            if isinstance(line, self._boxes.LineBox):
                vars(line).pop("composed", None)
                line.style = line.style.copy()
        if isinstance(head, self._boxes.LineBox) and rest is not None:
            # The paragraph goes on: its last line here is full, its first isn't new.
            head.style["text_align_last"] = head.style["text_align_all"]
            rest.style["text_indent"] = rest.style["text_indent"]._replace(value=0)


def forget_divisions(context: Any) -> None:  # noqa: ANN401 - WeasyPrint's
    """Begin with a page that has none."""
    _divisions(context).clear()


def _divisions(context: Any) -> dict[int, _Division]:  # noqa: ANN401 - WeasyPrint's
    """The divisions of the page, by the ids of the notes."""
    found: dict[int, _Division] = vars(context).setdefault("note_divisions", {})
    return found


def _has_lines(note: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    return getattr(note, "has_lines", False)


def _is_marker(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    return bool(box.is_outside_marker)


def _lines(boxes: Any, box: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's
    """The lines in a box, in order."""
    if isinstance(box, boxes.LineBox):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _lines(boxes, child)


def _ends_with_hyphen(line: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Whether a line does: that of a divided word, or the author's."""
    box = line
    while getattr(box, "children", None):
        box = box.children[-1]
    return getattr(box, "text", "")[-1:] in _HYPHENS


def _text_bottom(boxes: Any, box: Any) -> float:  # noqa: ANN401 - WeasyPrint's
    """Where the last of what stands in a box ends."""
    if isinstance(box, (boxes.LineBox, boxes.ReplacedBox, boxes.TableBox)):
        return float(box.position_y + box.margin_height())
    children = [
        child for child in getattr(box, "children", ()) if child.is_in_normal_flow()
    ]
    bottom = max((_text_bottom(boxes, child) for child in children), default=0.0)
    if box.border_bottom_width or box.padding_bottom:
        return bottom + float(box.border_bottom_width + box.padding_bottom)
    return bottom
