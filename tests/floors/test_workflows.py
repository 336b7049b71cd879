"""The workflows and the action say what they promise, in YAML that parses."""

from __future__ import annotations

import os
import re
import stat
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def load(path: Path) -> dict[object, dict[str, object]]:
    loaded = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_action_takes_and_gives_what_is_documented() -> None:
    action = load(ROOT / "action.yml")
    assert set(action["inputs"]) == {
        "config",
        "formats",
        "check",
        "artifact-name",
        "if-no-files-found",
        "untrusted",
        "working-directory",
    }
    assert set(action["outputs"]) == {"paths", "pages", "checksums"}
    assert action["runs"]["using"] == "composite"


def test_every_input_of_the_action_is_described_and_used() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    for name, said in load(ROOT / "action.yml")["inputs"].items():
        assert isinstance(said, dict)
        assert said["description"]
        assert "default" in said
        assert f"inputs.{name}" in text


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_has_a_time_limit_and_few_rights(path: Path) -> None:
    workflow = load(path)
    assert set(workflow["permissions"]) == {"contents"}
    for job in workflow["jobs"].values():
        assert isinstance(job, dict)
        assert "timeout-minutes" in job


def test_a_push_runs_the_ci_script_and_a_tag_makes_a_release() -> None:
    checks = (ROOT / ".github/workflows/checks.yml").read_text("utf-8")
    release = (ROOT / ".github/workflows/release.yml").read_text("utf-8")
    assert "run: bash .ci/run" in checks
    assert 'tags: ["v*"]' in release
    assert "make release" in release


@pytest.mark.skipif(os.name == "nt", reason="Windows has no executable bit")
def test_scripts_may_be_executed() -> None:
    scripts = [
        ".ci/run",
        "tools/action",
        "tools/action_setup",
        "tools/bare-debian",
        "tools/hooks/pre-commit",
        "tools/install",
        "tools/lock",
    ]
    shut = [name for name in scripts if not (ROOT / name).stat().st_mode & stat.S_IXUSR]
    assert shut == []


@pytest.mark.parametrize(
    "path", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda path: path.name
)
def test_actions_are_pinned_by_commit_and_get_no_credentials(path: Path) -> None:
    text = path.read_text("utf-8")
    # The action of this repository itself has no version here.
    used = re.findall(r"^ *- uses: (?!\./)(\S+)(.*)", text, flags=re.M)
    assert used
    for action, version in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", version), action
    checkouts = text.count("uses: actions/checkout@")
    assert text.count("persist-credentials: false") == checkouts


def test_the_action_caches_wheels_and_chapters_of_three_systems() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    places = (".cache", "Library/Caches", "AppData/Local")
    for place in places:
        assert f"~/{place}/pip" in text
        assert f"~/{place}/bookmaker" in text
    checks = load(ROOT / ".github/workflows/checks.yml")["jobs"]["action"]
    assert isinstance(checks, dict)
    systems = {name.partition("-")[0] for name in checks["strategy"]["matrix"]["os"]}
    assert systems == {"ubuntu", "macos", "windows"}


@pytest.mark.parametrize("check", ["Strict", "yes", ""])
def test_an_unknown_word_for_check_is_an_error(check: str, tmp_path: Path) -> None:
    surroundings = {
        "PATH": os.environ["PATH"],
        "FOLDER": str(tmp_path),
        "MANUSCRIPT": str(tmp_path),
        "FORMATS": "epub",
        "CHECK": check,
    }
    done = subprocess.run(
        ["bash", str(ROOT / "tools/action")],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "::error::" in done.stdout
