"""Citations say what their style says, and lead to the bibliography."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.config.model import CitationsConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind, Source
from bookmaker.document.nodes import Bibliography, Emphasis, Link
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.readers.markdown import read_markdown
from bookmaker.transforms.cite_sources import cite_sources
from tests.support.builders import book_of, chapter, config_of

SOURCES = (
    Source(
        "whale",
        '{"id": "whale", "type": "book", "title": "Moby-Dick", "author": [{"family":'
        ' "Melville", "given": "Herman"}], "issued": {"date-parts": [[1851]]}}',
    ),
    Source(
        "tides",
        '{"id": "tides", "type": "book", "title": "Tides", "author": [{"family":'
        ' "Voss", "given": "Ada"}], "issued": {"date-parts": [[2020]]}}',
    ),
)


def _cited(
    markdown: str,
    style: str = "author-date",
    *,
    sources: tuple[Source, ...] = SOURCES,
    by_chapter: bool = False,
) -> tuple[Book, Diagnostics]:
    content = read_markdown(markdown, "a.md", Diagnostics())
    book = book_of(chapter("a.md", *content.blocks, notes=content.notes, title="A"))
    book = replace(book, sources=sources, back=(Division(DivisionKind.BIBLIOGRAPHY),))
    citations = CitationsConfig(style=style, by_chapter=by_chapter)
    config = replace(config_of(book), citations=citations)
    diagnostics = Diagnostics()
    return cite_sources(book, config, diagnostics), diagnostics


def _words(markdown: str, style: str = "author-date") -> str:
    book, _ = _cited(markdown, style)
    return plain_text(book.body[0].blocks)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("x [@whale]", "x (Melville 1851)"),
        ("x [@whale, p. 3]", "x (Melville 1851, 3)"),
        ("x [see @whale; @tides]", "x (see Melville 1851; Voss 2020)"),
        ("x [-@whale, chap. 2]", "x (1851, chap. 2)"),
        ("@whale writes", "Melville (1851) writes"),
        ("@whale [p. 3] writes", "Melville (1851, 3) writes"),
        ("@whale: so", "Melville (1851): so"),
        ("me@whale.org", "me@whale.org"),
        (r"\@whale", "@whale"),
    ],
)
def test_author_and_date(markdown: str, words: str) -> None:
    assert _words(markdown) == words


def test_numbers_follow_the_order_of_the_citations() -> None:
    assert _words("x [@tides] and [@whale, p. 3]", "numeric") == "x [1] and [2, 3]"


def test_a_style_of_notes_makes_notes_that_stand_at_their_words() -> None:
    book, _ = _cited("x [see @whale, p. 3]. And [@whale, p. 4].", "notes")
    assert plain_text(book.body[0].blocks) == "x. And."
    assert [plain_text(note.blocks) for note in book.body[0].notes] == [
        "See Herman Melville, Moby-Dick (1851), 3.",
        "Ibid., 4.",
    ]


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("notes", "So Herman Melville, Moby-Dick (1851), 3."),
        ("author-date", "So (Melville 1851, 3)."),
        ("numeric", "So [1, 3]."),
    ],
)
def test_a_citation_in_a_note_stays_there(style: str, words: str) -> None:
    """A note has no note of its own, whatever the style."""
    book, _ = _cited("x[^1].\n\n[^1]: So [@whale, p. 3].", style)
    assert plain_text(book.body[0].blocks) == "x."
    assert [plain_text(note.blocks) for note in book.body[0].notes] == [words]


def test_each_citation_leads_to_its_entry() -> None:
    book, _ = _cited("x [@whale; @tides]")
    targets = [n.target for n in descend_book(book) if isinstance(n, Link)]
    entries = [n for n in descend_book(book) if isinstance(n, Bibliography)]
    ids = [entry.attributes.id for entry in entries[0].entries]
    assert sorted(targets) == sorted(f"#{name}" for name in ids)


def test_only_what_is_cited_is_listed_in_the_order_of_names() -> None:
    book, _ = _cited("x [@whale]")
    (listed,) = (n for n in descend_book(book) if isinstance(n, Bibliography))
    assert [plain_text(e.words) for e in listed.entries] == [
        "Melville, Herman. 1851. Moby-Dick."
    ]


def test_works_of_one_author_and_year_are_distinguished() -> None:
    twin = replace(
        SOURCES[0], key="other", csl=SOURCES[0].csl.replace("Moby-Dick", "Another")
    )
    book, _ = _cited("x [@whale; @other]", sources=(*SOURCES, twin))
    words = plain_text(book.body[0].blocks)
    assert words == "x (Melville 1851b; Melville 1851a)"


def test_a_chapter_may_end_with_its_own_works() -> None:
    book, _ = _cited("x [@whale]", by_chapter=True)
    listed = book.body[0].blocks[-1]
    assert isinstance(listed, Bibliography)
    assert listed.title == "Bibliography"
    assert listed.entries[0].attributes.id == "None.ref-whale"


def test_an_unknown_key_is_an_error_with_the_nearest() -> None:
    _, diagnostics = _cited("x [@whael]")
    assert [(d.code, d.help()) for d in diagnostics] == [
        ("X044", "did you mean “@whale”?")
    ]


def test_without_sources_the_characters_stay_and_brackets_are_reported() -> None:
    book, diagnostics = _cited("@you [@whale]", sources=())
    assert plain_text(book.body[0].blocks) == "@you [@whale]"
    assert [found.code for found in diagnostics] == ["X046", "X045"]


def test_citing_twice_is_citing_once() -> None:
    book, _ = _cited("x [@whale]")
    assert cite_sources(book, config_of(book), Diagnostics()) == book


def test_an_ampersand_takes_no_italics_away() -> None:
    csl = SOURCES[0].csl.replace('"Moby-Dick"', '"Moby-Dick", "publisher": "A & B"')
    book, _ = _cited("x [@whale]", sources=(replace(SOURCES[0], csl=csl),))
    (listed,) = (n for n in descend_book(book) if isinstance(n, Bibliography))
    words = listed.entries[0].words
    assert [plain_text((w,)) for w in words if isinstance(w, Emphasis)] == ["Moby-Dick"]
    assert plain_text(words).endswith("A & B.")
