"""Formulas on one line: each TeX and what a screen reader says instead of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.linear_formulas import linear_formula
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import MathBlock
from bookmaker.transforms.convert_mathematics import convert_mathematics


def mathml_of(tex: str) -> str:
    """The MathML that bookmaker makes of TeX."""
    division = Division(DivisionKind.CHAPTER, blocks=(MathBlock(tex),))
    metadata = Metadata(title="T", language="en")
    config = BookConfig(name="book", metadata=metadata)
    book = Book(metadata, body=(division,))
    converted = convert_mathematics(book, config, Diagnostics())
    (formula,) = converted.body[0].blocks
    assert isinstance(formula, MathBlock)
    assert formula.mathml is not None
    return formula.mathml


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"\sqrt{2}", "√2"),
        (r"x^2 + 1 = \sum_{i=1}^{n} a_i", "x² + 1 = ∑_(i = 1)^n a_i"),
        (r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}", "(−b ± √(b² − 4 a c))/(2 a)"),
        (r"1 - \cos\frac{\pi n}{6}", "1 − cos (π n)/6"),
        (r"w(n) = f'(x)", "w(n) = f′(x)"),
        (r"\left(\frac12\right)^{n+1}", "(1/2)^(n + 1)"),
        (r"\sqrt[3]{x+1}", "³√(x + 1)"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "(1, 2; 3, 4)"),
        (r"\begin{pmatrix}1&-2\\3&4\end{pmatrix}", "(1, −2; 3, 4)"),
        (r"\begin{aligned}a &= b \\ c &< d\end{aligned}", "a = b; c < d"),
        (r"\bar{x} \to \vec{v}", "x̅ → v⃗"),
        (r"\lim_{x\to 0} x", "lim_(x → 0) x"),
        (r"\mathbf{A} \in \mathbb{R}", "A ∈ ℝ"),
        (r"a_{ij}^2", "a_(i j)²"),
        (r"\text{if } n", "if n"),
    ],
)
def test_a_formula_is_read_on_one_line(tex: str, line: str) -> None:
    assert linear_formula(mathml_of(tex)) == line


@given(st.integers(1, 6), st.sampled_from("abc"))
def test_parts_within_parts_never_run_together(depth: int, letter: str) -> None:
    fraction = f"{letter}+1"
    for _ in range(depth):
        fraction = rf"\frac{{{fraction}}}{{2}}"
    line = linear_formula(mathml_of(fraction))
    assert line.count("/2") == depth
    assert line.count("(") == line.count(")") == depth
