"""The house rules of styles/: what a sheet may say and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.css.locate import styles_folder

SHEETS = sorted(styles_folder().rglob("*.css"))
BASE = sorted((styles_folder() / "base").glob("*.css"))


def name_of(sheet: Path) -> str:
    return sheet.relative_to(styles_folder()).as_posix()


def rules_of(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_a_sheet_opens_with_its_job(sheet: Path) -> None:
    assert sheet.read_text("utf-8").startswith("/* ")


@pytest.mark.parametrize("sheet", BASE, ids=name_of)
def test_the_sheets_of_both_editions_use_relative_lengths_alone(sheet: Path) -> None:
    assert not re.findall(r"\d(?:pt|mm|cm|in|px|pc)\b", rules_of(sheet))
    assert "@" not in rules_of(sheet)


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_order_is_the_only_layering(sheet: Path) -> None:
    rules = rules_of(sheet)
    assert "@layer" not in rules
    # By night alone may colours differ: no other sheet knows what it is read on.
    assert ("@media" in rules) is (sheet.name == "night.css")
    assert not re.search(r"#[a-z][\w-]*\s*[,{]", rules)


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_sides_are_said_by_the_pages_sheet_alone(sheet: Path) -> None:
    says_sides = re.search(r":left\b|:right\b", rules_of(sheet)) is not None
    assert says_sides == (name_of(sheet) == "print/pages.css")


@pytest.mark.parametrize("entry", ["print.css", "epub.css"])
def test_an_entry_is_a_list_of_imports(entry: str) -> None:
    lines = rules_of(styles_folder() / entry).split("\n")
    assert all(line.startswith("@import ") for line in lines if line)
