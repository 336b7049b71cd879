"""Letters of a page are traced to words, and words to their place in the source."""

from __future__ import annotations

import pytest

from bookmaker.proof.expectation import Expected, Standing
from bookmaker.proof.tracing import Placer, Tracer, words_shown
from bookmaker.source import SourceSpan


def shown_words(tracer: Tracer, page: str, start: int = 0) -> list[str]:
    """The words that a page shows of what is expected."""
    origins = tracer.trace(page, start, start + len(page))
    return [word.text for word in words_shown(origins, tracer.pieces)]


def test_a_page_in_order_is_all_words() -> None:
    tracer = Tracer([Expected("The tide goes out."), Expected("It comes back.")])
    assert shown_words(tracer, "The tide goes out. It comes\nback.") == (
        "The tide goes out. It comes back.".split()
    )


def test_a_divided_word_is_one_word() -> None:
    tracer = Tracer([Expected("within touching distance")])
    origins = tracer.trace("within touch\x02\ning distance", 0, 22)
    words = tuple(words_shown(origins, tracer.pieces))
    assert [word.text for word in words] == ["within", "touching", "distance"]


def test_what_nobody_wrote_is_passed_over() -> None:
    tracer = Tracer([Expected("The tide goes out twice a day.")])
    page = "iv The tide goes 17 out twice a day."
    assert shown_words(tracer, page) == "The tide goes out twice a day.".split()


def test_a_note_at_the_foot_is_found_after_the_text() -> None:
    tracer = Tracer(
        [
            Expected("The ford is deep.1"),
            Expected("1. At the spring tide.", standing=Standing.NOTE),
            Expected("Nobody crosses it now, and nobody ever did."),
        ]
    )
    page = "The ford is deep.1 Nobody crosses it now,\n1. At the spring tide."
    assert shown_words(tracer, page)[-5:] == ["1.", "At", "the", "spring", "tide."]


def test_cells_that_take_turns_are_found_again() -> None:
    cells = ("high water at noon", "low water at six", "nothing is known of it")
    tracer = Tracer([Expected(cell, standing=Standing.CELL) for cell in cells])
    page = "low water at six high water at noon"
    assert shown_words(tracer, page) == page.split()


SOURCE = {
    "ford.md": [
        "# The ford",
        "",
        'He said \\*"it\'s *too* deep" & went',
        "home -- wet.",
        "So deep now, see @fig-ford.",
    ]
}


def place(text: str, word: str, *spans: tuple[int, SourceSpan]) -> str:
    """Where a word of a piece is, as `line:column`."""
    start = text.index(word)
    piece = Expected(text, spans)
    found = Placer(lambda file: SOURCE[file]).place_of(piece, start, start + len(word))
    assert found is not None
    return f"{found.line}:{found.column}"


@pytest.mark.parametrize(
    ("word", "wanted"), [("He", "3:1"), ("said", "3:4"), ("“it’s", "3:11")]
)
def test_a_run_that_is_not_written_as_it_reads(word: str, wanted: str) -> None:
    span = SourceSpan("ford.md", 3, 1, 3, 16)
    assert place("He said *“it’s ", word, (0, span)) == wanted


def test_a_run_over_two_lines() -> None:
    span = SourceSpan("ford.md", 3, 22, 4, 13)
    text = "deep” & went home — wet."
    assert place(text, "home", (0, span)) == "4:1"
    assert place(text, "wet.", (0, span)) == "4:9"


def test_marks_that_bookmaker_set_take_no_place() -> None:
    span = SourceSpan("ford.md", 5, 1, 5, 13)
    assert place("So “deep” now,", "“deep”", (0, span)) == "5:4"


def test_a_number_that_bookmaker_set_has_the_place_of_its_reference() -> None:
    span = SourceSpan("ford.md", 5, 18, 5, 27)
    assert place("Figure 1.1", "1.1", (0, span)) == "5:18"


def test_a_word_that_nobody_wrote_has_no_place() -> None:
    span = SourceSpan("ford.md", 1, 3, 1, 11)
    piece = Expected("Chapter 1 The ford", ((10, span),))
    placer = Placer(lambda file: SOURCE[file])
    assert placer.place_of(piece, 0, 7) is None
    found = placer.place_of(piece, 14, 18)
    assert found == SourceSpan("ford.md", 1, 7, 1, 11)
