"""What is for one edition is in that edition alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookmaker.backends import BUILT_IN
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Attributes, Group, Paragraph, Span, Text
from bookmaker.document.text import plain_text
from bookmaker.transforms.select_edition import has_conditions, select_edition
from tests.support.builders import book_of, chapter

NAMES = {target.name: target.condition_names for target in BUILT_IN}
KNOWN = tuple(name for names in NAMES.values() for name in names)


def _attributes(name: str, key: str, value: str) -> Attributes:
    return Attributes(classes=(name,), pairs=((key, value),))


@pytest.mark.parametrize(
    ("name", "key", "value", "edition", "is_shown"),
    [
        ("content-visible", "when-format", "pdf", "pdf", True),
        ("content-visible", "when-format", "pdf", "epub", False),
        ("content-visible", "when-format", "html", "epub", True),
        ("content-hidden", "when-format", "epub", "epub", False),
        ("content-hidden", "when-format", "epub", "pdf", True),
        ("content-visible", "unless-format", "pdf", "epub", True),
        ("content-hidden", "unless-format", "pdf", "epub", False),
    ],
)
def test_a_condition_decides(
    name: str, key: str, value: str, edition: str, *, is_shown: bool
) -> None:
    attributes = _attributes(name, key, value)
    block = Group((Paragraph((Text("B"),)),), attributes=attributes)
    line = Paragraph((Text("a"), Span((Text("c"),), attributes=attributes)))
    book = book_of(chapter("a.md", block, line))
    assert has_conditions(book)
    selected = select_edition(book, NAMES[edition], KNOWN, Diagnostics())
    assert not has_conditions(selected)
    words = plain_text(selected.body[0].blocks)
    assert words == ("Bac" if is_shown else "a")


def test_an_edition_that_nobody_makes_is_reported() -> None:
    attributes = _attributes("content-visible", "when-format", "docx")
    found = Diagnostics()
    book = book_of(chapter("a.md", Group((), attributes=attributes)))
    select_edition(book, NAMES["pdf"], KNOWN, found)
    assert [problem.code for problem in found] == ["M124"]


@pytest.mark.parametrize(("edition", "titles"), [("pdf", ["A", "B"]), ("epub", ["B"])])
def test_a_condition_on_a_title_is_for_the_whole_chapter(
    edition: str, titles: list[str]
) -> None:
    attributes = _attributes("content-visible", "when-format", "pdf")
    colophon = replace(
        chapter("a.md", Paragraph((Text("x"),))),
        title=(Text("A"),),
        attributes=attributes,
    )
    other = replace(chapter("b.md"), title=(Text("B"),))
    book = book_of(colophon, other)
    assert has_conditions(book)
    selected = select_edition(book, NAMES[edition], KNOWN, Diagnostics())
    assert not has_conditions(selected)
    assert [plain_text(division.title) for division in selected.body] == titles
