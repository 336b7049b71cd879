"""Completion scripts, and the versions that matter."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from bookmaker.cli import run
from bookmaker.cli.completion import SHELLS


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_names_the_command_and_its_variable(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "bookmaker" in script
    assert f"_BOOKMAKER_COMPLETE={shell}_complete" in script


@pytest.mark.sampled(1)
@pytest.mark.skipif(sys.platform == "win32", reason="no bash")
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("bookmaker che", "plain,check"),
        ("bookmaker build --form", "plain,--format"),
        ("bookmaker build my", "file,my"),
        ("bookmaker where chap", "file,chap"),
        ("bookmaker explain x00", "plain,X001"),
        ("bookmaker explain print.tr", "plain,print.trim"),
        ("bookmaker explain boo", "plain,book.toml"),
        ("bookmaker themes lit", "plain,literary"),
    ],
)
def test_the_command_answers_what_the_script_asks(words: str, answer: str) -> None:
    environment = {
        **os.environ,
        "_BOOKMAKER_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    done = subprocess.run(
        [sys.executable, "-m", "bookmaker"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer in done.stdout.splitlines()


def test_versions_of_what_makes_the_editions_are_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--version"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "bookmaker,",
        "WeasyPrint",
        "EbookLib",
        "Pango",
    ]
    assert all(re.search(r"\d|missing", line) for line in lines)
