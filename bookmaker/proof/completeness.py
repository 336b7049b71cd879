"""Proofs of whole editions, and their faults as problems that an author understands.

What comes in: a finished tree and the bytes of the edition made from it. What goes
out: a proof; and for each of its faults a diagnostic at the words' own place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.printing import DrawingHidesWords, TextOffPage
from bookmaker.diagnostics.catalog.validators import (
    WordsDoubled,
    WordsMissing,
    WordsMoved,
    WordsReplaced,
    WordsStray,
    WordsUnread,
    WordsUnseen,
)
from bookmaker.document.book import Book, Division
from bookmaker.document.walk import all_divisions
from bookmaker.proof.drawn import letters_lacking, lines_read, may_be_unread
from bookmaker.proof.edition_proof import (
    FaultKind,
    Proof,
    WordFault,
    join_added,
    prove,
)
from bookmaker.proof.edition_text import Band, PdfText, document_texts
from bookmaker.proof.expectation import Expected, Shown, expected_of_division
from bookmaker.proof.ink import UnseenWords
from bookmaker.proof.sight import prove_sight


def prove_epub(book: Book, epub: bytes) -> Proof:
    """Prove that the content documents of an EPUB say what the tree says."""
    return prove_documents(all_divisions(book), epub)


def prove_documents(
    divisions: Iterable[Division],
    epub: bytes,
    look: Callable[[], Iterable[Sequence[UnseenWords]]] | None = None,
) -> Proof:
    """Prove that the documents of an EPUB say what these divisions say, in order.

    `look` says what its sheet hides of each document.
    """
    shown = Shown()
    expected = tuple(
        piece
        for division in divisions
        for piece in expected_of_division(division, shown)
    )
    proof = prove(expected, document_texts(epub))
    if look is not None:
        unseen = tuple(look())
        if any(unseen):
            proof += prove_sight(expected, unseen, frozenset())
    return proof


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a book that begins and ends with a page."""

    expected: tuple[Expected, ...]
    pages: tuple[int, ...]
    """Its pages, counted from 0."""
    drawn: tuple[str, ...] = ()
    """What was written on each of them, in the order that it is read in."""
    is_intact: Callable[[int], bool] = bool
    """Whether the file has what was drawn on one of its pages, counted from 0."""
    as_written: tuple[str, ...] = ()
    """What was written on each page in the order of the markup; empty where it was
    drawn in that order too."""

    @property
    def orders(self) -> tuple[tuple[str, ...], ...]:
        """What was written on each page, in every order that a page may be read in."""
        if not any(self.as_written):
            return (self.drawn,)
        pages = zip(self.as_written, self.drawn, strict=True)
        return self.drawn, tuple(written or drawn for written, drawn in pages)


def prove_part(
    part: Part,
    pdf: PdfText,
    band: Band,
    unprinted: frozenset[str],
    *,
    is_ink_judged: bool,
) -> Proof:
    """Prove that a part's pages say what the tree says, within their edges.

    Where a reader of the file gives the letters of a line, but not in their order, that
    of drawing counts, or that of the markup: a sheet may have a passage drawn after
    all others and leave it in its place (`position: relative`). Where it lacks letters
    that it cannot be trusted to know, their words are `unread` instead of missing. With
    `is_ink_judged`, words must be seen too.
    """
    proof = _prove_text(part, pdf, band, unprinted)
    if is_ink_judged:
        unseen = [pdf.unseen_words(band, page) for page in part.pages]
        if any(unseen):
            proof += prove_sight(part.expected, unseen, unprinted)
    return proof.on_pages(part.pages)


def _prove_text(
    part: Part, pdf: PdfText, band: Band, unprinted: frozenset[str]
) -> Proof:
    texts = pdf.of_pages(band, pages=part.pages)
    proof = prove(part.expected, texts, unprinted)
    if not proof.faults:
        return proof
    if part.drawn and all(map(part.is_intact, part.pages)):
        read_letters = pdf.letters_of_pages(band, part.pages)
        lacks = tuple(map(letters_lacking, part.drawn, read_letters))
        for said in part.orders:
            pages = tuple(zip(said, texts, read_letters, lacks, strict=True))
            proof = _prove_in_order(part.expected, pages, unprinted)
            if proof.faults and may_be_unread("".join(lacks)):
                whole = prove(part.expected, said, unprinted)
                if not whole.faults:
                    return proof.as_unread()
            if not proof.faults:
                break
    whole_texts = pdf.of_pages(pages=part.pages, is_clipped=False)
    return proof.with_off_page(texts, whole_texts)


def _prove_in_order(
    expected: Sequence[Expected],
    pages: Sequence[tuple[str, str, str, str]],
    unprinted: frozenset[str],
) -> Proof:
    """Prove pages as they were drawn, where a reader lacks no letter of them.

    Each is given as what was drawn, the reader's text of it, its letters, and those
    that the reader lacks. Where it lacks some, its text counts, or as much of the lines
    drawn as it has letters for: whichever has fewer faults of other kinds than missing
    words, which may lie beyond an edge, or fewer at all.
    """
    as_read = tuple(read if lack else drawn for drawn, read, _, lack in pages)
    proof = prove(expected, as_read, unprinted)
    if not proof.faults or not any(lack for *_, lack in pages):
        return proof
    as_drawn = tuple(
        lines_read(drawn, read, letters) if lack else drawn
        for drawn, read, letters, lack in pages
    )
    other = prove(expected, as_drawn, unprinted)

    def badness(proof: Proof) -> tuple[int, int]:
        kinds = [fault.kind for fault in proof.faults]
        return sum(kind is not FaultKind.MISSING for kind in kinds), len(kinds)

    return min(proof, other, key=badness)


def join_proofs(proofs: Iterable[Proof]) -> Proof:
    """What was proven of the whole, from the proofs of its parts."""
    all_proofs = tuple(proofs)
    return Proof(
        sum(proof.words_expected for proof in all_proofs),
        sum(proof.words_proven for proof in all_proofs),
        tuple(fault for proof in all_proofs for fault in proof.faults),
        tuple(fault for proof in all_proofs for fault in proof.unread),
        join_added(counts for proof in all_proofs for counts in proof.added),
    )


def check_proof(
    proof: Proof,
    edition: str,
    reported: Iterable[Diagnostic] = (),
    *,
    is_paged: bool,
    has_own_look: bool = False,
) -> Iterator[Diagnostic]:
    """Report each fault of an edition, which messages call `EPUB`, `PDF` or otherwise.

    What layout has reported as running off a page is not reported again.
    `has_own_look`: a sheet of the author's may hide what is missing, and add what is
    stray.
    """
    pages = {found.page for found in reported if isinstance(found, TextOffPage)}

    def place_of(fault: WordFault) -> str:
        return (
            f"page {fault.page + 1} of the {edition}" if is_paged else f"the {edition}"
        )

    for fault in proof.faults:
        if fault.kind is not FaultKind.OFF_PAGE or fault.page + 1 not in pages:
            found = _diagnostic_of(fault, place_of(fault))
            if has_own_look and isinstance(found, _MAY_BE_OF_A_SHEET):
                found = found.with_own_look()
            yield found
    if proof.unread:
        first = proof.unread[0]
        yield WordsUnread(
            words=_shortened(first.words),
            place=place_of(first),
            passages=len(proof.unread),
            span=first.span,
        )


_MOST_WORDS = 12
_MAY_BE_OF_A_SHEET = (
    WordsMissing,
    WordsDoubled,
    WordsMoved,
    WordsReplaced,
    WordsStray,
)


def _diagnostic_of(fault: WordFault, place: str) -> Diagnostic:
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
            seen = "it is printed over other text" if is_upon else "it leaves no mark"
            why = fault.found or seen
            return WordsUnseen(words=words, place=place, why=why, span=span)
        case FaultKind.UNDRAWN:
            return DrawingHidesWords(words=words, span=span)
        case FaultKind.OFF_PAGE:
            return TextOffPage(page=fault.page + 1, words=words, span=span)


def _shortened(words: str) -> str:
    kept = words.split()[:_MOST_WORDS]
    text = " ".join(kept) + ("…" if len(words.split()) > _MOST_WORDS else "")
    return text if len(text) <= 120 else f"{text[:120]}…"
