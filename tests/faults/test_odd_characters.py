"""No way into a book's metadata lets in a character that no edition can hold.

Whatever way it comes, the command ends with a diagnostic, or with an EPUB that is
well-formed, has a title, and has `�` where the character was.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from lxml import etree

from bookmaker.cli import run
from bookmaker.document.book import Book
from bookmaker.document.characters import NOT_IN_XML, UNFIT, without_unfit
from tests.support.builders import book_of, chapter, paragraph

ODD = ["\0", "\x07", "\x0e", "\x7f", "\x9b", "\ud800", "\udfff", "\ufdd0", "\ufffe"]
ODD += ["\U0001ffff", "\U0010fffe"]
NAMES = [f"U+{ord(character):04X}" for character in ODD]
_DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(files: dict[str, str], folder: str = "book") -> Path:
    root = Path(folder)
    for name, text in {"one.md": "# One\n\nText.\n", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def quoted(text: str) -> str:
    """A string of TOML and of YAML, in which odd characters are escapes."""
    escaped = (f"\\U{ord(c):08X}" if UNFIT.match(c) else c for c in text)
    return f'"{"".join(escaped)}"'


def made(manuscript: Path, *options: str) -> tuple[int, str]:
    """The status of a build, and what the package document says."""
    status = run(["epub", str(manuscript), "-o", "out.epub", "--no-cache", *options])
    if not Path("out.epub").exists():
        return status, ""
    with zipfile.ZipFile("out.epub") as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx")):
                etree.fromstring(archive.read(name))
        [package] = [n for n in archive.namelist() if n.endswith(".opf")]
        root = etree.fromstring(archive.read(package))
    title = root.findtext(f".//{_DC}title")
    assert title is not None
    assert title.strip()
    return status, " ".join(root.itertext())


PROJECTS: dict[str, Callable[[str], dict[str, str]]] = {
    "title": lambda odd: {"book.toml": f"title = {quoted(odd)}\n"},
    "author": lambda odd: {"book.toml": f'title = "T"\nauthors = [{quoted(odd)}]\n'},
    "author's table": lambda odd: {
        "book.toml": 'title = "T"\nauthors = [{ name = "A", file-as = '
        f"{quoted(odd)} }}]\n"
    },
    "rights": lambda odd: {"book.toml": f'title = "T"\nrights = {quoted(odd)}\n'},
    "part": lambda odd: {
        "book.toml": 'title = "T"\n[contents]\nbody = [{ chapters = ["one.md"], part = '
        f"{quoted(odd)} }}]\n"
    },
    "mdBook's title": lambda odd: mdbook(f"title = {quoted(odd)}"),
    "mdBook's author": lambda odd: mdbook(f'title = "T"\nauthors = [{quoted(odd)}]'),
    "mdBook's description": lambda odd: mdbook(
        f'title = "T"\ndescription = {quoted(odd)}'
    ),
    "mdBook's language": lambda odd: mdbook(f'title = "T"\nlanguage = {quoted(odd)}'),
    "Quarto's title": lambda odd: quarto(f"title: {quoted(odd)}"),
    "Quarto's subtitle": lambda odd: quarto(f"title: T\n  subtitle: {quoted(odd)}"),
    "Quarto's author": lambda odd: quarto(f"title: T\n  author: [{quoted(odd)}]"),
    "Quarto's author's name": lambda odd: quarto(
        f"title: T\n  author: [{{name: {{given: A, family: {quoted(odd)}}}}}]"
    ),
    "Quarto's description": lambda odd: quarto(
        f"title: T\n  description: {quoted(odd)}"
    ),
    "Quarto's part": lambda odd: {
        "_quarto.yml": "book:\n  title: T\n  chapters: [{chapters: [one.md], part: "
        f"{quoted(odd)}}}]\n"
    },
}


def mdbook(words: str) -> dict[str, str]:
    return {"book.toml": f"[book]\n{words}\n", "SUMMARY.md": "- [One](one.md)\n"}


def quarto(words: str) -> dict[str, str]:
    return {"_quarto.yml": f"book:\n  {words}\n  chapters: [one.md]\n"}


@pytest.mark.sampled
@pytest.mark.parametrize("odd", ODD, ids=NAMES)
@pytest.mark.parametrize("way", PROJECTS)
def test_a_project_with_one_is_refused(
    way: str, odd: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _ = made(written(PROJECTS[way](f"a{odd}b")))
    assert status == 4
    said = capsys.readouterr().err
    assert " error C0" in said
    assert "bug in bookmaker" not in said


REPLACED: dict[str, Callable[[str], dict[str, str]]] = {
    "a chapter's title": lambda odd: block(f"title: {quoted(odd)}"),
    "a chapter's author": lambda odd: block(f"author: [A, {quoted(odd)}]"),
    "a chapter's subtitle": lambda odd: block(f"subtitle: {quoted(odd)}"),
    "a chapter's epigraph": lambda odd: block(
        f"epigraph:\n  text: {quoted(odd)}\n  attribution: A"
    ),
}


def block(words: str) -> dict[str, str]:
    return {"one.md": f"---\n{words}\n---\n\n# One\n\nText.\n"}


@pytest.mark.sampled
@pytest.mark.parametrize("odd", ODD, ids=NAMES)
@pytest.mark.parametrize("way", REPLACED)
def test_a_chapter_with_one_has_another_and_a_warning(
    way: str, odd: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _ = made(written(REPLACED[way](f"a{odd}b")))
    assert status == 0
    assert f"warning M002: the character U+{ord(odd):04X}" in capsys.readouterr().err


@pytest.mark.parametrize("odd", ODD, ids=NAMES)
def test_a_source_with_one_has_another(
    odd: str, capsys: pytest.CaptureFixture[str]
) -> None:
    author = {"family": f"L{odd}"}
    source = {"id": "k", "type": "book", "title": f"A{odd}B", "author": [author]}
    files = {
        "book.toml": 'title = "T"\n[citations]\nfiles = ["s.json"]\n',
        "one.md": "# One\n\nSee [@k].\n",
        "s.json": json.dumps([source]),
    }
    status, _ = made(written(files))
    assert status == 0
    assert (" warning M002: " in capsys.readouterr().err) == bool(NOT_IN_XML.match(odd))


@pytest.mark.parametrize("odd", [odd for odd in ODD if NOT_IN_XML.match(odd)])
@pytest.mark.parametrize("word", ["Text.", "One"])
def test_a_tree_with_one_is_refused_from_a_program(
    folder: Path, odd: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    program = folder / "filter.py"
    escape = json.dumps(f"a{odd}b")[1:-1]
    program.write_text(
        f"import sys\nprint(sys.stdin.read().replace({word!r}, {escape!r}))\n", "utf-8"
    )
    status, _ = made(written({}), "--filter", str(program))
    assert status == 1
    said = capsys.readouterr().err
    assert f"the character U+{ord(odd):04X} cannot be in a book" in said


@pytest.mark.parametrize("odd", [odd for odd in ODD if NOT_IN_XML.match(odd)])
def test_a_tree_with_one_is_refused_from_a_function(
    odd: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def odd_book(_book: Book) -> Book:
        return book_of(chapter("one.md", paragraph(f"a{odd}b")))

    class Entry:
        def load(self) -> Callable[[Book], Book]:
            return odd_book

    monkeypatch.setattr(metadata, "entry_points", lambda **_: [Entry()])
    status, _ = made(written({}), "--filter", "odd")
    assert status == 1
    said = capsys.readouterr().err
    assert f"the character U+{ord(odd):04X} cannot be in a book" in said


@pytest.mark.skipif(os.name != "posix", reason="such names are POSIX's")
@pytest.mark.parametrize(
    "name", [b"a\x07b", b"a\x7fb", b"a\xffb", b"\x01", b"\xc2\x9b"]
)
@pytest.mark.parametrize("is_file", [False, True], ids=["a folder", "a file"])
def test_a_manuscript_whose_name_has_one_is_built(
    name: bytes,
    is_file: bool,  # noqa: FBT001 - a parameter of the test
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = Path(os.fsdecode(name))
    text = "Text.\n"
    if is_file:
        path = path.with_suffix(".md")
        path.write_text(text, "utf-8")
    else:
        path.mkdir()
        for number in ("one", "two"):
            (path / f"{number}.md").write_text(f"# {number}\n\n{text}", "utf-8")
    status, _ = made(path)
    assert status == 0
    assert "bug in bookmaker" not in capsys.readouterr().err


TURNING = ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"]
_WITHOUT_LANGUAGE = [way for way in PROJECTS if "language" not in way]


@pytest.mark.sampled(8)
@pytest.mark.parametrize("odd", TURNING, ids=[f"U+{ord(odd):04X}" for odd in TURNING])
@pytest.mark.parametrize("way", [*_WITHOUT_LANGUAGE, *REPLACED])
def test_what_changes_the_direction_of_metadata_is_reported(
    way: str, odd: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {**PROJECTS, **REPLACED}[way](f"a{odd}b\u202c")
    status, _ = made(written(files))
    assert status == 0
    said = capsys.readouterr().err
    assert said.count("warning M003: an invisible character changes the text") == 1
    assert f"U+{ord(odd):04X} (and 1 more)" in said


@pytest.mark.parametrize("way", REPLACED)
def test_an_escape_that_changes_the_direction_is_reported(
    way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = REPLACED[way]("a#b")
    escaped = {name: text.replace("a#b", "a\\u202Eb") for name, text in files.items()}
    status, _ = made(written(escaped))
    assert status == 0
    said = capsys.readouterr().err
    assert said.count("warning M003: an invisible character changes the text") == 1
    assert "help: delete it\n" in said


@pytest.mark.parametrize("form", [str, json.dumps], ids=["as it is", "an escape"])
def test_a_source_that_changes_the_direction_is_reported(
    form: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    title = form("A\u202eB").strip('"')
    files = {
        "book.toml": 'title = "T"\n[citations]\nfiles = ["s.json"]\n',
        "one.md": "# One\n\nSee [@k].\n",
        "s.json": f'[{{"id": "k", "type": "book", "title": "{title}"}}]',
    }
    assert made(written(files))[0] == 0
    assert capsys.readouterr().err.count("warning M003: ") == 1


@pytest.mark.parametrize("is_file", [False, True], ids=["a folder", "a file"])
def test_a_title_has_nothing_of_a_name_that_changes_its_direction(
    is_file: bool,  # noqa: FBT001 - a parameter of the test
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = Path("sdrow\u202ewords")
    if is_file:
        path = path.with_suffix(".md")
        path.write_text("Text.\n", "utf-8")
    else:
        path.mkdir()
        for number in ("one", "two"):
            (path / f"{number}.md").write_text(f"# {number}\n\nText.\n", "utf-8")
    status, said = made(path)
    assert status == 0
    assert "sdrowwords" in said
    assert "“sdrowwords”" in capsys.readouterr().err


PAGE = """<html lang="en"><head><title>{0}</title><meta name="author" content="{0}">
<meta name="description" content="{0}"><script type="application/ld+json">
{{"@type": "Article", "headline": {1}, "author": {{"name": {1}}}}}</script></head>
<body><h1>{0}</h1><p title="{0}">{0}</p></body></html>"""


@pytest.mark.slow
@pytest.mark.sampled(3)
@pytest.mark.parametrize("odd", ODD, ids=NAMES)
def test_an_imported_page_with_one_builds(
    odd: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = PAGE.format(f"a&#{ord(odd)};b", json.dumps(f"a{odd}b"))
    Path("page.html").write_text(page, "utf-8")
    assert run(["import", "page.html", "book", "--yes"]) == 0
    status, _ = made(Path("book"))
    assert status == 0
    assert "bug in bookmaker" not in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--title", "--author"])
@pytest.mark.parametrize("odd", ODD[1:], ids=NAMES[1:])
def test_an_option_with_one_is_refused(
    option: str, odd: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "book", option, f"a{odd}b"]) == 2
    assert f"the character U+{ord(odd):04X} cannot be in" in capsys.readouterr().err
    assert not Path("book").exists()


@pytest.mark.parametrize("tag", ["xx", "english!", "de--AT", "en-UK"])
def test_a_project_names_a_language_that_there_is(
    tag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert made(written(mdbook(f'language = "{tag}"'), "one"))[0] == 4
    files = {"_quarto.yml": f"lang: {tag}\nbook:\n  chapters: [one.md]\n"}
    assert made(written(files, "two"))[0] == 4
    assert capsys.readouterr().err.count("error C015") == 2


def test_what_is_fit_stays_as_it_is() -> None:
    text = "Ære \u00ad\u200d\N{REPLACEMENT CHARACTER} \t\n \U0001f600 \ue000 א"
    assert without_unfit(text) == text
