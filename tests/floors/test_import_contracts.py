"""The folder listing is the architecture: imports go down only."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_import_contract_is_kept() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint_imports, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_no_module_is_a_bag_of_leftovers() -> None:
    bags = {"utils.py", "helpers.py", "common.py", "misc.py", "shared.py"}
    found = [p for p in (ROOT / "bookmaker").rglob("*.py") if p.name in bags]
    assert found == []


def floors_of_the_contract() -> list[set[str]]:
    """The layers of the first import contract, from the top floor to the lowest."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    return [set(layer.split(" | ")) for layer in contract["layers"]]


def floors_of_the_page() -> list[set[str]]:
    """The rows of the table of floors, in its order."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| \d+ \| (`[^|]+) \|", page, flags=re.M)
    return [set(re.findall(r"`(\w+)`", row)) for row in rows]


def test_the_architecture_page_shows_the_floors_of_the_contract() -> None:
    assert floors_of_the_page() == floors_of_the_contract()


def test_packages_are_rooms_and_loose_modules_are_exceptions() -> None:
    loose = {path.name for path in (ROOT / "bookmaker").glob("*.py")}
    assert loose == {"__init__.py", "__main__.py", "source.py", "units.py"}
