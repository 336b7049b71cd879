"""The seam for lines: any setter may stand behind it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace

import pypdfium2
import pytest
import weasyprint

from bookmaker.backends.pdf.lines import (
    GreedyLines,
    Line,
    Paragraph,
    set_lines_with,
)

WORDS = "The pier was long and cold, and it was March when she came back. " * 3
SHEET = """
@page { size: 200pt 120pt; margin: 20pt }
body, p { margin: 0 }
p { text-indent: 12pt }
"""


class Counting:
    """Notes what it is asked, and leaves the lines to another setter."""

    def __init__(self, inner: GreedyLines) -> None:
        self.inner = inner
        self.asked: list[Paragraph] = []

    def lines(self, paragraph: Paragraph) -> Iterator[Line]:
        self.asked.append(paragraph)
        return self.inner.lines(paragraph)


@pytest.fixture
def block() -> Iterator[ModuleType]:
    """WeasyPrint's block layout, as it was before afterwards."""
    module: ModuleType = weasyprint.layout.block
    before = module.iter_line_boxes
    yield module
    vars(module)["iter_line_boxes"] = before


def pages() -> list[str]:
    html = weasyprint.HTML(string=f"<p>{WORDS}</p>")
    content = html.write_pdf(stylesheets=[weasyprint.CSS(string=SHEET)])
    document = pypdfium2.PdfDocument(io.BytesIO(content or b""))
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


@pytest.mark.slow
def test_the_lines_behind_the_seam_are_those_of_before(block: ModuleType) -> None:
    before = pages()
    assert len(before) > 1
    set_lines_with(block, lambda greedy: greedy)
    assert pages() == before


@pytest.mark.slow
def test_a_setter_is_asked_for_each_page_with_the_measure_in_pixels(
    block: ModuleType,
) -> None:
    made: list[Counting] = []

    def make(greedy: GreedyLines) -> Counting:
        made.append(Counting(greedy))
        return made[-1]

    set_lines_with(block, make)
    count = len(pages())
    (setter,) = made
    begins = [paragraph.begins_at is None for paragraph in setter.asked]
    assert begins == [True] + [False] * (count - 1)
    for paragraph in setter.asked:
        assert paragraph.measure == pytest.approx(160 / 0.75)
    assert setter.asked[-1].indent == 0


def test_a_new_setter_takes_the_place_of_the_one_before(block: ModuleType) -> None:
    made: list[Counting] = []

    def make(greedy: GreedyLines) -> Counting:
        made.append(Counting(greedy))
        return made[-1]

    set_lines_with(block, make)
    set_lines_with(block, make)
    pages()
    first, second = made
    assert first.asked == []
    assert second.asked


def test_a_setter_sees_the_context_itself() -> None:
    block = SimpleNamespace(iter_line_boxes=lambda *given: iter([(given, None)]))
    set_lines_with(block, lambda greedy: greedy)
    context = SimpleNamespace()
    wrapped = SimpleNamespace(real=context)
    given, _ = next(block.iter_line_boxes(wrapped, *[None] * 9))
    assert given[0] is context


@pytest.mark.parametrize(("measure", "is_same"), [(160 + 1e-13, True), (161, False)])
def test_measures_of_facing_pages_are_one(measure: float, *, is_same: bool) -> None:
    container = SimpleNamespace(width=160)
    paragraph = Paragraph(None, None, 0, 0, None, container, None, None, None, None)
    assert paragraph.is_set_to(measure) is is_same
