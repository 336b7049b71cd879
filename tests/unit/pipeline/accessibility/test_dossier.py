"""The dossier: every thing that a person must look at is in it, and no claim is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.css.contrast import contrast, find_colour_pairs
from bookmaker.diagnostics.catalog.validators import ValidatorFinding
from bookmaker.document.markdown import render_markdown
from bookmaker.document.metadata import Metadata
from bookmaker.pipeline.accessibility.book_facts import BookFacts, facts_of
from bookmaker.pipeline.accessibility.checklist import CHECKLIST
from bookmaker.pipeline.accessibility.dossier import (
    FileFacts,
    Findings,
    compose_dossier,
)
from bookmaker.pipeline.accessibility.make_dossier import (
    DossierOutcome,
    make_dossier,
    write_dossier,
)
from bookmaker.pipeline.outline import outline_of
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import read
from bookmaker.system.workspace import Environment

_TEXT = """\
# The Weir

See [here](https://example.org/a) and [the tide tables](https://example.org/b).
[Le barrage]{lang=fr} is *shut*; $x^2 + 1$ is its area.

![A gate](gate.svg)

![](bare.svg){alt=""}

| Day | Height |
|:----|-------:|
| One | 2 |

: Heights of March

::: {lang=de}
Das Wehr ist offen.
:::

## The gate

It rusted.
"""
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<path d="M0 0h9v9z"/></svg>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A book for screens alone, with one thing of each kind."""
    book = tmp_path / "the weir"
    book.mkdir()
    (book / "one.md").write_text(_TEXT, "utf-8")
    for name in ("gate.svg", "bare.svg"):
        (book / name).write_text(_SVG, "utf-8")
    (book / "book.toml").write_text(
        'title = "The Weir"\nlanguage = "en"\nmodified = 2026-03-01\n'
        '[contents]\nbody = ["one.md"]\n'
        '[editions.screen]\ntarget = "epub"\ndefault = true\n',
        "utf-8",
    )
    return book


def request_for(folder: Path) -> Request:
    environment = Environment(cache_folder=folder.parent / "cache")
    return Request(manuscript=folder, environment=environment)


@pytest.fixture
def facts(folder: Path) -> BookFacts:
    book = read(request_for(folder)).book
    assert book is not None
    return facts_of(book)


def test_images_have_their_alt_text_caption_and_place(facts: BookFacts) -> None:
    shown = [
        (one.source, one.alternative, one.caption, str(one.span))
        for one in facts.pictures
    ]
    assert shown == [
        ("gate.svg", "A gate", "A gate", "one.md:6:1"),
        ("bare.svg", "", "", "one.md:8:1"),
    ]


def test_tables_have_their_heads(facts: BookFacts) -> None:
    (table,) = facts.tables
    assert (table.name, table.rows, table.columns) == ("Heights of March", 2, 2)
    assert (table.column_heads, table.row_heads) == (("Day", "Height"), ())


def test_links_that_say_little_are_marked(facts: BookFacts) -> None:
    shown = [(one.words, one.is_vague) for one in facts.links]
    assert shown == [("here", True), ("the tide tables", False)]


def test_passages_in_other_languages_are_listed(facts: BookFacts) -> None:
    shown = [(one.language, one.words) for one in facts.languages]
    assert shown == [("fr", "Le barrage"), ("de", "Das Wehr ist offen.")]


def test_formulas_are_as_they_are_read(facts: BookFacts) -> None:
    (formula,) = facts.formulas
    assert formula.source == "x^2 + 1"
    assert "^" not in formula.spoken


def dossier_of(folder: Path, **changes: object) -> str:
    """The words of a dossier."""
    book = read(request_for(folder)).book
    assert book is not None
    values: dict[str, object] = {
        "metadata": Metadata(title="The Weir", language="en"),
        "facts": facts_of(book),
        "outline": outline_of(book),
        "files": (FileFacts("weir.epub", ("EPUBCheck: passed",), ()),),
        "problems": (),
        "stated": (("schema:accessMode", "textual"),),
        "colours": find_colour_pairs("p { color: #999 }"),
        "path_by_source": {"gate.svg": "images/1.svg"},
    }
    found = Findings(**{**values, **changes})  # type: ignore[arg-type]
    return render_markdown(compose_dossier(found))


def test_a_dossier_has_every_section(folder: Path) -> None:
    heads = re.findall(r"^## (.+)$", dossier_of(folder), re.MULTILINE)
    assert heads == [
        "Validators",
        "What the EPUB says",
        "Images",
        "Tables",
        "Formulas",
        "Links",
        "Languages",
        "Headings",
        "Contrast",
        "Checklist for a person",
    ]


def test_a_dossier_never_says_that_a_book_conforms(folder: Path) -> None:
    words = dossier_of(folder)
    assert "It does not say that the book conforms" in words
    assert re.findall(r"[^.\n]*\bconforms\b[^.\n]*", words) == [
        "**It does not say that the book conforms to any standard",
        "If the book conforms, write who evaluated it and when into book",
    ]
    assert "accessible" not in words
    assert "[x]" not in words  # nothing is ticked


def test_every_question_can_be_ticked(folder: Path) -> None:
    questions = sum(len(asked) for _, asked in CHECKLIST)
    assert dossier_of(folder).count("- [ ] ") == questions


def test_what_validators_found_is_named(folder: Path) -> None:
    problem = ValidatorFinding(program="Ace", finding="no title", place="a.xhtml")
    files = (
        FileFacts("weir.epub", ("EPUBCheck: passed", "Ace: 1 problem"), (problem,)),
        FileFacts("weir.pdf", ("veraPDF was not run: install it: so",), ()),
    )
    words = dossier_of(folder, files=files)
    assert "| weir.epub | Ace | 1 problem |" in words
    assert "| weir.pdf | veraPDF | not run; install it: so |" in words
    assert problem.full_message() in words


def test_a_book_without_anything_to_look_at_says_so(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# One\n\nThe pier.\n", "utf-8")
    words = dossier_of(tmp_path / "one.md", files=(), stated=(), colours=())
    for sentence in ("no images", "no tables", "No file was", "No EPUB", "no links"):
        assert sentence in words


def test_a_dossier_is_an_epub_and_one_page_that_needs_nothing(folder: Path) -> None:
    made = make_dossier(request_for(folder), is_validated=False)
    assert made.epub is not None
    assert made.page is not None
    page = made.page.decode()
    assert page.startswith("<!DOCTYPE html>")
    assert page.count('src="data:image/svg+xml;base64,') == 2
    assert re.findall(r'\b(?:src|href)="(?!data:|#)[^"]*"', page) == []
    again = make_dossier(request_for(folder), is_validated=False)
    assert (again.epub, again.page) == (made.epub, made.page)


def test_a_book_with_errors_has_no_dossier(folder: Path, tmp_path: Path) -> None:
    (folder / "gate.svg").unlink()
    made = make_dossier(request_for(folder), is_validated=False)
    assert made.diagnostics.has_errors
    assert write_dossier(made, tmp_path / "a.epub", tmp_path / "a.html") == ()
    assert not (tmp_path / "a.epub").exists()


def test_only_a_page_is_replaced_by_a_page(folder: Path, tmp_path: Path) -> None:
    outcome = read(request_for(folder))
    made = DossierOutcome(
        outcome=outcome, diagnostics=outcome.diagnostics, epub=b"PK\3\4", page=b"<!"
    )
    page = tmp_path / "a.html"
    page.write_text("my notes", "utf-8")
    assert write_dossier(made, tmp_path / "a.epub", page) == ()
    assert page.read_text("utf-8") == "my notes"
    assert "W002" in [one.code for one in made.diagnostics]


@pytest.mark.parametrize(
    ("sheet", "ratio"),
    [
        ("p { color: #000 }", 21.0),
        ("p { color: #767676 }", 4.54),
        ("p { color: white; background: #00f }", 8.59),
        ("p { background-color: rgb(255 255 255 / 50%) }", 21.0),
        ("@media print { p { color: rgba(0, 0, 0, 0.5) } }", 3.95),
    ],
)
def test_the_contrast_is_that_of_wcag(sheet: str, ratio: float) -> None:
    (pair,) = find_colour_pairs(sheet)
    assert pair.ratio == pytest.approx(ratio, abs=0.05)
    assert pair.is_enough == (ratio >= 4.5)


def test_rules_of_one_colour_are_one_pair_and_unknown_ones_none() -> None:
    sheet = "a { color: #999 } b { color: #999 } c { color: inherit } d { top: 0 }"
    (pair,) = find_colour_pairs(sheet)
    assert pair.selectors == ("a", "b")
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
