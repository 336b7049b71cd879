"""Write down a book as one render of WeasyPrint takes it, for the rivals of our engine.

What comes in: a manuscript. What goes out: a folder with the galley whole, the print
sheet with its margin boxes, the fonts and the pictures, and the same page in typst's
words.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from bench import whole_folder
from bench.measure import FailedRunError
from bookmaker.backends.pdf.composition import compose
from bookmaker.backends.pdf.galley import BASE, Galley
from bookmaker.backends.pdf.geometry import PageGeometry
from bookmaker.backends.pdf.setting import print_style_of
from bookmaker.backends.services import BuildServices
from bookmaker.config.load import load_manuscript
from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.fonts.families import families_named
from bookmaker.pipeline.stages import Request, read
from bookmaker.system.store import Store
from bookmaker.system.workspace import Workspace
from bookmaker.transforms import FOR_PDF


def write_whole_book(manuscript: Path, folder: Path) -> None:
    """Write all of it into a folder that is there. Raises `FailedRunError`."""
    outcome = read(Request(manuscript=manuscript))
    if outcome.book is None or outcome.diagnostics.has_errors:
        told = "\n".join(problem.message() for problem in outcome.diagnostics)
        raise FailedRunError(f"{manuscript} cannot be read\n{told}")
    loaded = load_manuscript(manuscript, Diagnostics())
    config = replace(loaded.config, metadata=outcome.book.metadata)
    book = outcome.book
    for transform in FOR_PDF:
        book = transform(book, config, Diagnostics())
    _compose(book, config, Workspace(loaded.root), folder)


def _compose(
    book: Book, config: BookConfig, workspace: Workspace, folder: Path
) -> None:
    with print_style_of(config, workspace, Store(None)) as setting:
        composed = compose(
            book, config, setting, workspace, Diagnostics(), BuildServices()
        )
        fonts = setting.fonts
        # They go with the setting, and the runs come after it.
        shutil.copytree(fonts.folder, folder, dirs_exist_ok=True)
    _write_galley(composed.galley, composed.workspace, folder)
    (folder / whole_folder.SHEET).write_text(setting.sheet, "utf-8")
    family = setting.tokens["--type-text"]
    page = _typst_page(setting.page, families_named([family])[0].name)
    (folder / whole_folder.TYPST_PAGE).write_text(page, "utf-8")


def _write_galley(galley: Galley, workspace: Workspace, folder: Path) -> None:
    pictures = folder / whole_folder.PICTURES
    pictures.mkdir()
    for image in galley.root.iter("img"):
        source = image.get("src") or ""
        if source.startswith(BASE):
            path = unquote(source.removeprefix(BASE))
            target = pictures / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(workspace.read(path))
            image.set("src", target.as_uri())
    (folder / whole_folder.MARKUP).write_bytes(ElementTree.tostring(galley.root))


def _typst_page(page: PageGeometry, family: str) -> str:
    """The same page, type and leading; typst's leading is the gap between lines."""
    gap = page.leading - page.type_size
    margins = (
        f"inside: {_pt(page.inner)}, outside: {_pt(page.outer)},"
        f" top: {_pt(page.top)}, bottom: {_pt(page.bottom)}"
    )
    size = f"width: {_pt(page.width)}, height: {_pt(page.height)}"
    edges = "top-edge: 0.75em, bottom-edge: -0.25em"
    return (
        f'#set page({size}, margin: ({margins}), numbering: "1")\n'
        f'#set text(font: "{family}", size: {_pt(page.type_size)}, {edges})\n'
        f"#set par(leading: {_pt(gap)}, spacing: {_pt(gap)}, justify: true,"
        f" first-line-indent: 1em)\n"
        "#show raw.where(block: true): set par(leading: 1pt)\n"
    )


def _pt(length: Fraction) -> str:
    return f"{float(length):g}pt"
