"""Straight marks in more than a hundred passages of many languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import Emphasis, Inline, Link, Paragraph, Text
from bookmaker.document.text import plain_text
from bookmaker.transforms.smarten_punctuation import smarten_punctuation

_LINES = Path(__file__).with_name("quotations.txt").read_text(encoding="utf-8")
CASES = [
    tuple(part.strip(" ") for part in line.split(" | "))
    for line in _LINES.splitlines()
    if line and not line.startswith("#")
]
_SPACES = str.maketrans({"\u202f": " ", "\xa0": " "})


def _set(language: str, *paragraphs: tuple[Inline, ...]) -> str:
    blocks = tuple(Paragraph(children) for children in paragraphs)
    chapter = Division(DivisionKind.CHAPTER, (), blocks)
    book = Book(Metadata(title="T", language=language), body=(chapter,))
    config = BookConfig(metadata=book.metadata, name="t")
    smart = smarten_punctuation(book, config, Diagnostics())
    return "⏎".join(
        plain_text(block.children)
        for block in smart.body[0].blocks
        if isinstance(block, Paragraph)
    )


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 120
    assert len({case[0] for case in CASES}) >= 8


@pytest.mark.parametrize(("language", "typed", "wanted"), CASES)
def test_marks_are_set(language: str, typed: str, wanted: str) -> None:
    paragraphs = [(Text(words),) for words in typed.split("⏎")]
    assert _set(language, *paragraphs).translate(_SPACES) == wanted


@pytest.mark.parametrize("around", [Emphasis, lambda inner: Link(inner, "x")])
def test_marks_around_a_node_see_its_words(around: type[Emphasis]) -> None:
    words: tuple[Inline, ...] = (
        Text('He said "'),
        around((Text("go"),)),
        Text("\" and '"),
        around((Text("Ullo"),)),
        Text(" 'twas."),
    )
    assert _set("en", words) == "He said “go” and ’Ullo ’twas."
