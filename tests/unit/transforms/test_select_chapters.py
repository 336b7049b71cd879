"""A sample: the first chapters, without links to what isn't there."""

from __future__ import annotations

from dataclasses import replace

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import Link, Paragraph, Span
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions, find_nodes
from bookmaker.transforms.select_chapters import select_chapters
from tests.support.builders import chapter, link, paragraph


def named(name: str, *parts: Paragraph, kind: DivisionKind) -> Division:
    """A division with an id."""
    made = chapter(f"{name}.md", *parts, title=name.title(), kind=kind)
    return replace(made, attributes=replace(made.attributes, id=name))


def book() -> Book:
    """Two parts with two chapters each, a prologue, an index and a life."""
    links = paragraph(link("on", "#four"), " ", link("back", "#prologue"))
    one = named("one", links, kind=DivisionKind.CHAPTER)
    two, three, four = (
        named(name, kind=DivisionKind.CHAPTER) for name in ("two", "three", "four")
    )
    part = named("inland", kind=DivisionKind.PART)
    return Book(
        Metadata(title="T"),
        front=(named("preface", kind=DivisionKind.PREFACE),),
        body=(
            named("prologue", kind=DivisionKind.PROLOGUE),
            replace(part, divisions=(one, two)),
            replace(part, divisions=(three, four)),
        ),
        back=(
            named("words", kind=DivisionKind.INDEX),
            named("life", kind=DivisionKind.ABOUT_THE_AUTHOR),
        ),
    )


def files(made: Book) -> list[str | None]:
    return [division.file for division in all_divisions(made)]


def test_chapters_alone_are_counted_and_parts_end_with_the_last() -> None:
    assert files(select_chapters(book(), 1)) == [
        "preface.md",
        "prologue.md",
        "inland.md",
        "one.md",
        "life.md",
    ]
    assert files(select_chapters(book(), 3))[-4:] == [
        "two.md",
        "inland.md",
        "three.md",
        "life.md",
    ]
    everything = files(select_chapters(book(), 9))
    assert everything == [name for name in files(book()) if name != "words.md"]


def test_a_link_to_what_was_left_out_keeps_its_words() -> None:
    sample = select_chapters(book(), 1)
    (kept,) = find_nodes(sample.divisions, Link)
    assert kept.target == "#prologue"
    (words,) = find_nodes(sample.divisions, Span)
    assert plain_text((words,)) == "on"


def test_selecting_twice_is_selecting_once() -> None:
    once = select_chapters(book(), 1)
    assert select_chapters(once, 1) == once
