"""No link holds the call of a note."""

from __future__ import annotations

from bookmaker.document.contents import repeated_title
from bookmaker.document.nodes import (
    Emphasis,
    Image,
    Link,
    NoteReference,
    Paragraph,
    Text,
)
from bookmaker.document.walk import map_nodes
from bookmaker.transforms.free_note_calls import _freed


def test_a_call_in_a_link_moves_behind_it() -> None:
    call = NoteReference("a")
    link = Link((Emphasis((Text("pier"), call)), Text("s")), "http://example.org")
    moved = map_nodes(Paragraph((link,)), _freed)
    bare = Link((Emphasis((Text("pier"),)), Text("s")), "http://example.org")
    assert moved == Paragraph((bare, call))


def test_a_picture_in_a_title_is_repeated_by_its_words() -> None:
    assert repeated_title((Image("pier.png", "A pier"),)) == (Text("A pier"),)
    assert repeated_title((Image("rule.png", ""),)) == ()
