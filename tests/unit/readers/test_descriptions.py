"""Long descriptions: read from their files, linked from their pictures."""

from __future__ import annotations

from pathlib import Path

from bookmaker.config.model import BookConfig, ContentsConfig, FileEntry
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import CrossReference, Image, ReferenceForm
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.readers.manuscript import read_manuscript
from bookmaker.system.workspace import Workspace
from bookmaker.transforms import COMMON
from tests.support.epub import make_epub

FIGURE = '![Quay](q.png){alt="A quay" description=_quay.md}\n'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def read(*body: str, **files: str) -> tuple[Book, set[str]]:
    """The book of these files after the transforms, and the codes of what was said."""
    overlay = {f"{name}.md": text.encode() for name, text in files.items()}
    config = BookConfig(
        name="tides",
        metadata=Metadata("Tides"),
        contents=ContentsConfig(body=tuple(FileEntry(file=file) for file in body)),
    )
    diagnostics = Diagnostics()
    workspace = Workspace(Path("/nonexistent"), overlay=overlay)
    book = read_manuscript(config, workspace, diagnostics)
    for transform in COMMON:
        book = transform(book, config, diagnostics)
    return book, {problem.code for problem in diagnostics}


def descriptions(book: Book) -> list[Division]:
    return [d for d in book.back if d.kind is DivisionKind.DESCRIPTIONS]


def links(book: Book) -> list[tuple[str, ReferenceForm]]:
    return [
        (node.target, node.form)
        for node in descend_book(book)
        if isinstance(node, CrossReference)
    ]


def test_a_file_that_describes_a_picture_stands_at_the_books_end() -> None:
    book, codes = read("a.md", a=f"# A\n\n{FIGURE}\n{FIGURE}", _quay="Three steps.\n")
    (division,) = descriptions(book)
    assert plain_text(division.title) == "Descriptions of pictures"
    (described,) = division.divisions
    assert plain_text(described.title) == "Quay"
    assert links(book) == [("#quay", ReferenceForm.PAGE)] * 2
    details = [n.details for n in descend_book(book) if isinstance(n, Image)]
    assert details == ["a.description-1", "a.description-2"]
    assert codes == set()


def test_a_description_has_the_title_of_its_own() -> None:
    book, _codes = read("a.md", a=f"# A\n\n{FIGURE}", _quay="# Steps\n\nThree.\n")
    assert plain_text(descriptions(book)[0].divisions[0].title) == "Steps"


def test_a_chapter_or_a_place_may_describe_a_picture() -> None:
    there = '![Q](q.png){alt="A" description="#why"}\n\nIn ![Q](q.png){alt="A"'
    text = f"# A\n\n{there} description=b.md}} line.\n\n## Why {{#why}}\n\nSo.\n"
    book, codes = read("a.md", "b.md", a=text, b="# B\n\nMore.\n")
    assert descriptions(book) == []
    assert links(book) == [("#why", ReferenceForm.PAGE), ("#b", ReferenceForm.PAGE)]
    assert codes == set()


def test_a_description_that_is_not_there_is_reported() -> None:
    _book, codes = read("a.md", a=f"# A\n\n{FIGURE}")
    assert codes == {"M090"}
    dangling = FIGURE.replace("_quay.md", '"#nowhere"')
    _book, codes = read("a.md", a=f"# A\n\n{dangling}")
    assert codes == {"X001"}


def test_linking_twice_is_linking_once() -> None:
    book, _codes = read("a.md", a=f"# A\n\n{FIGURE}", _quay="Three steps.\n")
    config = BookConfig(name="tides", metadata=book.metadata)
    again = book
    for transform in COMMON:
        again = transform(again, config, Diagnostics())
    assert links(again) == links(book)


def test_the_epub_says_where_the_details_are() -> None:
    book, _codes = read("a.md", a=f"# A\n\n{FIGURE}", _quay="Three steps.\n")
    workspace = Workspace(Path("/nonexistent"), overlay={"q.png": PNG})
    epub = make_epub(book, workspace=workspace)
    page = epub.read("a.xhtml").decode()
    assert 'aria-details="a.description-1"' in page
    assert '<a id="a.description-1"' in page
    assert b"longDescription" in epub.read("content.opf")
