"""What the completeness proof must know of the pages: signs, folios, where text stands.

What comes in: the tree, its page and what layout knows. What goes out: the proof of
the finished file, made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

import tinycss2

from bookmaker.backends.pdf.geometry import PageGeometry
from bookmaker.checks.completeness import prove_pdf
from bookmaker.checks.edition_text import Band
from bookmaker.checks.expectation import Shown, roman_numeral
from bookmaker.checks.proof import Proof
from bookmaker.document.book import Book
from bookmaker.document.nodes import Image
from bookmaker.document.walk import descend_book
from bookmaker.drawings import drawn_words
from bookmaker.pictures import PictureKind, UnusablePictureError, find_kind
from bookmaker.workspace import RefusedFileError, Workspace

_ABOVE_TEXT = 3.0
"""Points that the first line's letters may rise above the text block."""
_BELOW_TEXT = 1.0


def prove_pages(
    book: Book,
    content: bytes,
    *,
    page: PageGeometry,
    tokens: Mapping[str, str],
    page_by_anchor: Mapping[str, int],
    body_start: int | None,
    workspace: Workspace,
    unprinted: frozenset[str],
) -> Proof:
    """Prove that the pages say what the tree says.

    `unprinted` are the characters that no face of the theme has.
    """
    shown = shown_on_pages(book, tokens, page_by_anchor, body_start, workspace)
    return prove_pdf(book, content, shown, band_of(page), unprinted)


def band_of(page: PageGeometry) -> Band:
    """Where the text block stands, without head and folio."""
    return Band(
        bottom=float(page.bottom) - _BELOW_TEXT,
        top=float(page.height - page.top) + _ABOVE_TEXT,
    )


def shown_on_pages(
    book: Book,
    tokens: Mapping[str, str],
    page_by_anchor: Mapping[str, int],
    body_start: int | None,
    workspace: Workspace,
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
        folio_by_id={
            anchor: _folio(index, body_start)
            for anchor, index in page_by_anchor.items()
        },
        words_by_picture=_words_by_picture(book, workspace),
    )


def _words_of(token: str) -> str:
    """The text of a CSS string."""
    values = tinycss2.parse_component_value_list(token)
    return "".join(value.value for value in values if value.type == "string")


def _folio(index: int, body_start: int | None) -> str:
    if body_start is None or index >= body_start:
        return str(index - (body_start or 0) + 1)
    return roman_numeral(index + 1).lower()


def _words_by_picture(book: Book, workspace: Workspace) -> dict[str, str]:
    sources = {n.source for n in descend_book(book) if isinstance(n, Image)}
    found = {}
    for source in sorted(sources):
        try:
            content = workspace.read(source)
            if find_kind(content) is PictureKind.SVG:
                found[source] = drawn_words(content)
        except (RefusedFileError, UnusablePictureError):
            continue  # told already
    return found
