"""Tell whether a release could be made now: version, changelog, clean tree, wheel.

`python -m tools.release_check`: prints what stands in the way, one line each, and exits
with 1; says nothing and exits with 0 where nothing does.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def check_changelog(changelog: str, version: str) -> list[str]:
    """The version must head a dated section of the changelog."""
    pattern = rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$"
    if re.search(pattern, changelog, re.MULTILINE):
        return []
    return [f"CHANGELOG.md has no section `## [{version}] - YYYY-MM-DD`"]


def check_tree(status: str) -> list[str]:
    """Nothing may be uncommitted; `status` is what `git status --porcelain` says."""
    return [f"not committed: {line}" for line in status.splitlines()]


def check_wheel(names: list[str], sheets: list[str]) -> list[str]:
    """The wheel must carry every sheet below `styles/`, as `bookmaker/_styles`."""
    carried = set(names)
    return [
        f"the wheel lacks styles/{sheet}"
        for sheet in sheets
        if f"bookmaker/_styles/{sheet}" not in carried
    ]


def list_wheel() -> list[str]:
    """Build the wheel and list what it holds."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
        subprocess.run(
            [*command, "-d", folder], cwd=ROOT, check=True, capture_output=True
        )
        wheel = next(Path(folder).glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            return archive.namelist()


def main() -> int:
    """Print what stands in the way."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    status = subprocess.run(
        ["git", "status", "--porcelain"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    styles = ROOT / "styles"
    sheets = [path.relative_to(styles).as_posix() for path in styles.rglob("*.css")]
    found = [
        *check_changelog(
            (ROOT / "CHANGELOG.md").read_text("utf-8"), project["version"]
        ),
        *check_tree(status.stdout),
        *check_wheel(list_wheel(), sorted(sheets)),
    ]
    for line in found:
        sys.stdout.write(f"{line}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
