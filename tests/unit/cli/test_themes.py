"""`bookmaker themes`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.css.locate import styles_folder, theme_names
from bookmaker.pipeline.specimen import PAGES
from tests.support.pdf import PdfInspector


def test_every_theme_is_listed_with_what_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["themes"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(theme_names())
    assert all(len(line.split()) > 4 for line in lines)


def test_the_tokens_of_a_theme_are_listed_with_their_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["themes", "poetry"]) == 0
    sheet = (styles_folder() / "themes/poetry/theme.css").read_text("utf-8")
    (declared,) = re.findall(r"--plan-measure: \d+;", sheet)
    assert f"  {declared}" in capsys.readouterr().out


def test_an_unknown_theme_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["themes", "poetic"]) == 2
    assert "the themes are academic, classic" in capsys.readouterr().err


def test_every_theme_has_a_page_with_a_specimen() -> None:
    for name in theme_names():
        folder = styles_folder() / "themes" / name
        readme = (folder / "README.md").read_text(encoding="utf-8")
        picture = readme.partition("](")[2].partition(")")[0]
        assert (folder / picture).is_file(), name


def test_a_specimen_needs_a_theme(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["themes", "--specimen"]) == 2
    assert "needs the name of a theme" in capsys.readouterr().err


@pytest.mark.sampled(2)
@pytest.mark.slow
@pytest.mark.parametrize("theme", theme_names())
def test_a_specimen_has_eight_pages(
    theme: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["themes", "--specimen", theme]) == 0
    assert capsys.readouterr().out == f"build/specimen-{theme}.pdf\n"
    made = PdfInspector.of((tmp_path / "build" / f"specimen-{theme}.pdf").read_bytes())
    assert made.page_count == PAGES
