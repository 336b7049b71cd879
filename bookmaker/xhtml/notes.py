"""Notes and their calls: the shapes, around markup that is rendered already."""

from __future__ import annotations

from collections.abc import Iterable

from bookmaker.document.nodes import Note, NoteList, NoteReference
from bookmaker.xhtml import semantics
from bookmaker.xhtml.context import Context, attached
from bookmaker.xhtml.serialize import EMPTY, Markup, element, escape, lines


def call_of_gathered_note(call: NoteReference, context: Context) -> Markup:
    """A call whose note stands elsewhere: a link that reading systems may pop up."""
    attrs = {
        **semantics.NOTE_CALL.attrs,
        "id": call.attributes.id,
        "href": context.href(f"#{call.target}") if call.target else None,
    }
    link = element("a", attrs, escape(call.number or call.label))
    return element("sup", {"class": _call_class(call.number or call.label)}, link)


def call_with_note(call: NoteReference, note: Note, body: Markup) -> Markup:
    """A call with its note beside it, for the sheet to float to the foot of the page.

    Everything is phrasing content as long as the note holds paragraphs only.
    """
    number = escape(note.number or note.label)
    link = element(
        "a",
        {
            "class": "note-call",
            "id": call.attributes.id,
            "href": f"#{note.attributes.id}",
            "role": "doc-noteref",
        },
        number,
    )
    back_attrs = {
        "class": _number_class(number),
        "href": f"#{call.attributes.id}",
    }
    back = element("a", back_attrs, number)
    foot_attrs = {
        "class": "foot-note",
        "id": note.attributes.id,
        "role": "doc-footnote",
    }
    foot = element("span", foot_attrs, back, Markup(" "), body)
    mark = element("sup", {"class": _call_class(number)}, link)
    return Markup(f"{mark}{foot}")


def _call_class(mark: str) -> str:
    """Figures may be superiors of a face, other marks are not."""
    return "note-call-mark" if mark.isdecimal() else "note-call-mark sign"


def _number_class(mark: str) -> str:
    """A number has a full stop behind it, a symbol has none."""
    own = semantics.BACKLINK.css_class
    return own if mark.isalnum() else f"{own} symbol"


def note_list(
    gathered: NoteList,
    bodies: Iterable[tuple[Note, Markup]],
    context: Context,
    *,
    name: str,
) -> Markup:
    """Notes gathered at the end, under a heading of the element `name`."""
    parts = []
    if gathered.title:
        parts.append(element(name, {"class": "heading"}, escape(gathered.title)))
    parts.extend(_gathered_note(note, body, context) for note, body in bodies)
    attrs = {**semantics.NOTE_LIST.attrs, **attached(gathered.attributes, "note-list")}
    return element("section", attrs, lines(parts))


def _gathered_note(note: Note, body: Markup, context: Context) -> Markup:
    number = EMPTY
    if note.call is not None:
        mark = escape(note.number or note.label)
        attrs = {
            **semantics.BACKLINK.attrs,
            "class": _number_class(mark),
            "href": context.href(f"#{note.call}"),
        }
        number = element("a", attrs, mark)
    mark = element("p", {"class": "note-mark"}, number) if number else EMPTY
    attrs = {"id": note.attributes.id, **semantics.NOTE.attrs}
    return element("aside", attrs, lines(filter(None, (mark, body))))
