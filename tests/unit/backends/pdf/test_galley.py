"""The galley: leaves, the strings of running heads, notes in their lines."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from bookmaker.backends.pdf.engine.jobs import part_galley
from bookmaker.backends.pdf.galley import (
    Galley,
    _start_of_last_word,
    compose_galley,
)
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import (
    Attributes,
    CodeBlock,
    Contents,
    ContentsEntry,
    Emphasis,
    Inline,
    Note,
    NoteReference,
    Paragraph,
    SmallCaps,
    SoftBreak,
    Table,
    TableCell,
    TableRow,
    Text,
)
from bookmaker.document.text import plain_text
from tests.support.builders import paragraph


def division(
    kind: DivisionKind,
    title: str,
    *blocks: Paragraph | CodeBlock | Contents | Table,
    divisions: tuple[Division, ...] = (),
) -> Division:
    name = title.lower().replace(" ", "-")
    return Division(
        kind, (Text(title),), blocks, divisions, attributes=Attributes(id=name)
    )


def galley_of(
    *,
    front: tuple[Division, ...] = (),
    body: tuple[Division, ...] = (),
    back: tuple[Division, ...] = (),
) -> Galley:
    book = Book(Metadata("The Book"), front, body, back)
    return compose_galley(book, fit_head=str)


def leaves_of(galley: Galley) -> list[Element]:
    return [n for n in galley.root.iter("div") if "leaf" in (n.get("class") or "")]


def heads_of(galley: Galley) -> list[Element]:
    return [n for n in galley.root.iter("div") if n.get("class") == "heads"]


def chapter(title: str, *blocks: Paragraph | CodeBlock | Table) -> Division:
    return division(DivisionKind.CHAPTER, title, *blocks)


def pages_of(galley: Galley) -> list[str]:
    names = ((leaf.get("class") or "").split() for leaf in leaves_of(galley))
    return [next(n[5:] for n in classes if n.startswith("page-")) for classes in names]


def test_each_division_stands_on_a_page_of_its_kind() -> None:
    section = division(DivisionKind.SECTION, "Within")
    first = division(DivisionKind.CHAPTER, "First", divisions=(section,))
    galley = galley_of(
        front=(
            division(DivisionKind.TITLE_PAGE, "Title"),
            division(DivisionKind.PREFACE, "Preface"),
        ),
        body=(first, chapter("Second")),
        back=(division(DivisionKind.COLOPHON, "Colophon"),),
    )
    assert pages_of(galley) == ["bare", "front", "start", "start", "text", "text"]


def test_a_page_of_other_books_has_no_folio() -> None:
    galley = galley_of(front=(division(DivisionKind.ALSO_BY, "Also by Ada Voss"),))
    assert pages_of(galley) == ["bare"]


def test_a_body_that_begins_with_a_part_counts_from_its_page() -> None:
    part = division(DivisionKind.PART, "Part", divisions=(chapter("One"),))
    galley = galley_of(body=(part,))
    assert pages_of(galley) == ["start-bare", "text"]
    assert galley.body_start == leaves_of(galley)[0].get("id")


def test_a_book_without_a_body_has_no_start() -> None:
    galley = galley_of(front=(division(DivisionKind.PREFACE, "Preface"),))
    assert galley.body_start is None


def test_running_heads_know_book_part_and_chapter() -> None:
    part = division(DivisionKind.PART, "Inland", divisions=(chapter("One"),))
    galley = galley_of(body=(part, chapter("Two")))
    heads = [(n.get("data-part"), n.get("data-chapter")) for n in heads_of(galley)]
    assert heads == [("Inland", "Inland"), ("Inland", "One"), ("The Book", "Two")]


def test_running_heads_are_fitted_and_what_was_changed_is_known() -> None:
    book = Book(Metadata("The Book"), (), (chapter("One"), chapter("Two")), ())
    galley = compose_galley(book, fit_head=lambda words: words.replace("One", "O…"))
    heads = [n.get("data-chapter") for n in heads_of(galley)]
    assert heads == ["O…", "Two"]
    assert [(h.words, h.shown) for h in galley.shortened_heads] == [("One", "O…")]


def test_links_to_the_front_matter_in_the_contents_are_marked() -> None:
    entries = (
        ContentsEntry("preface", (Text("Preface"),)),
        ContentsEntry("one", (Text("One"),)),
    )
    galley = galley_of(
        front=(
            division(DivisionKind.CONTENTS, "Contents", Contents(entries)),
            division(DivisionKind.PREFACE, "Preface"),
        ),
        body=(chapter("One"),),
    )
    links = list(galley.root.iter("a"))
    assert [link.get("class") for link in links] == ["roman bound", "bound"]


@pytest.mark.parametrize(
    ("labels", "halves"),
    [
        (("9", "10"), ["2", "2"]),
        (("I", "VIII"), ["4", "4"]),
        (("1", None, "Part II"), ["1", None, None]),
        (("٩", "١٠"), ["2", "2"]),
    ],
)
def test_numbers_of_the_contents_have_the_width_of_the_widest(
    labels: tuple[str | None, ...], halves: list[str | None]
) -> None:
    entries = tuple(ContentsEntry("one", (Text("One"),), label=it) for it in labels)
    contents = division(DivisionKind.CONTENTS, "Contents", Contents(entries))
    galley = galley_of(front=(contents,), body=(chapter("One"),))
    assert [item.get("data-halves") for item in galley.root.iter("li")] == halves


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("A Sub-Sub-Librarian", ["Sub-Sub-Librarian"]),
        ("Low-lying Land, High-lying Water", ["Low-lying", "High-lying"]),
        ("A Never-to-Be-Forgotten-Again Thing", []),
        ("Loomings", []),
    ],
)
def test_compounds_of_titles_are_whole(title: str, whole: list[str]) -> None:
    galley = galley_of(body=(chapter(title),))
    [words] = (n for n in galley.root.iter() if n.get("class") == "title-words")
    assert "".join(words.itertext()) == title
    assert [span.text for span in words.iter("span") if span is not words] == whole


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ((Text("The Wheel"),), "Wheel"),
        ((Text("The "), Emphasis((Text("Moss"),)), Text(" at Sea")), "Sea"),
        ((Text("Aboard the "), Emphasis((Text("Moss"),))), "Moss"),
        (
            (Text("Low Water, "), Emphasis((Text("Adeline Quill, Benjamin Thorn"),))),
            "Thorn",
        ),
        ((Emphasis((Text("Moss"),)), Text("es")), None),
        ((Text("On the " + "long" * 9),), None),
    ],
)
def test_the_last_word_of_an_entry_has_its_leader_and_folio(
    title: tuple[Inline, ...], end: str | None
) -> None:
    contents = Contents((ContentsEntry("one", title),))
    galley = galley_of(
        front=(division(DivisionKind.CONTENTS, "Contents", contents),),
        body=(chapter("One"),),
    )
    (job, *_) = part_galley(galley)
    job.fill_page_numbers({"one": "7"})
    (link,) = job.root.iter("a")
    assert "".join(link.itertext()) == plain_text(title)
    ends = [n for n in link.iter("span") if n.get("class") == "entry-end"]
    found = ["".join(n.itertext()) for n in ends if n.get("data-page") == "7"]
    is_bound = link.get("class") == "bound"
    assert (found if is_bound else []) == ([] if end is None else [end])


def test_a_bookmark_says_number_and_title() -> None:
    one = Division(DivisionKind.CHAPTER, (Text("One"),), label="Chapter 1")
    (title,) = galley_of(body=(one,)).root.iter("h1")
    assert title.get("data-bookmark") == "Chapter 1: One"


def test_a_call_is_joined_to_its_word() -> None:
    note = Note("a", (Paragraph((Text("A note"), SoftBreak(), Text("of it."))),), "1")
    words = Paragraph((Text("the last word."), NoteReference("a", "1", note=note)))
    (joined,) = [
        n
        for n in galley_of(body=(chapter("One", words),)).root.iter("span")
        if n.get("class") == "called"
    ]
    assert joined.text == "word."
    assert joined[0].get("class") == "note-call-mark"


def test_the_lines_of_a_note_at_the_foot_are_joined() -> None:
    note = Note("a", (Paragraph((Text("A note"), SoftBreak(), Text("of it."))),), "1")
    words = Paragraph((Text("word"), NoteReference("a", "1", note=note)))
    (foot,) = [
        n
        for n in galley_of(body=(chapter("One", words),)).root.iter("span")
        if n.get("class") == "foot-note"
    ]
    assert "".join(foot.itertext()) == "1 A note of it."


def test_short_listings_are_distinguished_from_long_ones() -> None:
    lines = "abcdefghijklm"
    blocks = (CodeBlock("\n".join(lines[:12])), CodeBlock("\n".join(lines)))
    found = galley_of(body=(chapter("One", *blocks),)).root.iter("pre")
    assert [n.get("class") for n in found] == ["listing short", "listing"]


def test_a_line_that_names_a_listing_is_kept_with_it() -> None:
    lines = ("Filename: main.rs", "It is this.", "It is as follows: " + "long " * 9)
    blocks = (b for line in lines for b in (paragraph(line), CodeBlock("a")))
    found = galley_of(body=(chapter("One", *blocks),)).root.iter("p")
    kept = ["names-next" in (n.get("class") or "").split() for n in found]
    assert kept == [True, False, False]


def test_no_initial_where_the_first_word_may_not_fit_a_line() -> None:
    usual = chapter("Usual", Paragraph((Text("Incomprehensibilities abound."),)))
    called = chapter(
        "Called", Paragraph((Text("Note"), NoteReference("1", note=_long_note())))
    )
    endless = chapter("Endless", Paragraph((Text("x" * 25 + " and so on."),)))
    empty = chapter("Empty")
    galley = galley_of(body=(usual, called, endless, empty))
    opens_plainly = [
        "no-dropcap" in (leaf[0].get("class") or "").split()
        for leaf in leaves_of(galley)
    ]
    assert opens_plainly == [False, False, True, False]


def _long_note() -> Note:
    return Note("1", (Paragraph((Text("y" * 30),)),))


def dropped(*inlines: Text | SmallCaps) -> Element:
    """The paragraph of a chapter that begins with a dropped capital."""
    marked = Attributes(classes=("dropcap",))
    galley = galley_of(body=(chapter("One", Paragraph(inlines, attributes=marked)),))
    return next(galley.root.iter("p"))


def test_a_dropped_capital_stands_apart_and_its_word_stays_whole() -> None:
    paragraph = dropped(Text("The tide."))
    assert paragraph.get("data-initial") == "T"
    assert "".join(paragraph.itertext()) == "The tide."
    assert paragraph[0].get("class") == "initial"
    assert paragraph[0][0].get("data-first-word") == "The"
    assert [word.text for word in paragraph[1:]] == ["he", " tide."]
    assert {word.get("class") for word in paragraph[1:]} == {"lead-in"}


def test_marks_before_a_dropped_capital_are_distinguished_from_it() -> None:
    paragraph = dropped(SmallCaps((Text("“Quick!”"),)), Text(" they said."))
    assert paragraph.get("data-initial") == "Q"
    assert paragraph.get("class") == "dropcap deep"
    marks = next(n for n in paragraph.iter() if n.get("class") == "initial-marks")
    assert (marks.text, marks.tail) == ("“", "Q")
    assert "".join(paragraph.itertext()) == "“Quick!” they said."


def test_a_turned_table_lies_on_a_sheet_of_its_own() -> None:
    table = Table((), (TableRow(()),), attributes=Attributes(classes=("turned",)))
    galley = galley_of(body=(chapter("One", table, Paragraph((Text("After."),))),))
    page = next(n for n in galley.root.iter() if n.get("class") == "turned-page")
    assert [child.get("class") for child in page] == ["turned-sheet"]
    assert [child.tag for child in page[0]] == ["table"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The tide turned.", "turned."),
        ("turned", "turned"),
        ("潮が引いた。", "た。"),
        ("潮が引いた", "た"),
        ("「潮が引いた。」", "た。」"),
        ("これは tide", "tide"),
        ("これはtide", "tide"),
        ("밀물이 들어왔다.", "들어왔다."),
        ("https://example.org/a/very/long/path", "ong/path"),
        ("……", "……"),
        ("word ", ""),
    ],
)
def test_a_call_keeps_the_word_before_it_and_no_more(text: str, kept: str) -> None:
    """Japanese has no spaces: a line would never break before a call."""
    assert text[_start_of_last_word(text) :] == kept


@pytest.mark.parametrize(
    ("words", "longest"),
    [
        ("x" * 90, 12),
        ("high-and-low-water-at-the-weir-and-the-ford", 43),
        ("Donaudampfschifffahrtsgesellschaft", 34),  # hyphenation divides it
        ("1234567890123456", 16),
        ("海" * 60, 60),  # breaks anywhere
        ("ภาษาไทย" * 9, 63),  # breaks between words
        ("The mill is above the weir.", 5),
    ],
)
@pytest.mark.parametrize("is_header", [False, True])
def test_a_word_too_long_for_a_cell_may_break_in_it(
    words: str, longest: int, *, is_header: bool
) -> None:
    cell = TableCell((Paragraph((Text(words),)),), is_header=is_header)
    galley = galley_of(body=(chapter("One", Table((), (TableRow((cell,)),))),))
    text = "".join(next(galley.root.iter("table")).itertext()).strip()
    assert text.replace("\u200b", "") == words
    assert max(map(len, text.replace("\u200b", " ").split())) == longest
