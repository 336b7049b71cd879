"""Whole books by others, as their authors left them, are built and lose no chapter."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bookmaker.config.load import load_manuscript
from bookmaker.config.projects.project_note import files_of
from bookmaker.diagnostics import Diagnostics, Severity
from bookmaker.document.walk import all_divisions
from bookmaker.importers.manuscript_files import make_manuscript
from bookmaker.importers.model import ImportOptions
from bookmaker.importers.sources import import_sources
from bookmaker.pipeline.stages import Request, build
from tools.corpus import CORPUS
from tools.epubcheck import run_epubcheck

FOREIGN = CORPUS / "foreign"
PROJECTS = ("rust-by-example", "rust-book-arabic", "rust-book-japanese")

_WORD = re.compile(r"[^\W_]+")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not FOREIGN.is_dir(), reason="the corpus's foreign books are not there"
    ),
]


@pytest.mark.long
@pytest.mark.parametrize("name", PROJECTS)
def test_a_project_of_mdbook_is_built_as_it_is(name: str, tmp_path: Path) -> None:
    folder = FOREIGN / name
    outcome = build(Request(manuscript=folder), {"epub": tmp_path / "book.epub"})
    errors = [d.message() for d in outcome.diagnostics if d.severity is Severity.ERROR]
    assert errors == []
    (output,) = outcome.outputs
    assert output.proof is not None
    assert output.proof.words_proven == output.proof.words_expected > 10_000
    # An independent reading of the list: every path that ends a link.
    summary = (folder / "src" / "SUMMARY.md").read_text("utf-8")
    listed = re.findall(r"\]\(\s*<?([^()<>#]+\.md)", summary)
    assert outcome.book is not None
    files = {division.file for division in all_divisions(outcome.book)}
    missing = {f"src/{path}".replace("/./", "/") for path in listed} - files
    assert missing == set()


@pytest.mark.parametrize("name", PROJECTS)
def test_a_project_of_mdbook_is_valid_and_leaves_no_file_out(
    name: str, tmp_path: Path
) -> None:
    folder = FOREIGN / name
    target = tmp_path / "book.epub"
    build(Request(manuscript=folder), {"epub": target})
    assert run_epubcheck(target).messages == ()
    found = Diagnostics()
    manuscript = load_manuscript(folder, found)
    assert len(set(files_of(manuscript.config.contents))) > 20
    (note,) = [d.message() for d in found if d.code == "M132"]
    assert "mdBook" in note


def test_print_of_a_book_without_a_font_is_one_clear_error(tmp_path: Path) -> None:
    folder = FOREIGN / "rust-book-japanese"
    outcome = build(Request(manuscript=folder), {"pdf": tmp_path / "book.pdf"})
    errors = [d for d in outcome.diagnostics if d.severity is Severity.ERROR]
    assert [d.code for d in errors] == ["P022"]
    assert "no font of the book has Japanese" in errors[0].message()


@pytest.mark.parametrize("source", ["11-0.txt", "11-h"])
def test_alice_is_imported_with_all_its_chapters_and_words(
    source: str, tmp_path: Path
) -> None:
    path = FOREIGN / "alice" / source
    made = make_manuscript(import_sources([path], ImportOptions()), "Alice")
    for name, content in made.content_by_path.items():
        file = tmp_path / "book" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    chapters = [name for name in made.chapters if "chapter" in name.partition("/")[2]]
    assert len(chapters) == 12
    whole = "\n".join(
        content.decode()
        for name, content in made.content_by_path.items()
        if name.endswith((".md", ".toml"))
    )
    text = (FOREIGN / "alice" / "11-0.txt").read_text("utf-8-sig")
    story = text.partition("*** START")[2].partition("*** END")[0].partition("\n")[2]
    kept = Counter(_WORD.findall(whole.lower()))
    missing = Counter(_WORD.findall(story.lower())) - kept
    assert missing == Counter()
    target = tmp_path / "book.epub"
    outcome = build(Request(manuscript=tmp_path / "book"), {"epub": target})
    assert not [d for d in outcome.diagnostics if d.severity is Severity.ERROR]
    assert run_epubcheck(target).messages == ()
