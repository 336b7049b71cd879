"""Each claim of the README that names a thing is held against that thing."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bookmaker.cli import COMMANDS
from bookmaker.cli.doctor import HARFBUZZ, PANGO, SYSTEMS
from tools.system_libraries import LINES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def packages_for(system: str) -> str:
    return " ".join(tool.package_by_system[system] for tool in (PANGO, HARFBUZZ))


def test_first_sentence_says_what_it_is_in_one() -> None:
    first = README.split("\n\n")[1]
    assert first.count(".") == 1
    assert "EPUB" in first
    assert "PDF" in first


@pytest.mark.parametrize("system", ["macOS", "Windows (MSYS2)"])
def test_line_of_each_other_system_is_what_doctor_says(system: str) -> None:
    assert f"- {system}: `{SYSTEMS[system]} {packages_for(system)}`" in README


def test_set_up_installs_on_debian_what_doctor_asks_for() -> None:
    assert LINES["apt-get"].endswith(f" {packages_for('Debian')}")


def test_every_command_that_it_shows_is_there() -> None:
    shown = re.findall(r"(?:\$ |`)bookmaker ([a-z]+)", README)
    assert len(shown) > 3
    assert set(shown) - set(COMMANDS) == set()


def test_every_folder_at_the_top_is_reported() -> None:
    done = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    folders = {name.split("/")[0] for name in done.stdout.splitlines() if "/" in name}
    visible = {folder for folder in folders if not folder.startswith(".")}
    told = set(re.findall(r"^\| `([a-z]+)/` \|", README, re.MULTILINE))
    assert visible == told


def test_bare_python_is_enough_to_say_what_is_missing() -> None:
    # Set-up calls it before anything is installed.
    script = ROOT / "tools/system_libraries.py"
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(script)],
        check=False,
        capture_output=True,
        env={"PATH": ""},  # where something is missing, a test installs nothing
    )
    assert done.returncode in {0, 5}


def test_python_of_debian_12_is_allowed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
