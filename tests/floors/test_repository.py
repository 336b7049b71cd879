"""What no file of the repository may say, and what every one of a kind must."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from bookmaker.fonts.families import FAMILY_BY_NAME

ROOT = Path(__file__).parents[2]

# Written with brackets, so that this file does not name them either.
FORBIDDEN = re.compile(
    rb"py[p]i[.]o|pythonhost[e]d|npm[j]s[.]|deb[.]debia[n]|/wor[k]/|/hom[e]/|"
    rb"/r[o]ot/[a-z]|find[-]links=|C:\\Use[r]s"
)


def tracked_files() -> list[Path]:
    """The files git knows and those it would take; none outside a repository."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = done.stdout.decode("utf-8").split("\0") if done.returncode == 0 else []
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_nothing_names_a_package_host_or_a_path_of_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]!r}"
        for path in tracked_files()
        for match in FORBIDDEN.finditer(path.read_bytes())
    ]
    assert found == []


def test_no_unfinished_work_is_marked_in_the_code() -> None:
    marks = re.compile(r"(#|/\*) *(TO[D]O|FIX[M]E|XX[X])\b")
    found = [
        str(path.relative_to(ROOT))
        for path in tracked_files()
        if path.suffix in {".py", ".css"} and marks.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_licence_is_stated_by_its_identifier() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    identifier = f"SPDX-License-Identifier: {project['license']}"
    assert project["license"] == "AGPL-3.0-or-later"
    assert identifier in (ROOT / "LICENSE").read_text("utf-8")


def test_command_import_name_and_distribution_are_as_documented() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert list(project["scripts"]) == ["bookmaker"]
    assert project["name"] != "bookmaker"


def test_every_direct_dependency_has_its_reason_written_down() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    reasons = (ROOT / "docs/decisions/dependencies.md").read_text("utf-8")
    groups = [
        *settings["dependency-groups"].values(),
        *settings["project"]["optional-dependencies"].values(),
    ]
    asked = [
        *settings["project"]["dependencies"],
        *(line for g in groups for line in g),
    ]
    names = {re.split(r"[<>=]", line, maxsplit=1)[0] for line in asked}
    assert sorted(name for name in names if f"| `{name}` |" not in reasons) == []


def test_no_reason_is_given_for_a_dependency_that_is_gone() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    reasons = (ROOT / "docs/decisions/dependencies.md").read_text("utf-8")
    text = " ".join(
        [
            *settings["project"]["dependencies"],
            *(line for g in settings["dependency-groups"].values() for line in g),
            *settings["project"]["optional-dependencies"]["cjk"],
        ]
    )
    told = re.findall(r"^\| `([a-z0-9-]+)` \|", reasons, re.MULTILINE)
    assert [name for name in told if name not in text] == []


def imported_modules() -> set[str]:
    """The top-level modules that the program imports, anywhere in its files."""
    statement = re.compile(r"^ *(?:import|from) (\w+)", re.MULTILINE)
    sources = (path.read_text("utf-8") for path in (ROOT / "bookmaker").rglob("*.py"))
    return {module for source in sources for module in statement.findall(source)}


def test_every_direct_dependency_does_its_job_in_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = project["dependencies"]
    names = {re.split(r"[<>=]", line, maxsplit=1)[0] for line in asked}
    imported = imported_modules()
    working = {
        re.sub(r"[-_.]+", "-", distribution).lower()
        for module, distributions in packages_distributions().items()
        for distribution in distributions
        if module in imported
    }
    # A font package is read, not imported.
    working |= {
        face.package for family in FAMILY_BY_NAME.values() for face in family.faces
    }
    working.add("websockets")  # uvicorn imports it, and doesn't ask for it
    assert sorted(names - working) == []


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python 3.11.2 forgets where such a group began: other versions read otherwise.

    Seen: `re.match(r"(?:a|b(?!c))++", "abc")` takes all of it there, and `a` in 3.11.7.
    One character or class may be repeated possessively.
    """
    possessive_group = re.compile(r"(?:\)|_ATTRIBUTE\})(?:[*+?]|\{[0-9,]+\})\+")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "bookmaker").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "r" in line.partition('"')[0][-2:] and possessive_group.search(line)
    ]
    assert found == []
