"""Which chapters begin with a dropped capital."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.config.model import Initials, TypographyConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, DivisionKind
from bookmaker.document.nodes import (
    Attributes,
    Code,
    Epigraph,
    Inline,
    Math,
    Paragraph,
    SmallCaps,
    Text,
)
from bookmaker.transforms.mark_initials import mark_initials
from tests.support.builders import book_of, chapter, config_of, paragraph

LONG = "The tide was out when the boat came round the point. " * 3


def marked(
    *blocks: Paragraph | Epigraph,
    initials: Initials = Initials.DROPPED,
    kind: DivisionKind = DivisionKind.CHAPTER,
    classes: tuple[str, ...] = (),
) -> Book:
    division = chapter("a.md", *blocks, title="A", kind=kind)
    division = replace(division, attributes=Attributes("a", classes))
    book = book_of(division)
    config = replace(config_of(book), typography=TypographyConfig(initials=initials))
    once = mark_initials(book, config, Diagnostics())
    assert mark_initials(once, config, Diagnostics()) == once
    return once


def is_dropped(book: Book) -> list[bool]:
    return ["dropcap" in b.attributes.classes for b in book.body[0].blocks]


def test_the_first_paragraph_of_a_chapter_begins_with_one() -> None:
    assert is_dropped(marked(paragraph(LONG), paragraph(LONG))) == [True, False]
    epigraph = Epigraph((paragraph(LONG),))
    assert is_dropped(marked(epigraph, paragraph(LONG))) == [False, True]


def test_only_chapters_have_one_unless_a_title_asks() -> None:
    preface = DivisionKind.PREFACE
    assert is_dropped(marked(paragraph(LONG), kind=preface)) == [False]
    asked = marked(paragraph(LONG), kind=preface, classes=("dropcap",))
    assert is_dropped(asked) == [True]
    asked = marked(paragraph(LONG), initials=Initials.THEME, classes=("dropcap",))
    assert is_dropped(asked) == [True]


def test_a_title_or_the_book_may_forbid_it() -> None:
    assert is_dropped(marked(paragraph(LONG), classes=("no-dropcap",))) == [False]
    plain = marked(paragraph(LONG), initials=Initials.NONE)
    assert is_dropped(plain) == [False]
    assert plain.body[0].attributes.classes == ("no-dropcap",)
    assert is_dropped(marked(paragraph(LONG), initials=Initials.THEME)) == [False]


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [
        (("“" + LONG,), True),
        (("«\u202f¿" + LONG,), True),
        ((SmallCaps((Text("The tide"),)), LONG), True),
        (("1984 " + LONG,), True),
        (("— " + LONG,), False),
        ((Code("tide"), LONG), False),
        (("潮" + LONG,), False),
        (("x" * 30 + " " + LONG,), False),
        (("The tide was out.",), False),
        ((), False),
    ],
)
def test_a_text_must_be_able_to_hold_it(
    beginning: tuple[str | Inline, ...], *, expected: bool
) -> None:
    assert is_dropped(marked(paragraph(*beginning))) == [expected]


@pytest.mark.parametrize("initials", Initials)
@pytest.mark.parametrize(
    "beginning",
    ["كتب", "“كتب", "1984 كتب", "כתב", "潮", "किताब", "หนังสือ", "წიგნი", "ܟܬܒ"],
)
def test_letters_without_capitals_have_no_initial_of_any_kind(
    beginning: str, initials: Initials
) -> None:
    for classes in ((), ("dropcap",)):
        text = paragraph(f"{beginning} {LONG}")
        book = marked(text, initials=initials, classes=classes)
        assert book.body[0].attributes.classes == (*classes, "no-dropcap")
        assert is_dropped(book) == [False]


@pytest.mark.parametrize(
    "beginning", ["“Tide", "1984", "Ωκεανός", "Море", "Ծով", "… so"]
)
def test_letters_with_capitals_have_the_theme_s_initial(beginning: str) -> None:
    book = marked(paragraph(f"{beginning} {LONG}"), initials=Initials.THEME)
    assert book.body[0].attributes.classes == ()


@pytest.mark.parametrize("first", [Code("main"), Math("a^2")])
def test_code_and_formulas_lend_no_initial(first: Inline) -> None:
    book = marked(
        Paragraph((first, Text(f" {LONG}"))), initials=TypographyConfig().initials
    )
    assert "no-dropcap" in book.body[0].attributes.classes
