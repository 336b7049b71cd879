"""The documents stand: what is generated is fresh, what is linked is there."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from bookmaker.diagnostics.all_kinds import KIND_BY_CODE
from tools.docs import pages

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
NAMED_PATH = re.compile(
    r"`((?:bookmaker|styles|tests|tools|docs|manuscripts|bench|\.ci)/[\w./*-]*)`"
)
PLACEHOLDER = re.compile(r"NAME|CODE|ROOT|\*")


def written_pages() -> Iterator[Path]:
    yield from ROOT.glob("*.md")
    yield from ROOT.glob("docs/**/*.md")
    yield from ROOT.glob("tests/*.md")


def test_generated_pages_are_fresh() -> None:
    stale = [
        path.name
        for path, text in pages().items()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    assert stale == [], "run `make docs`"


def test_every_link_to_a_file_leads_to_one() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in written_pages()
        for target in LINK.findall(CODE.sub("", page.read_text("utf-8")))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_path_that_a_page_names_exists() -> None:
    missing = [
        f"{page.relative_to(ROOT)}: {named}"
        for page in written_pages()
        for named in NAMED_PATH.findall(page.read_text("utf-8"))
        if not PLACEHOLDER.search(named) and not (ROOT / named).exists()
    ]
    assert missing == []


def test_every_kind_of_problem_is_explained() -> None:
    curt = [
        code
        for code, kind in KIND_BY_CODE.items()
        if len((inspect.getdoc(kind) or "").split()) < 12
    ]
    assert curt == []


def test_every_letter_has_the_codes_of_its_own_module() -> None:
    module_by_letter = {
        "C": "configuration",
        "M": "manuscript",
        "X": "references",
        "S": "styles",
        "E": "epub",
        "P": "printing",
        "V": "validators",
        "W": "writing",
        "I": "importing",
        "L": "prose",
    }
    strange = [
        code
        for code, kind in KIND_BY_CODE.items()
        if not re.fullmatch(r"[CMXSEPVWIL]\d{3}", code)
        or kind.__module__.rpartition(".")[2] != module_by_letter[code[0]]
    ]
    assert strange == []


def test_every_promise_of_security_names_tests_that_are_there() -> None:
    page = (ROOT / "docs/security.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/.-]+)`", page)
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []
    functions = re.findall(r"`(test_\w+)`", page)
    sources = "".join(path.read_text("utf-8") for path in ROOT.glob("tests/**/*.py"))
    assert [name for name in functions if f"def {name}(" not in sources] == []
    promises = re.findall(r"^(\d+)\. \*\*", page, re.MULTILINE)
    rows = re.findall(r"^\| (\d+)(?: to (\d+))?", page, re.MULTILINE)
    held = {
        n for first, last in rows for n in range(int(first), int(last or first) + 1)
    }
    assert {int(number) for number in promises} == held


def test_problems_say_what_to_do_by_one_name() -> None:
    """`help()`; a method of another name would never be printed."""
    catalog = ROOT / "bookmaker" / "diagnostics" / "catalog"
    for path in catalog.glob("*.py"):
        assert "def mend" not in path.read_text("utf-8"), path.name
