"""Compose a finished tree for its page: all that it holds fits, and is one galley.

Listings and tables are made to fit, formulas drawn, drawings cleaned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from bookmaker.backends.pdf.caption_room import leave_room_for_captions
from bookmaker.backends.pdf.conformance_metadata import claim_nothing
from bookmaker.backends.pdf.drawings import with_clean_drawings, words_in_drawings
from bookmaker.backends.pdf.formula_images import draw_formulas
from bookmaker.backends.pdf.galley import Galley, compose_galley
from bookmaker.backends.pdf.long_code_lines import columns_of, fit_listings
from bookmaker.backends.pdf.pictures import FEWEST_PER_INCH, fit_pictures
from bookmaker.backends.pdf.press.printer_rules import printer_for
from bookmaker.backends.pdf.setting import PrintStyle
from bookmaker.backends.pdf.tables import continued_words, fit_tables
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.printing import ScriptWithoutFont
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import Book
from bookmaker.fonts.coverage import characters_of, check_coverage
from bookmaker.fonts.glyph_places import place_of_characters
from bookmaker.system.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedGalley:
    """A book ready to be laid out."""

    book: Book
    """As it was made to fit."""
    galley: Galley
    workspace: Workspace
    """With the drawings as they are printed."""
    unprinted: frozenset[str]
    """The characters that no face has."""


def compose(
    book: Book,
    config: BookConfig,
    setting: PrintStyle,
    workspace: Workspace,
    diagnostics: Diagnostics,
    services: BuildServices,
) -> ComposedGalley:
    """Compose it; problems go to `diagnostics`.

    Raises `ManuscriptError` where whole words have no font: pages of boxes would be
    laid out for minutes, and reported passage by passage.
    """
    covered = characters_of(setting.fonts.content_by_name.values())
    drawn = words_in_drawings(book, workspace)
    missing = tuple(
        replace(
            found,
            span=place_of_characters(found.span, found.characters, workspace.read),
        )
        for found in check_coverage(book, covered, drawn)
    )
    if not services.is_draft and any(isinstance(m, ScriptWithoutFont) for m in missing):
        raise ManuscriptError(*missing)
    diagnostics.extend(missing)
    page = setting.page
    listing_em = Fraction(setting.tokens["--type-listing"].removesuffix("em"))
    columns = columns_of(page.measure, page.type_size, listing_em)
    book = fit_listings(book, columns, config.code.long_lines)
    continued = continued_words(setting.tokens, book.metadata.language)
    small = setting.size_of("--type-small")
    book = fit_tables(book, page, small, continued, diagnostics)
    book, workspace = draw_formulas(book, workspace, diagnostics)
    galley = compose_galley(
        book,
        fit_head=setting.heads.fit,
        highlight=services.highlight,
        front_folios=config.print.front_folios,
        continued=continued,
        folios=setting.folios,
    )
    leave_room_for_captions(galley.root, page, small)
    if missing:
        claim_nothing(galley.root)
    printer = printer_for(config.print)
    fewest = FEWEST_PER_INCH if printer is None else printer.least_per_inch
    workspace = fit_pictures(book, workspace, page, diagnostics, services, fewest)
    return ComposedGalley(
        book=book,
        galley=galley,
        workspace=with_clean_drawings(book, workspace, diagnostics),
        unprinted=frozenset("".join(found.characters for found in missing)),
    )
