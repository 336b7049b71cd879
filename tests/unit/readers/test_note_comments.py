"""Comments of Obsidian are never printed, and what is no comment always is."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.markdown.note_comments import without_comments


def _without(text: str) -> tuple[str, list[str]]:
    found = Diagnostics()
    return without_comments(text, "x.md", 1, found), [d.code for d in found]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a %%secret%% b", "a  b"),
        ("a%%secret%%b", "ab"),
        ("%%secret%%", ""),
        ("a\n%%\nsecret\n\nsecret\n%%\nb", "a\n\n\n\n\n\nb"),
        ("%% secret\n- secret %%\nb", "\n\nb"),
        ("> %%secret%%", "> "),
        ("%%secret `code%% a `b`", " a `b`"),
        ("a %%secret%% b %%secret%%", "a  b "),
        ("$$x %% y$$ a %%secret%%", "$$x %% y$$ a "),
        ("<!-- %% --> %%secret%%", "<!-- %% --> "),
        ("cost $$ %%secret\n\nsecret%% and $$", "cost $$ \n\n and $$"),
        ("%%secret $$ secret%% a $$", " a $$"),
        ("%%```\nsecret\n```%%", "\n\n"),
        ("- a\n\n\t%%secret%%", "- a\n\n\t"),
    ],
)
def test_comments_are_dropped_and_lines_stay_where_they_are(
    text: str, left: str
) -> None:
    assert _without(text) == (left, [])
    assert left.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "50%% of it",
        "`%%a%%` b",
        "``a ` %%b%%``",
        "```\n%%a%%\n```",
        "~~~~\n~~~\n%%a%%\n~~~~",
        "```mermaid\n%%{init: 1}%%\n",
        r"\%%a%%",
        "100% a%",
        "$$\nx %% y\n$$",
        "$$x %% y$$ and $$ a %%b%% $$",
        "a <!-- %% --> b",
    ],
)
def test_what_is_not_a_comment_stays(text: str) -> None:
    assert _without(text) == (text, [])


def test_a_comment_that_nothing_closes_hides_the_rest_and_is_reported() -> None:
    assert _without("a\n\n%% secret\n\nsecret") == ("a\n\n\n\n", ["M232"])


def test_many_marks_are_read_in_one_pass() -> None:
    assert _without("` `` ``` " * 3_000 + "%%x%%")[1] == []
    assert len(_without("%% " * 10_001)[0]) < 20_000
