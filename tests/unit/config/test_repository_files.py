"""The files of a book's own repository are sound, and their actions are pinned."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bookmaker.cli import run
from bookmaker.cli.doctor import HARFBUZZ, PANGO
from bookmaker.config.repository_files import ACTIONS, repository_files
from bookmaker.system.version import VERSION
from bookmaker.system.workspace import write_whole
from tests.support.shown import ROOT

BIN = Path(sys.executable).parent


def _written(folder: Path) -> Path:
    for path, content in repository_files("A & B").items():
        write_whole(folder / path, content)
    return folder


def test_the_actions_are_those_that_bookmaker_uses_itself() -> None:
    files = [*(ROOT / ".github/workflows").glob("*.yml"), ROOT / "action.yml"]
    own = "\n".join(path.read_text("utf-8") for path in files)
    assert [
        action for action in ACTIONS.values() if f"uses: {action}\n" not in own
    ] == []


def test_nothing_is_left_to_fill_in_and_the_version_is_this_one() -> None:
    files = {path: text.decode() for path, text in repository_files("A & B").items()}
    assert [path for path, text in files.items() if re.search("@[A-Z_]+@", text)] == []
    assert f"bookmaker-press=={VERSION}\n" in files["Makefile"]
    assert files["first-commit.txt"].startswith("Begin the book: A & B\n\n")


def test_its_makefile_installs_what_doctor_asks_for() -> None:
    makefile = repository_files("T")["Makefile"].decode()
    packages = " ".join(one.package_by_system["Debian"] for one in (PANGO, HARFBUZZ))
    assert f" {packages}\n" in makefile


@pytest.mark.parametrize("name", ["book", "release"])
def test_a_workflow_installs_libraries_before_it_needs_them(name: str) -> None:
    text = repository_files("T")[f".github/workflows/{name}.yml"].decode()
    (job,) = yaml.safe_load(text)["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands[:3] == ["make libraries", "make check REPORT=github", "make"]


@pytest.mark.parametrize("name", ["book", "release"])
def test_a_workflow_has_a_time_limit_few_rights_and_pinned_actions(name: str) -> None:
    text = repository_files("T")[f".github/workflows/{name}.yml"].decode()
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action) for action in used)
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    zizmor = shutil.which("zizmor", path=str(BIN))
    if zizmor is None:
        pytest.skip("zizmor is not here")
    folder = str(_written(tmp_path) / ".github")
    words = [zizmor, "--offline", "--quiet", "--persona", "pedantic", folder]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_problem_matcher_reads_what_check_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["new", str(tmp_path / "tides"), "--repository"]) == 0
    monkeypatch.chdir(tmp_path / "tides")
    Path("chapters/preface.md").write_text("# Preface\n\n![](gone.png)\n", "utf-8")
    capsys.readouterr()
    run(["check", "."])
    tasks = json.loads(Path(".vscode/tasks.json").read_text("utf-8"))["tasks"]
    pattern = tasks[0]["problemMatcher"]["pattern"]
    lines = capsys.readouterr().out.splitlines()
    found = [match for line in lines if (match := re.match(pattern["regexp"], line))]
    assert found[0][pattern["file"]] == "chapters/preface.md"
    assert found[0][pattern["line"]] == "3"
    settings = json.loads(Path(".vscode/settings.json").read_text("utf-8"))
    (place,) = settings["evenBetterToml.schema.associations"].values()
    assert "properties" in json.loads(Path(place).read_text("utf-8"))


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")
def test_the_steps_of_its_workflow_run_in_a_fresh_folder(tmp_path: Path) -> None:
    book = tmp_path / "a book"
    words = ["--title", "T", "--language", "fr", "--repository"]
    assert run(["new", str(book), *words]) == 0
    text = (book / ".github/workflows/book.yml").read_text("utf-8")
    for step in yaml.safe_load(text)["jobs"]["book"]["steps"]:
        # What they need of the system is here.
        if "run" in step and step["run"] != "make libraries":
            command = (
                f"{step['run']} BOOKMAKER='{BIN / 'bookmaker'}' OPTIONS=--untrusted"
            )
            subprocess.run(["sh", "-c", command], cwd=book, check=True)
    assert {path.suffix for path in (book / "build").iterdir()} == {".epub", ".pdf"}


@pytest.mark.slow
def test_an_imported_book_has_its_repository_too(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>Salt &amp; Sand</h1><p>The tide was out.</p>", "utf-8")
    words = ["new", str(tmp_path / "tides"), "--from", str(page), "--repository"]
    assert run(words) == 0
    assert (tmp_path / "tides/Makefile").exists()
    assert 'title = "Salt & Sand"' in (tmp_path / "tides/book.toml").read_text("utf-8")
    readme = (tmp_path / "tides/README.md").read_text("utf-8")
    assert readme.startswith("# Salt & Sand\n")
