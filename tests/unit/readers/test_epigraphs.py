"""The epigraph of a metadata block is Markdown, and may have notes."""

from __future__ import annotations

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Emphasis, NoteReference
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.readers.markdown import read_markdown

HEAD = """---
epigraph:
  text: The *tide* waits.^[A note.]
  attribution: Ann Lee, *Low Water*[^b]
---

[^b]: Another.
"""


def test_words_and_attribution_are_inline_markdown() -> None:
    found = Diagnostics()
    epigraph = read_markdown(HEAD, "x.md", found).epigraph
    assert epigraph is not None
    assert plain_text(epigraph.attribution) == "Ann Lee, Low Water"
    assert len(list(find_nodes((epigraph,), Emphasis))) == 2
    assert list(found) == []


def test_its_notes_are_those_of_the_file() -> None:
    content = read_markdown(HEAD, "x.md", Diagnostics())
    assert content.epigraph is not None
    calls = find_nodes((content.epigraph,), NoteReference)
    called = {call.label for call in calls if isinstance(call, NoteReference)}
    assert called == {note.label for note in content.notes}
    assert len(called) == 2


def test_a_file_without_one_has_none() -> None:
    assert read_markdown("---\ntitle: T\n---\n", "x.md", Diagnostics()).epigraph is None
