"""Formulas in words: each TeX and what is read aloud instead of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import Attributes, BlockQuote, Math, MathBlock, Paragraph
from bookmaker.document.spoken_formulas import spoken_formula
from bookmaker.document.walk import find_nodes
from bookmaker.languages import language_of
from bookmaker.transforms.convert_mathematics import convert_mathematics
from tests.unit.document.test_linear_formulas import mathml_of

SPOKEN = ("de", "en", "es", "fr")


def spoken(tex: str, language: str = "en") -> str | None:
    """What is read aloud instead of a formula in TeX."""
    return spoken_formula(mathml_of(tex), language)


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\sqrt{2}", "the square root of 2"),
        (
            r"x^2 + 1 = \sum_{i=1}^{n} a_i",
            "x squared plus 1 equals the sum from i equals 1 to n of a sub i",
        ),
        (
            r"\frac{-b \pm \sqrt{b^2-4ac}}{2a}",
            "the fraction minus b plus or minus the square root of b squared minus"
            " 4 a c, end of root, over 2 a, end of fraction",
        ),
        (
            r"\cos\frac{\pi n}{6}",
            "cosine of the fraction π n over 6, end of fraction",
        ),
        (r"\sin^2 x + \log_2 n", "sine squared of x plus log sub 2 of n"),
        (r"w(n) = f'(x)", "w of n equals f prime of x"),
        (
            r"\left(\frac12\right)^{n+1}",
            "open parenthesis 1 over 2 close parenthesis to the power of n plus 1,"
            " end of power",
        ),
        (r"a(b+c)", "a open parenthesis b plus c close parenthesis"),
        (r"\sqrt[3]{x+1}", "the root of degree 3 of x plus 1, end of root"),
        (r"\binom{n}{k}", "n choose k"),
        (
            r"\begin{pmatrix}1&-2\\3&4\end{pmatrix}",
            "the matrix 1, minus 2; 3, 4; end of matrix",
        ),
        (
            r"\begin{aligned}a &= b \\ c &< d\end{aligned}",
            "a equals b; c is less than d",
        ),
        (
            r"\begin{cases}1&x>0\\0&x\le 0\end{cases}",
            "the cases 1, x is greater than 0; 0, x is at most 0; end of cases",
        ),
        (
            r"|x| + |a-b|",
            "the absolute value of x plus the absolute value of a minus b,"
            " end of absolute value",
        ),
        (r"\bar{x} \to \vec{v}", "x bar to vector v"),
        (r"\lim_{x\to 0} x", "the limit as x to 0 of x"),
        (r"\max_x g", "the maximum over x of g"),
        (r"\int_0^1 x", "the integral from 0 to 1 of x"),
        (r"\mathbf{A} \in \mathbb{R}", "capital A is in ℝ"),
        (r"a_{ij}^2", "a sub i j, end of subscript, squared"),
        (r"n!", "n factorial"),
        (r"\overset{a}{b}", "b with a above"),
        (r"{}^2", "squared"),
        (r"f(x", "f open parenthesis x"),
        (r"a \star b", "a ⋆ b"),
        (r"\text{if } n", "if n"),
    ],
)
def test_a_formula_is_read_in_words(tex: str, words: str) -> None:
    assert spoken(tex) == words


@pytest.mark.parametrize("language", SPOKEN)
def test_a_language_has_all_words_for_formulas_that_english_has(language: str) -> None:
    english, own = (language_of(tag).formulas for tag in ("en", language))
    assert list(own) == list(english)
    for table in ("signs", "functions"):
        assert list(own[table]) == list(english[table])
    for name, text in english.items():
        if isinstance(text, str):
            for place in ("{0}", "{1}", "{2}"):
                assert (place in own[name]) is (place in text), name


@pytest.mark.parametrize("language", SPOKEN)
@given(depth=st.integers(1, 4), letter=st.sampled_from("abc"))
def test_every_part_says_where_it_ends(language: str, depth: int, letter: str) -> None:
    fraction = f"{letter}+1"
    for _ in range(depth):
        fraction = rf"\frac{{{fraction}}}{{\sqrt{{2+x}}}}"
    words = spoken(fraction, language)
    assert words is not None
    templates = language_of(language).formulas
    _, _, end = templates["long-fraction"].rpartition("{1}, ")
    assert words.count(end.rstrip(",")) == depth
    assert words.count(templates["end-root"]) == depth


def test_a_language_without_words_for_formulas_has_none() -> None:
    assert spoken("x", "hu") is None


def test_a_formula_is_spoken_in_the_language_that_it_stands_in() -> None:
    german = BlockQuote(
        (MathBlock("x^2"),), attributes=Attributes(pairs=(("lang", "de"),))
    )
    hungarian = Paragraph(
        (Math("x^2"),), attributes=Attributes(pairs=(("lang", "hu"),))
    )
    blocks = (MathBlock("x^2"), german, hungarian)
    division = Division(DivisionKind.CHAPTER, blocks=blocks)
    metadata = Metadata(title="T", language="en")
    book = Book(metadata, body=(division,))
    config = BookConfig(name="book", metadata=metadata)
    converted = convert_mathematics(book, config, Diagnostics())
    found = [n.spoken for n in find_nodes(converted.divisions, Math, MathBlock)]
    assert found == ["x squared", "x Quadrat", None]
