"""The print edition: PdfBackend and its five steps, in order."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from bookmaker.backends.means import Means
from bookmaker.backends.pdf.drawings import with_clean_drawings
from bookmaker.backends.pdf.engine import lay_out
from bookmaker.backends.pdf.engine.workers import warm_up
from bookmaker.backends.pdf.galley import compose_galley
from bookmaker.backends.pdf.geometry import PageGeometry, page_tokens, plan_page
from bookmaker.backends.pdf.listings import columns_of, fit_listings
from bookmaker.backends.pdf.mathematics import draw_formulas
from bookmaker.backends.pdf.messages import diagnostics_of
from bookmaker.backends.pdf.overruns import check_overruns
from bookmaker.backends.pdf.pictures import fit_pictures
from bookmaker.backends.pdf.proof import prove_pages
from bookmaker.backends.pdf.tables import fit_tables
from bookmaker.backends.protocol import Artifact
from bookmaker.config.model import BookConfig
from bookmaker.css.bundle import OwnSheets, load_sheet
from bookmaker.css.tokens import read_tokens
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.printing import NoRoomForText
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import Book
from bookmaker.fonts.coverage import characters_of, check_coverage
from bookmaker.fonts.families import families_named
from bookmaker.fonts.own_faces import read_own_faces, with_own_families
from bookmaker.fonts.static_faces import font_set
from bookmaker.store import Memo
from bookmaker.workspace import Workspace
from bookmaker.xhtml.highlighting import remembering

_FAMILY_TOKENS = ("--type-text", "--type-heading", "--type-code")
_POINTS_PER_MILLIMETRE = 72 / 25.4
_KEYS_OF_THE_PAGE = tuple(
    f"print.{key}"
    for key in (
        "trim",
        "margin-inner",
        "margin-outer",
        "margin-top",
        "margin-bottom",
        "type-size",
    )
)
_FEWEST_LINES = 6
_FEWEST_CHARACTERS = 12


class PdfBackend:
    """Turns a finished tree into the PDF of the print edition."""

    name = "pdf"

    def warm_up(self) -> None:
        """Begin to load the layout engine in another process."""
        warm_up()

    def render(
        self,
        book: Book,
        config: BookConfig,
        workspace: Workspace,
        diagnostics: Diagnostics,
        means: Means,
    ) -> Artifact:
        """Plan the page, gather fonts, compose the galley, lay it out, report.

        Raises `ManuscriptError` where there is no such theme or no room for text, and
        `ToolError` where a system library is missing.
        """
        theme, place = config.print.theme, config.place("print.theme")
        own = OwnSheets(workspace, config.print.sheet)
        tokens = read_tokens(load_sheet("print", theme, place=place, own=own))
        page = _page(config, tokens)
        brought = read_own_faces(
            config.typography.fonts, workspace, config.place("typography.fonts")
        )
        lists = with_own_families(tokens, _FAMILY_TOKENS, brought)
        given = page_tokens(page, config.print) | (lists if brought else {})
        sheet = load_sheet("print", theme, given, own=own)
        families = families_named(lists.values())
        cache = workspace.environment.cache_folder
        with font_set(families, cache, brought) as fonts:
            missing = tuple(check_coverage(book, characters_of(fonts.files)))
            diagnostics.extend(missing)
            listing_em = Fraction(tokens["--type-listing"].removesuffix("em"))
            columns = columns_of(page.measure, page.type_size, listing_em)
            book = fit_listings(book, columns, config.code.long_lines)
            table_em = Fraction(tokens["--type-small"].removesuffix("em"))
            table_size = page.type_size * table_em
            book = fit_tables(book, page, table_size, diagnostics)
            book, workspace = draw_formulas(book, workspace, diagnostics)
            memo = Memo(means.store, "listings")
            galley = compose_galley(
                book,
                head_length=_head_length(page, tokens),
                highlight=remembering(memo),
            )
            memo.save()
            workspace = fit_pictures(book, workspace, page, diagnostics, means)
            drawings = with_clean_drawings(book, workspace, diagnostics)
            laid_out = lay_out(galley, sheet, fonts, drawings, means)
        diagnostics.extend(diagnostics_of(laid_out.messages, book))
        diagnostics.extend(check_overruns(laid_out.overruns, book))
        return Artifact(
            file_name=f"{config.name}.pdf",
            media_type="application/pdf",
            content=laid_out.merged.content,
            prove=partial(
                prove_pages,
                book,
                laid_out,
                page=page,
                tokens=tokens,
                workspace=drawings,
                unprinted=frozenset("".join(found.characters for found in missing)),
                store=means.store,
            ),
            pages=len(laid_out.page_map),
            page_map=laid_out.page_map,
        )


def _page(config: BookConfig, tokens: dict[str, str]) -> PageGeometry:
    page = plan_page(config.print, tokens)
    narrowest = _FEWEST_CHARACTERS * page.type_size / 2
    if page.lines >= _FEWEST_LINES and page.measure >= narrowest:
        return page
    raise ManuscriptError(
        NoRoomForText(
            measure=f"{max(0, round(page.measure / _POINTS_PER_MILLIMETRE))} mm",
            lines=page.lines,
            span=next(filter(None, map(config.place, _KEYS_OF_THE_PAGE)), None),
        )
    )


def _head_length(page: PageGeometry, tokens: dict[str, str]) -> int:
    """The characters that a running head has room for."""
    return int(page.measure / (page.type_size * Fraction(tokens["--plan-head"])))
