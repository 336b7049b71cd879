"""The caption of a table is with its first row, and a table begins where it fits.

Every kind of table is below texts of several lengths, so that it begins at the top, in
the middle and at the foot of a page. What is compared is read from the PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path

import pypdfium2
import pytest

from tests.support.pdf import PdfInspector
from tests.support.proven import proven_pdf

pytestmark = pytest.mark.slow

BOOK = """\
title = "Rows"
language = "en"
modified = 2026-01-02
[contents]
body = {files}
[print]
trim = "5in x 8in"
theme = "{theme}"
"""
WORDS_OF_LINE = 4
"""In a cell, at least."""
LEADING = 15.0
"""In points, at most."""


@dataclass(frozen=True, slots=True)
class Case:
    """A table below a text; `lines` are those of each cell, at least."""

    name: str
    before: int
    lines: int
    has_caption: bool
    has_head: bool

    @property
    def text(self) -> str:
        """The chapter."""
        numbers = count()
        before = "\n\n".join(" ".join(["pier"] * 9) for _ in range(self.before))
        caption = f"<caption>{self.name}caption</caption>" if self.has_caption else ""
        head = f"<thead><tr><th>{self.name}head</th><th>Now</th></tr></thead>"
        rows = "".join(self._row(numbers) for _ in range(3))
        table = f"{caption}{head if self.has_head else ''}<tbody>{rows}</tbody>"
        return (
            f"# {self.name}\n\n{before}\n\n{self.name}lead.\n\n"
            f"<table>{table}</table>\n\nBehind it.\n"
        )

    def _row(self, numbers: Iterator[int]) -> str:
        words = [
            f"{self.name}x{next(numbers)}x" for _ in range(self.lines * WORDS_OF_LINE)
        ]
        half = len(words) // 2
        cells = (" ".join(words[:half]), " ".join(words[half:]))
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    @property
    def whole_to(self) -> str:
        """The last word that is on the page of the caption, come what may; the first
        of a row that can be split."""
        row = 2 if self.lines <= _SHORT else 0
        words = self.lines * WORDS_OF_LINE
        at = (row + 1) * words - 1 if self.lines <= _WHOLE else row * words
        return f"{self.name}x{at}x"

    @property
    def parts(self) -> tuple[str, ...]:
        """The first words of the caption, of the head and of the first row."""
        caption = (f"{self.name}caption",) if self.has_caption else ()
        head = (f"{self.name}head",) if self.has_head else ()
        return (*caption, *head, f"{self.name}x0x")


CASES = [
    Case(f"q{number}q", *shape)
    for number, shape in enumerate(
        product((3, 12, 22), (3, 8, 40), (True, False), (True, False))
    )
]
_SHORT = 3
_WHOLE = 8
"""The most lines of the cells of a short table, and of rows that stay whole."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words are first printed: edges in points from the foot of the page."""

    page: int
    foot: float
    head: float


def places_of(pdf: PdfInspector, words: Iterable[str]) -> dict[str, Place]:
    """Where each of the words is printed first."""
    document = pypdfium2.PdfDocument(pdf.content)
    found: dict[str, Place] = {}
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            content = text.get_text_range()
            for word in words:
                at = -1 if word in found else content.find(word)
                if at >= 0:
                    _, foot, _, head = text.get_charbox(at, loose=True)
                    found[word] = Place(number, foot, head)
    finally:
        document.close()
    return found


@pytest.mark.sampled(1)
@pytest.mark.parametrize("theme", ["literary", "academic", "technical"])
def test_a_caption_is_with_its_first_row_and_a_table_begins_where_it_fits(
    tmp_path: Path, theme: str
) -> None:
    for case in CASES:
        (tmp_path / f"{case.name}.md").write_text(case.text, "utf-8")
    files = str([f"{case.name}.md" for case in CASES]).replace("'", '"')
    (tmp_path / "book.toml").write_text(BOOK.format(files=files, theme=theme), "utf-8")
    words = [
        word
        for case in CASES
        for word in (f"{case.name}lead", case.whole_to, *case.parts)
    ]
    places = places_of(proven_pdf(tmp_path), words)
    lowest = min(place.foot for place in places.values())
    moved = 0
    for case in CASES:
        first, *others = (places[word] for word in case.parts)
        assert {place.page for place in others} <= {first.page}, case
        lead = places[f"{case.name}lead"]
        if first.page != lead.page:
            moved += 1
            needed = first.head - places[case.whole_to].foot
            assert lead.foot - lowest < needed + 3 * LEADING, case
    assert moved
