"""What the command says, word for word: `cli/<case>.txt`.

The first line of a case is the command; it runs in a copy of `cli/manuscripts`. Then
come its exit status, its standard output and its standard error.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

import bookmaker
from bookmaker.cli import run
from tests.support.programs import without_progress

FOLDER = Path(__file__).parent / "cli"


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_the_command_says_what_it_said(
    name: str,
    accept: bool,  # noqa: FBT001 - a fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = FOLDER / f"{name}.txt"
    command = case.read_text(encoding="utf-8").partition("\n")[0]
    shutil.copytree(FOLDER / "manuscripts", tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "946684800")
    monkeypatch.setenv("COLUMNS", "80")
    status = run(shlex.split(command)[2:])
    out, err = capsys.readouterr()
    text = (
        f"{command}\n--- exit status\n{status}\n"
        f"--- standard output\n{out}--- standard error\n{without_progress(err)}"
    ).replace(f'"version": "{bookmaker.__version__}"', '"version": "VERSION"')
    if accept:
        case.write_text(text, encoding="utf-8")
    assert text == case.read_text(encoding="utf-8")
