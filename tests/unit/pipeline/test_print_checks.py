"""A file for a printer is checked against its rules before it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Outcome, Request, build

pytestmark = pytest.mark.slow

TOML = """title = "Tides"

[contents]
body = ["one.md"]

[print]
purpose = "print"
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">
<rect width="40" height="40" fill="#336699" opacity="0.5"/></svg>"""
TEXT = """# One

The tide.

![A square](square.svg)
"""


def built(folder: Path, toml: str, svg: str) -> Outcome:
    """What comes of a book with a drawing."""
    (folder / "book.toml").write_text(toml, "utf-8")
    (folder / "one.md").write_text(TEXT, "utf-8")
    (folder / "square.svg").write_text(svg, "utf-8")
    return build(Request(manuscript=folder), {"pdf": folder / "out.pdf"})


def test_what_the_printer_refuses_has_a_place_in_the_manuscript(
    tmp_path: Path,
) -> None:
    outcome = built(tmp_path, TOML, SVG)
    said = [f"{one.span}: {one.code}" for one in outcome.diagnostics]
    assert said == ["one.md:5:3: V055"]
    assert outcome.outputs, "a warning stops nothing"


def test_a_book_that_a_press_can_print_is_not_reported(tmp_path: Path) -> None:
    opaque = SVG.replace(' opacity="0.5"', "")
    assert not list(built(tmp_path, TOML, opaque).diagnostics)


def test_an_edition_for_screens_is_not_held_against_a_printer(tmp_path: Path) -> None:
    reading = TOML.replace('print"', 'reading"')
    assert not list(built(tmp_path, reading, SVG).diagnostics)
