"""A paragraph whose lines are chosen: where each begins and ends in its text.

What comes in: the boxes of a paragraph and the breaks that were chosen. What goes out:
the places of its lines, as offsets in its text and as WeasyPrint counts them. Lengths
are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bookmaker.backends.pdf.page_fit import last_on_page
from bookmaker.backends.pdf.paragraph_breaks import Breaks, TextPiece


@dataclass(slots=True)
class ComposedText:
    """A paragraph, and where its lines begin and end in its text."""

    measure: float
    indent: float
    pieces: list[TextPiece] = field(default_factory=list)
    space: float = 0.0
    """The width of most of its spaces."""
    size: float = 0.0
    """Of its type."""
    natural: float = 0.0
    """Its length on a single line, with spaces that aren't stretched."""
    spaces: int = 0
    begins: int = 0
    """Where its first word does."""
    starts: list[int] = field(default_factory=list)
    """Empty where the paragraph is left to the setter behind."""
    places: list[dict[int, Any]] = field(default_factory=list)
    """The same places, as WeasyPrint counts them."""
    extents: dict[tuple[int, ...], tuple[int, int]] = field(default_factory=dict)
    """Where the text of each box begins and ends, by its path."""
    divided: frozenset[int] = frozenset()
    """The starts before which a word is divided."""
    by_room: dict[int, ComposedText] = field(default_factory=dict)
    """The paragraph as it is set where its page has room for so many lines."""
    used: ComposedText | None = None
    """As it was set last."""
    fills_last: bool = False
    """Whether the paragraph goes on elsewhere, so that its last line is full."""
    height: float = 0.0
    """Of a line, in running text; 0 in what stands out from it, whose length stays."""
    given: ComposedText | None = None
    """The paragraph in the number of lines that its page asks for, if it does."""
    by_count: dict[int, ComposedText | None] = field(default_factory=dict)
    """It in other numbers of lines, or `None` where they would be uneven."""
    undo: Callable[[], None] = lambda: None
    """Gives the paragraph's box back as it was before."""

    @property
    def set_lines(self) -> int:
        """How many lines it has, as it was set last."""
        return len((self.used or self).starts)

    @property
    def length(self) -> int:
        """Of its text."""
        return self.pieces[-1].ends

    def divided_at(self, room: int) -> int | None:
        """Where the page ends within a word, in a page with room for so many lines."""
        last = last_on_page(len(self.starts), room)
        if last is None or self.starts[last + 1] not in self.divided:
            return None
        return self.starts[last + 1]


def set_breaks(composed: ComposedText, breaks: Breaks, chosen: Sequence[int]) -> None:
    """Note where the lines begin that end at the chosen breaks."""
    offsets, found = breaks
    ends = [index for index in chosen if index < len(found) - 1]
    composed.starts = [composed.begins, *(offsets[index] for index in ends)]
    composed.places = [_place(composed.pieces, start) for start in composed.starts]
    composed.divided = frozenset(
        offsets[index] for index in ends if found[index].has_hyphen
    )


def _place(pieces: Sequence[TextPiece], start: int) -> dict[int, Any]:
    """Where a line begins, as WeasyPrint counts it."""
    piece = [each for each in pieces if each.begins <= start][-1]
    before = piece.box.text[: start - piece.begins]
    skipped = len(before) if before.isascii() else len(before.encode())
    place: Any = {skipped: None} if skipped else None
    for index in reversed(piece.path):
        place = {index: place}
    return dict(place)


def line_at(composed: ComposedText, begins_at: Any) -> int | None:  # noqa: ANN401 - WeasyPrint's
    """The line that begins at a place; `None` where none of ours does."""
    if not composed.starts:
        return None
    if begins_at is None:
        return 0
    for number, place in enumerate(composed.places[1:], start=1):
        if place == begins_at:
            return number
    return None
