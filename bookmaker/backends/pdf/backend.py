"""The print edition: PdfBackend and its steps, in order."""

from __future__ import annotations

from contextlib import ExitStack, closing, nullcontext, suppress
from dataclasses import replace
from functools import partial

from bookmaker.backends.pdf.composition import ComposedGalley, compose
from bookmaker.backends.pdf.engine.layout import LaidOut, lay_out
from bookmaker.backends.pdf.engine.part_cache import PartMemory
from bookmaker.backends.pdf.engine.pdf_ua_2 import PdfUa2Additions, as_pdf_ua_2
from bookmaker.backends.pdf.engine.workers import Workers
from bookmaker.backends.pdf.heads import check_heads
from bookmaker.backends.pdf.layout_report import report_layout
from bookmaker.backends.pdf.messages import check_overruns, diagnostics_of
from bookmaker.backends.pdf.press.print_file import bound_pages, for_print
from bookmaker.backends.pdf.press.printer_rules import check_pages, printer_for
from bookmaker.backends.pdf.press.separation import press_profile
from bookmaker.backends.pdf.printed_words import PrintedWords
from bookmaker.backends.pdf.proof import prove_pages
from bookmaker.backends.pdf.setting import PrintStyle, print_style_of
from bookmaker.backends.pdf.source_places import (
    pages_of_chapters,
    places_of_pages,
    printed_text,
)
from bookmaker.backends.protocol import Artifact
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import (
    BookConfig,
    NotePlacement,
    PdfStandard,
    PrintConfig,
    Purpose,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.styles import SheetBeyondEngine
from bookmaker.diagnostics.errors import (
    EngineRefusedSheetError,
    InternalError,
    ManuscriptError,
    ToolError,
)
from bookmaker.document.book import Book
from bookmaker.document.nodes import Math, MathBlock
from bookmaker.document.walk import find_nodes
from bookmaker.proof.tracing import lines_in
from bookmaker.source import SourceSpan
from bookmaker.system.store import Store
from bookmaker.system.workspace import Workspace
from bookmaker.xhtml.mathematics import alternative_of


class PdfBackend:
    """Turns a finished tree into the PDF of the print edition."""

    def __init__(self) -> None:
        self._faces = ExitStack()
        """What the setting's faces need, as long as it is in use."""
        self._set: tuple[Workspace, tuple[PrintConfig, int], PrintStyle] | None = None
        """What it was made of and for: options, and a number of pages."""
        self._workers: Workers | None = None
        self._parts = PartMemory()

    def get_ready(
        self, config: BookConfig, workspace: Workspace, services: BuildServices
    ) -> None:
        """Set the page and start a worker, which loads the faces meanwhile."""
        # What is wrong is reported when the book is rendered.
        with suppress(ManuscriptError, ToolError):
            setting = self._setting(config, workspace, services.store)
            language = config.metadata.language
            self._staff(setting, language, config, workspace, services).get_ready()

    def close(self) -> None:
        """End the workers; take the faces away where they are not kept."""
        self._dismiss()
        self._faces.close()
        self._set = None
        self._parts = PartMemory()

    def render(
        self,
        book: Book,
        config: BookConfig,
        workspace: Workspace,
        diagnostics: Diagnostics,
        services: BuildServices,
    ) -> Artifact:
        """Set the page, compose the galley, lay it out, report.

        Raises `ManuscriptError` where there is no such theme or no room for text, and
        `ToolError` where a system library is missing.
        """
        with nullcontext() if services.stays_open else closing(self):
            setting, composed, laid_out = self._pages(
                book, config, workspace, diagnostics, services
            )
        diagnostics.extend(diagnostics_of(laid_out.messages, composed.book))
        chapters = pages_of_chapters(composed.book, laid_out.chapters)
        diagnostics.extend(check_overruns(laid_out.overruns, composed.book, chapters))
        diagnostics.extend(
            check_heads(
                composed.galley.shortened_heads,
                laid_out.page_map,
                chapters,
                setting.tokens,
            )
        )
        return Artifact(
            content=laid_out.merged.content,
            prove=partial(
                prove_pages,
                composed.book,
                laid_out,
                page=setting.page,
                tokens=setting.tokens,
                workspace=composed.workspace,
                unprinted=composed.unprinted,
                store=services.store,
                is_ink_judged=_has_own_look(config.print),
            ),
            pages=len(laid_out.page_map),
            page_map=laid_out.page_map,
            looks=laid_out.merged.looks,
            page_by_id=laid_out.page_by_anchor,
            chapters=chapters,
            measure=partial(report_layout, composed.book, laid_out.set_pages, setting)
            if services.measures_lines
            else None,
            find_places=partial(places_of_pages, composed.book, laid_out.page_map),
            printed_words=PrintedWords(
                composed.book,
                laid_out,
                setting.page,
                setting.tokens,
                composed.workspace,
                lines_in(workspace),
            ),
            find_printed_text=partial(printed_text, composed.book, laid_out.page_map),
        )

    def _pages(
        self,
        book: Book,
        config: BookConfig,
        workspace: Workspace,
        diagnostics: Diagnostics,
        services: BuildServices,
    ) -> tuple[PrintStyle, ComposedGalley, LaidOut]:
        """Lay out the pages, again while the book is too thick for its inner margin.

        A wider margin can only make more pages, and more pages a wider margin: it ends
        where the printer's widest margin is reached, or before.
        """
        printer = printer_for(config.print)
        pages = 1
        while True:
            found = Diagnostics()
            setting = self._setting(config, workspace, services.store, pages)
            composed = compose(book, config, setting, workspace, found, services)
            language = composed.galley.language
            workers = self._staff(setting, language, config, workspace, services)
            try:
                laid_out = lay_out(
                    composed.galley,
                    setting.page,
                    setting.fonts,
                    workers,
                    composed.workspace,
                    services,
                    self._parts,
                    division_break=setting.division_break,
                )
            except EngineRefusedSheetError as error:
                raise _refused(error, config) from error
            if printer is None:
                if _is_ua_2(config.print) and not services.is_looked_at:
                    laid_out = _of_ua_2(laid_out, composed.book, config)
                break
            pages = bound_pages(laid_out, printer)
            if printer.inner_margin(pages).points <= setting.page.inner:
                found.extend(check_pages(config, setting.page, pages, printer))
                ink = config.print.ink
                profile = press_profile(config, workspace)
                laid_out = for_print(laid_out, setting.page, printer, ink, profile)
                break
        diagnostics.extend(found)
        return setting, composed, laid_out

    def _setting(
        self, config: BookConfig, workspace: Workspace, store: Store, pages: int = 1
    ) -> PrintStyle:
        # One workspace is one build: in the next one a sheet may have changed.
        asked = (config.print, pages)
        known = self._set
        if known is None or known[0] is not workspace or known[1] != asked:
            setting = self._renewed(config, workspace, store, pages)
            known = self._set = (workspace, asked, setting)
        return known[2]

    def _renewed(
        self, config: BookConfig, workspace: Workspace, store: Store, pages: int
    ) -> PrintStyle:
        """The setting of now; that of the build before where it is the same."""
        faces = ExitStack()
        setting = faces.enter_context(print_style_of(config, workspace, store, pages))
        if self._set is not None and self._set[2].is_like(setting):
            faces.close()
            return self._set[2]
        self._faces.close()
        self._faces = faces
        return setting

    def _staff(
        self,
        setting: PrintStyle,
        language: str,
        config: BookConfig,
        workspace: Workspace,
        services: BuildServices,
    ) -> Workers:
        layout_style = setting.layout_style(
            language,
            measures_lines=services.measures_lines,
            names_elements=_is_ua_2(config.print),
        )
        if self._workers is None or self._workers.layout_style != layout_style:
            self._dismiss()
            workers = Workers(
                layout_style, workspace, services.processes, services.limits
            )
            self._workers = workers.__enter__()
        return self._workers

    def _dismiss(self) -> None:
        if self._workers is not None:
            self._workers.__exit__()
            self._workers = None


def _is_ua_2(options: PrintConfig) -> bool:
    is_read = options.purpose is Purpose.READING
    return is_read and options.standard is PdfStandard.UA_2


def _of_ua_2(laid_out: LaidOut, book: Book, config: BookConfig) -> LaidOut:
    """The same pages as PDF/UA-2 and PDF/A-4f, with the MathML of the formulas."""
    formulas = [
        (alternative_of(node), node.mathml)
        for node in find_nodes(book.divisions, Math, MathBlock)
        if node.mathml is not None
    ]
    is_at_foot = config.print.notes is NotePlacement.FOOT
    additions = PdfUa2Additions(
        formulas,
        "Footnote" if is_at_foot else "Endnote",
        book.metadata,
        config.isbn_of(None if config.edition is None else config.edition.product),
    )
    content = as_pdf_ua_2(laid_out.merged.content, additions)
    return replace(laid_out, merged=replace(laid_out.merged, content=content))


def _has_own_look(options: PrintConfig) -> bool:
    """Whether a sheet of the author's decides what the pages look like."""
    return options.sheet is not None or options.theme.startswith("./")


def _refused(
    error: EngineRefusedSheetError, config: BookConfig
) -> ManuscriptError | InternalError:
    """Blame the sheet of the book's own; without one the mistake is ours."""
    own = config.print.sheet
    theme = config.print.theme
    if own is None and not theme.startswith("./"):
        return InternalError(str(error))
    file = own or f"{theme.removeprefix('./')}/theme.css"
    return ManuscriptError(
        SheetBeyondEngine(sheet=file, reason=str(error), span=SourceSpan.of_file(file))
    )
