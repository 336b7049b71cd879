"""Books of a few words with a sheet of their own, for the print engine alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from bookmaker.backends.pdf.engine.layout import LaidOut, lay_out
from bookmaker.backends.pdf.engine.part_cache import PartMemory
from bookmaker.backends.pdf.engine.sheets import text_sheet
from bookmaker.backends.pdf.engine.workers import Workers
from bookmaker.backends.pdf.galley import BASE, Galley
from bookmaker.backends.pdf.geometry import PageGeometry
from bookmaker.backends.pdf.orders import LayoutStyle
from bookmaker.backends.pdf.structure import LinkWords
from bookmaker.backends.services import BuildServices
from bookmaker.fonts.families import families_named
from bookmaker.fonts.static_faces import FontSet, font_set
from bookmaker.source import SourceSpan
from bookmaker.system.store import Store
from bookmaker.system.workspace import Workspace
from tests.support.geometry import PAGE

SHEET = """
@page { size: 200pt 200pt; margin: 20pt }
@page :left { margin-left: 40pt }
@page :right { margin-right: 40pt }
.leaf { break-before: page }
body { font: 10pt/12pt "EB Garamond" }
h1 { bookmark-level: 1; bookmark-label: content(); font-size: 12pt }
body, h1, p { margin: 0 }
"""
_SHARED_FACES = Path(os.environ["XDG_CACHE_HOME"], "bookmaker-shared-faces")
NO_LINKS = LinkWords(note_by_call={}, words_by_target={})


def galley_of(
    *leaves: str,
    body_start: str | None = None,
    note_by_call: Mapping[str, str] | None = None,
    words_by_target: Mapping[str, str] | None = None,
) -> Galley:
    """A galley of leaves; one that begins with `+` goes on behind the one before."""
    root = ElementTree.Element("html", {"lang": "en"})
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "Tides"
    body = ElementTree.SubElement(root, "body")
    for number, leaf in enumerate(leaves):
        kind = "leaf continued" if leaf.startswith("+") else "leaf"
        body.append(
            ElementTree.fromstring(
                f'<div class="{kind}"><div data-chapter="Chapter {number}"></div>'
                f"{leaf.removeprefix('+')}</div>"
            )
        )
    return Galley(
        root=root,
        language="en",
        links=LinkWords(
            note_by_call=dict(note_by_call or {}),
            words_by_target=dict(words_by_target or {}),
        ),
        body_start=body_start,
        spans=tuple(SourceSpan.at(f"{number}.md", 1) for number in range(len(leaves))),
    )


@contextmanager
def some_fonts() -> Iterator[FontSet]:
    """The faces of one family, made once for all processes of the tests."""
    with font_set(families_named(["EB Garamond"]), Store(_SHARED_FACES)) as fonts:
        yield fonts


def layout_style_of(
    fonts: FontSet,
    sheet: str = SHEET,
    *,
    measures_lines: bool = False,
    composes_lines: bool = False,
    letter_fit: float = 0.0,
) -> LayoutStyle:
    """What workers are given."""
    return LayoutStyle(
        sheet=text_sheet(sheet),
        head_sheet=sheet,
        base=BASE,
        language="en",
        font_configuration=fonts.configuration,
        faces=fonts.digest_by_name,
        measures_lines=measures_lines,
        composes_lines=composes_lines,
        letter_fit=letter_fit,
    )


def lay_out_small(
    galley: Galley,
    folder: Path,
    sheet: str = SHEET,
    services: BuildServices | None = None,
    *,
    page: PageGeometry = PAGE,
    measures_lines: bool = False,
    composes_lines: bool = False,
    letter_fit: float = 0.0,
    memory: PartMemory | None = None,
) -> LaidOut:
    """Lay out a galley; `folder` stands for the manuscript's."""
    workspace, services = Workspace(folder), services or BuildServices()
    with some_fonts() as fonts:
        layout_style = layout_style_of(
            fonts,
            sheet,
            measures_lines=measures_lines,
            composes_lines=composes_lines,
            letter_fit=letter_fit,
        )
        with Workers(
            layout_style, workspace, services.processes, services.limits
        ) as workers:
            return lay_out(galley, page, fonts, workers, workspace, services, memory)
