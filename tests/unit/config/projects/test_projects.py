"""Projects of mdBook and of Quarto are read as they are."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import bookmaker
from bookmaker.config.load import Manuscript, load_manuscript
from bookmaker.config.model import Entry, FileEntry, PartEntry
from bookmaker.diagnostics import Diagnostics, Severity
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import DivisionKind


def _load(folder: Path, **files: str) -> tuple[Manuscript, list[str]]:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    found = Diagnostics()
    return load_manuscript(folder, found), [d.message() for d in found]


def _named(entries: tuple[Entry, ...]) -> list[object]:
    named: list[object] = []
    for entry in entries:
        if isinstance(entry, PartEntry):
            named.append((entry.part, _named(entry.chapters)))
        elif isinstance(entry, FileEntry):
            below = _named(entry.sections)
            named.append((entry.file, below) if below else entry.file)
    return named


SUMMARY = """# Summary

[Preface](preface.md)

- [One](one.md)
  - [Below](below.md)
    - [Deeper](deeper.md)
- [Draft]()

# Inland

* [Two](two.md#here)

-----

[Last words](last.md)
"""


def test_a_summary_is_the_order_of_a_book(tmp_path: Path) -> None:
    names = ("preface", "one", "below", "deeper", "two", "last")
    files = {f"src__{name}_dot_md": f"# {name}\n" for name in names}
    manifest = '[book]\ntitle = "T"\nauthors = ["A <a@example.org>", "<b>"]\n'
    manifest += 'language = "de"\n\n[output.html]\n'
    manuscript, said = _load(
        tmp_path, book_dot_toml=manifest, src__SUMMARY_dot_md=SUMMARY, **files
    )
    config = manuscript.config
    assert (config.metadata.title, config.metadata.language) == ("T", "de")
    assert [author.name for author in config.metadata.authors] == ["A", "<b>"]
    assert _named(config.contents.front) == ["src/preface.md"]
    assert _named(config.contents.body) == [
        ("src/one.md", [("src/below.md", ["src/deeper.md"])]),
        ("Inland", ["src/two.md"]),
    ]
    assert _named(config.contents.back) == ["src/last.md"]
    assert said == [
        "this is a project for mdBook, read from src/SUMMARY.md; not read: [output], "
        "“Draft”, which has no file yet"
    ]


def test_what_stands_outside_the_list_has_no_number(tmp_path: Path) -> None:
    text = "[A](a.md)\n\n- [B](b.md)\n\n[C](c.md)\n"
    files = {f"{name}_dot_md": "x" for name in "abc"}
    contents = _load(tmp_path, SUMMARY_dot_md=text, **files)[0].config.contents
    entries = (*contents.front, *contents.body, *contents.back)
    numbered = [e.is_numbered for e in entries if isinstance(e, FileEntry)]
    assert numbered == [False, True, False]


def test_a_chapter_of_the_summary_that_is_not_there_is_reported(
    tmp_path: Path,
) -> None:
    summary = "- [A](a.md)\n- [B](../b.md)\n- [C](c.md)\n"
    (tmp_path / "SUMMARY.md").write_text(summary)
    (tmp_path / "c.md").write_text("# C")
    found = Diagnostics()
    contents = load_manuscript(tmp_path, found).config.contents
    assert _named(contents.body) == ["c.md"]
    severities = [(d.code, d.severity) for d in found if d.code == "C023"]
    assert severities == [("C023", Severity.WARNING)] * 2


@pytest.mark.parametrize(
    ("summary", "body"),
    [
        ("- [A](a.md)\n  - [#[b]](b.md)\n", [("a.md", ["b.md"])]),
        ("* Waters\n  * [A](a.md)\n  * [B](b.md)\n", [("Waters", ["a.md", "b.md"])]),
        ("- [Soon]()\n  - [A](a.md)\n- [B](b.md)", [("Soon", ["a.md"]), "b.md"]),
        ("- [A](a.md)\n  - Group\n    - [B](b.md)", [("a.md", ["b.md"])]),
        (
            "# S\n\n# P\n\n- Group\n  - [A](a.md)\n- [B](b.md)",
            [("P", ["a.md", "b.md"])],
        ),
        ("- [A](a.md)\n - [B](b.md)", ["a.md", "b.md"]),
        ("1. [A](a.md)\n   1. [B](b.md)", [("a.md", ["b.md"])]),
        ("- [A](a.md)\n\n  - [B](b.md)", [("a.md", ["b.md"])]),
        ("- [A](a.md#one)\n- [Again](a.md#two)\n- [B](./b.md)", ["a.md", "b.md"]),
        ("- [A](gone.md)\n  - [B](b.md)\n- [A](a.md)", [("A", ["b.md"]), "a.md"]),
        ("目次\n===\n\n- [A](a.md)\n- [B](b.md)", ["a.md", "b.md"]),
    ],
)
def test_every_chapter_of_a_summary_has_its_place(
    tmp_path: Path, summary: str, body: list[object]
) -> None:
    files = {"a_dot_md": "# A", "b_dot_md": "# B"}
    manuscript, _ = _load(tmp_path, SUMMARY_dot_md=summary, **files)
    assert _named(manuscript.config.contents.body) == body


def test_what_a_summary_names_and_the_book_has_not_is_said(tmp_path: Path) -> None:
    summary = "# S\n\n# P\n\n- Group\n  - [A](a.md)\n- [Later]()\n- [Twice](a.md#x)\n"
    said = _load(tmp_path, SUMMARY_dot_md=summary, a_dot_md="# A")[1]
    assert said == [
        "this is a project for mdBook, read from SUMMARY.md; not read: “Twice”, "
        "which "
        "lists a.md again, “Group”, a title without a file, “Later”, which has no file "
        f"yet; assumed: the title is the first heading, or “{tmp_path.name}”, the "
        "language English"
    ]


@pytest.mark.parametrize(
    ("first", "readme", "title"),
    [
        ("one", None, "tide-tables"),
        ("one", "# Tide Tables\n\nA book.\n", "Tide Tables"),
        ("one", "The Tide-Tables\n=====\n", "The Tide-Tables"),
        ("one", "# How to build this\n", "tide-tables"),
        ("index", None, "The book"),
    ],
)
def test_a_book_without_a_title_has_its_folder_s(
    tmp_path: Path, first: str, readme: str | None, title: str
) -> None:
    folder = tmp_path / "tide-tables"
    folder.mkdir()
    summary = f"- [The book]({first}.md)\n- [Two](two.md)\n"
    files = {"SUMMARY": summary, first: "# The book\n", "two": "# Two\n"}
    files |= {} if readme is None else {"README": readme}
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text)
    (folder / "book.toml").write_text("[book]\n")
    book = bookmaker.read(folder).book
    assert book is not None
    assert book.metadata.title == title


def test_a_line_that_is_not_understood_is_named(tmp_path: Path) -> None:
    found = Diagnostics()
    summary = "- [A](a.md)\n- [B](the b.md)\n\n[C](the c.md)\n"
    (tmp_path / "SUMMARY.md").write_text(summary)
    (tmp_path / "a.md").write_text("# A")
    load_manuscript(tmp_path, found)
    torn = [d for d in found if d.code == "M230"]
    assert [(d.span and d.span.line, d.severity) for d in torn] == [
        (2, Severity.WARNING),
        (4, Severity.WARNING),
    ]
    assert "[B](the b.md)" in torn[0].message()


def test_hidden_lines_are_those_that_the_project_names(tmp_path: Path) -> None:
    manifest = '[book]\n[output.html.code.hidelines]\nPython = "~"\n'
    summary = "- [A](a.md)\n"
    manuscript, _ = _load(
        tmp_path, book_dot_toml=manifest, src__SUMMARY_dot_md=summary, src__a_dot_md="x"
    )
    conventions = manuscript.config.conventions
    signs = [conventions.hidden_sign(name) for name in ("Rust", "python", "c", None)]
    assert signs == ["#", "~", None, None]


@pytest.mark.parametrize(
    "hidden",
    ['hidelines = "~"', "hidelines = { python = 3 }", 'hidelines = { python = "" }'],
)
def test_hidden_lines_of_another_form_hide_nothing(hidden: str, tmp_path: Path) -> None:
    manuscript, _ = _load(
        tmp_path,
        book_dot_toml=f"[book]\n[output.html.code]\n{hidden}\n",
        src__SUMMARY_dot_md="- [A](a.md)\n",
        src__a_dot_md="x",
    )
    assert manuscript.config.conventions.hidden_sign("python") is None


@pytest.mark.parametrize("key", ["file", "href"])
def test_a_chapter_of_quarto_s_may_be_a_table(key: str, tmp_path: Path) -> None:
    text = f"book:\n  title: T\n  chapters:\n    - {key}: one.qmd\n    - two.qmd\n"
    files = dict.fromkeys(("one_dot_qmd", "two_dot_qmd"), "# X\n")
    manuscript, _ = _load(tmp_path, _quarto_dot_yml=text, **files)
    assert _named(manuscript.config.contents.body) == ["one.qmd", "two.qmd"]


QUARTO = """project:
  type: book
book:
  title: "T: a Book"
  author:
    - name: Ann Author
    - name: { given: Bob, family: Writer }
  date: 2026-05-01
  chapters:
    - index.qmd
    - part: Inland
      chapters: [fen.qmd, notebook.tex]
  appendices: more.md
lang: en-GB
format: { html: default }
"""


def test_quarto_s_chapters_are_the_order_of_a_book(tmp_path: Path) -> None:
    files = dict.fromkeys(("index_dot_qmd", "fen_dot_qmd", "more_dot_md"), "# X\n")
    manuscript, said = _load(tmp_path, _quarto_dot_yml=QUARTO, **files)
    metadata, contents = manuscript.config.metadata, manuscript.config.contents
    assert (metadata.title, metadata.language) == ("T: a Book", "en-GB")
    assert [a.name for a in metadata.authors] == ["Ann Author", "Bob Writer"]
    assert metadata.published == datetime.date(2026, 5, 1)
    assert _named(contents.body) == ["index.qmd", ("Inland", ["fen.qmd"])]
    roles = [
        entry.role
        for entry in (*contents.body, *contents.back)
        if isinstance(entry, FileEntry)
    ]
    assert roles == [DivisionKind.CHAPTER, DivisionKind.APPENDIX]
    assert said == [
        "this is a project for Quarto, read from _quarto.yml; not read: format, "
        "notebook.tex"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "book: [unclosed",
        "project: { type: website }",
        "a: &a [x]\nbook: { chapters: *a }",
        "[" * 1_000_000,
        "- " * 3000,
    ],
)
def test_what_is_not_a_book_of_quarto_s_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(ManuscriptError):
        _load(tmp_path, _quarto_dot_yml=text)


def test_a_book_toml_of_ours_says_more_than_a_project(tmp_path: Path) -> None:
    own = 'title = "Own"\n\n[contents]\nbody = ["a.md"]\n'
    manuscript, _ = _load(
        tmp_path, book_dot_toml=own, _quarto_dot_yml=QUARTO, a_dot_md="# A\n"
    )
    assert manuscript.config.metadata.title == "Own"


@pytest.mark.parametrize(
    ("navigation", "pages"),
    [
        ("sidebar: { contents: [b.qmd, index.qmd] }", ["index", "b", "a"]),
        ("navbar: { left: [b.qmd, index.qmd, b.qmd] }", ["index", "b", "a"]),
        ("title: T", ["index", "a", "b"]),
    ],
)
def test_each_page_of_a_website_of_quarto_s_is_one_chapter(
    tmp_path: Path, navigation: str, pages: list[str]
) -> None:
    files = dict.fromkeys(("index_dot_qmd", "a_dot_qmd", "b_dot_qmd"), "# X\n")
    site = f"project: {{ type: website }}\nwebsite:\n  {navigation}\n"
    contents = _load(tmp_path, _quarto_dot_yml=site, **files)[0].config.contents
    assert _named(contents.body) == [f"{page}.qmd" for page in pages]


QUARTO_EDITION = """book:
  title: T
  cover-image: art/cover.png
  cover-image-alt: A weir
  chapters: [index.qmd]
bibliography: [refs.bib, refs.bib]
csl: house.csl
execute:
  echo: false
format:
  epub: default
"""


def test_quarto_s_cover_style_and_sources_are_the_book_s(tmp_path: Path) -> None:
    files = {"index_dot_qmd": "# X\n", "refs_dot_bib": "", "house_dot_csl": "<style/>"}
    files |= {"art__cover_dot_png": ""}
    manuscript, said = _load(tmp_path, _quarto_dot_yml=QUARTO_EDITION, **files)
    config = manuscript.config
    assert (config.epub.cover, config.epub.cover_alternative) == (
        "art/cover.png",
        "A weir",
    )
    assert config.citations.files == ("refs.bib",)
    assert config.citations.style == "house.csl"
    assert not config.conventions.shows_cells
    assert said == [
        "this is a project for Quarto, read from _quarto.yml; not read: format; "
        "assumed: the language English"
    ]


@pytest.mark.parametrize(
    "line",
    ["  epub:\n    epub-cover-image: c.png", "  epub:\n    cover-image: c.png"],
)
def test_quarto_s_cover_may_be_the_format_s(tmp_path: Path, line: str) -> None:
    text = f"book:\n  chapters: [a.qmd]\nformat:\n{line}\n"
    files = {"a_dot_qmd": "# X\n", "c_dot_png": ""}
    manuscript, _ = _load(tmp_path, _quarto_dot_yml=text, **files)
    assert manuscript.config.epub.cover == "c.png"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("csl: gone.csl", "C023"),
        ("csl: https://example.org/x.csl", "C023"),
        ("bibliography: gone.bib", "C023"),
        ("csl: a.qmd", "C026"),
    ],
)
def test_what_quarto_names_and_is_not_there_stops_no_build(
    tmp_path: Path, line: str, code: str
) -> None:
    (tmp_path / "_quarto.yml").write_text(f"book:\n  chapters: [a.qmd]\n{line}\n")
    (tmp_path / "a.qmd").write_text("# A\n")
    found = Diagnostics()
    load_manuscript(tmp_path, found)
    severities = {d.code: d.severity for d in found}
    assert severities[code] is Severity.WARNING
