"""Files are included from within the manuscript's folder, as if written there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import CodeBlock, Image, Link, NoteReference
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend
from bookmaker.readers.includes import Includes
from bookmaker.readers.markdown import MarkdownFile, read_markdown
from bookmaker.system.workspace import Workspace

REGIONS = (
    b"a\n// #region low\n  b\n<!-- #region deep -->\nc\n// #endregion deep\n"
    b"  d\n// #endregion low\ne\n"
)
CODE = b"one\ntwo\nthree\n# ANCHOR: go\n  four\n# ANCHOR_END: go\nsix\n"


def _read(text: str, **files: bytes) -> tuple[MarkdownFile, list[str]]:
    overlay = {name.replace("__", "/"): content for name, content in files.items()}
    overlay = {
        f"{path}.py" if path == "code/main" else f"{path}.md": content
        for path, content in overlay.items()
    }
    found = Diagnostics()
    workspace = Workspace(Path("/nowhere"), overlay=overlay)
    around = Includes("chapters/one.md", workspace, found, {"title": "T"})
    file = read_markdown(text, "chapters/one.md", found, surroundings=around)
    return file, [problem.code for problem in found]


def test_a_file_is_included_where_its_line_stands() -> None:
    file, codes = _read("A.\n\n{{< include b.md >}}\n\nC.", chapters__b=b"*B*.")
    assert [plain_text([block]) for block in file.blocks] == ["A.", "B.", "C."]
    assert codes == []


def test_places_in_an_included_file_are_that_file_s() -> None:
    file, _ = _read("{{< include b.md >}}", chapters__b=b"\n\nB.")
    span = file.blocks[0].span
    assert span is not None
    assert (span.file, span.line) == ("chapters/b.md", 3)


def test_pictures_and_links_are_those_of_the_included_file() -> None:
    inner = b"![q](q.svg) and [l](up.md#x) and [m](https://x.org)"
    file, _ = _read("{{< include ../parts/b.md >}}", parts__b=inner)
    nodes = list(descend(*file.blocks))
    assert [n.source for n in nodes if isinstance(n, Image)] == ["../parts/q.svg"]
    assert [n.target for n in nodes if isinstance(n, Link)] == [
        "../parts/up.md#x",
        "https://x.org",
    ]


def test_notes_of_two_files_are_distinguished() -> None:
    text = "A.[^1]\n\n{{< include b.md >}}\n\n[^1]: Own."
    file, codes = _read(text, chapters__b=b"B.[^1]\n\n[^1]: Inner.")
    calls = [n.label for n in descend(*file.blocks) if isinstance(n, NoteReference)]
    assert len(set(calls)) == 2
    assert {note.label for note in file.notes} == set(calls)
    assert codes == []


def test_a_path_from_the_root_begins_with_a_slash() -> None:
    file, _ = _read("{{#include /parts/b.md}}", parts__b=b"B.")
    assert plain_text(file.blocks) == "B."


def test_a_circle_is_reported_and_ends() -> None:
    _, codes = _read("{{< include b.md >}}", chapters__b=b"{{< include one.md >}}")
    assert codes == ["M121"]


@pytest.mark.slow
def test_inclusions_that_double_at_each_step_end() -> None:
    files = {
        f"chapters__f{n}": b"{{< include f%d.md >}}\n\n" % (n + 1) * 2
        for n in range(20)
    }
    _, codes = _read("{{< include f0.md >}}", **files, chapters__f20=b"x")
    assert "M150" in codes


def test_what_is_not_there_is_an_error() -> None:
    assert _read("{{< include no.md >}}")[1] == ["M120"]
    assert _read("```{include=../../etc/passwd}\n```")[1] == ["M120"]


@pytest.mark.parametrize(
    ("fence", "code"),
    [
        ("```{.py include=/code/main.py lines=1-2}\n```", "one\ntwo"),
        ('```{.py include=/code/main.py lines="2,7"}\n```', "two\nsix"),
        ("```{.py include=/code/main.py lines=7-}\n```", "six"),
        ("```py\n{{#include ../code/main.py:2:3}}\n```", "two\nthree"),
        ("```py\n{{#include ../code/main.py:go}}\n```", "four"),
        ("```py\n{{< include ../code/main.py >}}\n```", "one\ntwo\nthree\n  four\nsix"),
    ],
)
def test_listings_take_lines_of_files(fence: str, code: str) -> None:
    file, codes = _read(fence, code__main=CODE)
    assert codes == []
    assert [b.text for b in file.blocks if isinstance(b, CodeBlock)] == [code]


@pytest.mark.parametrize("lines", ["0-2", "3-2", "9", "x-y", "nowhere"])
def test_lines_that_are_not_there_are_an_error(lines: str) -> None:
    fence = f"```{{.py include=/code/main.py lines={lines}}}\n```"
    assert _read(fence, code__main=CODE)[1] == ["M123"]


@pytest.mark.parametrize(
    ("path", "nearest"),
    [("_frd.md", "_ford.md"), ("_Ford.md", "_ford.md"), ("../_ford.md", "_ford.md")],
)
def test_a_missing_file_names_the_one_that_was_meant(
    path: str, nearest: str, tmp_path: Path
) -> None:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "_ford.md").write_text("Ford.", encoding="utf-8")
    found = Diagnostics()
    around = Includes("chapters/one.md", Workspace(tmp_path), found, {})
    text = f"{{{{< include {path} >}}}}\n"
    read_markdown(text, "chapters/one.md", found, surroundings=around)
    (problem,) = found
    assert problem.code == "M120"
    assert f"“{nearest}”" in problem.help()


@pytest.mark.parametrize(
    ("shortcode", "help_words"),
    [
        ("{{< inclde b.md >}}", "“include”"),
        ("{{< pagebrek >}}", "“pagebreak”"),
        ("{{< metta title >}}", "“meta”"),
        ("{{< Include b.md >}}", "“include”"),
        ("{{< video x.mp4 >}}", "delete it"),
        ("Words {{< include b.md >}}", "on a line of its own"),
    ],
)
def test_a_misspelt_shortcode_names_the_one_that_was_meant(
    shortcode: str, help_words: str
) -> None:
    found = Diagnostics()
    around = Includes("one.md", Workspace(Path("/nowhere")), found, {})
    read_markdown(shortcode, "one.md", found, surroundings=around)
    (problem,) = found
    assert problem.code == "M030"
    assert help_words in problem.help()


@pytest.mark.parametrize(("region", "lines"), [("low", "  b\nc\n  d"), ("deep", "c")])
def test_a_region_that_editors_fold_is_included(region: str, lines: str) -> None:
    text = f"```py\n{{{{#include ../code/main.py:{region}}}}}\n```"
    file, codes = _read(text, code__main=REGIONS)
    (listing,) = file.blocks
    assert isinstance(listing, CodeBlock)
    assert (listing.text, codes) == (lines, [])
