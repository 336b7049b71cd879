"""The Makefile, the documents and the CI script name the same doors."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")

RULE = re.compile(r"^([a-z][a-z -]*):(?!=).*?(?:## (.+))?$", re.MULTILINE)

PROMISED = """
setup check format lint types floors test accept book epub pdf release bench docs
clean corpus validate properties release-check test-long mutants
"""


def list_targets() -> dict[str, str]:
    """Every named target and its note, empty where it has none."""
    return {match[1]: match[2] or "" for match in RULE.finditer(MAKEFILE)}


def list_recipes() -> dict[str, list[str]]:
    """The recipe lines of every rule, by its head."""
    recipes: dict[str, list[str]] = {}
    head = ""
    for line in MAKEFILE.splitlines():
        if line.startswith("\t"):
            recipes[head].append(line)
        elif re.match(r"[^#\s=]+.*:(?!=)", line):
            head = line
            recipes[head] = []
    return recipes


def documents() -> list[Path]:
    """Every page a person reads about the project, and what runs its targets."""
    return [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("tests/README.md"),
        ROOT / ".ci/run",
        ROOT / "action.yml",
        *(ROOT / ".github/workflows").glob("*.yml"),
    ]


def test_every_promised_target_stands_with_a_note() -> None:
    targets = list_targets()
    assert [name for name in PROMISED.split() if not targets.get(name)] == []


def test_every_target_named_in_a_document_exists() -> None:
    targets = list_targets()
    named = re.compile(r"(?:`|^ *|run: )make ([a-z][a-z-]*)", re.MULTILINE)
    missing = [
        f"{path.relative_to(ROOT)}: make {name}"
        for path in documents()
        for name in named.findall(path.read_text("utf-8"))
        if name not in targets
    ]
    assert missing == []


def test_a_recipe_is_three_lines_at_most() -> None:
    recipes = list_recipes()
    assert len(recipes) > 20
    assert [head for head, lines in recipes.items() if len(lines) > 3] == []


def test_every_named_target_is_phony() -> None:
    line = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", MAKEFILE, re.MULTILINE)
    assert line is not None
    phony = set(line[1].replace("\\\n", " ").split())
    assert list_targets().keys() == phony


def test_make_alone_lists_every_target_that_has_a_note() -> None:
    done = subprocess.run(
        ["make", "--no-print-directory"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    listed = re.findall(r"^  make ([a-z-]+) +\S", done.stdout, re.MULTILINE)
    assert listed == [name for name, note in list_targets().items() if note]


def test_programs_that_make_runs_exist() -> None:
    modules = re.findall(r"-m (tools\.\w+|bench)", MAKEFILE)
    assert modules
    for module in modules:
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists()


def test_ci_runs_every_step_once_and_what_ends_soonest_first() -> None:
    steps = re.findall(r"^step '.*' (make .*)$", (ROOT / ".ci/run").read_text(), re.M)
    targets = [step.split()[1] for step in steps]
    assert targets == ["setup", "check", "book", "epubcheck", "test"]
    # What `make check` has run is not run again.
    assert "make test ARGS='-m slow'" in steps
