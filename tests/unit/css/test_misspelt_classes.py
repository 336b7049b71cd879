"""A class that is one slip away from a known one is reported, and no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bookmaker.config.model import BookConfig, EpubConfig, PrintConfig
from bookmaker.css.contract import AUTHORS
from bookmaker.css.misspelt_classes import (
    KNOWN_KEYS,
    READ_CLASSES,
    find_meant_class,
    find_meant_key,
    report_misspelt_classes,
)
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.readers.markdown import read_markdown
from bookmaker.system.workspace import Workspace
from tests.support.builders import book_of, chapter, config_of


def _found(
    text: str, config: BookConfig | None = None, **files: bytes
) -> list[Diagnostic]:
    found = Diagnostics()
    book = book_of(chapter("x.md", *read_markdown(text, "x.md", Diagnostics()).blocks))
    overlay = {name.replace("_", "."): content for name, content in files.items()}
    workspace = Workspace(Path("/nowhere"), overlay=overlay)
    config = config or config_of(book)
    report_misspelt_classes(book, config, workspace, found)
    return list(found)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("::: epigaph\nX\n:::", "epigraph"),
        ("::: epigrpah\nX\n:::", "epigraph"),
        ("::: epigraf\nX\n:::", "epigraph"),
        ("::: Épigraphe\nX\n:::", "epigraph"),
        ("::: epigrafe\nX\n:::", "epigraph"),
        ("::: epígrafo\nX\n:::", "epigraph"),
        ("::: epigrahp\nX\n:::", "epigraph"),
        ("::: vers\nX\n:::", "verse"),
        ("::: Sidebr\nX\n:::", "sidebar"),
        ("::: warnning\nX\n:::", "warning"),
        ("::: {.callout-wrning}\nX\n:::", "callout-warning"),
        ("::: {.content-visble when-format=pdf}\nX\n:::", "content-visible"),
        ("::: list_table\n- - a\n:::", "list-table"),
        ("# One {.unnumbred}", "unnumbered"),
        ("# One {.no-dropcp}", "no-dropcap"),
        ("[x]{.smalcaps}", "smallcaps"),
        ("[x]{.indx}", "index"),
    ],
)
def test_a_class_with_a_slip_is_reported(text: str, nearest: str) -> None:
    (problem,) = _found(f"{text}\n")
    assert problem.code == "M166"
    assert f"“{nearest}”" in problem.help()
    assert problem.span is not None


@pytest.mark.parametrize("name", sorted(READ_CLASSES | AUTHORS))
def test_a_known_class_is_left_alone(name: str) -> None:
    assert find_meant_class(name) is None


@pytest.mark.parametrize(
    "name",
    [
        *("notes", "letters", "verses", "asides", "tips", "pages", "quote", "poem"),
        *("center", "left", "note2", "my-sidebar", "boxed", "house", "lead", "team"),
        *("paragraph", "graph", "giraffe", "graphic", "phrase", "épisode"),
        *("pull-quote", "dialog-box", "margin-note", "x", "tp", "exercise", "theorem"),
        "caption",
    ],
)
def test_a_class_of_the_author_s_own_is_left_alone(name: str) -> None:
    assert find_meant_class(name) is None


def test_a_class_that_a_sheet_has_rules_for_is_the_author_s_own() -> None:
    text = "::: vers\nX\n:::\n"
    book = book_of(chapter("x.md"))
    for config in (
        replace(config_of(book), print=PrintConfig(sheet="own.css")),
        replace(config_of(book), epub=EpubConfig(sheet="own.css")),
    ):
        assert _found(text, config, own_css=b".vers { color: red }") == []
        assert len(_found(text, config, own_css=b".other { color: red }")) == 1
        assert len(_found(text, config)) == 1


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("widht", "width"),
        ("hieght", "height"),
        ("fig_alt", "fig-alt"),
        ("Alt", "alt"),
        ("creditt", "credit"),
        ("entyr", "entry"),
        ("titel", "title"),
        ("startfrom", "start-from"),
        ("lst-capt", "lst-cap"),
    ],
)
def test_a_misspelt_key_is_found(name: str, meant: str) -> None:
    assert find_meant_key(name) == meant


@pytest.mark.parametrize(
    "name",
    [*sorted(KNOWN_KEYS), "data-title", "aria-label", "x", "widths", "depth", "tie"],
)
def test_a_key_that_is_known_or_another_is_left_alone(name: str) -> None:
    assert find_meant_key(name) is None
