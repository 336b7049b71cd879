"""Every theme at six trims: characters a line, heads, the text block and the grid.

`pytest -m slow -s tests/manuscripts/test_theme_table.py` prints a row for each.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import pypdfium2
import pytest

from bookmaker.backends.line_meter import FlawKind
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
LARGE = frozenset({"dyslexia-friendly", "large-print"})
"""Themes whose type is never small: on small pages their lines are shorter."""
JOINED = 100
"""Characters: PDFium joins the two lines of a divided word."""
PROSE = """The pier was long and cold, and it was the end of March when she came back to
it, as she had said that she would. Nobody was there to meet her but the harbour
master, whose umbrella had turned itself inside out, and who did not seem to mind.
"""
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

{PROSE * 6}

## The Clocks

{"".join(PROSE * 4 + chr(10) for _ in range(4))}

### Their Hands

{"".join(PROSE * 5 + chr(10) for _ in range(5))}
"""


@dataclass(frozen=True)
class Char:
    """A letter of a page, in points from the left."""

    left: float
    right: float


def printed(folder: Path, theme: str, trim: str) -> tuple[bytes, int]:
    """The PDF, and how many lines are off the grid."""
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
    off = [f for f in artifact.measure().flaws if f.kind is FlawKind.OFF_GRID]
    return artifact.content, len(off)


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
        content, off_grid = printed(tmp_path, theme, trim)
        outside = cut = 0
        lengths: list[int] = []
        for number, (lines, chars) in enumerate(pages_of(content)):
            block = page.text_block("right" if number % 2 == 0 else "left")
            left, right = float(block.left) - 1.5, float(block.right) + 1.5
            outside += sum(not left < c.left < c.right < right for c in chars)
            lengths += [len(line) for line in lines if len(line) < JOINED]
            cut += sum(not ends_whole(line) for line in lines[:1] + lines[-1:])
        full = [length for length in lengths if length > 0.8 * max(lengths)]
        size, characters = float(page.type_size), fmean(full)
        sys.stdout.write(
            f"{theme:18} {trim:12} {size:5.2f} pt {characters:5.1f} characters,"
            f" {cut} heads cut, {outside} outside, {off_grid} off the grid\n"
        )
        assert (cut, outside, off_grid) == (0, 0, 0), (theme, trim)
        assert characters < 76, (theme, trim)
        assert characters > 56 or theme in LARGE, (theme, trim)
