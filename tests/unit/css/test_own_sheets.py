"""A theme and a sheet of the author's come after those they build upon."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bookmaker.backends.pdf.engine.sheets import text_sheet
from bookmaker.css.bundle import Edition, OwnSheets, load_sheet
from bookmaker.css.tokens import read_tokens
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.system.workspace import Workspace


def _own(last: str | None = None, **sheets: str) -> OwnSheets:
    overlay = {
        name.replace("__", "/") + ".css": text.encode() for name, text in sheets.items()
    }
    return OwnSheets(Workspace(Path("nowhere"), overlay=overlay), last)


def _fault(own: OwnSheets, edition: Edition = "print", theme: str = "./mine") -> str:
    with pytest.raises(ManuscriptError) as raised:
        load_sheet(edition, theme, own=own)
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
def test_what_cannot_be_read_is_reported_with_its_place(sheet: str, fault: str) -> None:
    assert _fault(_own(mine__theme=sheet)) == fault


def test_a_sheet_for_the_epub_names_no_file() -> None:
    sheet = "p { color: red }\nli { list-style: url(dot.png) }"
    assert _fault(_own(mine__theme=sheet), "epub") == "S022 mine/theme.css:2:1"
    load_sheet("print", "./mine", own=_own(mine__theme=sheet))


def test_a_token_that_is_not_there_is_the_authors_to_fix() -> None:
    own = _own(mine__theme="p { color: var(--no-such-token) }")
    with pytest.raises(ManuscriptError):
        load_sheet("epub", "./mine", own=own)


NESTS: dict[str, Callable[[int], str]] = {
    "rules": lambda n: "p {" * n + "color: red" + "}" * n,
    "rules of lists": lambda n: "a, p {" * n + "color: red" + "}" * n,
    "copies of the rule outside": lambda n: "p {" + "& & {" * n + "}" * n + "}",
    "calculations": lambda n: "p { width:" + "calc(" * n + "1px" + ")" * n + "}",
    "brackets": lambda n: "p { width: calc" + "(" * n + "1px" + ")" * n + "}",
    "square brackets": lambda n: "p { color:" + "[" * n + "]" * n + "}",
    ":is()": lambda n: ":is(" * n + "p" + ")" * n + "{ color: red }",
    ":not(:has())": lambda n: ":not(:has(" * n + "p" + "))" * n + "{ color: red }",
    ":is() in rules": lambda n: (":is(" * 9 + "p" + ")" * 9 + "{") * n + "}" * n,
    "@media": lambda n: "@media print {" * n + "p { color: red }" + "}" * n,
    "@supports": lambda n: (
        "@supports (color: red) {" * n + "p { color: red }" + "}" * n
    ),
    "conditions": lambda n: (
        "@media " + "(" * n + "print" + ")" * n + "{ p { top: 0 } }"
    ),
    "descendants": lambda n: " ".join(["p"] * n) + "{ color: red }",
    "children": lambda n: " > ".join(["p"] * n) + "{ color: red }",
    "descendants in rules": lambda n: "p p p p {" * n + "}" * n,
    "fallbacks": lambda n: "p { color:" + "var(--x," * n + "red" + ")" * n + "}",
    "pages": lambda n: "@page {" + "@top-left {" * n + "}" * n + "}",
}


@pytest.mark.sampled(10)
@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize("nest", NESTS)
def test_what_nests_deeper_than_an_engine_can_go_is_reported(
    nest: str, edition: Edition
) -> None:
    for count in (40, 2_000):
        own = _own(mine__theme="h1 {}\n" + NESTS[nest](count))
        assert _fault(own, edition).startswith("S021 mine/theme.css:2:")


@pytest.mark.parametrize("edition", ["print", "epub"])
def test_what_people_nest_is_read(edition: Edition) -> None:
    sheet = (
        "@media print { @supports (display: grid) { .a .b > .c :is(h1, h2):not(.d) {"
        " width: calc((1px + (2px * 3)) * min(1, max(2, 3)));"
        " & > p + p, & li { & a:hover { color: rgb(calc(1 + 2), 0, 0) } } } } }"
    )
    assert "calc(1 + 2)" in load_sheet(edition, "./mine", own=_own(mine__theme=sheet))


def test_tokens_that_multiply_are_reported_wherever_they_are_declared() -> None:
    bomb = "".join(f"--a{n}: " + f"var(--a{n + 1}) " * 10 + ";" for n in range(9))
    for selector in (":root", "p", "@media print { p"):
        sheet = f"{selector} {{ {bomb} --a9: 1; }}" + "}" * selector.count("{")
        own = _own(mine__theme=sheet)
        assert _fault_of_tokens(own) == "S021 grows beyond 4096 characters"
    circle = _own("x.css", x=":root { --a: var(--b); --b: var(--a); }")
    assert _fault(circle, "print", "literary") == "S021 x.css:1:1"


def _fault_of_tokens(own: OwnSheets) -> str:
    with pytest.raises(ManuscriptError) as raised:
        load_sheet("print", "./mine", own=own)
    (problem,) = raised.value.diagnostics
    return f"{problem.code} {' '.join(problem.message().split()[-4:])}"


ODD_SHEETS = (
    ":root { garbage; 1 2 3; --a: 1 }",
    ":root { p { color: red } --a: 1 }",
    ":root { } } { ;",
    "@page { garbage; @top-left { ; ; } ) }",
    "@page { @top-left { content: 'x } }",
    "p { color: var(--gone, var(--type-leading, red)) }",
    "p { width: url(x }",
    "@media { garbage; @page x { ! } }",
    "p { : ; a:; :b; } @x; @y {",
)


@pytest.mark.sampled(5)
@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize("sheet", ODD_SHEETS)
def test_what_css_passes_over_is_passed_over(sheet: str, edition: Edition) -> None:
    own = _own("x.css", x=sheet)
    # What else is raised fails; so does a sheet that cannot be written again.
    with contextlib.suppress(ManuscriptError):
        text_sheet(load_sheet(edition, "literary", own=own))


@pytest.mark.parametrize(
    "call", ["var()", "var({})", "var(1)", "var(,)", "var(--gone)"]
)
def test_a_call_of_no_token_is_reported(call: str) -> None:
    own = _own("x.css", x=f"p {{ color: {call} }}")
    assert _fault(own, "epub", "literary") == "S021 x.css:1:1"


def test_a_token_that_is_missing_may_have_something_in_its_place() -> None:
    own = _own("x.css", x="p { color: var(--gone, var(--lost, rgb(1, 2, 3))) }")
    assert "color: rgb(1, 2, 3)" in " ".join(
        load_sheet("epub", "literary", own=own).split()
    )


@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize(
    "rule",
    [
        "@font-face { font-family: B; src: url(data:font/woff2;base64,d09GMg==) }",
        '@font-face { font-family: B; src: local("Adobe Blank") }',
        "@media all { @font-face { font-family: B; src: url(b.woff2) } }",
        "@supports (color: red) { @layer a { @FONT-FACE { font-family: B } } }",
    ],
)
def test_a_font_that_bookmaker_does_not_know_is_refused(
    edition: Edition, rule: str
) -> None:
    assert _fault(_own("own.css", own=rule), edition, "literary").startswith("P030 ")


@pytest.mark.parametrize("edition", ["print", "epub"])
@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\d800", "\ufffd"),
        (r"\DFFF b", "\ufffdb"),
        (r"\00d8001", "\ufffd1"),
        (r"\0dABcx", "\ufffdx"),
        (r"\\d800", r"\\d800"),
        (r"\d7ff", "\ud7ff"),
        (r"\e000", "\ue000"),
    ],
)
def test_half_a_character_is_none(edition: Edition, written: str, read: str) -> None:
    """CSS Syntax 3, 4.3.7: an escape of a surrogate is U+FFFD."""
    own = _own("x.css", x=f'p::before {{ content: "{written}" }}')
    sheet = load_sheet(edition, "literary", own=own)
    assert f'"{read}"'.encode() in sheet.encode()
