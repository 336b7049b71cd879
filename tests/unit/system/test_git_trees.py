"""The files of a commit come from git's objects alone."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from bookmaker.system.git_trees import find_commit, find_repository, write_tree

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
_MEBIBYTE = 1024 * 1024


def _git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "a book's repository"
    folder.mkdir()
    _git(folder, "init", "-q")
    (folder / "ä b.md").write_bytes(b"# One\r\n\r\nText.\n")
    (folder / "images").mkdir()
    (folder / "images" / "big.png").write_bytes(b"x" * 5000)
    _git(folder, "add", ".")
    _git(folder, "commit", "-q", "-m", "x")
    _git(folder, "tag", "v1.0")
    return folder


def _write(repository: Path, target: Path, revision: str = "HEAD") -> int | None:
    commit = find_commit(repository, revision)
    assert commit is not None
    return write_tree(commit, target, lambda _path: True, _MEBIBYTE)


def test_files_are_written_byte_for_byte(repository: Path, tmp_path: Path) -> None:
    assert find_repository(repository / "images") == repository
    (repository / "ä b.md").write_text("changed", "utf-8")
    assert _write(repository, tmp_path / "out", "v1.0") == 2
    assert (tmp_path / "out/ä b.md").read_bytes() == b"# One\r\n\r\nText.\n"
    assert (tmp_path / "out/images/big.png").stat().st_size == 5000


def test_files_that_nobody_wants_or_that_are_large_are_left_out(
    repository: Path, tmp_path: Path
) -> None:
    commit = find_commit(repository, "HEAD")
    assert commit is not None
    assert write_tree(commit, tmp_path / "out", lambda path: "." in path, 1000) == 1


@pytest.mark.parametrize(
    "revision", ["", "gone", "--all", "-h", "HEAD --all", "HEAD\0", "HEAD^{tree}"]
)
def test_what_names_no_commit_is_none(repository: Path, revision: str) -> None:
    assert find_commit(repository, revision) is None


def test_a_folder_without_git_has_no_repository(tmp_path: Path) -> None:
    assert find_repository(tmp_path) is None


def _write_object(repository: Path, kind: str, content: bytes) -> str:
    """Write an object that git itself would refuse to make."""
    whole = f"{kind} {len(content)}\0".encode() + content
    name = hashlib.sha1(whole).hexdigest()
    path = repository / ".git" / "objects" / name[:2] / name[2:]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zlib.compress(whole))
    return name


def _entry(mode: str, name: str, blob: str) -> bytes:
    return f"{mode} {name}\0".encode() + bytes.fromhex(blob)


@pytest.mark.skipif(os.name == "nt", reason="links and names as POSIX has them")
def test_no_entry_of_a_tree_leaves_the_folder(repository: Path, tmp_path: Path) -> None:
    text = _write_object(repository, "blob", b"secret")
    up = _write_object(repository, "blob", b"../..")
    away = _write_object(repository, "blob", str(tmp_path).encode())
    here = _write_object(repository, "blob", b"kept.md")
    near = _write_object(repository, "blob", b".")
    tree = b"".join(
        (
            _entry("100644", "../escaped.md", text),
            _entry("100644", f"{tmp_path}/escaped.md", text),
            _entry("100644", ".git/config", text),
            _entry("100644", "kept.md", text),
            _entry("100644", "kept.md/below", text),
            _entry("120000", "up", up),
            _entry("120000", "away", away),
            _entry("120000", "link", here),
            # A link, and below its name a file and a link that would go through it.
            _entry("120000", "near", near),
            _entry("100644", "near/through.md", text),
            _entry("120000", "near/again", near),
            _entry("120000", "deep/a/b", _write_object(repository, "blob", b"../..")),
            _entry("120000", "out", _write_object(repository, "blob", b"deep/a/b/..")),
            _entry("120000", "out/planted", near),
        )
    )
    name = _write_object(repository, "tree", tree)
    author = "A <a@example.org> 0 +0000"
    text_of_commit = f"tree {name}\nauthor {author}\ncommitter {author}\n\nx\n"
    commit = _write_object(repository, "commit", text_of_commit.encode())
    before = sorted(path.name for path in tmp_path.iterdir())
    out = tmp_path / "below" / "out"
    assert _write(repository, out, commit)
    assert (out / "kept.md").read_bytes() == b"secret"
    assert (out / "link").read_bytes() == b"secret"
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted([*before, "below"])
    assert [path.name for path in (tmp_path / "below").iterdir()] == ["out"]
    for path in out.rglob("*"):
        real = Path(os.path.realpath(path))
        assert real.is_relative_to(out)
    assert not (out / ".git").exists()
