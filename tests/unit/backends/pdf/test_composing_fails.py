"""Where composing a paragraph fails, the engine sets it, and the build reports it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from bookmaker.backends.pdf.facts import EngineMessage
from bookmaker.backends.pdf.finished_text import NOT_COMPOSED
from bookmaker.backends.pdf.messages import diagnostics_of
from bookmaker.diagnostics.catalog.printing import NotComposed
from bookmaker.document.nodes import Text
from bookmaker.source import SourceSpan
from tests.support.builders import book_of, chapter, paragraph

if TYPE_CHECKING:
    from bookmaker.backends.pdf.orders import ChapterMarkup
    from bookmaker.backends.pdf.weasyprint_adapter import Typesetter

STEPS = {
    "measuring": ("word_shapes", "StyleShapes.__missing__"),
    "finding breaks": ("paragraph_breaks", "BreakFinder.between_words"),
    "dividing words": ("paragraph_breaks", "BreakFinder.with_divisions"),
    "choosing breaks": ("composed_lines", "choose_breaks"),
    "looking for pictures": ("composed_lines", "ComposedLines._pieces"),
    "fitting a page": ("composed_lines", "ComposedLines._for_page"),
    "clipping a line": ("composed_lines", "ComposedLines._clipped"),
    "finishing words": ("composed_lines", "finish_text"),
    "building a line": ("composed_lines", "_FinishedLine.build"),
    "placing a line": ("composed_lines", "_FinishedLine.place"),
    "reading pages": ("page_composition", "_read"),
    "counting lines": ("page_composition", "PageComposer._counts"),
    "planning pages": ("page_composition", "plan_pages"),
    "going back to the grid": ("baseline_grid", "_Grid.margins_above"),
    "standing in a space": ("baseline_grid", "_Grid.stand_in_space"),
    "filling a page": ("page_filling", "PageFiller._lacking"),
    "drawing": ("finished_text", "_shown"),
}
"""Functions of the composer, by what they are for."""
CALLS = (1, 2, 7, 30)
"""From which call on the function fails."""
PARAGRAPH = (
    "<p class='raised'>The pier was <i>long and cold</i>, and it was the end of March"
    " when she came back to it, as she had said that she would. Nobody was there to"
    " meet her except the harbour master, whose uncommonly large umbrella had turned"
    " itself inside out, and <a href='#there'>an old dog</a> that slept.</p>"
)
LIST = "<ul><li>The pier was long.</li></ul>"
FIGURE = "<figure style='height: 90pt; margin: 0'></figure>"
"""So high that a page ends above its foot, and is planned."""
TEXT = f"{PARAGRAPH}{FIGURE}" * 4 + PARAGRAPH * 2 + LIST * 2
MARKUP = (
    f"<html lang='en' style='font-size: 10pt'><body><div>{TEXT}</div></body></html>"
)


WARMING = "<html lang='en' style='font-size: 7pt'><body><p>Uncommonly</p></body></html>"
"""In a size of its own, so that nothing is known of the letters that are tested."""


@contextmanager
def warm_typesetter() -> Iterator[Typesetter]:
    """One that has loaded its faces and its words of where to divide."""
    from bookmaker.backends.pdf.weasyprint_adapter import Typesetter
    from tests.support.small_galleys import layout_style_of, some_fonts
    from tests.unit.backends.pdf.test_composed_lines import JUSTIFIED

    with some_fonts() as fonts:
        style = layout_style_of(fonts, JUSTIFIED, composes_lines=True, letter_fit=0.01)
        typesetter = Typesetter(style, Path.read_bytes)  # type: ignore[arg-type]
        typesetter.lay_out(ordered(WARMING))
        yield typesetter


def ordered(markup: str) -> ChapterMarkup:
    """A chapter of this markup."""
    from bookmaker.backends.pdf.orders import ChapterMarkup
    from tests.support.small_galleys import NO_LINKS

    return ChapterMarkup(
        markup=markup.encode(), links=NO_LINKS, elsewhere=frozenset({"there"})
    )


def lay_out_where(
    typesetter: Typesetter, module: str, function: str, call: int
) -> dict[str, list[str]]:
    """What is said and reported where a function fails; none does if it is empty."""
    import importlib

    if module:
        owner = importlib.import_module(f"bookmaker.backends.pdf.{module}")
        *outer, name = function.split(".")
        for inner in outer:
            owner = getattr(owner, inner)
        setattr(owner, name, failing(getattr(owner, name), call))
    found = typesetter.lay_out(ordered(MARKUP))
    document = pypdfium2.PdfDocument(io.BytesIO(found.content))
    words = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    texts = [message.text for message in found.facts.messages]
    whole = "".join("".join(words).split()).replace("-", "")
    return {"words": [whole], "texts": texts}


def failing(function: object, call: int) -> object:
    calls = 0

    def wrapper(*given: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls >= call:
            raise KeyError(calls)
        return function(*given, **named)  # type: ignore[operator]

    return wrapper


def lay_out_all(places: list[list[object]]) -> list[object]:
    """The same at each of these places, each in a process of its own.

    The engine is set up once a process, so each is forked from this one, which has set
    it up and laid out a word.
    """
    found: list[object] = []
    with warm_typesetter() as typesetter:
        for module, function, call in places:
            reading, writing = os.pipe()
            child = os.fork()
            if not child:
                answer = lay_out_where(
                    typesetter, str(module), str(function), int(str(call))
                )
                with os.fdopen(writing, "w", encoding="utf-8") as stream:
                    json.dump(answer, stream)
                os._exit(0)
            os.close(writing)
            with os.fdopen(reading, encoding="utf-8") as stream:
                text = stream.read()
            os.waitpid(child, 0)
            found.append(json.loads(text))
    return found


_Said = dict[str, list[str]]


@pytest.fixture(scope="module")
def said() -> dict[tuple[str, int], _Said]:
    """What is said and reported where a step fails from a call on; `""` never fails."""
    places = {("", 0): ["", "", 0]} | {
        (step, call): [*names, call] for step, names in STEPS.items() for call in CALLS
    }
    script = (
        "import json, sys; from tests.unit.backends.pdf.test_composing_fails import *\n"
        "print(json.dumps(lay_out_all(json.loads(sys.argv[1]))))\n"
    )
    given = json.dumps(list(places.values()))
    output = subprocess.run(
        [sys.executable, "-c", script, given], capture_output=True, check=True
    ).stdout
    return dict(zip(places, json.loads(output), strict=True))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
@pytest.mark.parametrize("step", STEPS)
def test_a_paragraph_that_cannot_be_composed_is_set_by_the_engine(
    step: str, said: dict[tuple[str, int], _Said]
) -> None:
    whole = said["", 0]
    assert whole["texts"] == []
    reported = [said[step, call] for call in CALLS]
    assert [found["words"] for found in reported] == [whole["words"]] * len(CALLS)
    assert reported[0]["texts"]
    for found in reported:
        assert all("Not composed (KeyError" in text for text in found["texts"])


def test_the_report_has_the_words_and_their_place() -> None:
    words = "The pier was long and cold, and it was March."
    text = Text(words, span=SourceSpan.at("pier.md", 3))
    book = book_of(chapter("pier.md", paragraph("It rained."), paragraph(text)))
    arguments = ("KeyError", "5", "The pier was long and cold,")
    message = EngineMessage(NOT_COMPOSED, NOT_COMPOSED % arguments, arguments)
    (found,) = diagnostics_of((message,), book)
    assert isinstance(found, NotComposed)  # P006
    assert found.message() == (
        "the lines at “The pier was long and cold,” aren't composed: KeyError: 5"
    )
    assert found.span == text.span
