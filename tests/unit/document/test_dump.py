"""The tree as text."""

from __future__ import annotations

import datetime

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.dump import dump, dump_book
from bookmaker.document.metadata import Creator, Metadata
from bookmaker.document.nodes import (
    Attributes,
    BlockQuote,
    CodeBlock,
    Definition,
    Emphasis,
    Heading,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Text,
)
from bookmaker.source import SourceSpan


def words(text: str) -> tuple[Text]:
    """The words of a paragraph."""
    return (Text(text),)


def test_each_node_stands_on_its_own_line_below_its_parent() -> None:
    paragraph = Paragraph((Text("The tide was "), Emphasis(words("out"))))
    assert dump(paragraph) == (
        'Paragraph\n  Text "The tide was "\n  Emphasis\n    Text "out"\n'
    )


def test_fields_that_differ_from_their_default_are_shown() -> None:
    item = ListItem((), is_done=False)
    assert dump(List((item,), start=3, is_tight=False)) == (
        "List start=3 is_tight=false\n  ListItem is_done=false\n"
    )


def test_a_field_is_named_where_its_nodes_could_be_anothers() -> None:
    quote = BlockQuote((Paragraph(words("Go.")),), attribution=words("Ann"))
    assert dump(quote) == (
        'BlockQuote\n  Paragraph\n    Text "Go."\n  attribution: Text "Ann"\n'
    )


def test_descriptions_of_a_term_are_distinguished_by_number() -> None:
    first, second = Paragraph(words("a")), Paragraph(words("b"))
    definition = Definition(words("Lee"), ((first,), (second, first)))
    assert dump(definition).splitlines() == [
        "Definition",
        '  term: Text "Lee"',
        "  descriptions[1]: Paragraph",
        '    Text "a"',
        "  descriptions[2]: Paragraph",
        '    Text "b"',
        "  descriptions[2]: Paragraph",
        '    Text "a"',
    ]


def test_attributes_are_written_as_the_author_writes_them() -> None:
    attributes = Attributes("sea", ("wide", "deep"), (("lang", "de"),))
    heading = Heading(2, words("Meer"), attributes=attributes)
    first = dump(heading).splitlines()[0]
    assert first == 'Heading level=2 {#sea .wide .deep lang="de"}'


def test_spans_are_shown_when_asked_for() -> None:
    text = Text("a", span=SourceSpan("one.md", 3, 1, 3, 2))
    assert dump(text) == 'Text "a"\n'
    assert dump(text, shows_spans=True) == 'Text "a" @3:1\n'


def test_invisible_characters_are_escaped_and_letters_are_not() -> None:
    assert dump(Text("1\u00a0é\u200b“”")) == 'Text "1\\u00a0é\\u200b“”"\n'
    assert dump(CodeBlock("a\n\tb")) == 'CodeBlock "a\\n\\tb"\n'


def test_a_note_placed_at_its_call_stands_below_it() -> None:
    note = Note("a", (Paragraph(words("n")),))
    assert dump(NoteReference("a", note=note)).splitlines() == [
        'NoteReference label="a"',
        '  Note label="a"',
        "    Paragraph",
        '      Text "n"',
    ]


def test_a_book_begins_with_its_metadata() -> None:
    metadata = Metadata(
        "Tides",
        authors=(Creator("Ann Lee", file_as="Lee, Ann"),),
        published=datetime.date(2026, 5, 1),
    )
    chapter = Division(DivisionKind.CHAPTER, words("One"), file="one.md")
    assert dump_book(Book(metadata, body=(chapter,))).splitlines() == [
        "Book",
        '  Metadata title="Tides" published=2026-05-01',
        '    Creator name="Ann Lee" file_as="Lee, Ann"',
        '  body: Division chapter file="one.md"',
        '    title: Text "One"',
    ]


def test_a_tree_deeper_than_the_stack_is_dumped() -> None:
    quote = BlockQuote(())
    for _ in range(5000):
        quote = BlockQuote((quote,))
    assert dump(quote).count("\n") == 5001
