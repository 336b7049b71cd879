"""Make the cover of a printed book: count its pages, then fit the cover to them.

The number of pages and the inner margin are settled by the build of the edition; the
spine follows from the pages, the paper and the printer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bookmaker.backends import target_of
from bookmaker.backends.pdf.cover.wrap import MadeCover, make_cover
from bookmaker.backends.services import BuildServices
from bookmaker.config.editions import config_of, find_edition
from bookmaker.config.load import Manuscript, load_manuscript
from bookmaker.config.model import EditionTarget, Purpose
from bookmaker.diagnostics import Diagnostics, Severity
from bookmaker.diagnostics.catalog.writing import OutputTaken, OutputUnwritable
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Metadata
from bookmaker.fonts.own_faces import read_own_faces
from bookmaker.pipeline.outputs import may_be_replaced_by
from bookmaker.pipeline.print_checks import check_cover
from bookmaker.pipeline.records import parts_store
from bookmaker.pipeline.request import Outcome, Request
from bookmaker.pipeline.stages import build_with, limits_of, open_backends, read
from bookmaker.system.workspace import Workspace, near, why_unwritable, write_whole
from bookmaker.transforms.smarten_punctuation import smarten_text


class NotForPrintError(ValueError):
    """An edition is not one that a printer takes."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the edition “{name}” is not for print: set `purpose` to “print”, or name"
            " another"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverFiles:
    """Where a cover goes."""

    wrap: Path
    guide: Path
    previews: Path | None = None
    """The folder of the fronts as shops show them; `None`: none are made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverOutcome:
    """What came of a request for a cover."""

    diagnostics: Diagnostics
    outcome: Outcome
    """That of the pages."""
    cover: MadeCover | None = None
    """`None` where something forbids one."""
    written: tuple[Path, ...] = ()


def build_cover(
    request: Request, edition: str, files: CoverFiles | None, pages: int | None = None
) -> CoverOutcome:
    """Make the cover of an edition for print and write it; without files write nothing.

    With `pages` nothing is laid out: the book has so many. Raises `NotForPrintError`,
    and `ToolError` where a library is missing.
    """
    manuscript = _manuscript(request, edition)
    if pages is None:
        asked = replace(
            request, target_by_edition={edition: "pdf"}, is_proven=False, is_draft=False
        )
        with open_backends(asked, (edition,)) as backends:
            made = build_with(backends, asked)
        outcome = made.outcome
        artifact = made.artifact_by_edition.get(edition)
        pages = None if artifact is None else artifact.pages
    else:
        outcome = read(request)
    found = Diagnostics(outcome.diagnostics)
    if manuscript is None or pages is None or outcome.book is None or found.has_errors:
        return CoverOutcome(diagnostics=found, outcome=outcome)
    found.switch_off(manuscript.config.lint.off)
    cover = _made(request, manuscript, outcome.book.metadata, pages, found)
    must_stop = cover is None or _forbids(found, request)
    written: tuple[Path, ...] = ()
    if cover is not None and files is not None and not must_stop:
        metadata = outcome.book.metadata
        try:
            pictures = _pictures(request, manuscript, metadata, cover, files, edition)
        except ManuscriptError as error:
            found.extend(error.diagnostics)
        else:
            written = _written(cover, files, pictures, found)
    return CoverOutcome(
        diagnostics=found.folded(),
        outcome=outcome,
        cover=None if must_stop else cover,
        written=written,
    )


def _manuscript(request: Request, edition: str) -> Manuscript | None:
    """The manuscript as the edition has it; `None` where its build reports errors."""
    try:
        found = load_manuscript(
            request.manuscript, Diagnostics(), is_untrusted=request.is_untrusted
        )
    except ManuscriptError:
        return None
    named = find_edition(found.config, edition)
    is_for_print = (
        named is not None
        and named.options.target is EditionTarget.PDF
        and named.print.purpose is Purpose.PRINT
    )
    if named is None or not is_for_print:
        raise NotForPrintError(edition)
    return replace(found, config=config_of(found.config, named))


def _made(
    request: Request,
    manuscript: Manuscript,
    metadata: Metadata,
    pages: int,
    found: Diagnostics,
) -> MadeCover | None:
    config = manuscript.config
    if config.cover.back is not None and config.typography.smarten:
        back = smarten_text(config.cover.back, metadata.language)
        config = replace(config, cover=replace(config.cover, back=back))
    workspace = Workspace(manuscript.root, request.environment)
    request.progress("making the cover")
    services = BuildServices(store=parts_store(request), limits=limits_of(request))
    try:
        cover = make_cover(config, metadata, pages, workspace, found, services)
    except ManuscriptError as error:
        found.extend(error.diagnostics)
        return None
    found.extend(check_cover(cover.content, config))
    return cover


def _forbids(found: Diagnostics, request: Request) -> bool:
    has_warnings = found.count(Severity.WARNING) > 0
    return found.has_errors or (request.is_strict and has_warnings)


def _pictures(
    request: Request,
    manuscript: Manuscript,
    metadata: Metadata,
    cover: MadeCover,
    files: CoverFiles,
    edition: str,
) -> dict[Path, bytes]:
    """The fronts of the printed book and of the EPUB as shops show them.

    Raises `ManuscriptError` where the EPUB's cover cannot be used.
    """
    folder, config = files.previews, manuscript.config
    if folder is None:
        return {}
    from bookmaker.backends.epub.cover import make_cover as make_front
    from bookmaker.backends.pdf.cover.front_image import front_image
    from bookmaker.backends.shop_pictures import shop_pictures, shop_pictures_of_file

    front = front_image(cover.content, cover.plan, _FRONT_HEIGHT)
    workspace = Workspace(manuscript.root, request.environment)
    own_faces = read_own_faces(
        config.typography.fonts,
        workspace,
        config.place("typography.fonts"),
        parts_store(request),
    )
    # What is wrong with an EPUB's cover is reported when the EPUB is built.
    epub = make_front(
        config,
        metadata,
        workspace,
        Diagnostics(),
        theme=config.epub.theme or config.print.theme,
        store=parts_store(request),
        own_faces=own_faces,
    )
    pictures_by_name = {
        edition: shop_pictures(front),
        "epub": shop_pictures_of_file(epub.content),
    }
    return {
        folder / f"{name}-{height}.png": content
        for name, pictures in pictures_by_name.items()
        for height, content in pictures.items()
    }


_FRONT_HEIGHT = 2560
"""Pixels, from which all sizes are scaled."""


def _written(
    cover: MadeCover,
    files: CoverFiles,
    pictures: Mapping[Path, bytes],
    found: Diagnostics,
) -> tuple[Path, ...]:
    content_by_path = {
        files.wrap: cover.content,
        files.guide: cover.guide,
        **pictures,
    }
    pdf = target_of("pdf")
    for path in content_by_path:
        is_picture = path in pictures
        signature = _PNG if is_picture else pdf.signature
        if not may_be_replaced_by(path, signature):
            kind = "PNG" if is_picture else pdf.label
            found.add(OutputTaken(path=near(path).as_posix(), kind=kind))
            return ()
    written = []
    for path, content in content_by_path.items():
        try:
            write_whole(path, content)
        except OSError as error:
            reason = why_unwritable(error)
            found.add(OutputUnwritable(path=near(path).as_posix(), reason=reason))
        else:
            written.append(path)
    return tuple(written)


_PNG = b"\x89PNG\r\n\x1a\n"
