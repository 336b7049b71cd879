"""TeX becomes MathML, or a problem in the author's words."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.formula_words import formula_text
from bookmaker.document.nodes import Math, MathBlock, Paragraph
from bookmaker.document.walk import descend_book
from bookmaker.source import SourceSpan
from bookmaker.transforms.convert_mathematics import convert_mathematics
from tests.support.builders import book_of, chapter, config_of


def _converted(*nodes: Math | MathBlock) -> tuple[list[Math | MathBlock], Diagnostics]:
    found = Diagnostics()
    blocks = [Paragraph((n,)) if isinstance(n, Math) else n for n in nodes]
    book = book_of(chapter("a.md", *blocks, title="A"))
    book = convert_mathematics(book, config_of(book), found)
    assert convert_mathematics(book, config_of(book), Diagnostics()) == book
    formulas = [n for n in descend_book(book) if isinstance(n, Math | MathBlock)]
    return formulas, found


def _reasons(text: str) -> list[str]:
    _, found = _converted(Math(text))
    return [problem.message().partition(": ")[2] for problem in found]


@pytest.mark.parametrize(
    "text",
    [
        r"\frac{a}{b}",
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
        r"\begin{cases} a & b \\ c & d \end{cases}",
        r"\sum_{i=1}^n i < \text{a backslash \\ in words}",
    ],
)
def test_sound_tex_becomes_mathml(text: str) -> None:
    (formula, block), found = _converted(Math(text), MathBlock(text))
    assert list(found) == []
    assert formula_text(formula)
    assert 'display="block"' in (block.mathml or "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (r"\frac{a", "a { is never closed"),
        ("a}", "a } closes nothing"),
        ("x_", "nothing follows ^ or _"),
        (r"\frac{a}", "an argument is missing"),
        (r"\begin{matrix} a", "an environment is begun and not ended"),
        (r"\left( a", r"\left and \right do not match"),
        ("a & b", "there is a & outside an alignment"),
        (r"\whale x", r"\whale is not known"),
        ("{" * 60 + "}" * 60, "it is nested too deeply"),
        ("x" * 9000, "it is longer than 8000 characters"),
    ],
)
def test_what_is_wrong_is_said_of_the_tex(text: str, reason: str) -> None:
    assert _reasons(text) == [reason]


def test_an_unknown_command_is_shown_where_it_stands() -> None:
    text = r"a + \whale"
    span = SourceSpan("a.md", 3, 5, 3, 5 + len(text) + 2)
    _, found = _converted(Math(text, span=span))
    place = next(iter(found)).span
    assert place is not None
    assert (place.column, place.end_column) == (10, 16)


def test_operators_of_several_elements_are_rows() -> None:
    (formula,), found = _converted(Math(r"\mathop{\mathrm{Var}}(S) < 1"))
    assert list(found) == []
    assert "<mo><mrow>" not in (formula.mathml or "")
    assert (formula.mathml or "").startswith(
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline"><mrow><mrow>'
    )
    assert "<mo>&lt;</mo>" in (formula.mathml or "")


def test_an_alignment_of_one_column_has_no_attribute_without_a_value() -> None:
    (block,), found = _converted(MathBlock(r"\begin{aligned} x = 1 \end{aligned}"))
    assert list(found) == []
    assert '=""' not in (block.mathml or "")
