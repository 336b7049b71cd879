"""Long lines of code are turned over or set smaller, never cut."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import pairwise

import pytest

from bookmaker.backends.pdf.geometry import plan_page
from bookmaker.backends.pdf.long_code_lines import columns_of, fit_listings
from bookmaker.config.model import LongLines, PrintConfig
from bookmaker.css.bundle import load_sheet
from bookmaker.css.tokens import read_tokens
from bookmaker.document.listings import shown_text
from bookmaker.document.nodes import Block, CodeBlock, List, ListItem
from bookmaker.document.walk import descend_book
from bookmaker.units import Length
from tests.support.builders import book_of, chapter
from tests.support.steps import count_steps

WORDS = "one two three four five six seven eight"


def _fitted(
    *blocks: Block, columns: int = 24, long_lines: LongLines = LongLines.WRAP
) -> CodeBlock:
    book = fit_listings(book_of(chapter("a.md", *blocks)), columns, long_lines)
    return next(node for node in descend_book(book) if isinstance(node, CodeBlock))


def _lines(listing: CodeBlock) -> list[str]:
    cuts = [0, *listing.turnovers, len(listing.text)]
    return [listing.text[a:b] for a, b in pairwise(cuts)]


def test_lines_that_fit_are_left_alone() -> None:
    assert _fitted(CodeBlock("short\nlines")).turnovers == ()


def test_a_long_line_is_turned_over_behind_a_word() -> None:
    assert _lines(_fitted(CodeBlock(WORDS))) == [
        "one two three four five ",
        "six seven eight",
    ]


def test_a_long_word_is_turned_over_where_the_line_is_full() -> None:
    assert _lines(_fitted(CodeBlock("x" * 50))) == ["x" * 24, "x" * 22, "x" * 4]


def test_wide_letters_count_twice() -> None:
    assert [len(line) for line in _lines(_fitted(CodeBlock("漢" * 20)))] == [12, 8]


def test_a_list_leaves_less_room() -> None:
    item = ListItem((CodeBlock("x" * 24),))
    assert _lines(_fitted(List((item,)))) == ["x" * 20, "x" * 4]


def test_line_numbers_take_room() -> None:
    assert _lines(_fitted(CodeBlock("x" * 33, first_line=1)))[0] == "x" * 21


def test_a_listing_is_set_smaller_where_the_book_wants_it() -> None:
    listing = _fitted(CodeBlock("x" * 30), long_lines=LongLines.SHRINK)
    assert (listing.scale, listing.turnovers) == (80, ())


def test_what_would_be_too_small_is_turned_over_too() -> None:
    listing = _fitted(CodeBlock("x" * 90), long_lines=LongLines.SHRINK)
    assert (listing.scale, len(listing.turnovers)) == (60, 2)


def test_a_line_holds_what_the_measure_and_the_type_leave() -> None:
    assert columns_of(Fraction(300), Fraction(10), Fraction(8, 10)) == 60


def test_code_is_set_a_little_smaller_where_more_of_its_lines_fit() -> None:
    listing = _fitted(CodeBlock("x" * 26))
    assert (listing.scale, listing.turnovers) == (92, ())
    both = _fitted(CodeBlock("\n".join(("x" * 26, "y" * 60))))
    assert both.scale == 92
    assert len(both.turnovers) == 2
    assert _fitted(CodeBlock("y" * 60)).scale == 100


@pytest.mark.parametrize("theme", ["academic", "technical"])
def test_code_of_eighty_characters_fits_a_page_of_seven_inches(theme: str) -> None:
    tokens = read_tokens(load_sheet("print", theme))
    trim = (Length.parse("7in"), Length.parse("10in"))
    page = plan_page(PrintConfig(trim=trim), tokens)
    listing_em = Fraction(tokens["--type-listing"].removesuffix("em"))
    columns = columns_of(page.measure, page.type_size, listing_em)
    listing = _fitted(CodeBlock("x" * 80), columns=columns)
    assert listing.scale >= 90
    assert listing.turnovers == ()


def test_what_is_turned_over_hangs_below_its_own_code() -> None:
    listing = _fitted(CodeBlock("    " + "x" * 40, first_line=9))
    second = shown_text(listing).split("\n")[1]
    assert second.startswith(" " * 3 + " " * 4 + "\N{RIGHTWARDS ARROW WITH HOOK} x")
    deep = _fitted(CodeBlock(" " * 40 + "x" * 40), columns=60)
    assert shown_text(deep).split("\n")[1].startswith(" " * 16 + "\u21aa")


@pytest.mark.parametrize("written", ["\t", "漢", "é", "x"])
def test_an_endless_line_is_turned_over_in_steps_that_grow_with_it(
    written: str,
) -> None:
    short, long = (
        count_steps(partial(_fitted, CodeBlock(written * n))) for n in (1_000, 4_000)
    )
    assert long < 5 * short
