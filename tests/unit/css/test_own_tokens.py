"""A token in a sheet of the author's has an effect, or is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.css.bundle import load_sheet
from bookmaker.css.locate import styles_folder, theme_names
from bookmaker.css.token_table import TOKENS
from bookmaker.css.tokens import read_tokens
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import read


def codes(folder: Path, sheet: str, *, edition: str = "print") -> list[str]:
    (folder / "book.toml").write_text(
        f'title = "T"\n[contents]\nbody = ["a.md"]\n[{edition}]\nsheet = "x.css"\n'
    )
    (folder / "a.md").write_text("# A\n\nA word.\n")
    (folder / "x.css").write_text(sheet)
    return [d.code for d in read(Request(manuscript=folder)).diagnostics]


def test_the_table_has_the_tokens_of_the_sheets_and_no_others() -> None:
    declared = {
        name
        for theme in theme_names()
        for name in read_tokens(load_sheet("print", theme))
    }
    assert set(TOKENS) == declared


def test_every_token_is_used_somewhere() -> None:
    sheets = "".join(path.read_text() for path in styles_folder().rglob("*.css"))
    program = "".join(
        path.read_text("utf-8")
        for path in (Path(__file__).parents[3] / "bookmaker" / "backends").rglob("*.py")
    )
    idle = [
        token
        for token in TOKENS
        if f"var({token})" not in sheets and f'"{token}"' not in program
    ]
    assert idle == []


@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (":root { --typ-title: 1em }", ["S080"]),
        (":root { --colour: red } .x { color: var(--colour) }", []),
        (':root { --type-title: 1em; --head-verso: "" }', []),
        (":root { --leading: 14pt }", ["S081"]),
        ("@media print { :root { --page-width: 4in } }", ["S081"]),
        (':root { --contents-leader: leader("_") }', ["S082"]),
        (':root { --contents-leader: leader(" · ") }', ["S082"]),
        (':root { --contents-leader: leader("…") }', []),
        (":root { --contents-leader: leader(dotted) }", []),
    ],
)
def test_what_has_no_effect_is_reported(
    sheet: str, expected: list[str], edition: str, tmp_path: Path
) -> None:
    assert codes(tmp_path, sheet, edition=edition) == expected


@pytest.mark.parametrize("token", [t for t, use in TOKENS.items() if use.instead])
def test_what_the_book_decides_is_reported(token: str, tmp_path: Path) -> None:
    assert codes(tmp_path, f":root {{ {token}: 1 }}") == ["S081"]


def test_a_theme_of_the_authors_and_its_imports_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/theme.css").write_text('@import "technical";\n@import "b.css";\n')
    (tmp_path / "mine/b.css").write_text(":root { --type-titel: 1em }\n")
    (tmp_path / "book.toml").write_text(
        'title = "T"\n[contents]\nbody = ["a.md"]\n[print]\ntheme = "./mine"\n'
    )
    (tmp_path / "a.md").write_text("# A\n\nA word.\n")
    [found] = read(Request(manuscript=tmp_path)).diagnostics
    assert found.code == "S080"
    assert "--type-title" in found.help()
