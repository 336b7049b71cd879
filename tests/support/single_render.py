"""A whole book laid out at once by WeasyPrint: what the print engine is held against.

The same galley, sheet, fonts and mends, but no chapters, no store, no joining. It runs
as a program, `python -m tests.support.single_render`, because the fonts and the mends
of a process are for good.
"""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

from bookmaker.backends.pdf import backend
from bookmaker.backends.pdf.conformance_metadata import declare
from bookmaker.backends.pdf.engine import layout
from bookmaker.backends.pdf.engine.part_cache import PartMemory
from bookmaker.backends.pdf.engine.workers import Workers
from bookmaker.backends.pdf.galley import BASE, ENTRY_END, Galley
from bookmaker.backends.pdf.geometry import DIVISION_TOKEN, PageGeometry
from bookmaker.backends.pdf.orders import LayoutStyle
from bookmaker.backends.pdf.setting import PrintStyle
from bookmaker.backends.pdf.structure import LinkWords, fix_structure
from bookmaker.backends.services import BuildServices
from bookmaker.diagnostics.catalog.styles import MissingGlyph
from bookmaker.fonts.static_faces import FontSet
from bookmaker.pipeline.stages import Outcome, Request, build
from bookmaker.system.workspace import Environment, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What layout is given."""

    root: ElementTree.Element
    sheet: str
    links: LinkWords
    body_start: str | None
    font_configuration: Path
    faces: Mapping[str, str]
    composes_lines: bool
    letter_fit: float
    workspace: Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A book as the engine made it, and what the engine was given."""

    content: bytes
    laid_out: layout.LaidOut
    order: Order
    lacked: frozenset[str]
    """Characters that no font has."""
    outcome: Outcome


def print_book(
    manuscript: Path, cache: Path, *, jobs: int = 1, formats: tuple[str, ...] = ("pdf",)
) -> Printed:
    """Build the print edition; on the way, overhear what its layout is given.

    Pages of a chapter are not planned together: one render has no chapters to plan.
    Each edition of `formats` stands in the cache's folder as `printed`.
    """
    heard: list[Order] = []
    laid_out: list[layout.LaidOut] = []

    def lay_out(
        galley: Galley,
        page: PageGeometry,
        fonts: FontSet,
        workers: Workers,
        workspace: Workspace,
        services: BuildServices,
        memory: PartMemory,
        *,
        division_break: str | None,
    ) -> layout.LaidOut:
        # The engine takes the galley's tree apart.
        root = ElementTree.fromstring(ElementTree.tostring(galley.root))
        # The faces go with the build, and the render comes after it.
        cache.mkdir(exist_ok=True)
        kept = Path(tempfile.mkdtemp(prefix="faces-", dir=cache))
        # A lock of fontconfig's cache may go while the folder is read.
        shutil.copytree(
            fonts.folder,
            kept,
            ignore=shutil.ignore_patterns("*.LCK*", "*.TMP*"),
            dirs_exist_ok=True,
        )
        sheet = workers.layout_style.head_sheet
        if division_break is not None:
            sheet += f":root {{ {DIVISION_TOKEN}: {division_break} }}\n"
        heard.append(
            Order(
                root=root,
                sheet=sheet,
                links=galley.links,
                body_start=galley.body_start,
                font_configuration=kept / fonts.configuration.name,
                faces=fonts.digest_by_name,
                composes_lines=workers.layout_style.composes_lines,
                letter_fit=workers.layout_style.letter_fit,
                workspace=workspace,
            )
        )
        laid_out.append(
            layout.lay_out(
                galley,
                page,
                fonts,
                workers,
                workspace,
                services,
                memory,
                division_break=division_break,
            )
        )
        return laid_out[-1]

    targets = {name: cache / f"printed.{name}" for name in formats}
    request = Request(
        manuscript=manuscript, environment=Environment(cache_folder=cache), jobs=jobs
    )
    style = PrintStyle.layout_style

    def without_plans(*given: Any, **named: Any) -> LayoutStyle:  # noqa: ANN401
        return replace(style(*given, **named), plans_pages=False)

    with (
        patch.object(backend, "lay_out", lay_out),
        patch.object(PrintStyle, "layout_style", without_plans),
    ):
        outcome = build(request, targets)
    told = [problem.message() for problem in outcome.diagnostics]
    assert outcome.outputs, told
    lacked = "".join(
        problem.characters
        for problem in outcome.diagnostics
        if isinstance(problem, MissingGlyph)
    )
    return Printed(
        content=targets["pdf"].read_bytes(),
        laid_out=laid_out[-1],
        order=heard[-1],
        lacked=frozenset(lacked),
        outcome=outcome,
    )


def render_at_once(order: Order) -> bytes:
    """The book by one call of WeasyPrint, in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.support.single_render"],
        input=pickle.dumps(order),
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout


def _render(order: Order) -> bytes:
    from bookmaker.backends.pdf import weasyprint_adapter as adapter

    weasyprint = adapter.load_weasyprint()
    clean = weasyprint.pdf.fonts.Font.clean
    layout_style = LayoutStyle(
        sheet=order.sheet,
        head_sheet=order.sheet,
        base=BASE,
        language=order.root.get("lang", ""),
        font_configuration=order.font_configuration,
        faces=order.faces,
        composes_lines=order.composes_lines,
        letter_fit=order.letter_fit,
        plans_pages=False,
    )
    typesetter = adapter.Typesetter(layout_style, order.workspace.read)
    weasyprint.pdf.fonts.Font.clean = clean
    # The engine gives the folio of an entry to its last word; here it is counted there.
    ends: list[ElementTree.Element] = []
    for link in order.root.iterfind(".//nav//a"):
        for end in (
            span for span in link.iter("span") if span.get("class") == ENTRY_END
        ):
            end.set("href", link.get("href", ""))
            ends.append(end)
    with adapter._deep_trees(), adapter._listening():
        document = typesetter._html(order.root).render(
            font_config=typesetter._fonts,
            counter_style=typesetter._counters,
            stylesheets=[typesetter._sheet],
            color_profiles=typesetter._profiles(),
            output_intent=adapter._COLOURS,
            pdf_variant=adapter._VARIANT,
        )
        # The engine knows the folios that contents show; here they are counters.
        for link in order.root.iterfind(".//nav//a"):
            link.set("data-page", "0")
        for end in ends:
            end.set("data-page", "0")
        start = next(
            (i for i, p in enumerate(document.pages) if order.body_start in p.anchors),
            None,
        )

        def finish(_document: object, pdf: Any) -> None:  # noqa: ANN401 - pydyf's
            fix_structure(pdf, order.links)
            declare(pdf, ElementTree.tostring(order.root[0], "unicode"))
            _label_pages(pdf, start)

        content: bytes = document.write_pdf(
            finisher=finish, pdf_variant=adapter._VARIANT, output_intent=""
        )
    return content


def _label_pages(pdf: Any, start: int | None) -> None:  # noqa: ANN401 - pydyf's
    """PDF 1.7, 12.4.2: roman folios to the beginning of the body, arabic from there."""
    import pydyf

    numbers = pydyf.Array()
    if start != 0:
        numbers += [0, pydyf.Dictionary({"S": "/r" if start else "/D"})]
    if start is not None:
        numbers += [start, pydyf.Dictionary({"S": "/D", "St": 1})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})


if __name__ == "__main__":
    sys.stdout.buffer.write(_render(pickle.load(sys.stdin.buffer)))
