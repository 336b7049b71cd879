"""*Alice* in its three files: the same twelve chapters, with the same poems."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.diagnostics import Diagnostics, Severity
from bookmaker.document.nodes import Heading, Verse
from bookmaker.document.walk import descend
from bookmaker.pipeline.stages import Request, build
from bookmaker.readers.markdown import read_markdown
from tests.support.importing import chapter_texts, imported_files
from tools.corpus import CORPUS

ALICE = CORPUS / "foreign" / "alice"
FILES = ("11-0.txt", "11.txt", "11-h/11-h.htm")
POEMS = {2: [4, 8], 3: [44], 5: [32], 10: [18, 9, 18], 11: [4], 12: [24]}
"""The lines of the poems that every file sets as verse, by their chapter."""


pytestmark = pytest.mark.slow


@pytest.fixture(params=FILES)
def source(request: pytest.FixtureRequest) -> Path:
    """One of the files; they are on the machines that have the corpus."""
    path = ALICE / str(request.param)
    if not path.is_file():
        pytest.skip(f"the foreign corpus is not here: {path}")
    return path


def test_each_file_gives_the_same_chapters(source: Path) -> None:
    texts = chapter_texts(imported_files(source))
    titles = [text.partition("\n")[0].replace("'", "’") for text in texts]
    assert len(titles) == 12
    assert titles[0] == "# CHAPTER I. Down the Rabbit-Hole"
    assert titles[8] == "# CHAPTER IX. The Mock Turtle’s Story"
    assert titles[11] == "# CHAPTER XII. Alice’s Evidence"
    for text in texts:
        read = read_markdown(text, "x.md", Diagnostics())
        assert not [b for b in read.blocks[1:] if isinstance(b, Heading)]


def test_each_file_has_its_poems(source: Path) -> None:
    for number, text in enumerate(chapter_texts(imported_files(source)), 1):
        read = read_markdown(text, "x.md", Diagnostics())
        found = [
            sum(len(stanza.lines) for stanza in node.stanzas)
            for node in descend(*read.blocks)
            if isinstance(node, Verse)
        ]
        for lines in POEMS.get(number, []):
            assert lines in found, (number, found)


def test_no_paragraph_is_torn(source: Path) -> None:
    for text in chapter_texts(imported_files(source)):
        blocks = re.split(r"\n{2,}", text)
        torn = [b[:60] for b in blocks if re.match(r"[a-z]+ [a-z]+", b)]
        assert len(torn) <= 1, torn


def test_each_file_builds(source: Path, tmp_path: Path) -> None:
    for name, content in imported_files(source).items():
        path = tmp_path / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    request = Request(manuscript=tmp_path / "book")
    outcome = build(request, {"epub": tmp_path / "book.epub"})
    errors = [d.message() for d in outcome.diagnostics if d.severity is Severity.ERROR]
    assert errors == []
    (output,) = outcome.outputs
    assert output.proof is not None
    assert output.proof.words_proven == output.proof.words_expected > 20_000
