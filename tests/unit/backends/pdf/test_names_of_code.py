"""A composed line may end within a long name of code, without a hyphen."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from bookmaker.backends.line_meter import SetPage
from tests.unit.backends.pdf.test_page_fit import WORDS, laid_out

pytestmark = pytest.mark.slow

COUNT = 40
BEHIND = 16
"""Words behind a name: two lines."""


def lines_with(folder: Path, name: str, style: str = "") -> list[list[str]]:
    """The lines of paragraphs in which a name of code is behind more and more words."""
    behind = " ".join(WORDS[:BEHIND])
    paragraphs = [
        f"<p>{' '.join(WORDS[: 8 + number % 25])} {'on ' * (number // 25)}"
        f"<code style='hyphens: none; {style}'>{name}</code> {behind}.</p>"
        for number in range(COUNT)
    ]
    pages = laid_out(folder, *paragraphs, composes=True)
    return [[line.words for line in page.lines] for page in by_chapter(pages)]


def by_chapter(pages: list[SetPage]) -> list[SetPage]:
    assert [page.chapter for page in pages] == list(range(COUNT))
    return pages


def ends_within(lines: list[str], name: str) -> list[tuple[str, str]]:
    """The two parts of a name that is divided."""
    found = []
    for before, after in pairwise(lines):
        for at in range(1, len(name)):
            if before.endswith(name[:at]) and after.startswith(name[at:]):
                found.append((name[:at], name[at:]))
    return found


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("std::collections::hash_map::Entry", r"(::|_)$|^\."),
        ("io::stdin().read_line()", r"(::|_)$|^\."),
        ("front_of_the_house", r"_$"),
        ("expensive_test", r"_$"),
        ("CustomSmartPointer", r"[a-z]$"),
    ],
)
def test_a_name_ends_a_line_behind_colons_or_underscores_and_before_dots(
    tmp_path: Path, name: str, ends: str
) -> None:
    paragraphs = lines_with(tmp_path, name)
    for lines in paragraphs:
        assert name in "".join(lines).replace(" ", "")
    divided = [one for lines in paragraphs for one in ends_within(lines, name)]
    assert divided
    for before, after in divided:
        assert re.search(ends, before) or re.search(ends, after)
        assert min(len(before), len(after)) >= 3


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("it_works", ""),
        ("read_to_end", ""),
        ("Cargo.toml", "white-space: nowrap"),
        ("std::collections::hash_map", "white-space: nowrap"),
        ("3.14159265358979", ""),
        ("harbourmaster", ""),
    ],
)
def test_a_short_name_and_what_has_no_place_for_it_stay_whole(
    tmp_path: Path, name: str, style: str
) -> None:
    for lines in lines_with(tmp_path, name, style):
        assert any(name in line for line in lines)
