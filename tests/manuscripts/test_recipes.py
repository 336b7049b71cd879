"""The handbook's project files are taken as they stand, word for word."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.diagnostics import Severity
from bookmaker.document.nodes import CodeBlock
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.pipeline.stages import Request, read

HANDBOOK = Path(__file__).parents[2] / "manuscripts" / "handbook"
_SHARED = "house.toml"
"""What some of the books extend."""
_WORDS = "The [tide]{.index} was out."


def listings() -> dict[str, CodeBlock]:
    """The files of TOML that the handbook shows, by their captions."""
    book = read(Request(manuscript=HANDBOOK)).book
    assert book is not None
    return {
        plain_text(node.caption): node
        for node in descend_book(book)
        if isinstance(node, CodeBlock) and (node.file_name or "").endswith(".toml")
    }


@pytest.mark.parametrize("caption", sorted(listings()))
def test_a_project_file_is_taken(caption: str, tmp_path: Path) -> None:
    shown = listings()
    for listing in shown.values():
        if listing.file_name == _SHARED:
            (tmp_path / _SHARED).write_text(listing.text)
    folder = tmp_path / "book"
    folder.mkdir()
    text = shown[caption].text
    if shown[caption].file_name == _SHARED:
        text = f'title = "One of Them"\nextends = "../{_SHARED}"\n'
    (folder / "book.toml").write_text(text)
    for name in ("preface", "01-the-road", "02-the-water", "thanks"):
        (folder / f"{name}.md").write_text(f"# {name}\n\n{_WORDS}\n")
    found = read(Request(manuscript=folder))
    told = [d for d in found.diagnostics if d.severity is not Severity.NOTE]
    assert told == []
    assert found.book is not None


def commands_for_pull_requests() -> list[list[str]]:
    """What the handbook says to run on a change that may be anybody's."""
    book = read(Request(manuscript=HANDBOOK)).book
    assert book is not None
    [listing] = [
        node.text
        for node in descend_book(book)
        if isinstance(node, CodeBlock) and "--untrusted" in node.text
    ]
    lines = [shlex.split(line) for line in listing.splitlines()]
    assert [words[:2] for words in lines] == [["$", "bookmaker"]] * len(lines)
    return [words[2:] for words in lines]


@pytest.fixture
def salt_roads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The manuscript of the recipes, where the commands run."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "salt-roads"
    folder.mkdir()
    text = 'title = "The Salt Roads"\n[contents]\nbody = ["1.md"]\n'
    (folder / "book.toml").write_text(text)
    (folder / "1.md").write_text("# The Road\n\nThe tide was out.\n")
    return folder


def test_the_recipe_for_pull_requests_builds_a_sound_book(
    salt_roads: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in commands_for_pull_requests():
        assert run(words) == 0, capsys.readouterr()
    made = sorted(path.name for path in (salt_roads.parent / "build").iterdir())
    assert made == ["salt-roads.epub", "salt-roads.pdf"]
    assert (salt_roads.parent / ".cache" / "books" / "parts").is_dir()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("book.toml", 'extends = "../secret.toml"\ntitle = "T"\n'),
        ("1.md", "# One\n\n![A pier](a.png)\n"),
    ],
    ids=["that reads elsewhere", "that is too large"],
)
def test_the_recipe_for_pull_requests_stops_at_a_book(
    name: str, text: str, salt_roads: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (salt_roads.parent / "secret.toml").write_text('rights = "quetzalcanaryword"\n')
    (salt_roads / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(17 << 20))
    (salt_roads / name).write_text(text)
    for words in commands_for_pull_requests():
        assert run(words) in (1, 4)
        said = "".join(capsys.readouterr())
        assert "outside the untrusted" in said or "larger than 16 MiB" in said
        assert "quetzal" not in said
    assert not (salt_roads.parent / "build").exists()
