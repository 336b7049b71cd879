"""Notes longer than the room on a page go on at the next, under their calls.

That each word is on a page, in order and once, is what a build proves.
"""

from __future__ import annotations

import re

import pypdfium2
import pytest

from bookmaker.pipeline.stages import Request, build
from tests.support.long_notes import NOTE_BY_KIND, write_long_notes

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each page of the book of long notes."""
    folder = write_long_notes(tmp_path_factory.mktemp("notes"))
    target = folder / "notes.pdf"
    outcome = build(Request(manuscript=folder), {"pdf": target})
    assert [found.code for found in outcome.diagnostics] == []
    document = pypdfium2.PdfDocument(target)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def pages_of(words: str, pages: list[str]) -> list[int]:
    return [index for index, page in enumerate(pages) if words in page]


def test_each_note_begins_on_the_page_of_its_call(pages: list[str]) -> None:
    called = pages_of("Called here", pages)
    begun = [n for n, page in enumerate(pages) if re.search(r"(?m)^1\. ", page)]
    # A chapter more than there are kinds; the words of one are from right to left.
    assert len(called) == len(NOTE_BY_KIND)
    assert set(called) <= set(begun)


def test_twenty_notes_are_on_the_pages_of_their_calls(pages: list[str]) -> None:
    for number in range(1, 21):
        call = re.compile(rf"tide\.{number}(?!\d)")
        called = [index for index, page in enumerate(pages) if call.search(page)]
        assert called == pages_of(f"{number}. Ship {number} carried", pages)


def test_a_page_that_a_note_goes_on_from_is_full(pages: list[str]) -> None:
    first, *others = pages_of("speaks of the harbour", pages[:6])
    assert len(others) >= 2
    fullest = max(page.count("\n") for page in pages[:6])
    for page in (first, *others[:-1]):
        assert pages[page].count("\n") >= fullest - 2


def test_a_page_of_notes_alone_has_a_head_and_a_folio(pages: list[str]) -> None:
    last = pages_of("Called here", pages)[-1]
    after = pages[last + 1]
    assert "of its 80 boats" in " ".join(after.split())
    words, folio = head_of(after)
    assert words
    assert folio == head_of(pages[last])[1] + 1


def head_of(page: str) -> tuple[str, int]:
    """The words of a page's head, which is drawn last, and its folio."""
    head = page.splitlines()[-1]
    (folio,) = re.findall(r"\b\d+\b", head)[-1:]
    return head.replace(folio, "").strip(), int(folio)
