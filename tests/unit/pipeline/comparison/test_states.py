"""A state is a path that exists, or else a revision of the repository beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bookmaker.pipeline.comparison.states import UnknownStateError, opened_states

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
_MEBIBYTE = 1024 * 1024


def _git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manuscript below the top of a repository, changed since its tag, and moved
    once."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    books = tmp_path / "all" / "books"
    books.mkdir(parents=True)
    (tmp_path / "all" / "house.toml").write_text('publisher = "P"\n', "utf-8")
    (tmp_path / "all" / "photo.bin").write_bytes(b"x")
    _git(tmp_path / "all", "init", "-q")
    for name, text, tag in (("old", "First.", "v0"), ("tides", "Second.", "v1.0")):
        (books / name).mkdir()
        (books / name / "one.md").write_text(f"# One\n\n{text}\n", "utf-8")
        _git(tmp_path / "all", "add", ".")
        _git(tmp_path / "all", "commit", "-q", "-m", name)
        _git(tmp_path / "all", "tag", tag)
    (books / "tides" / "one.md").write_text("# One\n\nThird.\n", "utf-8")
    return books / "tides"


def _texts(old: str, new: str, largest: int = _MEBIBYTE) -> tuple[str, str]:
    with opened_states(old, new, largest) as states:
        one, other = (state.manuscript for state in states)
        return tuple(  # type: ignore[return-value]
            (path / "one.md" if path.is_dir() else path).read_text("utf-8").split()[-1]
            for path in (one, other)
        )


@pytest.mark.parametrize(
    ("old", "new", "texts"),
    [
        ("v1.0", ".", ("Second.", "Third.")),
        (".", "v1.0", ("Third.", "Second.")),
        ("HEAD", "one.md", ("Second.", "Third.")),
        ("v1.0:books/old", ".", ("First.", "Third.")),
        ("v1.0:../old", ".", ("First.", "Third.")),
        ("v0:books/old/one.md", "v1.0", ("First.", "Second.")),
        ("HEAD^{/old}:books/old", "HEAD:./", ("First.", "Second.")),
    ],
)
def test_states_are_found(
    book: Path,
    old: str,
    new: str,
    texts: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(book)
    assert _texts(old, new) == texts


def test_the_other_state_says_which_repository(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _texts("v1.0", str(book)) == ("Second.", "Third.")


def test_settings_outside_the_manuscript_are_there_and_photographs_are_not(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book)
    with opened_states("v1.0", ".", _MEBIBYTE) as (old, _):
        top = old.manuscript.parents[1]
        assert (top / "house.toml").exists()
        assert not (top / "photo.bin").exists()
        assert old.commit is not None
    assert not top.exists()


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("v9", "neither a file or folder nor a revision"),
        ("--all", "neither a file or folder nor a revision"),
        ("-h", "neither a file or folder nor a revision"),
        (":books", "neither a file or folder nor a revision"),
        ("v0", "“books/tides” is not in the revision “v0”"),
        ("v1.0:gone", "“gone” is not in the revision"),
        ("v1.0:../../../elsewhere", "is outside the repository"),
    ],
)
def test_what_is_no_state_is_named(
    book: Path, word: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book)
    with (
        pytest.raises(UnknownStateError, match=message.replace(".", r"\.")),
        opened_states(word, ".", _MEBIBYTE),
    ):
        pass


def test_a_folder_without_a_repository_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with (
        pytest.raises(UnknownStateError, match="is not in a git repository"),
        opened_states("v1.0", ".", _MEBIBYTE),
    ):
        pass


@pytest.mark.usefixtures("book")
def test_a_bare_repository_has_states_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "books.git"
    _git(tmp_path, "clone", "-q", "--bare", str(tmp_path / "all"), str(bare))
    monkeypatch.chdir(bare)
    words = "v0:books/old/one.md", "v1.0:books/tides"
    assert _texts(*words) == ("First.", "Second.")


def test_a_head_that_is_on_no_branch_is_a_state(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book)
    _git(book, "checkout", "-q", "--detach")
    assert _texts("HEAD", ".") == ("Second.", "Third.")


@pytest.mark.usefixtures("book")
def test_a_shallow_clone_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "clone"
    address = (tmp_path / "all").as_uri()
    _git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", address, str(clone))
    monkeypatch.chdir(clone / "books" / "tides")
    with (
        pytest.raises(UnknownStateError, match="git fetch --unshallow --tags"),
        opened_states("v0", ".", _MEBIBYTE),
    ):
        pass


def test_a_missing_git_is_named(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(book)
    monkeypatch.setenv("PATH", str(book))
    with (
        pytest.raises(UnknownStateError, match="as git isn’t installed"),
        opened_states("v1.0", ".", _MEBIBYTE),
    ):
        pass


def test_a_repository_that_git_refuses_is_named(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book)
    # Git's own way to try it (its t0033).
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with (
        pytest.raises(UnknownStateError, match=r"see safe\.directory"),
        opened_states("v1.0", ".", _MEBIBYTE),
    ):
        pass
