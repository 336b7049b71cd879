"""Tokens that are computed with are numbers, or reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.css.bundle import load_sheet
from bookmaker.css.locate import theme_names
from bookmaker.css.theme_numbers import NUMBERS, wrong_numbers
from bookmaker.css.tokens import read_tokens

PACKAGE = Path(__file__).parents[3] / "bookmaker"
_READ = re.compile(
    r"(?:plan\[|tokens\[|size_of\(|number\()\s*\"(--(?:plan|limit|type)-[a-z-]+)\""
)


@pytest.mark.parametrize("theme", theme_names())
def test_our_own_themes_have_numbers(theme: str) -> None:
    assert not [*wrong_numbers(read_tokens(load_sheet("print", theme)))]


def test_every_token_that_is_computed_with_has_its_range() -> None:
    backend = (PACKAGE / "backends/pdf").rglob("*.py")
    read = {name for file in backend for name in _READ.findall(file.read_text("utf-8"))}
    assert read
    families = {"--type-text", "--type-heading", "--type-code"}
    assert read - families <= NUMBERS.keys()


@pytest.mark.sampled
@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize(
    "value",
    ["thin", "-1", "1e9", "9999", "12pt", "calc(1 + 1)", "", "1 2", "nan", "1/0", "٣"],
)
def test_what_is_no_such_number_is_found(name: str, value: str) -> None:
    tokens = read_tokens(load_sheet("print", "literary")) | {name: value}
    assert [found[:2] for found in wrong_numbers(tokens)] == [(name, value)]


@pytest.mark.parametrize(
    "token", ["--plan-leading: 1.2em", "--type-small: 7pt", "--plan-measure: 0"]
)
def test_a_theme_of_the_author_s_with_another_value_is_an_error_of_theirs(
    token: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    sheet = f'@import "literary";\n:root {{ {token} }}\n'
    (tmp_path / "mine/theme.css").write_text(sheet)
    (tmp_path / "tide.md").write_text("# Tides\n\nThe pier was long.\n")
    (tmp_path / "book.toml").write_text(
        'title = "Tides"\nauthors = ["A"]\nlanguage = "en"\n'
        '[contents]\nbody = ["tide.md"]\n[print]\ntheme = "./mine"\n'
    )
    assert run(["pdf", str(tmp_path), "-o", str(tmp_path / "t.pdf"), "-q"]) == 1
    said = capsys.readouterr().err
    assert "P050" in said
    assert token.partition(":")[0] in said
