"""A file that may not be read says why, and what helps against that."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bookmaker.diagnostics.catalog.manuscript import UnreadableFile
from bookmaker.system.files import RefusedFileError
from bookmaker.system.workspace import Workspace


def _refusal(workspace: Workspace, path: str) -> RefusedFileError:
    with pytest.raises(RefusedFileError) as refused:
        workspace.read(path)
    return refused.value


def test_permission_is_what_helps_where_permission_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("A.", encoding="utf-8")

    def deny(path: str, *_: object, **__: object) -> int:
        raise PermissionError(13, os.strerror(13), path)

    monkeypatch.setattr(os, "open", deny)
    error = _refusal(Workspace(tmp_path), "a.md")
    problem = UnreadableFile(error.path, error.reason, error.advice)
    assert "permission denied" in problem.message()
    assert "chmod u+r a.md" in problem.help()


@pytest.mark.parametrize(
    ("path", "advice"),
    [("folder", "name a file"), ("large.md", "--largest-file"), ("gone.md", "")],
)
def test_each_refusal_has_its_own_advice(
    path: str, advice: str, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "large.md").write_text("Words.", encoding="utf-8")
    error = _refusal(Workspace(tmp_path, largest=3), path)
    assert advice in error.advice
    assert bool(advice) == bool(error.advice)
