"""Two real books have the structure that a reference parser gives them."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
from markdown_it import MarkdownIt

from bookmaker.diagnostics import Diagnostics, Severity
from bookmaker.document.nodes import Block, Node, Note, Paragraph
from bookmaker.document.walk import descend
from bookmaker.readers.markdown import COMMONMARK, DIALECT, ReaderOptions, read_markdown
from bookmaker.readers.source_text import decode_source
from tests.support.commonmark_html import render_blocks
from tests.support.corpus import needs_corpus
from tools.corpus import BOOKS, CORPUS

pytestmark = pytest.mark.slow

INTENDED: dict[str, dict[str, int]] = {
    "moby-dick": {
        "Paragraph -> Note": 22,
        # Further paragraphs of notes, which CommonMark takes for indented code.
        "CodeBlock -> Paragraph": 3,
        "nothing -> Paragraph": 23,  # two simple tables, each after its first line
        "SceneBreak -> nothing": 2,  # the lines that close them
    },
    "rust-book": {
        "Paragraph -> Table": 13,
        "nothing -> Paragraph": 130,  # the rows of the tables
        "RawBlock -> CodeBlock": 426,  # listings, and `pre`
        "CodeBlock -> nothing": 424,  # the code of the listings
        "RawBlock -> nothing": 689,  # their ends, and comments
        "RawBlock -> Figure": 17,
        "Paragraph -> Figure": 8,
        "Paragraph -> Group": 145,  # anchors alone in a paragraph
        "nothing -> Note": 1,
    },
}
"""What the dialect means to read otherwise: the block on a line, before and after."""


def _texts(book: str) -> list[tuple[str, str]]:
    files = sorted((CORPUS / book / "chapters").glob("*.md"))
    return [
        (file.name, decode_source(file.read_bytes(), file.name, Diagnostics()))
        for file in files
    ]


@needs_corpus
@pytest.mark.parametrize("book", BOOKS)
def test_every_file_reads_as_the_reference_parser_reads_it(book: str) -> None:
    reference = MarkdownIt("commonmark")
    different = [
        name
        for name, text in _texts(book)
        if render_blocks(
            read_markdown(text, name, Diagnostics(), options=COMMONMARK).blocks
        )
        != reference.render(text)
    ]
    assert different == []


def _kind_by_line(name: str, text: str, options: ReaderOptions) -> dict[int, str]:
    """The outermost block that begins on each line; notes are blocks here."""
    found = read_markdown(text, name, Diagnostics(), options=options)
    kinds: dict[int, str] = {}
    for node in descend(*chain[Node](found.blocks, found.notes)):
        if isinstance(node, Block | Note) and node.span is not None:
            kinds.setdefault(node.span.line, type(node).__name__)
    return kinds


@needs_corpus
@pytest.mark.parametrize("book", BOOKS)
def test_what_the_dialect_reads_otherwise_is_meant(book: str) -> None:
    differences: Counter[str] = Counter()
    for name, text in _texts(book):
        plain = _kind_by_line(name, text, COMMONMARK)
        dialect = _kind_by_line(name, text, DIALECT)
        for line in sorted(plain.keys() | dialect.keys()):
            before = plain.get(line, "nothing")
            after = dialect.get(line, "nothing")
            if before != after:
                differences[f"{before} -> {after}"] += 1
    assert dict(differences) == INTENDED[book]


@needs_corpus
@pytest.mark.parametrize("book", BOOKS)
def test_a_book_reads_without_warnings(book: str) -> None:
    diagnostics = Diagnostics()
    for name, text in _texts(book):
        read_markdown(text, name, diagnostics)
    assert [d for d in diagnostics if d.severity is not Severity.NOTE] == []


@needs_corpus
@pytest.mark.parametrize("book", BOOKS)
def test_no_paragraph_is_empty(book: str) -> None:
    for name, text in _texts(book):
        found = read_markdown(text, name, Diagnostics())
        for node in descend(*found.blocks, *found.notes):
            assert not isinstance(node, Paragraph) or node.children
