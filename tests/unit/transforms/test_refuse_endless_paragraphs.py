"""A paragraph that cannot be set in time is reported before layout (M151)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import EndlessParagraph
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import Heading, Note, Text
from bookmaker.pipeline.stages import Request, check
from bookmaker.readers.markdown import read_markdown
from bookmaker.transforms.refuse_endless_paragraphs import (
    MOST_CHARACTERS,
    MOST_HEADINGS,
    MOST_NOTES,
    MOST_PARTS,
    refuse_endless_chapters,
    refuse_endless_paragraphs,
)
from tests.support.storms import STORMS


def _codes(text: str) -> list[str]:
    found = Diagnostics()
    read = read_markdown(text, "a.md", Diagnostics())
    division = Division(DivisionKind.CHAPTER, (), read.blocks, notes=read.notes)
    book = Book(Metadata("T"), body=(division,))
    config = BookConfig(name="t", metadata=book.metadata)
    assert refuse_endless_paragraphs(book, config, found) is book
    return [one.code for one in found]


_LONG = "a " * (MOST_CHARACTERS // 2 + 9)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("## " + _LONG, "heading"),
        (_LONG.replace(" ", "\n") + "---\n", "heading"),
        (_LONG + "\n: b\n", "term"),
        ("| " + _LONG, "line of verse"),
        ("> a\n> — " + _LONG, "attribution"),
        ("![" + _LONG + "](a.png)\n", "caption"),
        ("| a |\n|---|\n| b |\n\n: " + _LONG, "caption"),
    ],
    ids=range(7),
)
def test_whatever_is_set_as_one_paragraph_is_judged(text: str, what: str) -> None:
    found = Diagnostics()
    read = read_markdown(text, "a.md", Diagnostics())
    division = Division(DivisionKind.CHAPTER, (), read.blocks, notes=read.notes)
    book = Book(Metadata("T"), body=(division,))
    config = BookConfig(name="t", metadata=book.metadata)
    refuse_endless_paragraphs(book, config, found)
    assert [
        (one.code, one.what) for one in found if isinstance(one, EndlessParagraph)
    ] == [("M151", what)]
    assert f"this {what} has" in next(iter(found)).message()


_LARGE = pytest.mark.slow
"""Each is read for a second."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("word " * (MOST_CHARACTERS // 5), False),
        ("word " * (MOST_CHARACTERS // 5 + 2), True),
        pytest.param("word\n" * (MOST_CHARACTERS // 5 + 2), True, marks=_LARGE),
        pytest.param("word\n\n" * (MOST_CHARACTERS // 5 + 2), False, marks=_LARGE),
        ("*a* " * (MOST_PARTS // 6), False),
        ("*a* " * MOST_PARTS, True),
        pytest.param("> " + "*a* " * MOST_PARTS, True, marks=_LARGE),
        pytest.param("- " + "*a*\n  " * MOST_PARTS, True, marks=_LARGE),
        pytest.param("x[^1]\n\n[^1]: " + "*a* " * MOST_PARTS, True, marks=_LARGE),
    ],
)
def test_paragraphs_are_judged_by_characters_and_parts(
    text: str, *, is_refused: bool
) -> None:
    assert _codes(text) == ["M151"] * is_refused


LONG_STORMS = ["nested brackets", "closing brackets", "links", "ruby", "half formulas"]


@pytest.mark.sampled(2)
@pytest.mark.slow
@pytest.mark.parametrize("storm", LONG_STORMS)
def test_storms_of_one_paragraph_are_refused(storm: str) -> None:
    assert "M151" in _codes(STORMS[storm](1_000_000 // len(STORMS[storm](1))))


@pytest.mark.parametrize(
    ("headings", "notes", "is_refused"),
    [
        (MOST_HEADINGS - 1, MOST_NOTES, False),
        (MOST_HEADINGS, 0, True),
        (0, MOST_NOTES + 1, True),
    ],
)
def test_files_are_judged_by_headings_and_notes(
    headings: int, notes: int, *, is_refused: bool
) -> None:
    division = Division(
        DivisionKind.CHAPTER,
        (),
        (Heading(2, (Text("One"),)),) * headings,
        notes=(Note("1", ()),) * notes,
        file="a.md",
    )
    book = Book(Metadata("T"), body=(division,))
    found = Diagnostics()
    config = BookConfig(name="t", metadata=book.metadata)
    assert refuse_endless_chapters(book, config, found) is book
    assert [one.code for one in found] == ["M262"] * is_refused


@pytest.mark.sampled(1)
@pytest.mark.slow
@pytest.mark.parametrize("storm", ["headings", "nested inline notes"])
def test_storms_of_headings_and_notes_are_refused_without_more_work(
    storm: str, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("# A\n\n" + STORMS[storm](70_000), "utf-8")
    outcome = check(Request(manuscript=tmp_path / "a.md"))
    assert "M262" in {one.code for one in outcome.diagnostics}
