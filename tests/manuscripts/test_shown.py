"""Everything that the documentation shows is run, exactly as it is printed.

Each page is followed as a reader would: its files are written, its commands run one
after the other in one folder, and what is printed below a command is compared with what
it prints (`…` stands for anything). A `book.toml` is read with the files that it names,
Markdown is read with the images and files that it needs, a style sheet is used in a
book. A block that cannot be run says why, in a comment above it.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest
import yaml

from bookmaker.cli import COMMANDS, cli, run
from bookmaker.diagnostics import Severity
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import build, read
from tests.support.fonts import make_font
from tests.support.shown import ROOT, Shown, pages, shown_in
from tests.support.word_files import word_file
from tools.docs import PAGES as GENERATED

_IMAGE = (
    b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
    b"<path d='M0 0h9v9z'/></svg>"
)
_PAGES = [page for page in pages() if page not in GENERATED]
_BLOCKS = [block for page in _PAGES for block in shown_in(page)]
_RUN_ELSEWHERE = {
    "docs/api.md": "tests/manuscripts/test_api.py runs its examples",
}
_LIVE = re.compile(r"\binclude=|^\{\.(?:list|csv)-table")
"""What the handbook includes itself: its build reads the files."""


def named(blocks: Sequence[Shown]) -> list[pytest.param]:  # type: ignore[valid-type]
    return [pytest.param(block, id=block.name) for block in blocks]


def runs(block: Shown) -> bool:
    page = str(block.page.relative_to(ROOT))
    return block.order != "not run" and page not in _RUN_ELSEWHERE


def of(*languages: str) -> list[Shown]:
    return [b for b in _BLOCKS if b.language in languages and runs(b)]


def test_every_block_is_run_or_says_why_not() -> None:
    kinds = {"console", "toml", "markdown", "css", "json", "yaml", "python"}
    silent = [
        block.name
        for block in _BLOCKS
        if runs(block)
        and block.language not in kinds
        and not block.order
        and not _LIVE.search(block.info)
    ]
    assert silent == []
    assert len(_BLOCKS) > 60


def test_every_reason_is_a_sentence_and_not_an_excuse() -> None:
    reasons = [block.value for block in _BLOCKS if block.order == "not run"]
    assert [reason for reason in reasons if len(reason.split()) < 4] == []


# --- commands


def _sessions() -> list[Path]:
    return sorted({block.page for block in of("console")})


@pytest.mark.slow
@pytest.mark.parametrize("page", _sessions(), ids=lambda page: page.name)
def test_a_page_can_be_followed(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    for block in shown_in(page):
        if block.order == "not run":
            continue
        if block.order == "given":
            _give(block.value)
        if block.order == "file" and block.language != "console":
            Path(block.value).parent.mkdir(parents=True, exist_ok=True)
            Path(block.value).write_text(block.text, "utf-8")
        if block.order == "change":
            path = Path(block.value)
            path.write_text(_changed(path.read_text("utf-8"), block.text), "utf-8")
        if block.language == "console":
            for command, expected in _commands(block.text):
                said = _run(command, capsys)
                assert _matches(said, expected), f"{block.name}: {command}\n{said}"


def _commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with the lines that it should print."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected


def _run(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    words = shlex.split(command)
    if words[0] == "bookmaker":
        status = run(words[1:])
        said = capsys.readouterr()
        # `check` ends with 1 or 3 where the page is about what it reports.
        assert status in ({0, 1, 3} if words[1] == "check" else {0}), said
        return said.err + said.out
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.defpath}"}
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr + done.stdout


def _matches(said: str, expected: str) -> bool:
    if not expected.strip():
        return True
    parts = (re.escape(part) for part in expected.strip().split("…"))
    return re.fullmatch(r"[\s\S]*?".join(parts), said.strip()) is not None


def _give(name: str) -> None:
    """Make what the reader of a page has already."""
    if name.endswith(".docx"):
        Path(name).write_bytes(word_file())
    elif not Path(name).exists():
        assert run(["new", name, "--title", "The Salt Roads", "--author", "A"]) == 0


def _changed(text: str, fragment: str) -> str:
    """A TOML file in which the keys of a fragment have been changed or added."""
    table = ""
    for line in re.split(r"\n(?=\S)", fragment.strip()):
        if line.startswith("["):
            table = line
            continue
        key = line.partition("=")[0].strip()
        start = text.index(table) if table in text else None
        if start is None:
            text = f"{text}\n{table}\n{line}\n"
            continue
        after = re.compile(r"\n\[[a-z]").search(text, start + 1)
        end = after.start() + 1 if after else len(text)
        inside = text[start:end]
        old = re.compile(rf"^{re.escape(key)} *=.*?(?=\n[^\s\]}}]|\n*\Z)", re.M | re.S)
        fresh, count = old.subn(line.replace("\\", r"\\"), inside, count=1)
        if not count:
            fresh = inside.replace(table, f"{table}\n{line}", 1)
        text = text[:start] + fresh + text[end:]
    tomllib.loads(text)
    return text


# --- settings


@pytest.mark.parametrize("block", named(of("toml")))
def test_a_project_file_is_taken(block: Shown, tmp_path: Path) -> None:
    for other in shown_in(block.page):
        if other.order == "file" and other.value == "house.toml":
            (tmp_path / "house.toml").write_text(other.text, "utf-8")
    folder = tmp_path / "book"
    folder.mkdir()
    text = block.text
    if block.order == "file":  # what other files extend
        text = f'extends = "../{block.value}"\ntitle = "T"\n'
    is_whole = text.startswith(("title", "extends")) and "[contents]" in text
    values = tomllib.loads(text)
    if "title" not in values:
        text = f'title = "T"\n{text}'
    _write_what_it_names(folder, text)
    if "[contents]" not in text:
        (folder / "one.md").write_text("# One\n\nA word.[^1]\n\n[^1]: So.\n")
    (folder / "book.toml").write_text(text, "utf-8")
    found = read(Request(manuscript=folder)).diagnostics
    least = Severity.NOTE if is_whole else Severity.WARNING
    said = [d for d in found if d.severity is not Severity.NOTE or least is d.severity]
    assert [f"{d.code} {d.message()}" for d in said] == []


def _write_what_it_names(folder: Path, text: str) -> None:
    for path in re.findall(r'"([^"\s]+\.[a-z0-9]{2,5})"', text):
        target = folder / path
        if path.startswith("..") or "://" in path:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        match target.suffix:
            case ".md":
                cited = " [@key]" if "citations" in text else ""
                tide = "[tide]{.index}" if '"index"' in text else "tide"
                words = f"The {tide} was out.[^1]{cited}\n\n[^1]: So.\n"
                target.write_text(f"# {target.stem}\n\n{words}")
            case ".bib":
                target.write_text(
                    "@book{key, author = {Lee, Ann}, title = {T}, year = 2000}\n"
                )
            case ".json":
                target.write_text("[]")
            case ".css":
                target.write_text(".x { color: black }\n")
            case ".jpg" | ".png":
                _write_picture(target)
            case ".ttf" | ".otf":
                target.write_bytes(make_font("abc"))
            case _:
                pass  # a name that is no path


def _write_picture(target: Path) -> None:
    from PIL import Image

    kind = "JPEG" if target.suffix == ".jpg" else "PNG"
    Image.new("RGB", (1600, 2560), "white").save(target, kind)


# --- Markdown


@pytest.mark.parametrize(
    "page",
    sorted({block.page for block in of("markdown")}),
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_markdown_is_read_without_a_problem(page: Path, tmp_path: Path) -> None:
    """All that a page shows is one book; what it refers to elsewhere is made up."""
    blocks = [b for b in of("markdown") if b.page == page]
    folder = tmp_path / "book" / "chapters"
    folder.mkdir(parents=True)
    texts = [block.text for block in blocks]
    for number, text in enumerate(texts):
        head = "" if text.startswith(("---", "# ")) else f"# Block {number}\n\n"
        (folder / f"block-{number}.md").write_text(f"{head}{text}", "utf-8")
        for path in _paths_in(text):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                continue
            if target.suffix in (".jpg", ".png"):
                _write_picture(target)
            elif target.suffix == ".svg":
                target.write_bytes(_IMAGE)
            elif target.suffix in (".csv", ".py", ".md"):
                source = next(
                    (ROOT / "manuscripts/handbook/code").glob(target.name), None
                )
                is_chapter = target.suffix == ".md" and not target.name.startswith("_")
                target.write_text(
                    source.read_text("utf-8")
                    if source is not None
                    else f"# {target.stem}\n\nA word.\n"
                    if is_chapter
                    else "Low; 1\n"
                )
    whole = "\n".join(texts)
    (folder / "stand-in.md").write_text(_stand_ins(whole), "utf-8")
    keys = set(re.findall(r"@([a-z]+[0-9]{0,4})\b", whole)) | {"x"}
    works = "".join(
        f"@book{{{key}, author = {{Lee, Ann}}, title = {{T}}, year = 2000}}\n"
        for key in sorted(keys)
    )
    (folder.parent / "sources.bib").write_text(works)
    (folder.parent / "book.toml").write_text(
        'title = "T"\n[citations]\nfiles = ["sources.bib"]\n[contents]\n'
        'front = ["copyright"]\n'
        f"body = {json.dumps(_chapters(folder))}\n"
    )
    found = read(Request(manuscript=folder.parent)).diagnostics
    said = [f"{d.code} {d.message()}" for d in found if d.severity is not Severity.NOTE]
    assert said == []


def _chapters(folder: Path) -> list[str]:
    return [
        str(path.relative_to(folder.parent))
        for path in sorted(folder.rglob("*.md"))
        if not path.name.startswith("_")
    ]


def _paths_in(text: str) -> Iterator[str]:
    yield from re.findall(r"\]\(([^)#\s]+\.(?:jpg|png|svg|md))", text)
    yield from re.findall(r'include="?([\w./-]+)', text)
    yield from re.findall(r"\{\{< include ([\w./-]+)", text)
    yield from re.findall(r"description=([\w./-]+\.md)", text)


def _stand_ins(text: str) -> str:
    """A chapter with everything that the text refers to and does not have."""
    given = set(re.findall(r"\{[^}]*#([\w-]+)", text))
    wanted = set(re.findall(r"@((?:fig|tbl|lst|eq|sec)-[\w-]+)", text, re.I))
    wanted |= set(re.findall(r"\]\(#([\w-]+)\)", text))
    parts = ["# Elsewhere\n\nA word.\n"]
    for name in sorted(name.lower() for name in wanted if name.lower() not in given):
        match name.partition("-")[0]:
            case "fig":
                parts.append(f"::: {{#{name}}}\nA.\n\nCaption.\n:::\n")
            case "tbl":
                parts.append(f"| a |\n| - |\n| b |\n\n: Caption {{#{name}}}\n")
            case "lst":
                parts.append(f'```python {{#{name} lst-cap="C"}}\nx\n```\n')
            case "eq":
                parts.append(f"$$\nx\n$$ {{#{name}}}\n")
            case _:
                parts.append(f"## {name} {{#{name}}}\n\nA word.\n")
    return "\n".join(parts)


# --- the rest


@pytest.mark.slow
@pytest.mark.parametrize("block", named(of("css")))
def test_a_style_sheet_is_used(block: Shown, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# One\n\nA word.\n")
    (tmp_path / "extra.css").write_text(block.text, "utf-8")
    lines = ['title = "T"', "[contents]", 'body = ["one.md"]']
    for edition in ("print", "epub"):
        lines += [f"[{edition}]", 'sheet = "extra.css"']
    (tmp_path / "book.toml").write_text("\n".join(lines))
    made = {"epub": tmp_path / "b.epub", "pdf": tmp_path / "b.pdf"}
    found = build(Request(manuscript=tmp_path), made).diagnostics
    assert [f"{d.code} {d.message()}" for d in found] == []


@pytest.mark.parametrize("block", named(of("json", "yaml", "python")))
def test_data_and_programs_can_be_read(block: Shown) -> None:
    match block.language:
        case "json":
            json.loads(block.text)
        case "python":
            ast.parse(block.text)
        case _:
            assert next(iter(yaml.safe_load_all(block.text)))


_WORDS = re.compile(r"(?<!`)`bookmaker ([^`\n]+)`(?!`)")


def inline_commands() -> list[tuple[str, str]]:
    return [
        (str(page.relative_to(ROOT)), command)
        for page in pages()
        for command in _WORDS.findall(page.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("page", "command"), inline_commands())
def test_a_command_in_a_sentence_has_the_options_that_it_names(
    page: str, command: str
) -> None:
    words = shlex.split(command.replace("…", "x"))
    if words[0] in {"--version", "COMMAND"}:
        return
    assert words[0] in COMMANDS, page
    group = click.Context(cli, info_name="bookmaker")
    found = cli.get_command(group, words[0])
    assert found is not None
    options = {name for option in found.params for name in option.opts} | {"--help"}
    assert [w for w in words if w.startswith("-") and w not in options] == []


_EXAMPLE = re.compile(r"^ {4}bookmaker (.+)$", re.MULTILINE)
_NO_EXAMPLE_RUNS = {
    "verify": "it needs a release that `bookmaker release` has written",
    "preview": "it serves until it is stopped",
    "lsp": "it serves an editor until that ends",
    "watch": "it waits for changes until it is stopped",
}


_OF_A_BOOK = frozenset(
    "accessibility build epub pdf check compare cover layout release tree where"
    " outline words".split()
)


_LONG = frozenset({"release", "validate"})
"""Commands whose examples take the longest; they have tests of their own."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.long] if name in _LONG else [])
        for name in (*COMMANDS, "")
    ],
)
def test_the_examples_of_help_run_as_they_are(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if name in _NO_EXAMPLE_RUNS:
        return
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert run([*([name] if name else []), "--help"]) == 0
    examples = _EXAMPLE.findall(capsys.readouterr().out)
    assert examples
    (tmp_path / "essays").mkdir()
    for essay in ("one", "two"):
        Path(f"essays/{essay}.html").write_text(
            f"<title>{essay}</title><article><h1>{essay}</h1><p>{'Words of it. ' * 40}"
            "</p></article>"
        )
    _give("draft.docx")
    if name == "validate":
        _give("my-book")
        assert run(["build", "my-book", "-q"]) == 0
    for example in examples:
        if name in _OF_A_BOOK:
            _give("my-book")
        if name == "compare":
            _give("my-book-2025")
        if Path("my-book").exists() and name in ("new", "import"):
            shutil.rmtree("my-book")
        _run(f"bookmaker {_globbed(example)}", capsys)


def _globbed(words: str) -> str:
    """What a shell makes of a pattern."""
    return " ".join(
        " ".join(sorted(str(path) for path in Path().glob(word)))
        if "*" in word
        else word
        for word in words.split(" ")
    )
