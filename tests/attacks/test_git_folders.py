"""A manuscript that brings a `.git` of its own runs no program, whatever it says.

The JSON report names the commit and asks git for it, and `compare` takes the files of a
commit from git. A repository's settings can name
programs for many occasions; each setting here would leave a file behind.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.pipeline.comparison.states import UnknownStateError, opened_states

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.name != "posix" or shutil.which("git") is None, reason="git is not here"
    ),
]
SETTINGS = {
    "a filter": {"filter.odd.clean": "{program}"},
    "a filter that stays": {"filter.odd.process": "{program}"},
    "a watch of the files": {"core.fsmonitor": "{program}"},
    "signatures": {"log.showSignature": "true", "gpg.program": "{program}"},
    "a pager": {"core.pager": "{program}", "pager.rev-list": "{program}"},
    "hooks": {"core.hooksPath": "{folder}"},
    "another place": {
        "extensions.partialClone": "origin",
        "remote.origin.url": "{folder}",
        "remote.origin.promisor": "true",
        "remote.origin.uploadpack": "{program}",
    },
}
SETTINGS["another place that it allows"] = {
    **SETTINGS["another place"],
    "protocol.file.allow": "always",
}


def _git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manuscript in a repository of its own, changed since its commit."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "book"
    folder.mkdir()
    _git(folder, "init", "-q")
    (folder / "one.md").write_text("# One\n\nText.\n", "utf-8")
    (folder / ".gitattributes").write_text("* filter=odd\n", "utf-8")
    _git(folder, "add", ".")
    _git(folder, "commit", "-q", "-m", "x")
    (folder / "one.md").write_text("# One\n\nMore.\n", "utf-8")
    return folder


def _source(book: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert run(["check", str(book), "--json"]) == 0
    source: dict[str, object] = json.loads(capsys.readouterr().out)["source"]
    return source


def test_an_honest_repository_is_asked(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = _source(book, capsys)
    assert len(str(source["commit"])) == 40
    assert source["dirty"] is True


@pytest.mark.sampled
@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("included", [False, True], ids=["", "by inclusion"])
def test_no_program_that_a_repository_names_is_run(
    name: str,
    included: bool,  # noqa: FBT001 - a parameter of the test
    book: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    program = hooks / "post-index-change"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\ncat\n", "utf-8")
    program.chmod(0o755)
    file = book / "settings" if included else book / ".git" / "config"
    for key, value in SETTINGS[name].items():
        filled = value.format(program=program, folder=hooks)
        _git(book, "config", "--file", str(file), key, filled)
    if included:
        _git(book, "config", "include.path", str(file))
    (book / "one.md").touch()
    # Without it the last commit dates the book, so that git is asked for that too.
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    source = _source(book, capsys)
    with opened_states("HEAD", str(book), 1024) as (old, _):
        text = (old.manuscript / "one.md").read_text("utf-8")
    assert text == "# One\n\nText.\n"
    missing = "9" * 40
    with pytest.raises(UnknownStateError), opened_states(missing, str(book), 1024):
        pass
    assert not (tmp_path / "ran").exists()
    assert source["dirty"] is not False
