"""Proofs of whole editions, and their faults as problems that an author understands.

What comes in: a finished tree and the bytes of the edition made from it. What goes
out: a proof; and for each of its faults a diagnostic at the words' own place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bookmaker.checks.edition_text import Band, document_texts, page_texts
from bookmaker.checks.expectation import Shown, expected_of_book
from bookmaker.checks.proof import Fault, FaultKind, Proof, prove
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.printing import TextOffPage
from bookmaker.diagnostics.catalog.validators import (
    WordsDoubled,
    WordsMissing,
    WordsMoved,
    WordsReplaced,
    WordsStray,
)
from bookmaker.document.book import Book


def prove_epub(book: Book, epub: bytes) -> Proof:
    """Prove that the content documents of an EPUB say what the tree says."""
    return prove(tuple(expected_of_book(book, Shown())), document_texts(epub))


def prove_pdf(
    book: Book,
    pdf: bytes,
    shown: Shown,
    band: Band | None = None,
    unprinted: frozenset[str] = frozenset(),
) -> Proof:
    """Prove that the pages of a PDF say what the tree says, within their edges."""
    expected = tuple(expected_of_book(book, shown))
    pages = page_texts(pdf, band)
    proof = prove(expected, pages, unprinted)
    if not proof.faults:
        return proof
    return proof.with_off_page(pages, page_texts(pdf, is_clipped=False))


def check_proof(
    proof: Proof, edition: str, told: Iterable[Diagnostic] = ()
) -> Iterator[Diagnostic]:
    """Report each fault; `edition` is `epub` or `pdf`.

    What layout has told to run off a page is not told again.
    """
    pages = {found.page for found in told if isinstance(found, TextOffPage)}
    for fault in proof.faults:
        if fault.kind is not FaultKind.OFF_PAGE or fault.page + 1 not in pages:
            yield _diagnostic_of(fault, edition)


_MOST_WORDS = 12


def _diagnostic_of(fault: Fault, edition: str) -> Diagnostic:
    place = "the EPUB" if edition == "epub" else f"page {fault.page + 1} of the PDF"
    words, span = _shortened(fault.words), fault.span
    match fault.kind:
        case FaultKind.MISSING:
            return WordsMissing(words=words, place=place, span=span)
        case FaultKind.DOUBLED:
            return WordsDoubled(words=words, place=place, span=span)
        case FaultKind.MOVED:
            return WordsMoved(words=words, place=place, span=span)
        case FaultKind.REPLACED:
            found = _shortened(fault.found)
            return WordsReplaced(words=words, found=found, place=place, span=span)
        case FaultKind.STRAY:
            return WordsStray(words=words, place=place, span=span)
        case FaultKind.OFF_PAGE:
            return TextOffPage(page=fault.page + 1, words=words, span=span)


def _shortened(words: str) -> str:
    kept = words.split()[:_MOST_WORDS]
    text = " ".join(kept) + ("…" if len(words.split()) > _MOST_WORDS else "")
    return text if len(text) <= 120 else f"{text[:120]}…"
