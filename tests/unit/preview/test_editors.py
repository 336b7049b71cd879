"""A place becomes the command of an editor, and no shell reads it."""

from __future__ import annotations

import shlex
import sys
import time
from pathlib import Path

import pytest

from bookmaker.preview.editors import (
    TEMPLATES,
    command_for,
    open_editor,
    template_of,
    usual_editor,
)
from tests.support.programs import HANG


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_editor_is_given_file_and_line(name: str) -> None:
    words = command_for(template_of(name), Path("/a b/$(x).md"), 41, 7)
    assert words[0] == name
    assert any("/a b/$(x).md" in word for word in words)
    assert any("41" in word for word in words)


def test_a_command_of_your_own_and_an_unknown_name() -> None:
    own = "my-editor --at={line}:{column} {file}"
    found = command_for(template_of(own), Path("a.md"), 1, 2)
    assert found == ["my-editor", "--at=1:2", "a.md"]
    for unknown in ("vim", "", "nothing", "code '", "my 'editor {file}"):
        with pytest.raises(ValueError, match="is not a known editor"):
            template_of(unknown)


def test_the_usual_editor_must_have_a_window() -> None:
    assert usual_editor({"VISUAL": "code --wait"}) == TEMPLATES["code"]
    assert (
        usual_editor({"VISUAL": "vim", "EDITOR": "/usr/bin/kate"}) == TEMPLATES["kate"]
    )
    assert usual_editor({"EDITOR": "nano"}) is None


def test_a_variable_with_a_missing_quotation_mark_names_no_editor() -> None:
    assert usual_editor({"VISUAL": "code '", "EDITOR": "kate"}) == TEMPLATES["kate"]


def test_a_file_may_be_called_as_a_placeholder_is() -> None:
    words = command_for("my-editor {file} {line}", Path("{line} {column}.md"), 3, 1)
    assert words == ["my-editor", "{line} {column}.md", "3"]


def test_an_editor_is_started_or_is_missing(tmp_path: Path) -> None:
    made = tmp_path / "made"
    script = f"import pathlib, sys; pathlib.Path({str(made)!r}).write_text(sys.argv[1])"
    (tmp_path / "editor.py").write_text(script, "utf-8")
    # The folder of this clone may have a space or an apostrophe in its name.
    program = shlex.join([sys.executable, str(tmp_path / "editor.py")])
    template = f"{program} {{file}}:{{line}}"
    assert open_editor(template, Path("a.md"), 3, 1)
    end = time.monotonic() + HANG
    while not (made.exists() and made.read_text("utf-8")) and time.monotonic() < end:
        time.sleep(0.02)
    assert made.read_text("utf-8") == "a.md:3"
    assert not open_editor("no-such-editor-at-all {file}", Path("a.md"), 3, 1)
