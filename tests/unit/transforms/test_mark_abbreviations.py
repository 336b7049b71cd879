"""Abbreviations know what they stand for; the first may be spelt out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.config.model import Expansion, TypographyConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import Abbreviation
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.readers.markdown import read_markdown
from bookmaker.transforms.mark_abbreviations import mark_abbreviations
from bookmaker.transforms.nest_sections import nest_sections
from tests.support.builders import book_of, chapter, config_of

DEFINED = "\n\n*[HTML]: Hypertext Markup Language\n*[HT]: high tide\n"


def _marked(*markdown: str, when: Expansion = Expansion.NEVER) -> tuple[str, list[str]]:
    divisions = []
    for number, text in enumerate(markdown):
        content = read_markdown(text, "a.md", Diagnostics())
        division = chapter(f"{number}.md", *content.blocks, title="T")
        divisions.append(replace(division, abbreviations=content.abbreviations))
    book: Book = book_of(*divisions)
    typography = TypographyConfig(expand_abbreviations=when)
    config = replace(config_of(book), typography=typography)
    book = nest_sections(book, config, Diagnostics())
    book = mark_abbreviations(book, config, Diagnostics())
    assert mark_abbreviations(book, config, Diagnostics()) == book
    found = [n.expansion for n in descend_book(book) if isinstance(n, Abbreviation)]
    words = " / ".join(plain_text(d.blocks) for d in book.body)
    return words, found


def test_whole_words_are_marked_anywhere_in_the_book() -> None:
    words, found = _marked("HTML and HTMLs, *HT*.", f"HT{DEFINED}")
    assert words == "HTML and HTMLs, HT. / HT"
    assert found == ["Hypertext Markup Language", "high tide", "high tide"]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (Expansion.BOOK, "high tide (HT), HT / HT"),
        (Expansion.CHAPTER, "high tide (HT), HT / high tide (HT)"),
    ],
)
def test_the_first_use_is_spelt_out(when: Expansion, words: str) -> None:
    assert _marked(f"HT, HT{DEFINED}", "HT", when=when)[0] == words


def test_titles_and_code_keep_their_words() -> None:
    words, found = _marked(f"## HT\n\n`HT`{DEFINED}", when=Expansion.BOOK)
    assert (words, found) == ("HTHT", [])
