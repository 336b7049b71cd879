"""Make the cover of a printed book: back, spine and front on one sheet.

What comes in: the options of a print edition, its metadata, the number of its pages.
What goes out: a PDF of one page with exact boxes, in the inks of the press, with its
fonts embedded, and a copy with guides for people. Problems go to `diagnostics`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from bookmaker.backends.pdf.cover.canvas import (
    CoverCanvas,
)
from bookmaker.backends.pdf.cover.design import canvas_of, check_room
from bookmaker.backends.pdf.cover.front_picture import FrontPicture, find_front
from bookmaker.backends.pdf.cover.guides import guide_markup
from bookmaker.backends.pdf.cover.plan import CoverPlan, plan_cover
from bookmaker.backends.pdf.cover.sheet import cover_markup, cover_rules
from bookmaker.backends.pdf.engine.workers import Failure, Workers
from bookmaker.backends.pdf.facts import ChapterPdf, unpack_chapter
from bookmaker.backends.pdf.geometry import Box, PdfBox
from bookmaker.backends.pdf.orders import ChapterMarkup, LayoutStyle
from bookmaker.backends.pdf.press.cover_file import PressForm, cover_file
from bookmaker.backends.pdf.press.printer_rules import check_binding
from bookmaker.backends.pdf.press.separation import (
    NamedInks,
    PressProfile,
    Separation,
    press_profile,
)
from bookmaker.backends.pdf.setting import PrintStyle, print_style_of
from bookmaker.backends.pdf.structure import LinkWords
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.printing import (
    ChapterNotLaidOut,
    InkNotOffered,
    SpineEstimated,
)
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Metadata
from bookmaker.languages.words import direction_of
from bookmaker.system.workspace import Workspace
from bookmaker.trade import Basis, Colours, Feature, Printer, printer_of
from bookmaker.units import POINTS_PER_MILLIMETRE


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCover:
    """A cover, not yet on disk."""

    content: bytes = field(repr=False)
    guide: bytes = field(repr=False)
    """The same with guides."""
    plan: CoverPlan
    pages: int
    paper: str


def make_cover(
    config: BookConfig,
    metadata: Metadata,
    pages: int,
    workspace: Workspace,
    diagnostics: Diagnostics,
    services: BuildServices,
) -> MadeCover:
    """Make the cover of an edition of so many pages; `config` is the edition's.

    Raises `ManuscriptError` where the page, the paper or the front cannot be used.
    """
    printer = printer_of(config.print.printer)
    paper = printer.paper(config.print.paper, config.print.ink)
    direction = direction_of(metadata.language)
    plan = plan_cover(
        config.print,
        printer,
        paper,
        pages,
        spine_width=config.cover.spine_width,
        is_turned=direction == "rtl",
    )
    diagnostics.extend(check_binding(config, pages, printer))
    is_estimated = printer.evidence[f"spines.{paper.name}"].basis is Basis.ASSUMED
    if is_estimated and config.cover.spine_width is None:
        width = f"{float(plan.spine / POINTS_PER_MILLIMETRE):.1f} mm"
        place = config.place("print.printer") or config.place("print.purpose")
        diagnostics.add(SpineEstimated(printer=printer.label, width=width, span=place))
    front = find_front(config, workspace, plan, printer, diagnostics)
    profile = press_profile(config, workspace)
    _check_colours(front, printer, profile, config)
    with print_style_of(config, workspace, services.store, pages) as style:
        canvas = canvas_of(
            config, metadata, pages, plan, printer, front, style, diagnostics
        )
        markup = cover_markup(canvas)
        check_room(canvas, printer, pages, config, diagnostics)
        family = canvas.kind.text_family
        guides = cover_markup(canvas, guide_markup(plan, pages, paper.name, family))
        laid_out = _laid_out(
            [markup, guides], canvas, style, metadata, workspace, services
        )
        programs = style.fonts.content_by_digest
    trim = _pdf_box(plan.trim, plan.sheet[1])
    separation = _separation(canvas, front, printer, profile)
    return MadeCover(
        content=cover_file(
            laid_out[0],
            programs,
            plan.sheet,
            trim,
            separation,
            _form(printer, profile, metadata),
        ),
        guide=cover_file(laid_out[1], programs, plan.sheet, trim),
        plan=plan,
        pages=pages,
        paper=paper.name,
    )


# --- layout


def _laid_out(
    markups: Sequence[bytes],
    canvas: CoverCanvas,
    style: PrintStyle,
    metadata: Metadata,
    workspace: Workspace,
    services: BuildServices,
) -> list[ChapterPdf]:
    """Each page as a file that has no font programs yet."""
    rules = cover_rules(canvas.plan)
    layout_style: LayoutStyle = replace(
        style.layout_style(metadata.language),
        sheet=rules,
        head_sheet=rules,
        composes_lines=False,
    )
    no_links = LinkWords(note_by_call={}, words_by_target={})
    orders = [
        ChapterMarkup(markup=markup, links=no_links, elsewhere=frozenset())
        for markup in markups
    ]
    laid_out: dict[int, ChapterPdf] = {}
    with Workers(layout_style, workspace, 1, services.limits) as workers:
        for index, made in workers.run(orders, workspace):
            if isinstance(made, Failure):
                raise ManuscriptError(
                    ChapterNotLaidOut(title="the cover", reason=made.reason)
                )
            laid_out[index] = unpack_chapter(made)
    return [laid_out[index] for index in range(len(orders))]


# --- colours


def _check_colours(
    front: FrontPicture | None,
    printer: Printer,
    profile: PressProfile | None,
    config: BookConfig,
) -> None:
    is_refused = (
        front is not None
        and front.is_coloured
        and not front.has_inks
        and profile is None
    )
    if is_refused and Colours.RGB not in printer.cover.colours:
        place = config.place("cover.front") or config.place("epub.cover")
        raise ManuscriptError(
            InkNotOffered(printer=printer.label, is_cover=True, span=place)
        )


def _separation(
    canvas: CoverCanvas,
    front: FrontPicture | None,
    printer: Printer,
    profile: PressProfile | None,
) -> Separation | None:
    """What makes the inks; `None`: the colours stay those of a screen.

    The colours of a drawn cover have inks of their own, and so has a picture in CMYK;
    those of any other picture, and what is beside it, need the profile of a press.
    """
    if Colours.CMYK not in printer.cover.colours:
        return None
    if front is not None and not front.has_inks:
        return profile
    used = canvas.colours_used.values()
    return NamedInks({colour.rgb: colour.cmyk for colour in used})


def _form(
    printer: Printer, profile: PressProfile | None, metadata: Metadata
) -> PressForm | None:
    if Feature.METADATA in printer.forbidden or metadata.modified is None:
        return None
    date = metadata.modified.strftime("D:%Y%m%d%H%M%SZ")
    title = f"{metadata.title}: cover"
    return PressForm(printer=printer, profile=profile, title=title, date=date)


def _pdf_box(box: Box, height: Fraction) -> PdfBox:
    """A box of the sheet as a PDF counts it, from the foot."""
    return PdfBox(
        left=float(box.left),
        bottom=float(height - box.bottom),
        right=float(box.right),
        top=float(height - box.top),
    )
