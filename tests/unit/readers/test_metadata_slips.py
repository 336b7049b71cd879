"""Metadata that is printed or cut short is reported, and what is none is left alone."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.readers.markdown import read_markdown
from bookmaker.readers.slips import report_slips


def _found(text: str) -> list[Diagnostic]:
    reading = read_markdown(text, "x.md", Diagnostics())
    found = Diagnostics()
    report_slips(reading, text, "x.md", found)
    return [problem for problem in found if problem.code in ("M298", "M299")]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("---\ntitle: A\n\n# A\n\nX.\n", 1, "its last line"),
        ("---\ntitle = 'A'\n---\n\nX.\n", 1, "not of the form"),
        ("---\ntitle： A\n---\n\nX.\n", 1, "not of the form"),
        (" ---\ntitle: A\n---\n\nX.\n", 1, "not exactly"),
        ("----\ntitle: A\n----\n\nX.\n", 1, "not exactly"),
        (";;;\ntitle: A\n;;;\n\nX.\n", 1, "not exactly"),
        ("\n\n---\ntitle: A\n---\n\nX.\n", 3, "first line"),
        ("<!-- draft -->\n---\nauthor: A\n---\n\nX.\n", 2, "first line"),
        ("X.\n\n---\ntitle: A\nauthor: B\n---\n\nY.\n", 3, "at the beginning"),
        ("X. [@a]\n\n---\nreferences:\n- id: a\n...\n", 3, "at the beginning"),
        ("X.\n" * 20 + "\n---\ncsl: a.csl\n...\n", 22, "at the beginning"),
        ("---\nlang: en\n---\n---\ntitle: A\n---\n\nY.\n", 4, "at the beginning"),
        ("Title: A\nAuthor: B\nand more\n\n# A\n\nX.\n", 1, "above and below"),
    ],
)
def test_metadata_that_is_printed_is_reported(
    text: str, line: int, reason: str
) -> None:
    (problem,) = _found(text)
    assert (problem.code, problem.span and problem.span.line) == ("M298", line)
    assert reason in problem.message()


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("title: The #1 Book", 'title: "The #1 Book"'),
        ("title: #Tide", 'title: "#Tide"'),
        ("author: A #b", 'author: "A #b"'),
    ],
)
def test_a_value_that_yaml_cuts_is_reported(line: str, meant: str) -> None:
    (problem,) = _found(f"---\n{line}\nlang: en\n---\n\nX.\n")
    assert problem.code == "M299"
    assert problem.help() == f"write {meant}"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\n---\n\nX.\n",
        "---\ntitle: A: B\n---\n\nX.\n",
        "---\n\ttitle: A\n---\n\nX.\n",
        "+++\ntitle = 'A'\n+++\n\nX.\n",
        "% A\n% B\n\nX.\n",
        "# A\n\n```yaml\n---\ntitle: A\n---\n```\n",
        "# A\n\nX.\n\n---\n\nDate: 5 May\n\n---\n\nY.\n",
        "---\n\nTitle words\n\n---\n",
        "Author: Where is she?\n\nActor: There.\n",
        "---\ntitle: A # the first\nlang: en  # English\n---\n\nX.\n",
        '---\ntitle: "The #1 Book"\nauthor: A#B\n---\n\nX.\n',
    ],
)
def test_what_is_metadata_or_is_prose_is_left_alone(text: str) -> None:
    assert _found(text) == []
