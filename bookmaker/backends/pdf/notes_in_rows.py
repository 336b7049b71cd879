"""Keep the text of a row above the notes that its later cells call.

WeasyPrint 70 lays out the cells of a row one after the other, each down to where the
page ends for it. A note of a later cell takes room at the foot of the page when the
cells before it are already there: in a row that goes on on the next page, their text
ran into the note, or the table's head was left out because nothing fitted below it.

A cell of which nothing fits on a page, and which began on the one before, began again
on the next: it goes on now where it was.

How: what each cell takes of the page for its notes is measured. Where the table doesn't
fit because of that, it is laid out again, and each cell leaves the room that those
after it have taken. Lengths are in CSS pixels.
"""

from __future__ import annotations

from typing import Any

from bookmaker.backends.pdf.patching import Function, patch_function

_MOST_TRIES = 3
"""With less room, a cell may end before one of its own calls, and leave a later note
more room than it had."""
_A_HAIR = 0.01
"""WeasyPrint compares without any tolerance."""


class _Rooms:
    """What the cells of a table take for their notes, and leave to those of others."""

    def __init__(self) -> None:
        self.taken_by_cell: dict[int, float] = {}
        """By the id of the cell's box."""
        self.left_by_cell: dict[int, float] = {}

    def leave_room(self, table: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
        """Let each cell leave what those after it took; whether that is news."""
        before = self.left_by_cell
        self.left_by_cell = {}
        for group in table.children:
            for row in group.children:
                later = 0.0
                for cell in reversed(row.children):
                    if later:
                        self.left_by_cell[id(cell)] = later
                    later += self.taken_by_cell.get(id(cell), 0.0)
        self.taken_by_cell.clear()
        return self.left_by_cell != before


def keep_rows_above_notes(block_layout: Any) -> None:  # noqa: ANN401 - a module without types
    """Keep them from now on; `block_layout` is `weasyprint.layout.block`."""
    tables: list[_Rooms] = []
    """Of the table that is being laid out, behind those that it is within."""

    def leaving_room(lay_out: Function) -> Function:
        def block_container_layout(
            context: Any,  # noqa: ANN401 - WeasyPrint's, as the next
            box: Any,  # noqa: ANN401
            bottom_space: float,
            skip_stack: Any,  # noqa: ANN401
            *given: Any,  # noqa: ANN401
            **named: Any,  # noqa: ANN401
        ) -> Any:  # noqa: ANN401
            if not tables or not _is_cell(box):
                return lay_out(context, box, bottom_space, skip_stack, *given, **named)
            rooms, bottom = tables[-1], context.page_bottom
            bottom_space += rooms.left_by_cell.get(id(box), 0.0)
            result = lay_out(context, box, bottom_space, skip_stack, *given, **named)
            rooms.taken_by_cell[id(box)] = max(0.0, bottom - context.page_bottom)
            if result[0] is not None or skip_stack is None:
                return result
            # WeasyPrint would begin the cell again on the next page.
            empty = box.copy_with_children([])
            named |= {"page_is_empty": True, "absolute_boxes": [], "fixed_boxes": []}
            laid = lay_out(context, empty, bottom_space, skip_stack, *given, **named)
            return laid[0], skip_stack, *laid[2:]

        return block_container_layout

    def laying_out_again(lay_out: Function) -> Function:
        def table_layout(
            context: Any,  # noqa: ANN401 - WeasyPrint's, as the next
            table: Any,  # noqa: ANN401
            bottom_space: float,
            skip_stack: Any,  # noqa: ANN401
            wrapper: Any,  # noqa: ANN401
            page_is_empty: bool,  # noqa: FBT001 - WeasyPrint's
            absolutes: list[Any],
            fixed: list[Any],
        ) -> Any:  # noqa: ANN401
            rooms = _Rooms()
            for tries_left in reversed(range(_MOST_TRIES)):
                tables.append(rooms)
                try:
                    found = lay_out(
                        context,
                        table,
                        bottom_space,
                        skip_stack,
                        wrapper,
                        page_is_empty,
                        absolutes,
                        fixed,
                    )
                finally:
                    tables.pop()
                laid = found[0]
                foot = context.page_bottom - bottom_space + _A_HAIR
                is_sound = laid is None or _has_room(table, laid, foot)
                if is_sound or not tries_left or not rooms.leave_room(table):
                    break
                # This takes the notes that it calls from the page.
                block_layout.remove_placeholders(context, [laid], absolutes, fixed)
            return found

        return table_layout

    patch_function(block_layout, "block_container_layout", leaving_room)
    patch_function(block_layout, "table_layout", laying_out_again)


def _has_room(table: Any, laid: Any, foot: float) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Whether a table ends above the foot of its page, and has its head."""
    heads = [each.children[:1] for each in (table, laid)]
    had, has = (bool(head) and head[0].is_header for head in heads)
    return bool(laid.position_y + laid.margin_height() <= foot and had == has)


def _is_cell(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    return type(box).__name__ == "TableCellBox"
