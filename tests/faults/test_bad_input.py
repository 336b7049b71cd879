"""What an author may get wrong: each is told with its place, and ends with its status.

A table: the files of a manuscript, the words of the command, its exit status, and what
standard error must say. Nothing here may show a traceback or lose a file.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bookmaker.cli import run
from tests.support.words import epub_words, pdf_pages, pdf_words, words

_HEAD = 'title = "Tides"\nlanguage = "en"\n'
_LISTED = '[contents]\nbody = ["one.md"]\n'
_CHAPTER = "# One\n\nThe tide was out.\n"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'

_Content = str | bytes | Callable[[Path], object]


def _chapter(text: str) -> dict[str, _Content]:
    return {"one.md": f"# One\n\n{text}\n"}


def _toml(text: str) -> dict[str, _Content]:
    return {"book.toml": text}


@dataclass(frozen=True)
class Fault:
    """Something that is wrong, and what is said of it."""

    name: str
    files: Mapping[str, _Content]
    status: int
    told: tuple[str, ...]
    words: tuple[str, ...] = ("check", "book")
    untold: tuple[str, ...] = field(default=())
    """What must not be said."""


def _use_tower() -> str:
    groups = "".join(
        f'<g id="g{floor}">' + f'<use href="#g{floor - 1}"/>' * 10 + "</g>"
        for floor in range(1, 9)
    )
    return _SVG.format(f'<defs><rect id="g0"/>{groups}</defs><use href="#g8"/>')


_EPUB = ("epub", "book")

FAULTS = (
    Fault(
        "missing image",
        _chapter("![A pier](images/pier.png)"),
        1,
        ("book/one.md:3:1: error M080: the image “images/pier.png”", "help: put"),
    ),
    Fault(
        "image that is a folder",
        {**_chapter("![A pier](pier)"), "pier": Path.mkdir},
        1,
        ("book/one.md:3:1: error M080:", "it is a folder"),
    ),
    Fault(
        "image that is a pipe",
        {**_chapter("![A pier](pier.png)"), "pier.png": os.mkfifo},
        1,
        ("book/one.md:3:1: error M080:", "it is not a regular file"),
    ),
    Fault(
        "image outside",
        {**_chapter("![A pier](%2e%2e/pier.png)"), "../pier.png": "x"},
        1,
        ("book/one.md:3:1: error M080:", "it is outside the manuscript folder"),
    ),
    Fault(
        "image by a link that leads out",
        {
            **_chapter("![A pier](pier.png)"),
            "../pier.png": "x",
            "pier.png": lambda path: path.symlink_to("../pier.png"),
        },
        1,
        ("book/one.md:3:1: error M080:", "it is outside the manuscript folder"),
    ),
    Fault(
        "image of the machine",
        _chapter("![A pier](/etc/hostname)"),
        1,
        ("book/one.md:3:1: error M080:",),
    ),
    Fault(
        "drawing that is drawn without end",
        {**_chapter("![A pier](pier.svg)"), "pier.svg": _use_tower()},
        1,
        ("book/one.md:3:1: error M082:", "it draws its own parts over and over"),
    ),
    Fault(
        "drawing with entities",
        {
            **_chapter("![A pier](pier.svg)"),
            "pier.svg": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + _SVG.format("<text>&x;</text>"),
        },
        1,
        ("book/one.md:3:1: error M084:",),
    ),
    Fault(
        "dead link",
        _chapter("See [the pier](#peir)."),
        1,
        ("book/one.md:3:5: error X001: nothing in the book is called “#peir”", "help:"),
    ),
    Fault(
        "bad TOML",
        _toml("title = Tides\n"),
        4,
        ("book/book.toml:1:9: error C008: this is not valid TOML",),
    ),
    Fault(
        "TOML with an unseen character",
        _toml('title = "Ti\0des"\n'),
        4,
        ("book/book.toml:1:12: error C008:", "help: delete it"),
    ),
    Fault(
        "TOML in UTF-16",
        {"book.toml": _HEAD.encode("utf-16")},
        4,
        ("book/book.toml:1:1: error C007:", "help: save the file"),
    ),
    Fault(
        "TOML in UTF-16 without a mark",
        {"book.toml": _HEAD.encode("utf-16-le")},
        4,
        ("book/book.toml:1:1: error C007:", "help: save the file"),
    ),
    Fault(
        "UTF-16 without a mark",
        {"one.md": "# Один\n\nThe tide, прилив.\n".encode("utf-16-be")},
        1,
        ("book/one.md:1:1: error M001: ", "UTF-16"),
        untold=("M002",),
    ),
    Fault(
        "line ends of an old program",
        {"book.toml": (_HEAD + "langage = 1\n").replace("\n", "\r").encode()},
        4,
        ("book/book.toml:3:1: error C010: ", "help: did you mean"),
    ),
    Fault(
        "chapter that is a folder",
        _toml(_HEAD + '[contents]\nbody = ["parts/"]\n') | {"parts": Path.mkdir},
        4,
        ("book/book.toml:4:9: error C023: “parts” is a folder",),
    ),
    *(
        Fault(
            f"place in a series: {place}",
            _toml(_HEAD + f'series = {{ name = "S", position = {place} }}\n'),
            4,
            ("book/book.toml:3:", "error C021: ", "help: write a number such as"),
        )
        for place in ("nan", "-inf", "1e308", "-1")
    ),
    Fault(
        "pattern for chapters",
        _toml(_HEAD + '[contents]\nbody = ["*.md"]\n'),
        4,
        ("error C023: ", "help: name each file"),
    ),
    Fault(
        "TOML nested without end",
        _toml(f"title = {'[' * 5000}\n"),
        4,
        ("error C008:", "too deep"),
    ),
    Fault(
        "TOML key without end",
        _toml(f"{'a.' * 20_000}a = 1\n"),
        4,
        ("error C008:", "too deep"),
    ),
    Fault(
        "bad UTF-8",
        {"one.md": b"# One\n\nA caf\xe9.\n"},
        1,
        ("book/one.md:3:6: error M001: the byte 0xE9", "help: save the file as UTF-8"),
    ),
    Fault(
        "UTF-16",
        {"one.md": _CHAPTER.encode("utf-16")},
        1,
        ("book/one.md:1:1: error M001: ", "UTF-16", "help: save the file as UTF-8"),
        untold=("M002",),
    ),
    Fault(
        "empty book",
        _toml(_HEAD + "[contents]\nbody = []\n"),
        4,
        ("book/book.toml:4:8: error C027: the book is empty", "help: list a file"),
    ),
    Fault(
        "empty folder",
        {"book.toml": Path.unlink, "one.md": Path.unlink},
        4,
        ("error C004: the folder “book” has no book.toml and no Markdown file",),
    ),
    Fault(
        "empty chapter",
        {"one.md": ""},
        3,
        ("book/one.md:1:1: warning M091: this file has no text", "help: write"),
        ("check", "book", "--strict"),
    ),
    Fault(
        "chapter with only a comment",
        {"one.md": "<!-- to be written -->\n"},
        0,
        ("book/one.md:1:1: warning M091:",),
        _EPUB,
    ),
    Fault(
        "chapter listed twice",
        _toml(_HEAD + '[contents]\nbody = ["one.md", "./one.md"]\n'),
        4,
        ("book/book.toml:4:19: error C024:", "help: remove one of the two"),
    ),
    Fault(
        "no room on the page",
        _toml(_HEAD + _LISTED + '[print]\nmargin-inner = "150mm"\n'),
        4,
        ("book/book.toml:6:16: error C029:", "help: leave at least"),
    ),
    Fault(
        "unknown theme",
        _toml(_HEAD + _LISTED + '[print]\ntheme = "litrary"\n'),
        1,
        ("book/book.toml:6:9: error S001: there is no theme “litrary”",),
        ("pdf", "book"),
    ),
    Fault(
        "output below a file",
        {},
        1,
        ("error W001: “book/one.md/one.epub” cannot be written: a file is",),
        (*_EPUB, "-o", "book/one.md/one.epub"),
    ),
    Fault(
        "output over a chapter",
        {},
        1,
        ("error W002: “book/one.md” already exists and isn’t an EPUB", "help: choose"),
        (*_EPUB, "-o", "book/one.md"),
    ),
    Fault(
        "output over book.toml",
        {},
        1,
        ("error W002: “book/book.toml”",),
        ("pdf", "book", "-o", "book/book.toml"),
    ),
    Fault(
        "output over a pipe",
        {"../one.epub": os.mkfifo},
        1,
        ("error W001: “one.epub” cannot be written: no regular file has that name",),
        (*_EPUB, "-o", "one.epub"),
    ),
    Fault(
        "dependencies over a chapter",
        {},
        2,
        ("“book/one.md” is a file of the book",),
        (*_EPUB, "--depfile", "book/one.md"),
    ),
    Fault("unknown option", {}, 2, ("No such option '--nope'",), (*_EPUB, "--nope")),
    Fault("unknown command", {}, 2, ("there is no command “buidl”",), ("buidl",)),
    Fault("no manuscript", {}, 4, ("error C001:", "help: did you"), ("check", "bok")),
    Fault("path without end", {}, 2, ("cannot be used",), ("check", "b" * 5000)),
    Fault("path with U+0000", {}, 2, ("U+0000",), ("check", "bo\0ok")),
)

_BEFORE: dict[str, _Content] = {"book.toml": _HEAD + _LISTED, "one.md": _CHAPTER}


def write_manuscript(folder: Path, files: Mapping[str, _Content]) -> None:
    """Write a small book, and over it what is wrong with it."""
    for name, content in [*_BEFORE.items(), *files.items()]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            raw = content.encode() if isinstance(content, str) else content
            path.write_bytes(raw)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that we stand in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOOKMAKER_DEBUG", "1")
    return tmp_path


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_is_reported_with_its_place(
    fault: Fault, capsys: pytest.CaptureFixture[str]
) -> None:
    write_manuscript(Path("book"), fault.files)
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    status = run(list(fault.words))
    said = capsys.readouterr()
    text = said.out + said.err
    assert status == fault.status, text
    for words_ in fault.told:
        assert words_ in text
    for words_ in ("Traceback", *fault.untold):
        assert words_ not in text
    assert all(path.read_bytes() == content for path, content in before.items())


BROKEN_BUT_READABLE = (
    ("dead link", _chapter("See [the pier](#peir)."), "X001"),
    ("missing image", _chapter("![A pier](pier.png)"), "M080"),
    ("bad TOML", _toml("title = Tides\n"), "C008"),
    ("bad UTF-8", {"one.md": b"# One\n\nA caf\xe9.\n"}, "M001"),
    ("empty book", _toml(_HEAD + "[contents]\nbody = []\n"), "C027"),
    ("unknown theme", _toml(_HEAD + _LISTED + '[print]\ntheme = "no"\n'), "S001"),
    (
        "no room on the page",
        _toml(
            _HEAD
            + _LISTED
            + '[print]\ntrim = "50mm x 50mm"\nmargin-top = "15mm"\n'
            + 'margin-bottom = "15mm"\n'
        ),
        "P002",
    ),
    (
        "bad cover",
        {
            "book.toml": _HEAD + _LISTED + '[epub]\ncover = "cover.png"\n',
            "cover.png": "no picture",
        },
        "E001",
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("files", "code"),
    [(files, code) for _, files, code in BROKEN_BUT_READABLE],
    ids=[name for name, _, _ in BROKEN_BUT_READABLE],
)
def test_a_draft_has_pages_with_the_fault_marked(
    files: Mapping[str, _Content], code: str
) -> None:
    write_manuscript(Path("book"), files)
    assert run(["build", "book", "--draft"]) == 0
    in_epub = epub_words(Path("build/book.epub").read_bytes())
    in_pdf = pdf_words(Path("build/book.pdf").read_bytes())
    # A number behind a letter is a word of its own: it may be a note's.
    parts = set(words(code))
    marked = [parts <= said.keys() for said in (in_epub, in_pdf)]
    # A fault of one edition alone is marked in that one.
    assert marked == [not code.startswith("P"), not code.startswith("E")]


@pytest.mark.parametrize(
    ("files", "words_"),
    [
        (_chapter("See [the pier](#peir)."), ()),
        (_toml("title = Tides\n"), ()),
        ({}, ("-o", "book/one.md/build")),
    ],
    ids=["dead link", "bad TOML", "unwritable output"],
)
def test_the_report_is_whole_where_nothing_was_made(
    files: Mapping[str, _Content],
    words_: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_manuscript(Path("book"), files)
    assert run(["build", "book", "-f", "epub", "--json", *words_]) != 0
    report = json.loads(capsys.readouterr().out)
    assert report["outputs"] == []
    assert report["diagnostics"][-1]["level"] == "error"


@pytest.mark.parametrize(
    "text",
    [
        "| " + " | ".join(f"port{i}" for i in range(60)) + " |\n|" + "---|" * 60,
        "".join("  " * depth + f"- item{depth}\n" for depth in range(45)),
    ],
    ids=["sixty columns", "lists forty-five deep"],
)
@pytest.mark.slow
def test_what_runs_off_the_page_is_an_error(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_manuscript(Path("book"), _chapter(text))
    assert run(["pdf", "book"]) == 1
    assert "error P003: " in capsys.readouterr().err
    assert not Path("build").exists()


HARD = (
    ("long word", "x" * 3000 + "\n\nhttps://example.org/" + "abc/" * 500 + "zend"),
    ("long code", "```\n" + "y" * 500 + "zend\n```\n\n`" + "a_b" * 200 + "`"),
    ("deep quotations", ">" * 90 + " zend"),
    ("deep note", ">" * 95 + " x[^a]\n\n[^a]: " + ">" * 95 + " zend"),
    ("note in a heading", "## A[^a]\n\nx\n\n[^a]: A zend."),
    ("note in a link", "[x[^a]](http://example.org)\n\n[^a]: A zend."),
    ("note in a table", "| t[^a] |\n|---|\n| u |\n\n[^a]: A zend."),
    ("note within a note", "x[^a]\n\n[^a]: Outer[^b].\n\n[^b]: Zend[^b]."),
    ("table in a note", "x[^a]\n\n[^a]: Y\n\n    | A |\n    |---|\n    | zend |"),
    ("skipped levels", "### Three\n\n###### Six\n\n# One more\n\nzend"),
    ("odd identifiers", "## A {#a.b}\n\n## B {#ü}\n\n[l](#a.b) [m](#ü) zend"),
)


@pytest.mark.slow
@pytest.mark.parametrize("text", [text for _, text in HARD], ids=[n for n, _ in HARD])
def test_hard_text_is_whole_in_both_editions(text: str) -> None:
    write_manuscript(Path("book"), _chapter(text))
    assert run(["build", "book"]) == 0
    on_pages = "".join(pdf_pages(Path("build/book.pdf").read_bytes()))
    assert "zend" in re.sub(r"\W", "", on_pages).casefold()
    in_epub = "".join(epub_words(Path("build/book.epub").read_bytes()))
    assert "zend" in in_epub


def test_a_name_that_is_not_text_is_no_hindrance() -> None:
    write_manuscript(Path("book"), {os.fsdecode(b"\xff.md"): "# Two\n\nIn.\n"})
    Path("book/book.toml").unlink()
    assert run([*_EPUB, "--json", "--depfile", "book.d"]) == 0


def _as_nobody(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, check=False, user=65534, group=65534
    )


def _may_run_as_nobody() -> bool:
    """Whether root may become another, and that one may run this Python."""
    try:
        ran = _as_nobody([sys.executable, "-c", "import bookmaker"])
    except (AttributeError, PermissionError):
        return False
    return ran.returncode == 0


def test_a_closed_folder_is_reported_to_one_who_may_not_write() -> None:
    if not _may_run_as_nobody():
        pytest.skip("nobody else can run this Python")
    write_manuscript(Path("book"), {})
    for folder in (Path.cwd(), *Path.cwd().parents):
        if folder == Path(tempfile.gettempdir()):
            break
        folder.chmod(0o755)
    done = _as_nobody([sys.executable, "-m", "bookmaker", *_EPUB])
    assert "Traceback" not in done.stderr
    assert "cannot be written: you don’t have permission to write there" in done.stderr
    assert done.returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize("cache", ["/proc/none", "/dev/null", "relative"])
def test_a_cache_that_cannot_be_had_is_done_without(
    cache: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_manuscript(Path("book"), {})
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    assert run(["pdf", "book"]) == 0
