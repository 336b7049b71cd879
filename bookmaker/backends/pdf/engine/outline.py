"""Write the outline: bookmarks nested by their levels. PDF 1.7, 12.3.3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pikepdf import Dictionary, Name, Object, Pdf, String

from bookmaker.backends.pdf.facts import Bookmark


@dataclass(slots=True)
class _Entry:
    """A bookmark and those below it."""

    level: int
    bookmark: Bookmark | None = None
    """`None`: the root of all."""
    place: Object | None = None
    """Where it leads to."""
    kids: list[_Entry] = field(default_factory=list)


def write_outline(pdf: Pdf, bookmarks: Iterable[tuple[Bookmark, Object]]) -> Object:
    """Nest the bookmarks, which come with their destinations, whatever is left out."""
    root = _Entry(0)
    above = [root]
    for bookmark, place in bookmarks:
        while above[-1].level >= bookmark.level:
            above.pop()
        entry = _Entry(bookmark.level, bookmark, place)
        above[-1].kids.append(entry)
        above.append(entry)
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    outline.Count = _write_entries(pdf, outline, root.kids)
    return outline


def _write_entries(pdf: Pdf, parent: Object, entries: Sequence[_Entry]) -> int:
    """Write the entries below one; give how many are seen when it is open."""
    seen = len(entries)
    before: Object | None = None
    for entry in entries:
        if entry.bookmark is None:
            continue
        written = pdf.make_indirect(
            Dictionary(
                Title=String(entry.bookmark.label), Parent=parent, Dest=entry.place
            )
        )
        if before is None:
            parent.First = written
        else:
            before.Next, written.Prev = written, before
        parent.Last = before = written
        if entry.kids:
            below = _write_entries(pdf, written, entry.kids)
            written.Count = -below if entry.bookmark.is_closed else below
            seen += 0 if entry.bookmark.is_closed else below
    return seen
