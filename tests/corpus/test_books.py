"""Two real books become both editions, with every word in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.diagnostics import Severity
from bookmaker.document.book import Book
from bookmaker.pipeline.stages import Outcome
from tests.corpus.conftest import RealBook
from tests.corpus.test_completeness import false_alarms_of
from tests.support.corpus import needs_corpus
from tests.support.words import (
    epub_words,
    missing_words,
    pdf_pages,
    pdf_words,
    tree_words,
)
from tests.validate.test_epubcheck import messages_of

pytestmark = [needs_corpus, pytest.mark.slow]


@pytest.fixture
def built(real_book: RealBook) -> Outcome:
    """What the command gives."""
    return real_book.printed.outcome


def _content(outcome: Outcome, name: str) -> bytes:
    return next(out.path for out in outcome.outputs if out.format == name).read_bytes()


def _book(outcome: Outcome) -> Book:
    assert outcome.book is not None
    return outcome.book


def test_both_editions_are_built(built: Outcome) -> None:
    errors = [d for d in built.diagnostics if d.severity is Severity.ERROR]
    assert not errors, "\n".join(f"{d.span}: {d.message()}" for d in errors[:10])
    assert [out.format for out in built.outputs] == ["epub", "pdf"]


def test_whatever_is_not_in_the_dialect_is_reported_with_its_place(
    built: Outcome,
) -> None:
    for found in built.diagnostics:
        if found.severity is Severity.WARNING and found.code.startswith(("M", "X")):
            assert found.span is not None, found.message()


def test_every_word_is_in_the_epub(built: Outcome) -> None:
    wanted = tree_words(_book(built))
    missing = missing_words(wanted, epub_words(_content(built, "epub")))
    print(f"EPUB: {wanted.total()} words, {missing.total()} missing")  # noqa: T201
    assert not missing, missing.most_common(20)


def test_every_word_is_in_the_pdf(built: Outcome) -> None:
    content = _content(built, "pdf")
    wanted = tree_words(_book(built))
    missing = missing_words(wanted, pdf_words(content))
    pages = len(pdf_pages(content))
    print(f"PDF: {pages} pages, {wanted.total()} words, {missing.total()} missing")  # noqa: T201
    assert not missing, missing.most_common(20)


def test_the_proof_raises_no_false_alarm(built: Outcome) -> None:
    assert false_alarms_of(built) == []


def test_epubcheck_finds_nothing(built: Outcome, tmp_path: Path) -> None:
    assert messages_of(_content(built, "epub"), tmp_path) == []
