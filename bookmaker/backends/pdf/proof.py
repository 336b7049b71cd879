"""What the completeness proof must know of the pages: signs, folios, where text stands.

What comes in: the tree, its page and what layout knows. What goes out: the proof of
the finished file, made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import islice

import tinycss2

from bookmaker.backends.pdf.engine.intact import FilePages
from bookmaker.backends.pdf.engine.layout import LaidOut, LaidOutChapter
from bookmaker.backends.pdf.engine.merge import check_joints
from bookmaker.backends.pdf.geometry import PageGeometry
from bookmaker.backends.pdf.tables import continued_words
from bookmaker.document.book import Book
from bookmaker.document.nodes import Image
from bookmaker.document.walk import all_divisions, find_nodes
from bookmaker.images.kinds import PictureKind, UnusablePictureError, find_kind
from bookmaker.images.svg_words import drawn_words
from bookmaker.languages.digits import Digits
from bookmaker.proof.completeness import Part, join_proofs, prove_part
from bookmaker.proof.edition_proof import Proof, join_added
from bookmaker.proof.edition_text import Band, PdfText
from bookmaker.proof.expectation import (
    Expected,
    Shown,
    Standing,
    expected_of_division,
    fingerprint,
)
from bookmaker.proof.wanted import COUNTED
from bookmaker.system.store import Key, Store, key_of
from bookmaker.system.workspace import RefusedFileError, Workspace

_ABOVE_TEXT = 3.0
"""Points that the first line's letters may rise above the text block."""
_BELOW_TEXT = 1.0


def prove_pages(
    book: Book,
    laid_out: LaidOut,
    *,
    page: PageGeometry,
    tokens: Mapping[str, str],
    workspace: Workspace,
    unprinted: frozenset[str],
    store: Store,
    is_ink_judged: bool,
) -> Proof:
    """Prove that the pages say what the tree says, chapter by chapter.

    A chapter that was proven to say the same words on the same pages is not proven
    again: that its pages are in the file as they were is checked instead. `unprinted`
    are the characters that no face of the theme has. Whether words are to be seen is
    judged of all chapters where `is_ink_judged` (our own themes hide none), and of
    those with words in drawings. Raises `InternalError` where a
    page of the file is not the chapter's.
    """
    check_joints(laid_out.merged, len(laid_out.page_map))
    folios = {
        anchor: laid_out.page_map[index].label
        for anchor, index in laid_out.page_by_anchor.items()
    }
    digits = laid_out.folios.digits
    shown = shown_on_pages(book, tokens, folios, workspace, digits)
    divisions = all_divisions(book)
    band = band_of(page)
    proofs = []
    content = laid_out.merged.content
    with PdfText(content) as text, FilePages(content) as file:
        for chapter in laid_out.chapters:
            expected = tuple(
                piece
                for division in islice(divisions, chapter.leaves)
                for piece in expected_of_division(division, shown)
            )
            judges = is_ink_judged or any(
                piece.standing is Standing.PICTURE for piece in expected
            )
            key = _key(expected, chapter.digest, band, unprinted, judges=judges)
            proof = _find(key, store, expected)
            if proof is None:
                part = Part(
                    expected,
                    chapter.pages,
                    tuple(drawn.text for drawn in chapter.drawn),
                    partial(_is_intact, file, chapter),
                    tuple(drawn.as_written for drawn in chapter.drawn),
                )
                proof = prove_part(part, text, band, unprinted, is_ink_judged=judges)
                _keep(key, proof, store)
            proofs.append(proof)
    return join_proofs(proofs)


def _is_intact(file: FilePages, chapter: LaidOutChapter, index: int) -> bool:
    drawn = chapter.drawn[chapter.pages.index(index)]
    return file.draws(index, drawn.content)


def _key(
    expected: Iterable[Expected],
    digest: str,
    band: Band,
    unprinted: frozenset[str],
    *,
    judges: bool,
) -> Key:
    signs = "".join(sorted(unprinted))
    parts = (digest, repr(band), signs, repr(judges))
    return key_of("proof", *parts, fingerprint(expected))


def _find(key: Key, store: Store, expected: Iterable[Expected]) -> Proof | None:
    kept = store.find(key)
    if kept is None:
        return None
    words, proven = map(int, kept.split())
    counts = (piece.added for piece in expected if piece.standing in COUNTED)
    return Proof(words, proven, added=join_added(counts))


def _keep(key: Key, proof: Proof, store: Store) -> None:
    """Keep what was proven; what was not is looked at again."""
    if not (proof.faults or proof.unread):
        words = f"{proof.words_expected} {proof.words_proven}"
        store.keep(key, words.encode())


def band_of(page: PageGeometry) -> Band:
    """Where the text block stands, without head and folio."""
    # The two sides differ in nothing but where lines begin.
    block = page.text_block("right").in_pdf(page)
    return Band(bottom=block.bottom - _BELOW_TEXT, top=block.top + _ABOVE_TEXT)


def shown_on_pages(
    book: Book,
    tokens: Mapping[str, str],
    folio_by_id: Mapping[str, str],
    workspace: Workspace,
    digits: Digits,
) -> Shown:
    """What the pages show beside the words of the tree."""
    return Shown(
        has_markers=True,
        bullet="\N{BULLET}",  # what `list-style-type: disc` is drawn as
        scene_break=_words_of(tokens["--sign-scene-break"]),
        scene_break_by_class={
            name: _words_of(tokens[f"--sign-{name}"])
            for name in ("asterism", "ornament")
        },
        attribution=_words_of(tokens["--sign-attribution"]),
        continued=continued_words(tokens, book.metadata.language),
        folio_by_id=folio_by_id,
        digits=digits,
        words_by_picture=_words_by_picture(book, workspace),
    )


def _words_of(token: str) -> str:
    """The text of a CSS string."""
    values = tinycss2.parse_component_value_list(token)
    return "".join(value.value for value in values if value.type == "string")


def _words_by_picture(book: Book, workspace: Workspace) -> dict[str, tuple[str, str]]:
    sources = {image.source for image in find_nodes(book.divisions, Image)}
    language = book.metadata.language
    found = {}
    for source in sorted(sources):
        try:
            content = workspace.read(source)
            if find_kind(content) is PictureKind.SVG:
                words = drawn_words(content, language)
                found[source] = (words.painted, words.elsewhere)
        except (RefusedFileError, UnusablePictureError):
            continue  # reported already
    return found
