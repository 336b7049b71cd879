"""Divisions and sections are numbered once, in the tree."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bookmaker.config.model import NumberingConfig, NumberStyle
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, DivisionKind
from bookmaker.document.contents import contents_entries
from bookmaker.document.nodes import ContentsEntry, Stanza, Text, Verse, VerseLine
from bookmaker.document.numerals import letters, roman
from bookmaker.document.text import plain_text
from bookmaker.languages import known_languages
from bookmaker.languages.digits import usual_digits
from bookmaker.languages.number_words import number_in_words
from bookmaker.languages.words import direction_of
from bookmaker.transforms.identify_targets import identify_targets
from bookmaker.transforms.nest_sections import nest_sections
from bookmaker.transforms.number_divisions import _labelled, number_divisions
from tests.support.builders import book_of, chapter, config_of, heading, paragraph

_RIGHT_TO_LEFT = [tag for tag in known_languages() if direction_of(tag) == "rtl"]


def _numbered(book: Book, numbering: NumberingConfig | None = None) -> Book:
    config = replace(config_of(book), numbering=numbering or NumberingConfig())
    for transform in (nest_sections, identify_targets, number_divisions):
        book = transform(book, config, Diagnostics())
    return book


def _two_parts() -> Book:
    def part(file: str, *names: str) -> Book:
        chapters = tuple(
            chapter(f"{name}.md", heading(2, "S"), title=name) for name in names
        )
        kind = DivisionKind.PART
        return book_of(chapter(file, title=file, kind=kind, divisions=chapters))

    return book_of(*part("p1.md", "a", "b").body, *part("p2.md", "c").body)


def test_chapters_run_on_through_the_parts() -> None:
    book = _numbered(_two_parts())
    assert [d.label for d in book.body] == ["Part I", "Part II"]
    labels = [c.label for part in book.body for c in part.divisions]
    assert labels == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_a_chapter_marked_unnumbered_is_passed_over() -> None:
    prologue = chapter("p.md", title="P")
    prologue = replace(
        prologue, attributes=replace(prologue.attributes, classes=("unnumbered",))
    )
    book = _numbered(book_of(prologue, chapter("a.md", title="A")))
    assert [d.number for d in book.body] == [None, "1"]


def test_a_books_only_chapter_has_no_number() -> None:
    book = _numbered(book_of(chapter("a.md", title="A")))
    assert [d.label for d in book.body] == [None]


def test_styles_and_words_are_the_books_choice() -> None:
    words = NumberingConfig(chapters=NumberStyle.WORDS, chapter_word=False)
    chapters = (chapter("a.md", title="A"), chapter("b.md", title="B"))
    book = _numbered(book_of(*chapters, language="de"), words)
    assert book.body[0].label == "Eins"
    none = NumberingConfig(chapters=NumberStyle.NONE)
    assert _numbered(book_of(*chapters), none).body[0].label is None


def test_sections_are_numbered_down_to_the_depth_wanted() -> None:
    blocks = (heading(2, "S"), heading(3, "T"), heading(2, "U"))
    book = book_of(chapter("a.md", *blocks, title="A"), chapter("b.md", title="B"))
    numbered = _numbered(book, NumberingConfig(section_depth=1))
    entries = contents_entries(numbered, depth=3)
    assert [e.label for e in entries[0].entries] == ["1.1", "1.2"]
    assert entries[0].entries[0].entries[0].label is None


def test_numbering_twice_is_numbering_once() -> None:
    book = _numbered(_two_parts(), NumberingConfig(section_depth=2))
    assert _numbered(book, NumberingConfig(section_depth=2)) == book


def _outline(entries: tuple[ContentsEntry, ...]) -> list[object]:
    return [(plain_text(e.title), e.label, _outline(e.entries)) for e in entries]


def test_contents_of_depth_one_hold_parts_and_chapters() -> None:
    entries = contents_entries(_numbered(_two_parts()), depth=1)
    assert _outline(entries) == [
        ("p1.md", "Part I", [("a", "1", []), ("b", "2", [])]),
        ("p2.md", "Part II", [("c", "3", [])]),
    ]


def test_contents_of_depth_two_hold_sections_too() -> None:
    entries = contents_entries(_numbered(_two_parts()), depth=2)
    assert _outline(entries)[1] == (
        "p2.md",
        "Part II",
        [("c", "3", [("S", None, [])])],
    )


@pytest.mark.parametrize(
    ("number", "figures"), [(1, "I"), (4, "IV"), (1994, "MCMXCIV"), (49, "XLIX")]
)
def test_roman_figures(number: int, figures: str) -> None:
    assert roman(number) == figures


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA")])
def test_appendix_letters(number: int, name: str) -> None:
    assert letters(number) == name


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en-GB", 21, "Twenty-one"),
        ("de", 31, "Einunddreißig"),
        ("fr", 71, "Soixante et onze"),
        ("fr", 80, "Quatre-vingts"),
        ("fr", 99, "Quatre-vingt-dix-neuf"),
        ("es", 42, "Cuarenta y dos"),
        ("en", 100, "100"),
        ("xx", 3, "3"),
    ],
)
def test_numbers_in_words(language: str, number: int, words: str) -> None:
    assert number_in_words(number, language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("it", "Uno Ventuno Ventotto Trentatré Quaranta"),
        ("nl", "Een Eenentwintig Achtentwintig Drieëndertig Veertig"),
        ("pt", "Um|Vinte e um|Vinte e oito|Trinta e três|Quarenta"),
        (
            "pl",
            "Jeden|Dwadzieścia jeden|Dwadzieścia osiem|Trzydzieści trzy|Czterdzieści",
        ),
        ("ru", "Первая|Двадцать первая|Двадцать восьмая|Тридцать третья|Сороковая"),
    ],
)
def test_numbers_are_written_as_the_language_counts(language: str, words: str) -> None:
    agreed = words.split("|") if "|" in words else words.split()
    assert [number_in_words(n, language) for n in (1, 21, 28, 33, 40)] == agreed


@pytest.mark.parametrize("language", "en de fr es it nl pt pl ru".split())
def test_every_number_from_1_to_99_has_words_of_its_own(language: str) -> None:
    words = [number_in_words(number, language) for number in range(1, 100)]
    assert len(set(words)) == 99
    assert not any(word.isdigit() for word in words)


@pytest.mark.parametrize(
    ("word", "label"),
    [("Chapter", "Chapter 3"), ("第{number}章", "第3章"), (None, "3")],
)
def test_a_number_stands_where_the_language_s_word_has_it(
    word: str | None, label: str
) -> None:
    assert _labelled(word, "3") == label


@pytest.mark.parametrize("language", [*_RIGHT_TO_LEFT, "ru", "uk", "bg", "el"])
def test_parts_and_appendices_have_no_latin_letters(language: str) -> None:
    part = replace(_two_parts().body[0], title=())
    appendices = [
        chapter(f"{n}.md", kind=DivisionKind.APPENDIX, title="") for n in range(40)
    ]
    book = book_of(part, *appendices)
    book = replace(book, metadata=replace(book.metadata, language=language))
    labels = [division.label or "" for division in _numbered(book).body]
    assert len(set(labels)) == 41
    latin = [label for label in labels[1:] if re.search("[A-Za-z]", label)]
    assert not latin
    if language in _RIGHT_TO_LEFT:
        assert labels[0].endswith(f" {usual_digits(language).write(1)}")


@pytest.mark.parametrize(
    ("titles", "language", "label"),
    [
        (("Act One", "Act Two"), "en", None),
        (("Prologue", "Letter 1", "Letter 2. The Quay", "Letter III"), "en", None),
        (("Erster Akt", "Zweiter Akt"), "de", "Kapitel 1"),
        (("Akt Eins", "Akt Zwei"), "de", None),
        (("Chapter One", "Chapter Two"), "en", "Chapter 1"),
        (("Act One", "The Quay", "The Ford"), "en", "Chapter 1"),
        (("I Am a Cat", "I Go Home"), "en", "Chapter 1"),
    ],
)
def test_chapters_that_say_their_numbers_have_no_others(
    titles: tuple[str, ...], language: str, label: str | None
) -> None:
    book = book_of(*(chapter("a.md", title=t) for t in titles), language=language)
    assert _numbered(book).body[0].label == label
    asked = NumberingConfig(chapters=NumberStyle.ARABIC)
    assert _numbered(book, asked).body[0].number == "1"


def test_poems_have_no_numbers() -> None:
    poem = Verse((Stanza((VerseLine((Text("Wet rope."),)),)),))
    poems = (
        chapter("a.md", poem, title="A"),
        chapter("b.md", heading(2, "1"), poem, title="B"),
    )
    prose = chapter("c.md", paragraph("Notes."), poem, title="C")
    assert [d.number for d in _numbered(book_of(*poems, prose)).body] == [None] * 3
    two = _numbered(book_of(poems[0], prose))
    assert [d.number for d in two.body] == ["1", "2"]
