"""Lists of links are read as CommonMark reads them."""

from __future__ import annotations

import pytest

from bookmaker.config.projects.link_lists import (
    OutlineHeading,
    OutlineLink,
    read_outline,
)


def _links(text: str) -> list[tuple[str, str | None]]:
    found = read_outline(text, "SUMMARY.md")
    return [(e.title, e.target) for e in found if isinstance(e, OutlineLink)]


@pytest.mark.parametrize(
    ("line", "title", "target"),
    [
        ("- [Locks](locks.md)", "Locks", "locks.md"),
        ("- [#[gate]](gates.md)", "#[gate]", "gates.md"),
        ("- [a [b] c](x.md)", "a [b] c", "x.md"),
        ("- [The `[sluice]` key](sluice.md)", "The [sluice] key", "sluice.md"),
        ("- [`](`](x.md)", "](", "x.md"),
        (r"- [a \] b](x.md)", "a ] b", "x.md"),
        ("- [*Weirs*](<the weirs.md>)", "Weirs", "the weirs.md"),
        ('- [A](a.md "How it opens")', "A", "a.md"),
        ("- [A](a.md 'How')", "A", "a.md"),
        ("- [A](a.md (How))", "A", "a.md"),
        ("- [A]( a.md )", "A", "a.md"),
        ("- [A](a(1).md)", "A", "a(1).md"),
        (r"- [A](a\).md)", "A", "a).md"),
        ("- [A](a&amp;b.md)", "A", "a&b.md"),
        ("- [Draft]()", "Draft", ""),
        ("- [Draft](<>)", "Draft", ""),
        ("- **[A](a.md)**", "A", "a.md"),
        ("1. [A](a.md)", "A", "a.md"),
        ("12) [A](a.md)", "A", "a.md"),
        ("+ [A](a.md)", "A", "a.md"),
        ("*\t[A](a.md)", "A", "a.md"),
        ("- [A long\n  title](a.md)", "A long title", "a.md"),
        ("- [A][a]\n\n[a]: a.md", "A", "a.md"),
        ("- [A]\n\n[a]: <a b.md> 'T'", "A", "a b.md"),
        ("- ![](x.png) [A](a.md)", "A", "a.md"),
        ("[A](a.md)", "A", "a.md"),
        ("- Waters", "Waters", None),
        ("- [A](a b.md)", "[A](a b.md)", None),
        ("[A](a b.md)", "[A](a b.md)", None),
    ],
)
def test_a_line_gives_its_link(line: str, title: str, target: str | None) -> None:
    assert _links(line) == [(title, target)]


@pytest.mark.parametrize(
    "text", ["<!--\n- [A](a.md)\n-->", "Some words.", "---", "* * *", "", "`[A](a.md)`"]
)
def test_what_is_not_an_entry_is_passed_over(text: str) -> None:
    assert _links(text) == []


def test_lines_of_links_are_an_entry_each() -> None:
    assert _links("[A](a.md)\n[B](b.md)") == [("A", "a.md"), ("B", "b.md")]


@pytest.mark.parametrize(
    "text", ["# One #", "## One", "One\n===", "One\n---", "# *One*"]
)
def test_a_heading_names_a_part(text: str) -> None:
    found = list(read_outline(text, "SUMMARY.md"))
    assert [e.title for e in found if isinstance(e, OutlineHeading)] == ["One"]


@pytest.mark.slow
def test_endless_brackets_are_read_in_one_pass() -> None:
    assert _links("- " + "[" * 5_000) == [("[" * 5_000, None)]
    assert len(_links("- " + "[a](b" * 1_000)) == 1
    assert _links("- " + "[" * 50_000 + "]" * 50_000 + "\n\n[a]: b.md")
    assert _links("- a\n" + "b\n" * 100_000)
