"""Any tree that the reader makes comes back from the Markdown that is written of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.markdown import render_markdown
from bookmaker.document.nodes import Span, Text
from bookmaker.document.walk import descend
from bookmaker.readers.markdown import read_markdown
from bookmaker.readers.source_text import decode_source
from tests.support.corpus import needs_corpus
from tests.support.markdown_texts import SAFE, texts
from tests.support.readable_trees import TreeGrower
from tests.support.round_trip import read_and_shown, shown, written_and_read
from tests.support.tiers import examples
from tests.support.trees import blocks
from tools.corpus import CORPUS

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow
CASE = re.compile(r"^@@@ .+\n((?:(?!@@@).*\n)*)@@@\n", re.MULTILINE)


def _manuscript_files() -> list[Path]:
    found = [*ROOT.glob("manuscripts/**/*.md"), *ROOT.glob("tests/golden/**/*.md")]
    return sorted(found)


@pytest.mark.parametrize("trees", [200, pytest.param(2000, marks=pytest.mark.long)])
def test_random_trees_come_back(trees: int) -> None:
    lost = []
    for seed in range(trees):
        tree = TreeGrower(seed).grow()
        if written_and_read(*tree) != shown(*tree):
            lost.append(seed)
    assert lost == []


def test_every_file_of_the_samples_and_golden_manuscripts_comes_back() -> None:
    files = _manuscript_files()
    assert len(files) > 50
    lost = []
    for path in files:
        text = decode_source(path.read_bytes(), path.name, Diagnostics())
        before, after = read_and_shown(text)
        if before != after:
            lost.append(path.relative_to(ROOT).as_posix())
    assert lost == []


def test_every_golden_case_of_the_reader_comes_back() -> None:
    cases = [
        case
        for path in sorted(ROOT.glob("tests/golden/read/*.txt"))
        for case in CASE.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(cases) > 100
    lost = []
    for case in cases:
        before, after = read_and_shown(case)
        if before != after:
            lost.append(case)
    assert lost == []


@needs_corpus
@pytest.mark.parametrize("book", ["moby-dick", "rust-book"])
def test_both_books_of_the_corpus_come_back(book: str) -> None:
    files = sorted((CORPUS / book).rglob("*.md"))
    assert files
    lost = []
    for path in files:
        text = decode_source(path.read_bytes(), path.name, Diagnostics())
        before, after = read_and_shown(text)
        if before != after:
            lost.append(path.name)
    assert lost == []


@given(texts(SAFE))
@settings(max_examples=examples(100, 1000))
def test_texts_that_nobody_would_write_come_back(text: str) -> None:
    found = read_markdown(text, "x.md", Diagnostics())
    nodes = tuple(descend(*found.blocks, *found.notes))
    # `<a/>` alone is a paragraph that shows nothing; it has no form of its own.
    assume(not any(isinstance(node, Span) and not node.children for node in nodes))
    # A space at the end of a line that is no line's end has no form of its own either.
    assume(
        not any(isinstance(node, Text) and node.text.endswith(" ") for node in nodes)
    )
    before, after = read_and_shown(text)
    assert before == after


@given(blocks)
@settings(max_examples=examples(60, 600))
def test_every_node_there_is_can_be_written(block: object) -> None:
    assert isinstance(render_markdown((block,)), str)  # type: ignore[arg-type]
