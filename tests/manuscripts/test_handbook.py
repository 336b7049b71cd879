"""The handbook leads its readers right: every page number that it prints is looked up.

In the contents, the lists, the index and the text, a number is a link. What is printed
there is compared with the label of the page that has the words of its target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pypdfium2
import pytest

from bookmaker.diagnostics import Severity
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    CodeBlock,
    Figure,
    Heading,
    IndexTerm,
    Node,
    Section,
    Table,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import children, descend_book
from bookmaker.pipeline.stages import Outcome
from bookmaker.proof.folding import fold
from tests.support.pdf import PdfInspector
from tests.support.samples import built, together

_PRINTED = re.compile(r"(?:^|[\s(–])([0-9]+|[ivxl]+)\W*$")
_FEWEST_TARGETS = 25
_PART_OF_MARKS = 0.9
_LONGEST_COMPARED = 30
"""Characters: the rest of a title may stand on a line of its own."""

pytestmark = [pytest.mark.slow, together("handbook")]


@dataclass(frozen=True, slots=True)
class Locator:
    """A page number as it is printed."""

    target: str
    page: int
    """Where it is printed, counted from 0."""
    printed: str


@dataclass(frozen=True, slots=True)
class Handbook:
    """The book as a tree and as it is printed."""

    book: Book
    words: Mapping[str, str]
    """By what words each target is known on its page, folded."""
    labels: list[str]
    texts: list[str]
    """Folded, by page."""
    locators: list[Locator]


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    outcome = built("handbook")
    told = [d for d in outcome.diagnostics if d.severity is not Severity.NOTE]
    assert told == []
    assert outcome.book is not None
    pdf = PdfInspector.of(_pdf_of(outcome))
    words = _words_by_id(outcome.book)
    return Handbook(
        book=outcome.book,
        words=words,
        labels=pdf.labels,
        texts=[fold(text) for text in pdf.texts],
        # The numbers of notes and the years of sources are no page numbers.
        locators=[found for found in _locators(pdf) if found.target in words],
    )


def _pdf_of(outcome: Outcome) -> bytes:
    (pdf,) = (one.path for one in outcome.outputs if one.format == "pdf")
    return pdf.read_bytes()


def _locators(pdf: PdfInspector) -> Iterator[Locator]:
    document = pypdfium2.PdfDocument(pdf.content)
    for index, page in enumerate(pdf.pdf.pages):
        text = document[index].get_textpage()
        for link in page.get("/Annots", ()):
            if "/Dest" not in link:
                continue
            left, foot, right, head = (float(side) for side in link.Rect)
            said = text.get_text_bounded(left - 1, foot, right + 1, head)
            found = _PRINTED.search(" ".join(said.split()))
            if found is not None:
                yield Locator(str(link.Dest), index, found[1])


def _words_by_id(book: Book) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for node in descend_book(book):
        own = _own_words(node)
        if node.attributes.id and own:
            words[node.attributes.id] = fold(own)[:_LONGEST_COMPARED]
        before = ""
        for child in children(node):
            if isinstance(child, IndexTerm) and child.attributes.id:
                # A mark without words stands behind those that it is about.
                near = plain_text((child,)) or before.split()[-1]
                words[child.attributes.id] = fold(near)
            before += plain_text((child,))
    return words


def _own_words(node: Node) -> str:
    match node:
        case Division() | Section():
            return plain_text(node.title)
        case Heading():
            return plain_text(node.children)
        case Figure() | Table() | CodeBlock():
            return plain_text(node.caption)
        case _:
            return ""


def test_every_printed_page_number_is_that_of_its_target(handbook: Handbook) -> None:
    wrong = [
        locator
        for locator in handbook.locators
        if handbook.words[locator.target]
        not in handbook.texts[handbook.labels.index(locator.printed)]
    ]
    assert wrong == []


def test_contents_and_lists_lead_to_all_that_they_name(handbook: Handbook) -> None:
    in_front = {
        locator.target
        for locator in handbook.locators
        if not handbook.labels[locator.page].isdigit()
    }
    wanted = {
        node.attributes.id
        for node in descend_book(handbook.book)
        if (isinstance(node, Division) and node.number)
        or (isinstance(node, Figure | Table | CodeBlock) and node.caption)
    }
    assert len(wanted) > _FEWEST_TARGETS
    assert wanted - in_front == set()


def test_the_index_has_a_page_for_every_entry(handbook: Handbook) -> None:
    marks = {
        node.attributes.id
        for node in descend_book(handbook.book)
        if isinstance(node, IndexTerm) and not (node.see or node.see_also)
    }
    led_to = {locator.target for locator in handbook.locators} & marks
    assert len(led_to) > _FEWEST_TARGETS
    # Of several marks of one entry on one page, the first alone is led to.
    assert len(led_to) >= len(marks) * _PART_OF_MARKS
