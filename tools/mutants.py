"""Change the program at random places, one at a time, and see whether a test notices.

`python -m tools.mutants FOLDER`: FOLDER gets a copy of the checkout to work in, which
tests pass through which functions (`reached.json`, made once), and a line for each
mutant (`mutants.jsonl`), so that a run that was ended goes on where it was. A mutant is
judged by the fast and slow tests that pass through its function, those of its own
package first; the share that no test noticed is printed by package. `--most` and
`--seed` choose the sample. docs/decisions/mutants.md says why this is not mutmut or
cosmic-ray.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest

from tools.mutation import Mutation, mutations_of

ROOT = Path(__file__).parents[1]
PACKAGES = ("transforms", "proof", "pipeline", "config")
SUITE = ("tests/unit", "tests/golden", "tests/properties", "tests/faults")

_SECONDS_OF_TESTS = 60
"""How much of the tests that reach a function is tried at the most, by the time that
they took: what a minute of them lets pass, nobody sees while working."""
_LONGEST = 600
"""A run of tests that lasts longer was stopped by the mutant, and noticed it."""


class Reach:
    """A plug-in of pytest: which tests pass through which functions of the program."""

    def __init__(self, root: Path) -> None:
        self._prefix = str(root / "bookmaker") + os.sep
        self._root = root
        self._now: set[str] = set()
        self.tests_by_function: dict[str, list[str]] = {}
        self.seconds_by_test: dict[str, float] = {}
        self.failed: set[str] = set()

    def _trace(self, frame: FrameType, _event: str, _value: object) -> None:
        code = frame.f_code
        if code.co_filename.startswith(self._prefix):
            path = Path(code.co_filename).relative_to(self._root).as_posix()
            self._now.add(f"{path}:{code.co_firstlineno}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(
        self, item: pytest.Item
    ) -> Generator[None, object, object]:
        """Note the functions that are called while a test and its fixtures run."""
        self._now = set()
        begun = time.monotonic()
        sys.settrace(self._trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            self.seconds_by_test[item.nodeid] = time.monotonic() - begun
            for function in self._now:
                self.tests_by_function.setdefault(function, []).append(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the tests that fail without a mutant: they notice nothing."""
        if report.failed:
            self.failed.add(report.nodeid)

    def sound_tests_by_function(self) -> dict[str, list[str]]:
        """Leave out the tests that failed."""
        return {
            function: [test for test in tests if test not in self.failed]
            for function, tests in self.tests_by_function.items()
        }


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mutation and where it is."""

    path: str
    function: str | None
    """The place of the innermost function around it, as `Reach` names it."""
    mutation: Mutation


def candidates(root: Path, packages: Sequence[str]) -> list[Candidate]:
    """Find every mutation of the packages, in the order of files and lines."""
    found = []
    for package in packages:
        for file in sorted((root / "bookmaker" / package).rglob("*.py")):
            source = file.read_text("utf-8")
            path = file.relative_to(root).as_posix()
            functions = [
                node
                for node in ast.walk(ast.parse(source))
                if isinstance(node, ast.FunctionDef)
            ]
            for mutation in mutations_of(source):
                around = _innermost(functions, mutation.line)
                place = None if around is None else f"{path}:{around}"
                found.append(Candidate(path, place, mutation))
    return found


def _innermost(functions: Sequence[ast.FunctionDef], line: int) -> int | None:
    """The first line of the function around a line, as its code object has it."""
    around = [f for f in functions if f.lineno <= line <= (f.end_lineno or 0)]
    if not around:
        return None
    function = max(around, key=lambda f: f.lineno)
    return min([function.lineno, *(d.lineno for d in function.decorator_list)])


def choose_tests(
    candidate: Candidate,
    tests_by_function: Mapping[str, Sequence[str]],
    seconds_by_test: Mapping[str, float],
) -> list[str]:
    """Choose the tests that can notice a mutant, those of its own package first.

    What runs on import is reached by the tests of every function of its module.
    """
    if candidate.function is None:
        prefix = candidate.path + ":"
        reaching = {
            test
            for function, tests in tests_by_function.items()
            if function.startswith(prefix)
            for test in tests
        }
    else:
        reaching = set(tests_by_function.get(candidate.function, ()))
    own = f"tests/unit/{candidate.path.split('/')[1]}/"
    ordered = sorted(
        reaching,
        key=lambda test: (not test.startswith(own), seconds_by_test[test], test),
    )
    chosen: list[str] = []
    seconds = 0.0
    for test in ordered:
        seconds += seconds_by_test[test]
        if chosen and seconds > _SECONDS_OF_TESTS:
            break
        chosen.append(test)
    return chosen


def is_noticed(copy: Path, candidate: Candidate, tests: Sequence[str]) -> bool:
    """Run tests on a copy of the program with a mutant in it."""
    if not tests:
        return False
    file = copy / candidate.path
    original = file.read_text("utf-8")
    (copy / "chosen.txt").write_text("\n".join(tests), "utf-8")
    _write(file, candidate.mutation.source)
    try:
        return _run(copy, ["-x", "-q", "-n", "0", "@chosen.txt"]) not in (0, 5)
    finally:
        _write(file, original)


def _write(file: Path, source: str) -> None:
    """Write a module and forget its byte code: both may be of one second and size."""
    file.write_text(source, "utf-8")
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        compiled.unlink()


def _run(copy: Path, arguments: Sequence[str]) -> int:
    """Run pytest in the copy, with all that it starts; a hang is ended."""
    environment = os.environ | {"PYTHONPATH": str(copy), "CI": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    with subprocess.Popen(
        command,
        cwd=copy,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(timeout=_LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return 1


def copy_checkout(folder: Path) -> Path:
    """Copy what git tracks or would track, so that the checkout itself stays whole."""
    copy = folder / "checkout"
    if not copy.exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy / name)
    return copy


def map_tests(copy: Path, folder: Path, suite: Sequence[str]) -> None:
    """Run fast and slow tests once, and note which functions they pass through.

    What a test does in a process of its own is not seen.
    """
    if (folder / "reached.json").exists():
        return
    code = f"import tools.mutants as m; m.write_map({str(folder)!r}, {list(suite)!r})"
    environment = os.environ | {"PYTHONPATH": str(copy), "CI": "1"}
    subprocess.run([sys.executable, "-c", code], cwd=copy, env=environment, check=True)


def write_map(folder: str, suite: Sequence[str]) -> None:
    """Run tests in the current folder under `Reach`, and write down what it found."""
    reach = Reach(Path.cwd())
    options = ["-q", "-n", "0", "-p", "no:cacheprovider"]
    status = pytest.main([*options, *suite], plugins=[reach])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise SystemExit(f"the tests could not be run: {status!r}")
    both = [reach.sound_tests_by_function(), reach.seconds_by_test]
    Path(folder, "reached.json").write_text(json.dumps(both), "utf-8")


def try_mutants(folder: Path, sample: Sequence[Candidate], copy: Path) -> Path:
    """Judge each mutant that has no line in `mutants.jsonl` yet, and add it."""
    report = folder / "mutants.jsonl"
    done = len(report.read_text("utf-8").splitlines()) if report.exists() else 0
    tests_by_function, seconds_by_test = json.loads(
        (folder / "reached.json").read_text("utf-8")
    )
    for number, candidate in enumerate(sample[done:], start=done + 1):
        tests = choose_tests(candidate, tests_by_function, seconds_by_test)
        noticed = is_noticed(copy, candidate, tests)
        mutation = candidate.mutation
        row = {
            "place": f"{candidate.path}:{mutation.line}",
            "operator": mutation.operator,
            "before": mutation.before,
            "after": mutation.after,
            "tests": len(tests),
            "noticed": noticed,
        }
        with report.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        print(f"{number} of {len(sample)}: {row}", flush=True)  # noqa: T201
    return report


def summary(report: Path) -> str:
    """Count mutants and survivors by package, as a table."""
    tried: Counter[str] = Counter()
    survived: Counter[str] = Counter()
    for line in report.read_text("utf-8").splitlines():
        row = json.loads(line)
        package = row["place"].split("/")[1]
        tried.update([package, "all"])
        if not row["noticed"]:
            survived.update([package, "all"])
    rows = ["| package | mutants | survived | share |", "| --- | --- | --- | --- |"]
    for package in sorted(tried, key=lambda name: (name == "all", name)):
        share = survived[package] / tried[package]
        rows.append(
            f"| {package} | {tried[package]} | {survived[package]} | {share:.0%} |"
        )
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> int:
    """Make the map, try a sample, print the table."""
    parser = argparse.ArgumentParser(description="Try mutants of the program.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--most", type=int, default=200)
    chosen = parser.parse_args(arguments)
    folder = chosen.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    copy = copy_checkout(folder)
    map_tests(copy, folder, SUITE)
    every = candidates(copy, PACKAGES)
    sample = random.Random(chosen.seed).sample(every, min(chosen.most, len(every)))
    print(summary(try_mutants(folder, sample, copy)))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
