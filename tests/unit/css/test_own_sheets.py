"""A theme and a sheet of the author's come after those they build upon."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.css.bundle import Edition, OwnSheets, load_sheet
from bookmaker.css.tokens import read_tokens
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.system.workspace import Workspace


def _own(last: str | None = None, **sheets: str) -> OwnSheets:
    overlay = {
        name.replace("__", "/") + ".css": text.encode() for name, text in sheets.items()
    }
    return OwnSheets(Workspace(Path("nowhere"), overlay=overlay), last)


def _fault(own: OwnSheets, edition: Edition = "print") -> str:
    with pytest.raises(ManuscriptError) as raised:
        load_sheet(edition, "./mine", own=own)
    (problem,) = raised.value.diagnostics
    assert problem.span is not None
    return f"{problem.code} {problem.span}"


def test_a_theme_of_ones_own_wins_over_the_one_it_imports() -> None:
    own = _own(mine__theme='@import "technical"; :root { --type-indent: 3em; }')
    tokens = read_tokens(load_sheet("print", "./mine", own=own))
    assert tokens["--type-indent"] == "3em"
    assert tokens["--type-text"].startswith('"Source Serif 4"')


def test_without_an_import_it_builds_upon_the_literary_theme() -> None:
    own = _own(mine__theme=":root { --type-indent: 3em; }")
    tokens = read_tokens(load_sheet("print", "./mine", own=own))
    assert tokens["--type-text"].startswith('"EB Garamond"')


def test_its_sheet_for_an_edition_and_the_extra_sheet_come_last() -> None:
    own = _own(
        "extra.css",
        mine__theme=".a { color: red }",
        mine__print=".b { color: red }",
        mine__epub=".c { color: red }",
        extra='@import "more.css"; .e { color: red }',
        more=".d { color: red }",
    )
    sheet = load_sheet("print", "./mine", own=own)
    places = [sheet.index(f".{name} {{") for name in "abde"]
    assert places == sorted(places)
    assert ".c {" not in sheet


@pytest.mark.parametrize("edition", ["print", "epub"])
def test_an_extra_sheet_goes_with_any_theme(edition: Edition) -> None:
    own = _own("x.css", x="p { color: var(--type-indent) }")
    assert "color:" in load_sheet(edition, "poetry", own=own)


@pytest.mark.parametrize(
    ("sheet", "fault"),
    [
        ("p {}\n}", "S021 mine/theme.css:2:1"),
        ('@import "gone.css";', "S021 mine/gone.css:1:1"),
        ('@import "theme.css";', "S021 mine/theme.css:1:1"),
        ("@import url(x.css);", "S021 mine/theme.css:1:1"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(sheet: str, fault: str) -> None:
    assert _fault(_own(mine__theme=sheet)) == fault


def test_a_sheet_for_the_epub_names_no_file() -> None:
    sheet = "p { color: red }\nli { list-style: url(dot.png) }"
    assert _fault(_own(mine__theme=sheet), "epub") == "S022 mine/theme.css:2:1"
    load_sheet("print", "./mine", own=_own(mine__theme=sheet))


def test_a_token_that_is_not_there_is_the_authors_to_mend() -> None:
    own = _own(mine__theme="p { color: var(--no-such-token) }")
    with pytest.raises(ManuscriptError):
        load_sheet("epub", "./mine", own=own)
