"""Terms lead to their definitions; a generated glossary gathers and sorts them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import DefinitionList, Group, Link
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.readers.markdown import read_markdown
from bookmaker.transforms.link_terms import link_terms
from tests.support.builders import book_of, chapter, config_of

GLOSSARY = """
::: {.glossary}
Groyne
: A low wall.

Ebb
: The falling tide.
:::
"""


def _linked(markdown: str, *, lists_glossary: bool = False) -> tuple[Book, Diagnostics]:
    content = read_markdown(markdown, "a.md", Diagnostics())
    book = book_of(chapter("a.md", *content.blocks, title="A"))
    if lists_glossary:
        book = replace(book, back=(Division(DivisionKind.GLOSSARY),))
    diagnostics = Diagnostics()
    return link_terms(book, config_of(book), diagnostics), diagnostics


def _targets(book: Book) -> list[str]:
    return [node.target for node in descend_book(book) if isinstance(node, Link)]


def _terms(book: Book) -> list[tuple[str, str | None]]:
    return [
        (plain_text(definition.term), definition.attributes.id)
        for node in descend_book(book)
        if isinstance(node, DefinitionList)
        for definition in node.definitions
    ]


def test_a_term_leads_to_its_definition_whatever_its_capitals_and_number() -> None:
    book, diagnostics = _linked(
        f"The [groynes]{{.term}} at [Ebb]{{.term}}.\n{GLOSSARY}"
    )
    assert _targets(book) == ["#term-groyne", "#term-ebb"]
    assert list(diagnostics) == []


def test_a_term_may_say_what_it_leads_to() -> None:
    book, _ = _linked(f'[falling]{{.term of="ebb"}}\n{GLOSSARY}')
    assert _targets(book) == ["#term-ebb"]


def test_an_unknown_term_is_an_error_with_the_nearest() -> None:
    book, diagnostics = _linked(f"[groine]{{.term}}\n{GLOSSARY}")
    assert _targets(book) == []
    assert [(d.code, d.help()) for d in diagnostics] == [
        ("X047", "did you mean of=“Groyne”?")
    ]


def test_a_listed_glossary_gathers_and_sorts() -> None:
    book, _ = _linked(GLOSSARY, lists_glossary=True)
    assert _terms(book) == [("Ebb", "term-ebb"), ("Groyne", "term-groyne")]
    assert book.body[0].blocks == ()


def test_a_glossary_of_nothing_is_left_out() -> None:
    book, diagnostics = _linked("x", lists_glossary=True)
    assert (book.back, [d.code for d in diagnostics]) == ((), ["X049"])


def test_a_term_defined_twice_is_reported() -> None:
    _, diagnostics = _linked(GLOSSARY + GLOSSARY)
    assert [d.code for d in diagnostics] == ["X048", "X048"]


def test_linking_twice_is_linking_once() -> None:
    book, _ = _linked(f"[ebb]{{.term}}\n{GLOSSARY}", lists_glossary=True)
    assert link_terms(book, config_of(book), Diagnostics()) == book


def test_a_gathered_glossary_leaves_all_else_where_it_was_written() -> None:
    around = GLOSSARY.replace("Groyne\n", "Read this first.\n\nGroyne\n", 1)
    around = around.replace(":::\n", "\n- A list of sources\n:::\n")
    book, diagnostics = _linked(around, lists_glossary=True)
    own, _ = book.divisions
    assert [plain_text((block,)) for block in own.blocks] == [
        "Read this first.",
        "A list of sources",
    ]
    assert [term for term, _ in _terms(book)] == ["Ebb", "Groyne"]
    assert list(diagnostics) == []


NAMED = GLOSSARY.replace("{.glossary}", "{#words .glossary}")


@pytest.mark.parametrize(
    "markdown",
    [
        GLOSSARY,
        NAMED,
        NAMED + GLOSSARY.replace("Groyne", "Weir").replace("Ebb", "Neap"),
        f":::: {{#all .wide}}\n{GLOSSARY}\n::::\n",
        f":::: {{#all}}\n{NAMED}\n::::\n",
        f"[]{{#top}}\n\n{GLOSSARY}",
    ],
)
def test_a_chapter_that_is_emptied_by_the_glossary_is_reported(markdown: str) -> None:
    _, diagnostics = _linked(markdown, lists_glossary=True)
    assert [problem.code for problem in diagnostics] == ["X054"]


@pytest.mark.parametrize(
    "more",
    [
        "A word.",
        "![A quay](quay.png)",
        "[Ebb]{.term}",
        "***",
        "```\nx\n```",
        ":::: {#all}\nA word.\n::::",
        "# A part of it",
    ],
)
def test_a_chapter_with_more_than_its_definitions_is_not(more: str) -> None:
    _, diagnostics = _linked(f"{NAMED}\n{more}\n", lists_glossary=True)
    assert list(diagnostics) == []


def test_an_empty_chapter_was_not_emptied_by_the_glossary() -> None:
    book, _ = _linked(GLOSSARY)
    book = replace(
        book,
        body=(*book.body, chapter("b.md", title="B")),
        back=(Division(DivisionKind.GLOSSARY),),
    )
    diagnostics = Diagnostics()
    link_terms(book, config_of(book), diagnostics)
    assert len(list(diagnostics)) == 1


def test_a_link_to_a_gathered_glossary_has_its_target_still() -> None:
    book, _ = _linked(f"See [there](#words).\n{NAMED}", lists_glossary=True)
    assert "words" in [
        node.attributes.id for node in descend_book(book) if isinstance(node, Group)
    ]
