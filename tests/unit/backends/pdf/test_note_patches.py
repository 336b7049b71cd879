"""Layout asks for the division of notes where it lays out lines."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from bookmaker.backends.pdf import note_patches
from bookmaker.backends.pdf.divided_notes import NoteDivider

STYLE = {"orphans": 2, "widows": 2}
BOX = SimpleNamespace(style=STYLE, border_bottom_width=1, padding_bottom=2)


def line(at: float) -> Any:  # noqa: ANN401 - stands for WeasyPrint's
    return SimpleNamespace(position_y=at, height=10, children=[])


def context_of(placed: int, following: int) -> note_patches.NoteContext:
    """A context that has been given one line, with so many before and after it."""
    lines = note_patches._Lines(list(range(placed)), 0.0, BOX)
    divider: Any = None
    context = note_patches.NoteContext(SimpleNamespace(), divider, lines)
    after = [
        (line(10 * n), None if n == following else n) for n in range(following + 1)
    ]
    next(context.watch(iter(after)))
    return context


def test_lines_are_laid_out_in_the_context_itself() -> None:
    """What is said of one paragraph counts for nothing within it."""
    seen: list[object] = []
    asked: list[bool] = []

    def iter_line_boxes(context: object, *_given: object) -> Iterator[object]:
        seen.append(context)
        return iter(())

    def lay_out(context: Any, *_given: object) -> None:  # noqa: ANN401
        asked.append(context.in_column)
        list(block.iter_line_boxes(context))

    block: Any = SimpleNamespace(
        _linebox_layout=lay_out,
        iter_line_boxes=iter_line_boxes,
        remove_placeholders=None,
    )
    divider: Any = NoteDivider.__new__(NoteDivider)
    note_patches._patch_lines(block, divider)
    context = SimpleNamespace(in_column=False)
    block._linebox_layout(context, BOX, 0, None, [], True, [], [], [], 0.0)
    assert asked == [True]
    assert seen == [context]
    assert seen[0] is context


def test_a_note_leaves_room_for_the_lines_that_belong_to_its_call() -> None:
    # In the middle of a paragraph: the line itself.
    assert context_of(placed=1, following=4)._foot() == 10
    # The first line: another, as no line is alone at the foot.
    assert context_of(placed=0, following=4)._foot() == 20
    # One is left: it isn't alone on the next page, and the paragraph's end counts.
    assert context_of(placed=1, following=1)._foot() == 23
    assert context_of(placed=0, following=2)._foot() == 33


def test_lines_that_were_looked_at_are_given_in_their_turn() -> None:
    lines = note_patches._Lines([], 0.0, BOX)
    divider: Any = None
    context = note_patches.NoteContext(SimpleNamespace(), divider, lines)
    all_lines = [(line(10 * n), n) for n in range(5)]
    watched = context.watch(iter(all_lines))
    given = [next(watched)]
    context._foot()
    given += watched
    assert given == all_lines
