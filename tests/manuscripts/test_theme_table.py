"""Every theme at six trims: characters a line, heads, the text block and the grid.

`pytest -m "" -s tests/manuscripts/test_theme_table.py` prints a row for each.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from bookmaker.backends.line_meter import FlawKind, LayoutReport
from bookmaker.backends.pdf.geometry import PageGeometry, plan_page
from bookmaker.config.model import PrintConfig
from bookmaker.config.values import parse_trim
from bookmaker.css.bundle import load_sheet
from bookmaker.css.locate import theme_names
from bookmaker.css.tokens import read_tokens
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.session import Session
from bookmaker.system.workspace import Environment

pytestmark = pytest.mark.slow

TRIMS = ("mass-market", "5in x 8in", "A5", "6in x 9in", "7in x 10in", "letter")
SHORTER = {
    ("dyslexia-friendly", "mass-market"): 33,
    ("dyslexia-friendly", "5in x 8in"): 40,
    ("dyslexia-friendly", "A5"): 47,
    ("dyslexia-friendly", "6in x 9in"): 49,
    ("large-print", "mass-market"): 28,
    ("large-print", "5in x 8in"): 34,
    ("large-print", "A5"): 41,
    ("large-print", "6in x 9in"): 42,
    ("large-print", "7in x 10in"): 50,
}
"""Characters where type as large as the theme's purpose asks leaves no room for more:
docs/page.md."""
SAMPLE = Path(__file__).parents[2] / "manuscripts" / "the-underside-of-bridges"
PARAGRAPHS = [
    paragraph
    for paragraph in (SAMPLE / "chapters" / "01-the-underside.md")
    .read_text("utf-8")
    .split("\n\n")
    if re.match(r"[A-Z][^{}]{300,}$", paragraph)
]
"""Of prose as it is printed: how long words are decides how many letters fit."""
LEAST, MOST = 58, 75
"""Characters a line: docs/page.md."""
BOOK = """\
title = "The Uncertain Weather of the Estuary, and What Was Done About It"
language = "en-GB"
authors = ["T. Ormerod"]
modified = 2026-01-02
[contents]
body = ["one.md"]
[print]
theme = "{theme}"
trim = "{trim}"
"""
CHAPTER = f"""\
# The Towns at the Mouth of the River, Their Clerks, and Their Clocks

{(chr(10) * 2).join(PARAGRAPHS[:3])}

## The Clocks

{(chr(10) * 2).join(PARAGRAPHS[3:6])}

### Their Hands

{(chr(10) * 2).join(PARAGRAPHS[6:])}
"""


@dataclass(frozen=True)
class Char:
    """A letter of a page, in points from the left."""

    left: float
    right: float


def printed(folder: Path, theme: str, trim: str) -> tuple[bytes, LayoutReport]:
    """The PDF, and how it is set."""
    (folder / "book.toml").write_text(BOOK.format(theme=theme, trim=trim), "utf-8")
    (folder / "one.md").write_text(CHAPTER, "utf-8")
    environment = Environment(cache_folder=folder / "cache")
    request = Request(
        manuscript=folder,
        environment=environment,
        measures_lines=True,
        is_proven=False,
    )
    with Session(request, ("pdf",)) as session:
        artifact = session.render().artifacts["pdf"]
    assert artifact.measure is not None
    return artifact.content, artifact.measure()


def pages_of(content: bytes) -> Iterator[tuple[list[str], list[Char]]]:
    document = pypdfium2.PdfDocument(content)
    try:
        for page in document:
            text = page.get_textpage()
            boxes = (text.get_charbox(n) for n in range(text.count_chars()))
            chars = [Char(box[0], box[2]) for box in boxes if box[2] > box[0]]
            yield text.get_text_range().splitlines(), chars
    finally:
        document.close()


def page_of(theme: str, trim: str) -> PageGeometry:
    sides = parse_trim(trim)
    assert sides is not None
    return plan_page(PrintConfig(trim=sides), read_tokens(load_sheet("print", theme)))


WORDS = frozenset((CHAPTER + BOOK).lower().replace(",", "").replace('"', "").split())


def ends_whole(line: str) -> bool:
    """Whether a running head, if a line is one, ends with a whole word."""
    words = [word for word in line.lower().split() if not word.isdecimal()]
    is_head = line.lower().strip("0123456789 ").startswith(("the unc", "the tow"))
    return not is_head or words[-1].strip("…,") in WORDS


@pytest.mark.sampled(2)
@pytest.mark.parametrize("theme", theme_names())
def test_a_theme_holds_at_every_trim(theme: str, tmp_path: Path) -> None:
    for trim in TRIMS:
        page = page_of(theme, trim)
        content, report = printed(tmp_path, theme, trim)
        outside = cut = 0
        for number, (lines, chars) in enumerate(pages_of(content)):
            block = page.text_block("right" if number % 2 == 0 else "left")
            left, right = float(block.left) - 1.5, float(block.right) + 1.5
            outside += sum(not left < c.left < c.right < right for c in chars)
            cut += sum(not ends_whole(line) for line in lines[:1] + lines[-1:])
        size, characters = float(page.type_size), report.characters
        off_grid = report.count(FlawKind.OFF_GRID)
        sys.stdout.write(
            f"{theme:18} {trim:12} {size:5.2f} pt {characters:5.1f} characters,"
            f" {cut} heads cut, {outside} outside, {off_grid} off the grid\n"
        )
        assert (cut, outside, off_grid) == (0, 0, 0), (theme, trim)
        least = SHORTER.get((theme, trim), LEAST)
        assert least <= characters <= MOST, (theme, trim)
