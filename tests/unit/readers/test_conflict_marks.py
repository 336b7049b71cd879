"""A merge that is not resolved is reported where it begins; a shown one is meant."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.markdown import read_markdown
from bookmaker.readers.slips import report_slips

CONFLICT = "<<<<<<< HEAD\nThe pier was dry.\n=======\nThe pier was wet.\n>>>>>>> late\n"
THREE = CONFLICT.replace("=======", "||||||| base\nThe pier.\n=======")
LISTS = "<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> 1f0c2d3\n"
OPEN = {
    "a paragraph": f"# Tides\n\n{CONFLICT}",
    "with the base": f"# Tides\n\n{THREE}",
    "items": f"# Tides\n\n{LISTS}",
    "at the top": CONFLICT,
    "no names": "# Tides\n\n<<<<<<<\n\na\n\n=======\n\nb\n\n>>>>>>>\n",
    "headings": "<<<<<<< HEAD\n# Tides\n=======\n# Ebb\n>>>>>>> late\n\nText.\n",
    "a code block in one version": (
        "# Tides\n\n<<<<<<< HEAD\n```\na\n```\n=======\nb\n>>>>>>> late\n"
    ),
}
MEANT = {
    "a code block": f"# Git\n\n```text\n{CONFLICT}```\n",
    "in an item": "# Git\n\n- x\n\n  ~~~\n  "
    + CONFLICT.replace("\n", "\n  ").rstrip()
    + "\n  ~~~\n",
    "a deep quotation": "# Git\n\n>>>>>>> said he\n",
    "a heading": "Tides\n=======\n\nText.\n",
    "a start alone": "# Git\n\n<<<<<<< HEAD\n\nText.\n",
    "other lengths": "# Git\n\n<<<<<< a\n======\nb\n>>>>>> c\n",
}


def _conflicts(text: str) -> list[tuple[int, str]]:
    diagnostics = Diagnostics()
    reading = read_markdown(text, "tides.md", Diagnostics())
    report_slips(reading, text, "tides.md", diagnostics)
    return [
        (found.span.line, found.message())
        for found in diagnostics
        if found.code == "M321" and found.span is not None
    ]


@pytest.mark.parametrize("text", OPEN.values(), ids=OPEN)
def test_an_open_conflict_is_reported_where_it_begins(text: str) -> None:
    lines = text.split("\n")
    first = next(n for n, line in enumerate(lines, 1) if line.startswith("<<<<<<<"))
    last = next(n for n, line in enumerate(lines, 1) if line.startswith(">>>>>>>"))
    ((line, message),) = _conflicts(text)
    assert line == first
    assert message.endswith(f" up to line {last}")


def test_each_conflict_is_reported() -> None:
    text = f"# Tides\n\n{CONFLICT}\nBetween.\n\n{THREE}"
    assert [line for line, _ in _conflicts(text)] == [3, 11]


@pytest.mark.parametrize("text", MEANT.values(), ids=MEANT)
def test_what_only_looks_like_a_conflict_is_not_reported(text: str) -> None:
    assert _conflicts(text) == []
