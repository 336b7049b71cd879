"""No sound book is stopped by the proof of its own words.

Each manuscript once stopped the build, or is a relative of one that did.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Request, build

pytestmark = pytest.mark.slow

SOUND = Path(__file__).parent / "sound"
CHAPTERS = sorted((SOUND / "chapters").glob("*.md"))
THEMES = ("academic", "literary", "poetry", "technical")
ARABIC = "قال ثم رحل إلى البحر الكبير في الغرب."
HEBREW = "הוא אמר ואז הלך אל הים הגדול שבמערב."


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_sound_chapter_is_built_and_proven(chapter: Path, tmp_path: Path) -> None:
    manuscript = tmp_path / "book"
    manuscript.mkdir()
    shutil.copy(chapter, manuscript)
    shutil.copy(SOUND / "drawing.svg", manuscript)
    assert_proven(manuscript)


@pytest.mark.sampled
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", ["ar", "he", "fa", "ur", "en"])
def test_a_book_may_mix_languages_in_what_it_says_of_itself(
    language: str, theme: str, tmp_path: Path
) -> None:
    (tmp_path / "one.md").write_text(f"# باب\n\n{ARABIC} {HEBREW}\n", "utf-8")
    config = f"""title = "كتاب (The Book)"
authors = ["كاتب", "Ann Lee"]
language = "{language}"
publisher = "Quay Press"
rights = "This work may be shared by all; ask (2024)."
[contents]
front = ["half-title", "title-page", "copyright"]
body = ["one.md"]
[print]
theme = "{theme}"
"""
    (tmp_path / "book.toml").write_text(config, "utf-8")
    assert_proven(tmp_path)


_SHEETS = {
    "a shift": ".aside { position: relative; top: 1mm }",
    "raised marks": "sup, em { position: relative; top: -0.2em }",
    "every paragraph": "p { position: relative }",
    "clipped": ".aside { overflow: hidden }",
    "pale": ".aside { opacity: 0.8 }",
    "turned": ".aside { transform: rotate(1deg) }",
    "at the side": ".aside { float: right; width: 40%; position: relative }",
    "a line of its own": ".aside p { display: inline-block; position: relative }",
    "behind": ".aside { position: relative; z-index: -1 }",
    "in the margin": ".aside { position: absolute; right: -15mm; width: 12mm }",
}
"""What has a browser draw a passage before or after all others of its page."""


@pytest.mark.sampled(4)
@pytest.mark.parametrize("name", _SHEETS)
def test_a_sheet_may_have_passages_drawn_in_another_order(
    name: str, tmp_path: Path
) -> None:
    paragraph = "It *was* dry^1^ for days, and nobody came by but a gull.\n\n"
    text = f"# One\n\n{paragraph}::: aside\nBut the clerk knew.\n:::\n\n" * 2
    (tmp_path / "one.md").write_text(text + paragraph * 40 + text[7:], "utf-8")
    (tmp_path / "own.css").write_text(_SHEETS[name], "utf-8")
    config = 'title = "T"\n[contents]\nbody = ["one.md"]\n[print]\nsheet = "own.css"\n'
    (tmp_path / "book.toml").write_text(config, "utf-8")
    assert_proven(tmp_path)


def test_a_bibliography_by_chapter_has_its_heading(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Low water\n\nSo she wrote [@berg].\n", "utf-8")
    entry = "@book{berg, author={Berg, Eva}, title={Low Water}, year={2021}}"
    (tmp_path / "r.bib").write_text(entry, "utf-8")
    config = """title = "A book of tides"
[contents]
body = ["a.md"]
[citations]
files = ["r.bib"]
by-chapter = true
"""
    (tmp_path / "book.toml").write_text(config, "utf-8")
    assert_proven(tmp_path)


def assert_proven(manuscript: Path) -> None:
    """Both editions are written, and every word of them is proven."""
    targets = {
        name: manuscript.parent / "out" / f"{manuscript.name}.{name}"
        for name in ("epub", "pdf")
    }
    outcome = build(Request(manuscript=manuscript, jobs=1), targets)
    told = [
        found.message()
        for found in outcome.diagnostics
        if found.code[0] in "VP" or found.severity.value == "error"
    ]
    assert told == []
    assert len(outcome.outputs) == len(targets)
    for output in outcome.outputs:
        proof = output.proof
        assert proof is not None
        is_whole = all(found.code != "S002" for found in outcome.diagnostics)
        # What no font has cannot be proven; it is reported.
        assert not is_whole or proof.words_proven == proof.words_expected
