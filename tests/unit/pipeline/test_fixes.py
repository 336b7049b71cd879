"""`check --fix` changes no word, keeps every other byte, and does nothing twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.diagnostics.edits import Edit
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions
from bookmaker.pipeline.fixes import Fix, apply_edits, fix_manuscript, plan_fixes
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import read_as_written
from bookmaker.source import SourceSpan

ROOT = Path(__file__).parents[3]
HEAD = "---\ntitle: Tides\nlanguage: en\n---\n\n# Low water\n\n"
TEXT = f"{HEAD}##The Gauge\n\nSee [it](htp://example.org), ça va.\n\n###Deeper\n"


def fix(line: int, column: int, end: int, text: str, *, is_safe: bool = True) -> Fix:
    span = SourceSpan("a.md", line, column, line, end)
    return Fix("M160", Edit(span, text, is_safe=is_safe))


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"one\n##two\n", b"one\n## two\n"),
        (b"one\r\n##two\r\n", b"one\r\n## two\r\n"),
        (b"one\r##two", b"one\r## two"),
        (b"\xef\xbb\xbfone\n##two\n", b"\xef\xbb\xbfone\n## two\n"),
        (
            "é\n##\N{OLD ITALIC LETTER A}".encode(),
            "é\n## \N{OLD ITALIC LETTER A}".encode(),
        ),
        (b"one\n", b"one\n"),
        (b"one\n#", b"one\n#"),
    ],
)
def test_every_other_byte_stays(content: bytes, wanted: bytes) -> None:
    assert apply_edits(content, [fix(2, 3, 3, " ")])[0] == wanted


def test_what_overlaps_or_changes_a_word_is_left_out() -> None:
    content = b"one two\n"
    assert apply_edits(content, [fix(1, 1, 4, "six")]) == (content, ())
    assert apply_edits(content, [fix(1, 1, 4, "six", is_safe=False)])[0] == b"six two\n"
    both = [
        fix(1, 1, 5, "six ", is_safe=False),
        fix(1, 4, 8, " ten", is_safe=False),
    ]
    assert apply_edits(content, both)[0] == b"one ten\n"
    with pytest.raises(UnicodeDecodeError):
        apply_edits(b"\xff", [])


def test_safe_fixes_by_default_and_others_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tides.md"
    file.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert run(["check", str(file), "--diff"]) == 0
    diff = capsys.readouterr().out
    assert "-##The Gauge" in diff
    assert "+## The Gauge" in diff
    assert "htp" not in "".join(line for line in diff.splitlines() if line[:1] in "+-")
    assert file.read_bytes() == TEXT.replace("\n", "\r\n").encode()
    request = Request(manuscript=file)
    assert [one.code for one in fix_manuscript(request)] == ["M160", "M160"]
    fixed = TEXT.replace("##The", "## The").replace("###Deeper", "### Deeper")
    assert file.read_bytes() == fixed.replace("\n", "\r\n").encode()
    assert plan_fixes(request) == ()
    assert [one.code for one in fix_manuscript(request, ["M169"])] == ["M169"]
    assert b"(http://example.org)" in file.read_bytes()


@pytest.mark.slow
def test_the_command_says_what_it_fixed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tides.md"
    file.write_text(TEXT, "utf-8")
    run(["check", str(file), "--fix", "--fix-also", "M169"])
    said = capsys.readouterr()
    assert f"fixed {file}:8:3 (M160)" in said.err
    assert f"fixed {file}:10:10 (M169)" in said.err
    assert "M160" not in said.out


def manuscripts() -> dict[Path, str]:
    """The samples, and the smallest book that has each problem: a folder, and what of
    it is the manuscript."""
    found = {path.parent: "" for path in (ROOT / "manuscripts").glob("*/book.toml")}
    for folder in sorted((ROOT / "tests/golden/diagnostics").iterdir()):
        named = folder / "path.txt"
        found[folder] = named.read_text("utf-8").strip() if named.exists() else ""
    return found


def letters_of(manuscript: Path) -> str:
    """The letters that a manuscript prints, in order."""
    book = read_as_written(Request(manuscript=manuscript)).book
    if book is None:
        return ""
    words = plain_text(
        [part for one in all_divisions(book) for part in (*one.title, *one.blocks)]
    )
    return "".join(sign for sign in words if sign.isalnum())


@pytest.mark.slow
def test_no_word_of_any_manuscript_here_changes(tmp_path: Path) -> None:
    changed = 0
    for number, (folder, name) in enumerate(manuscripts().items()):
        copy = tmp_path / str(number)
        shutil.copytree(folder, copy, symlinks=True)
        manuscript = copy / name
        before = letters_of(manuscript)
        request = Request(manuscript=manuscript)
        changed += len(fix_manuscript(request))
        assert plan_fixes(request) == (), folder
        assert letters_of(manuscript) == before, folder
    assert changed
