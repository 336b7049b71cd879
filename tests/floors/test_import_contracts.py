"""The folder listing is the architecture: imports go down only."""

from __future__ import annotations

import subprocess
import sys
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
