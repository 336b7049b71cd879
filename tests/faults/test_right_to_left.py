"""Whole books from right to left are built and proven, and no loss in them passes."""

from __future__ import annotations

import random
from pathlib import Path

import pikepdf
import pytest

from bookmaker.pipeline.stages import Request, build
from tests.support.right_to_left import KINDS, TONGUES, mixed_chapter, write_book

pytestmark = pytest.mark.slow

THEMES = ("academic", "literary", "poetry", "technical")
NARROW = '[print]\ntrim = "mass-market"\n'


@pytest.mark.sampled
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", TONGUES)
def test_a_book_is_built_and_proven(
    language: str, kind: str, theme: str, tmp_path: Path
) -> None:
    write_book(tmp_path, language, kind, theme)
    pdf = assert_proven(tmp_path)
    with pikepdf.open(pdf) as document:
        assert document.Root.ViewerPreferences.Direction == "/R2L"


@pytest.mark.sampled
@pytest.mark.parametrize("language", [*TONGUES, "en"])
@pytest.mark.parametrize("seed", range(4))
def test_paragraphs_of_both_directions_raise_no_alarm(
    seed: int, language: str, tmp_path: Path
) -> None:
    text = mixed_chapter(random.Random(f"{seed}{language}"), 25)
    (tmp_path / "one.md").write_text(text, "utf-8")
    config = f'title = "T"\nlanguage = "{language}"\n[contents]\nbody = ["one.md"]\n'
    (tmp_path / "book.toml").write_text(config + NARROW, "utf-8")
    assert_proven(tmp_path)


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "rule",
    [
        "p:nth-of-type(2) { display: none }",
        "p:nth-of-type(2) { position: relative; left: 400mm }",
        "blockquote { visibility: hidden }",
        ".foot-note { display: none }",
        "em { display: none }",
        "section { height: 60mm; overflow: hidden }",
        "p:nth-of-type(2) { max-lines: 1 }",
        "p:nth-of-type(1)::after { content: 'قال' }",
    ],
)
def test_what_a_sheet_loses_or_adds_stops_the_book(rule: str, tmp_path: Path) -> None:
    for language in ("ar", "he"):
        folder = tmp_path / language
        folder.mkdir()
        write_book(folder, language, "story", "literary")
        (folder / "own.css").write_text(rule, "utf-8")
        with (folder / "book.toml").open("a", encoding="utf-8") as config:
            config.write('sheet = "own.css"\n')
        outcome = build(Request(manuscript=folder, jobs=1), {"pdf": folder / "b.pdf"})
        assert outcome.outputs == ()
        assert outcome.diagnostics.has_errors


def assert_proven(manuscript: Path) -> Path:
    """Both editions are written without a word about them; gives the PDF."""
    targets = {name: manuscript / "out" / f"b.{name}" for name in ("epub", "pdf")}
    outcome = build(Request(manuscript=manuscript, jobs=1), targets)
    told = [
        found.message()
        for found in outcome.diagnostics
        if found.code[0] in "VP" or found.severity.value == "error"
    ]
    assert told == []
    for output in outcome.outputs:
        proof = output.proof
        assert proof is not None
        assert proof.words_proven == proof.words_expected
    assert len(outcome.outputs) == len(targets)
    return targets["pdf"]
