"""One small book that holds the whole dialect, and what a person agreed of it.

`everything/manuscript/` is the book. `tree.txt` is its tree after the transforms that
both editions share, `epub/` the readable files of its EPUB, `pdf.txt` the facts of its
pages. What the dialect can make and the book does not hold is named by a test.
"""

from __future__ import annotations

import enum
import re
import shutil
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bookmaker.config.load import load_manuscript
from bookmaker.diagnostics import Diagnostics
from bookmaker.document import nodes
from bookmaker.document.book import Book, DivisionKind
from bookmaker.document.dump import dump_book
from bookmaker.document.nodes import Node
from bookmaker.document.walk import descend_book
from bookmaker.pipeline.stages import Request, build, check, read
from bookmaker.transforms import FOR_EPUB, FOR_PDF
from tests.golden.test_epub import unzipped
from tests.golden.test_pdf import facts
from tests.support.pdf import PdfInspector
from tests.support.samples import SHARED_PARTS
from tools.epubcheck import MissingValidatorError, run_epubcheck

FOLDER = Path(__file__).parent / "everything"
MANUSCRIPT = FOLDER / "manuscript"
REQUEST = Request(manuscript=MANUSCRIPT, environment=SHARED_PARTS)
_LAID_OUT_ONCE = pytest.mark.xdist_group("everything")
"""In one process, one after the other: its chapters are laid out for the first."""

_MADE_OF_MISTAKES = frozenset({"FaultMark", "RawBlock", "RawInline"})
"""Nodes that stand for what was wrong; a book without a problem has none."""
_NEVER_IN_A_TREE = frozenset({"Node", "Attributes", "FormulaImage"})
"""What nodes have in common, and what one is made of."""

FORMS = {
    "metadata block": r"\A---\n",
    "short title of a chapter": r"^short-title: ",
    "epigraph in the metadata block": r"^epigraph: ",
    "first publication": r"^first-published: ",
    "translator": r"^translator: ",
    "unnumbered file": r"^numbered: false",
    "short title of a section": r"^## .*short=",
    "unnumbered heading": r"^## .*\{-",
    "note with a definition": r"^\[\^\w+\]: ",
    "note where it is called": r"\^\[",
    "second paragraph of a note": r"^\[\^\w+\]: .*\n\n    \w",
    "figure with a width": r"^!\[.*width=\d+%",
    "figure at a side": r"^!\[.*fig-align=",
    "credit and licence": r"credit=.*licence=",
    "picture in a line": r"\w !\[[^\]]+\]\(",
    "caption of a table": r"^: .*\{#tbl-",
    "table of lists": r"\{\.list-table ",
    "values of a file": r"\{\.csv-table .*include=",
    "cell over columns": r"colspan=",
    "cell over rows": r"rowspan=",
    "reference": r"(?<!\[)@tbl-",
    "reference at the head of a sentence": r"@Fig-",
    "number alone": r"\[-@fig-",
    "several references": r"\[@tbl-\w+; @tbl-",
    "reference without words": r"\[\]\(#",
    "reference to a file": r"\[\]\([\w-]+\.md\)",
    "page": r"\{\.page\}",
    "citations in brackets": r"\[see @\w+, chap\. \d; @",
    "citation in the sentence": r" @\w+ \[p\. ",
    "citation without the author": r"\[-@\w+\d{4}\]",
    "word for the index": r"\w\]\{\.index\}",
    "definition for the index": r"\{\.index \.main\}",
    "entry of the index": r"\[\]\{\.index entry=",
    "see also": r"see-also=",
    "sorted otherwise": r"\{\.index .*sort=",
    "range of the index": r"\{\.index-start #(\w+)(.|\n)*\{\.index-end #\1\}",
    "index as LaTeX has it": r"\\index\{.*\|see\{",
    "glossary": r"^::: \{\.glossary\}",
    "term by its word": r"\]\{\.term\}",
    "term by another word": r"\{\.term of=",
    "abbreviation": r"^\*\[\w+\]: ",
    "line block": r"^\| \w.*\n\|   \w",
    "verse by paragraphs": r"^::: verse\n\w",
    "indent in verse by paragraphs": r"^::: verse\n\w.*\n +\w",
    "epigraph": r"^::: epigraph",
    "attribution as an attribute": r"\{\.epigraph attribution=",
    "attribution by an em dash": r"^(> )?— ",
    "attribution by hyphens": r"^(> )?-- ",
    "letter": r"^::: letter",
    "inscription": r"^::: inscription",
    "dialogue": r"^::: dialogue",
    "sidebar": r"^::: \{\.sidebar",
    "scene break": r"^\*\*\*\n\n",
    "asterism": r"^\{\.asterism\}",
    "ornament": r"^\{\.ornament\}",
    "blank": r"^\{\.blank\}",
    "dropped capital": r"^# .*\.dropcap\}",
    "long description": r" description=_",
    "no raised capital": r"^# .*\{\.no-dropcap\}",
    "admonition with a title": r"^::: \{\.note title=",
    "admonition of MyST": r"^:::\{tip\} \w",
    "admonition of Quarto": r"^::: callout-",
    "line numbers": r"\.numberLines startFrom=",
    "code of a file": r"^```\{\.python .*include=.*lines=",
    "name of a file": r" filename=",
    "callout": r"# <1>",
    "formula in a line": r"(?<!\$)\$\w\$",
    "numbered equation": r"^\$\$ \{#eq-",
    "definitions": r"^: \w.*\n: \w",
    "tasks": r"^- \[x\] .*\n(.*\n)?- \[ \] ",
    "included file": r"^\{\{< include _[\w-]+\.md >\}\}",
    "variable": r"\{\{< meta isbn\.",
    "page break": r"^\{\{< pagebreak >\}\}",
    "words for print": r"content-visible when-format=\"pdf\"",
    "words for the EPUB": r"content-visible when-format=\"epub\"",
    "language": r"\]\{lang=la\}",
    "direction": r"dir=rtl",
    "ruby": r"\{\w+\|\w+\}",
    "no-break space": r"\d\\ %",
    "to-do": r"<!-- TODO ",
    "HTML in a line": r"<kbd>",
    "HTML around Markdown": r"^<div .*>\n\n",
    "character by its name": r"&copy;",
    "bare address": r"<https://",
    "address with a title": r"\]\(https://\S+ \"",
}
"""The written forms that leave no node of their own, each with what shows it."""


@cache
def shared_book() -> Book:
    outcome = read(Request(manuscript=MANUSCRIPT))
    assert outcome.book is not None
    return outcome.book


@cache
def editions() -> tuple[Node | enum.Enum, ...]:
    """Every node of both editions' trees, and every member that one of them holds."""
    config = load_manuscript(MANUSCRIPT, Diagnostics()).config
    found: list[Node | enum.Enum] = []
    for transforms in (FOR_EPUB, FOR_PDF):
        book = shared_book()
        for transform in transforms:
            book = transform(book, config, Diagnostics())
        for node in descend_book(book):
            found.append(node)
            found += _members(node)
    return tuple(found)


def _members(node: Node) -> Iterator[enum.Enum]:
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, enum.Enum):
            yield value


def kinds_of_nodes() -> set[str]:
    kinds = {
        name
        for name, kind in vars(nodes).items()
        if isinstance(kind, type) and issubclass(kind, Node)
    }
    return kinds - _NEVER_IN_A_TREE - _MADE_OF_MISTAKES


def test_every_kind_of_node_stands_in_the_book() -> None:
    found = {type(node).__name__ for node in editions()}
    assert sorted(kinds_of_nodes() - found) == []


@pytest.mark.parametrize(
    "members",
    [
        *(k for k in vars(nodes).values() if isinstance(k, enum.EnumMeta)),
        DivisionKind,
    ],
    ids=lambda members: members.__name__,
)
def test_every_member_stands_in_the_book(members: type[enum.Enum]) -> None:
    assert [one.value for one in members if one not in editions()] == []


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_written_in_the_book(name: str) -> None:
    pattern = re.compile(FORMS[name], re.MULTILINE)
    files = (*MANUSCRIPT.rglob("*.md"), *MANUSCRIPT.glob("code/*"))
    assert any(pattern.search(path.read_text("utf-8")) for path in files)


def test_the_tree_is_as_agreed(*, accept: bool) -> None:
    expected = FOLDER / "tree.txt"
    text = dump_book(shared_book())
    if accept:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@_LAID_OUT_ONCE
@pytest.mark.slow
def test_check_reports_the_to_do_and_the_redrawn_picture() -> None:
    outcome = check(
        Request(manuscript=MANUSCRIPT, is_strict=True, environment=SHARED_PARTS)
    )
    assert [problem.code for problem in outcome.diagnostics] == ["M026", "E004"]


def test_a_font_of_the_books_own_draws_a_letter_that_the_theme_lacks() -> None:
    config = load_manuscript(MANUSCRIPT, Diagnostics()).config
    (file,) = config.typography.fonts
    letters = TTFont(MANUSCRIPT / file).getBestCmap()
    texts = (
        node.text
        for node in descend_book(shared_book())
        if isinstance(node, nodes.Text)
    )
    assert {chr(code) for code in letters} <= set("".join(texts))
    assert "Tide-Marks" in (FOLDER / "pdf.txt").read_text("utf-8")
    assert "EPUB/fonts/own-" in (FOLDER / "epub" / "files.txt").read_text("utf-8")


@_LAID_OUT_ONCE
@pytest.mark.slow
def test_the_epub_is_as_agreed(tmp_path: Path, *, accept: bool) -> None:
    expected = FOLDER / "epub"
    found = unzipped(MANUSCRIPT, tmp_path)
    if accept:
        shutil.rmtree(expected, ignore_errors=True)
        for name, content in found.items():
            target = expected / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    files = (path for path in expected.rglob("*") if path.is_file())
    agreed = {path.relative_to(expected).as_posix(): path for path in files}
    assert found.keys() == agreed.keys()
    for name, content in found.items():
        assert content.decode() == agreed[name].read_text("utf-8"), name
    try:
        verdict = run_epubcheck(tmp_path / "book.epub")
    except MissingValidatorError as error:
        pytest.skip(str(error))
    assert verdict.is_valid, verdict.messages


@_LAID_OUT_ONCE
@pytest.mark.slow
def test_the_pages_are_as_agreed(tmp_path: Path, *, accept: bool) -> None:
    target = tmp_path / "book.pdf"
    assert build(REQUEST, {"pdf": target}).outputs
    text = "\n".join(facts(PdfInspector.of(target.read_bytes()))) + "\n"
    expected = FOLDER / "pdf.txt"
    if accept:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
