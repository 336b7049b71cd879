"""Formulas are drawn on the line that they stand on, and told as formulas."""

from __future__ import annotations

from pathlib import Path

from bookmaker.backends.pdf.formula_images import draw_formulas
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import Math, Paragraph
from bookmaker.document.walk import descend_book
from bookmaker.system.workspace import Workspace
from bookmaker.transforms.convert_mathematics import convert_mathematics
from tests.support.builders import book_of, chapter, config_of


def _drawn(*texts: str) -> tuple[list[Math], Workspace]:
    paragraph = Paragraph(tuple(Math(text) for text in texts))
    book: Book = book_of(chapter("a.md", paragraph, title="A"))
    book = convert_mathematics(book, config_of(book), Diagnostics())
    book, workspace = draw_formulas(book, Workspace(Path()), Diagnostics())
    return [n for n in descend_book(book) if isinstance(n, Math)], workspace


def test_each_formula_is_drawn_once() -> None:
    (one, same, other), workspace = _drawn("x", "x", "y")
    assert one.image is not None
    assert one.image == same.image != other.image
    assert len(workspace.overlay) == 2
    assert workspace.overlay[one.image.source].startswith(b"<svg")


def test_a_fraction_hangs_below_the_line_and_a_letter_does_not() -> None:
    (letter, fraction), _ = _drawn("x", r"\frac{a}{b}")
    assert letter.image is not None
    assert fraction.image is not None
    assert float(letter.image.depth.removesuffix("em")) > -0.1
    assert float(fraction.image.depth.removesuffix("em")) < -0.2


def test_the_same_formula_gives_the_same_bytes() -> None:
    assert _drawn(r"\sqrt{2}")[1].overlay == _drawn(r"\sqrt{2}")[1].overlay


def test_a_book_without_formulas_is_left_alone() -> None:
    book = book_of(chapter("a.md", Paragraph(()), title="A"))
    workspace = Workspace(Path())
    assert draw_formulas(book, workspace, Diagnostics()) == (book, workspace)
