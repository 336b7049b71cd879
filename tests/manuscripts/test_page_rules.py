"""The rules of docs/page.md, each seen on the pages of one book."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from bookmaker.css.locate import theme_names
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import build
from bookmaker.system.workspace import Environment
from tests.support.pdf import PdfInspector

pytestmark = pytest.mark.slow

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"'
    ' viewBox="0 0 200 60"><rect width="200" height="60"/></svg>'
)
BOOK = """\
title = "Measures"
language = "en-GB"
authors = ["T. Ormerod"]
modified = 2026-01-02
[contents]
body = ["one.md", "two.md", "three.md"]
[print]
theme = "{theme}"
"""
ONE = """\
---
short-title: Weather
---

# The Uncertain Weather of the Estuary and Towns that Lie on It

“You will want the ladder,” said the clerk, and nobody in the room thought that he
meant the ladder. The water had come up in the night as it always did in March.

Plain words that stand above the first of the headings of this chapter here.

## Hands and Inks

Alpha words follow a heading of the highest level, and go on to another line of it.

### The Red Ink

Beta words follow a heading of the second level, and go on to another line of it.

#### A Note on Red

Gamma words follow a heading that stands in their line, and go on to another line.

- Deltaic words of a list

Epsilon words say `a  =  1` in code, and name a file
`/usr/share/measures/of/the/estuary/towns` and more of them[^1] so that this line and
the one below it are full of words and stretched.

[^1]: A note.

![A short one.](a.svg)

![The level of the water between March and October, read every morning at six by the
clerk of the day; the gaps are the days on which the gauge was under ice.](a.svg)
"""
TWO = "# Low Water\n\nThen the water went.\n"
THREE = "# High Water\n\nThen it came back.\n"


@dataclass(frozen=True)
class Pages:
    """A printed book, and where its words stand."""

    pdf: PdfInspector
    texts: tuple[str, ...]
    theme: str

    def box(self, words: str) -> tuple[float, float, float, float]:
        """Left, foot, right and head of words on one line."""
        (page,) = [n for n, text in enumerate(self.texts) if words in text]
        return self.pdf.box_of(words, page)

    def page(self, words: str) -> int:
        """The page of some words, counted from 0."""
        (page,) = [n for n, text in enumerate(self.texts) if words in text]
        return page


def printed(folder: Path, theme: str) -> Pages:
    (folder / "book.toml").write_text(BOOK.format(theme=theme), "utf-8")
    (folder / "one.md").write_text(ONE, "utf-8")
    (folder / "two.md").write_text(TWO, "utf-8")
    (folder / "three.md").write_text(THREE, "utf-8")
    (folder / "a.svg").write_text(PICTURE, "utf-8")
    target = folder / "book.pdf"
    environment = Environment(cache_folder=folder.parent / "cache")
    request = Request(manuscript=folder, environment=environment)
    outcome = build(request, {"pdf": target})
    assert not [d for d in outcome.diagnostics if d.severity.name == "ERROR"]
    pdf = PdfInspector.of(target.read_bytes())
    return Pages(pdf, tuple(pdf.texts), theme)


_SHOWN = frozenset({"literary", "technical", "large-print"})
"""The themes whose pages differ most; the others are for the long run."""


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(theme, marks=[] if theme in _SHOWN else [pytest.mark.long])
        for theme in theme_names()
    ],
)
def pages(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Pages:
    """The book in each theme."""
    return printed(tmp_path_factory.mktemp(request.param), request.param)


def test_a_heading_is_nearer_to_the_text_below_than_above(pages: Pages) -> None:
    for above, heading, below in (
        ("Plain words", "Hands and", "Alpha words"),
        ("Alpha words", "The Red", "Beta words"),
    ):
        if pages.page(above) == pages.page(heading) == pages.page(below):
            foot_above, foot = pages.box(above)[1], pages.box(heading)[1]
            # Of two lines of text above.
            leading = 12
            assert foot_above - foot > foot - pages.box(below)[1] + leading / 2


def test_the_lowest_headings_begin_the_line_of_their_text(pages: Pages) -> None:
    heading, text = pages.box("A Note on"), pages.box("Gamma words")
    assert heading[2] < text[0]
    assert abs(heading[3] - text[3]) < 3, "both stand on one line"


def test_a_run_in_heading_is_a_heading_before_its_paragraph(pages: Pages) -> None:
    kinds = [
        (str(element.S), str(parent.S))
        for parent, element in pages.pdf.structure
        if str(element.S) in {"/H3", "/H4"}
    ]
    assert kinds
    assert {parent for _, parent in kinds} == {"/Sect"}


def test_lines_of_a_title_have_about_equal_lengths(pages: Pages) -> None:
    lines = title_lines(pages)
    widths = [right - left for left, _, right, _ in map(pages.box, lines)]
    assert len(widths) > 1
    assert min(widths) > 0.7 * max(widths), lines


def title_lines(pages: Pages) -> list[str]:
    (text,) = [t for t in pages.texts if "The Uncertain" in t and "ladder" in t]
    lines = text.split("\n")
    (first,) = [n for n, line in enumerate(lines) if line.startswith("The Uncertain")]
    (last,) = [n for n, line in enumerate(lines) if line.strip().endswith("on It")]
    return [line.strip() for line in lines[first : last + 1]]


def test_a_long_caption_is_flush_and_a_short_one_is_centred(pages: Pages) -> None:
    if pages.page("The level of") % 2 != pages.page("Plain words") % 2:
        return  # their margins differ
    text = pages.box("Plain words")
    assert pages.box("The level of")[0] == pytest.approx(text[0], abs=1.5)
    assert pages.box("A short one.")[0] - text[0] > 40


def test_bullets_are_half_an_em_from_their_text(pages: Pages) -> None:
    (page,) = [n for n, text in enumerate(pages.texts) if "Deltaic" in text]
    bullet = pages.pdf.box_of("•", page)
    gap = pages.box("Deltaic")[0] - bullet[2]
    leading = 12
    assert 0.4 * leading < gap < 1.3 * leading


def test_chapters_of_prose_open_on_any_page(pages: Pages) -> None:
    second, third = pages.page("Then the water went"), pages.page("Then it came back")
    opens_anywhere = third == second + 1
    assert opens_anywhere == (pages.theme not in {"academic", "technical"})


def test_marks_before_an_initial_have_the_size_of_the_text(pages: Pages) -> None:
    page = pages.page("Plain words")
    mark, letter = pages.pdf.box_of("“", page), pages.pdf.box_of("Y", page)
    plain = pages.pdf.box_of("P", page)
    is_raised = letter[3] - letter[1] > 1.5 * (plain[3] - plain[1])
    assert is_raised == (pages.theme == "literary")
    assert mark[3] - mark[1] < 0.7 * (plain[3] - plain[1])


def test_note_calls_are_superiors_where_the_face_has_them(pages: Pages) -> None:
    page = pages.page("and more of them")
    document = pypdfium2.PdfDocument(pages.pdf.content)
    text = document[page].get_textpage()
    at = text.get_text_range().index("them1") + 4
    size = pypdfium2.raw.FPDFText_GetFontSize(text.raw, at)
    other = pypdfium2.raw.FPDFText_GetFontSize(text.raw, at - 1)
    document.close()
    has_them = pages.theme not in {"large-print"}
    assert (size == pytest.approx(other, rel=0.05)) == has_them, (size, other)


def test_spaces_of_code_are_as_wide_as_its_letters(pages: Pages) -> None:
    (with_spaces, letters) = (pages.box("a = 1"), pages.box("share"))
    width = letters[2] - letters[0]
    assert with_spaces[2] - with_spaces[0] == pytest.approx(width, rel=0.12)
