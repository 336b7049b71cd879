"""Proofs of whole editions, and their faults as problems that an author understands.

What comes in: a finished tree and the bytes of the edition made from it. What goes
out: a proof; and for each of its faults a diagnostic at the words' own place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.printing import DrawingHidesWords, TextOffPage
from bookmaker.diagnostics.catalog.validators import (
    WordsDoubled,
    WordsMissing,
    WordsMoved,
    WordsReplaced,
    WordsStray,
    WordsUnseen,
)
from bookmaker.document.book import Book, Division
from bookmaker.document.walk import all_divisions
from bookmaker.proof.edition_proof import Fault, FaultKind, Proof, prove
from bookmaker.proof.edition_text import Band, PdfText, document_texts
from bookmaker.proof.expectation import Expected, Shown, expected_of_division
from bookmaker.proof.sight import prove_sight


def prove_epub(book: Book, epub: bytes) -> Proof:
    """Prove that the content documents of an EPUB say what the tree says."""
    return prove_documents(all_divisions(book), epub)


def prove_documents(divisions: Iterable[Division], epub: bytes) -> Proof:
    """Prove that the documents of an EPUB say what these divisions say, in order."""
    shown = Shown()
    expected = (
        piece
        for division in divisions
        for piece in expected_of_division(division, shown)
    )
    return prove(tuple(expected), document_texts(epub))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a book that begins and ends with a page."""

    expected: tuple[Expected, ...]
    pages: tuple[int, ...]
    """Its pages, counted from 0."""


def prove_part(
    part: Part,
    pdf: PdfText,
    band: Band,
    unprinted: frozenset[str],
    *,
    is_ink_judged: bool,
) -> Proof:
    """Prove that a part's pages say what the tree says, within their edges.

    With `is_ink_judged`, its words must be seen too.
    """
    texts = pdf.of_pages(band, pages=part.pages)
    proof = prove(part.expected, texts, unprinted)
    if proof.faults:
        whole = pdf.of_pages(pages=part.pages, is_clipped=False)
        proof = proof.with_off_page(texts, whole)
    if is_ink_judged:
        unseen = [pdf.unseen_words(band, page) for page in part.pages]
        if any(unseen):
            proof += prove_sight(part.expected, unseen, unprinted)
    last = len(part.pages) - 1
    faults = (replace(f, page=part.pages[min(f.page, last)]) for f in proof.faults)
    return replace(proof, faults=tuple(faults))


def join_proofs(proofs: Iterable[Proof]) -> Proof:
    """What was proven of the whole, from the proofs of its parts."""
    all_proofs = tuple(proofs)
    return Proof(
        sum(proof.words_expected for proof in all_proofs),
        sum(proof.words_proven for proof in all_proofs),
        tuple(fault for proof in all_proofs for fault in proof.faults),
    )


def check_proof(
    proof: Proof, edition: str, told: Iterable[Diagnostic] = (), *, is_paged: bool
) -> Iterator[Diagnostic]:
    """Report each fault of an edition, which messages call `EPUB`, `PDF` or otherwise.

    What layout has told to run off a page is not told again.
    """
    pages = {found.page for found in told if isinstance(found, TextOffPage)}
    for fault in proof.faults:
        if fault.kind is not FaultKind.OFF_PAGE or fault.page + 1 not in pages:
            place = f"page {fault.page + 1} of the {edition}"
            yield _diagnostic_of(fault, place if is_paged else f"the {edition}")


_MOST_WORDS = 12


def _diagnostic_of(fault: Fault, place: str) -> Diagnostic:
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
        case FaultKind.UNSEEN | FaultKind.OVERPRINTED:
            is_upon = fault.kind is FaultKind.OVERPRINTED
            why = "it stands upon other words" if is_upon else "it has no ink"
            return WordsUnseen(words=words, place=place, why=why, span=span)
        case FaultKind.UNDRAWN:
            return DrawingHidesWords(words=words, span=span)
        case FaultKind.OFF_PAGE:
            return TextOffPage(page=fault.page + 1, words=words, span=span)


def _shortened(words: str) -> str:
    kept = words.split()[:_MOST_WORDS]
    text = " ".join(kept) + ("…" if len(words.split()) > _MOST_WORDS else "")
    return text if len(text) <= 120 else f"{text[:120]}…"
