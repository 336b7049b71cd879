"""The class contract: what the sheets style is written, what is written is styled."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from bookmaker.backends import target_of
from bookmaker.backends.pdf.galley import compose_galley
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import (
    BookConfig,
    CitationsConfig,
    LinkPlacement,
    NoteMarks,
    NotePlacement,
    NumberingConfig,
    PrintConfig,
)
from bookmaker.css.bundle import Edition, load_sheet
from bookmaker.css.contract import compare_classes
from bookmaker.css.locate import theme_names
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import (
    Alignment,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
)
from bookmaker.system.workspace import Workspace
from bookmaker.transforms import COMMON, FOR_EPUB, FOR_PDF, Transform
from tests.support.specimen import OVERLAY, specimen_book


def prepared(config: BookConfig, transforms: tuple[Transform, ...]) -> Book:
    book = specimen_book()
    for transform in (*COMMON, *transforms):
        book = transform(book, config, Diagnostics())
    return book


def configured(
    placement: NotePlacement = NotePlacement.FOOT,
    links: LinkPlacement = LinkPlacement.NOTES,
    *,
    cites_by_chapter: bool = False,
) -> BookConfig:
    return BookConfig(
        name="specimen",
        metadata=specimen_book().metadata,
        print=PrintConfig(notes=placement, links=links, contents_depth=2),
        numbering=NumberingConfig(
            section_depth=2,
            notes=NoteMarks.SYMBOLS if cites_by_chapter else NoteMarks.NUMBERS,
        ),
        citations=CitationsConfig(by_chapter=cites_by_chapter),
    )


def printed_classes() -> Iterator[str]:
    for placement, links in (
        (NotePlacement.FOOT, LinkPlacement.NOTES),
        (NotePlacement.CHAPTER_END, LinkPlacement.CHAPTER_LIST),
    ):
        at_end = placement is NotePlacement.CHAPTER_END
        config = configured(placement, links, cites_by_chapter=at_end)
        book = prepared(config, FOR_PDF)
        # The body begins with a part, and again without one.
        for body in (book.body, book.body[1:]):
            galley = compose_galley(
                replace(book, body=body), fit_head=str, continued="(continued)"
            )
            for node in galley.root.iter():
                yield from (node.get("class") or "").split()


def electronic_classes(folder: Path) -> Iterator[str]:
    config = configured()
    book = prepared(config, FOR_EPUB)
    cells = tuple(
        TableCell((Paragraph((Text(word),)),), Alignment.END)
        for word in (*"abcde", "a sentence among the figures")
    )
    first = book.body[0]
    wide = replace(first, blocks=(*first.blocks, Table((), (TableRow(cells),))))
    book = replace(book, body=(wide, *book.body[1:]))
    workspace = Workspace(folder, overlay=OVERLAY)
    artifact = (
        target_of("epub")
        .load_backend()
        .render(book, config, workspace, Diagnostics(), BuildServices())
    )
    with zipfile.ZipFile(io.BytesIO(artifact.content)) as container:
        for name in container.namelist():
            if name.endswith(".xhtml"):
                for node in etree.fromstring(container.read(name)).iter():
                    yield from str(node.get("class") or "").split()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[Edition, set[str]]:
    folder = tmp_path_factory.mktemp("specimen")
    printed = set(printed_classes())
    return {"print": printed, "epub": printed | set(electronic_classes(folder))}


def test_sheets_and_markup_keep_the_contract(written: dict[Edition, set[str]]) -> None:
    sheets = [
        load_sheet(edition, theme)
        for edition in ("print", "epub")
        for theme in theme_names()
    ]
    found = compare_classes(sheets, written["print"] | written["epub"])
    assert found.never_written == ()
    assert found.never_styled == ()
