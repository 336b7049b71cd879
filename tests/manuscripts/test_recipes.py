"""What the handbook says to run on pull requests is safe for anybody's book."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bookmaker.cli import run
from tests.support.shown import shown_in

PAGE = Path(__file__).parents[2] / "manuscripts/handbook/chapters/github-actions.md"


def commands_for_pull_requests() -> list[list[str]]:
    """What the handbook says to run on a change that may be anybody's."""
    [listing] = [block.text for block in shown_in(PAGE) if "--untrusted" in block.text]
    commands = re.findall(r"^\$ .*$", listing, re.MULTILINE)
    lines = [shlex.split(line) for line in commands]
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


@pytest.mark.slow
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
