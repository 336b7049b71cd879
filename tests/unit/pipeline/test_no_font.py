"""A book whose words no font has is stopped before its pages are laid out."""

from __future__ import annotations

from pathlib import Path

import pytest

import bookmaker


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", "海辺の灯、「亮」る。名前はまだ無い。"),
        ("zh", "海边的灯，「亮」着。"),
        ("ko", "바다의 등불이 켜진다."),
        ("th", "ยินดีต้อนรับ"),
        ("hi", "समुद्र के किनारे"),
    ],
)
def test_one_error_names_the_script_and_nothing_else_is_said(
    language: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bookmaker.fonts.families.find_spec", lambda _name: None)
    (tmp_path / "book.toml").write_text(
        f'title = "T"\nlanguage = "{language}"\n[contents]\nbody = ["a.md"]\n', "utf-8"
    )
    text = f"# {words}\n\n{words}[^1] {words}\n\n{words}\n\n[^1]: {words}\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    outcome = bookmaker.build(tmp_path, tmp_path / "out", formats=["pdf"])
    errors = [d.code for d in outcome.diagnostics if d.severity.value == "error"]
    assert errors == ["P022"]
    assert not outcome.outputs


@pytest.mark.slow
def test_a_draft_has_its_pages_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nसमुद्र के किनारे\n", "utf-8")
    outcome = bookmaker.build(
        tmp_path / "a.md", tmp_path / "out", formats=["pdf"], draft=True
    )
    assert len(outcome.outputs) == 1
