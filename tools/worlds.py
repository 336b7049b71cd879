"""Build each manuscript in two worlds and compare every byte.

`python -m tools.worlds manuscripts/a manuscripts/b.md`: each is copied to two folders
and built there under another time zone, locale, hash seed, home and moment. All that
is made must be equal, or it exits with 6 and says where the files part: both editions,
the report but for the seconds that it tells, the tree in both its forms, and the
release with its list of parts and its sums.

`python -m tools.worlds --against FOLDER manuscripts/a …` compares the editions that
FOLDER holds (the build of another machine) with a build made here.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FORMATS = ("epub", "pdf")


class FailedBuildError(Exception):
    """A manuscript could not be built; the build has said why."""


@dataclass(frozen=True, slots=True)
class World:
    """Surroundings of a build that must leave no trace in it."""

    folder: str
    zone: str
    locale: str
    seed: str


WORLDS = (
    World("one", "Pacific/Kiritimati", "C", "1"),
    World("das zweite Wörk’s", "America/St_Johns", "C.UTF-8", "4294967295"),
)


def name_of(manuscript: Path) -> str:
    """The stem of a manuscript's artifacts."""
    return manuscript.stem if manuscript.suffix == ".md" else manuscript.name


def build_in(world: World, manuscript: Path, above: Path) -> Path:
    """Copy a manuscript to a folder of the world and build it there."""
    here = above / world.folder
    home = here / "home"
    home.mkdir(parents=True)
    copy = here / manuscript.name
    if manuscript.is_dir():
        shutil.copytree(manuscript, copy)
    else:
        shutil.copyfile(manuscript, copy)
    kept = {"PATH", "SOURCE_DATE_EPOCH", "SYSTEMROOT"}
    surroundings = {name: os.environ[name] for name in kept & os.environ.keys()}
    surroundings |= {
        "HOME": str(home),
        "TZ": world.zone,
        "LC_ALL": world.locale,
        "PYTHONHASHSEED": world.seed,
        "PYTHONPATH": str(ROOT),
    }

    def run(*words: str) -> str:
        command = [sys.executable, "-m", *words]
        done = subprocess.run(
            command,
            check=False,
            cwd=here,
            env=surroundings,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        if done.returncode != 0:
            raise FailedBuildError(f"{manuscript}: exit {done.returncode}")
        return done.stdout

    made = here / "build"
    report = run("bookmaker", "build", copy.name, "-q", "--json", "-o", made.name)
    (made / "report.json").write_text(_without_seconds(report), "utf-8")
    for form in ("json", "markdown"):
        tree = run("bookmaker", "tree", copy.name, f"--{form}")
        (made / f"tree.{form}").write_text(tree, "utf-8")
    dist = f"{made.name}/dist"
    asked = ("--no-samples", "--no-validate", "-q", "-o", dist)
    run("bookmaker", "release", copy.name, *asked)
    return made


def _without_seconds(report: str) -> str:
    """A build's report without what no two builds share."""
    told = json.loads(report)
    for output in told["outputs"]:
        del output["seconds"]
    return json.dumps(told, ensure_ascii=False, indent=1)


def find_difference(one: bytes, other: bytes) -> int | None:
    """The first place, counted from 0, at which two files part; `None` if nowhere."""
    if one == other:
        return None
    pairs = zip(one, other, strict=False)
    shorter = min(len(one), len(other))
    return next((place for place, (a, b) in enumerate(pairs) if a != b), shorter)


def compare(manuscript: Path, against: Path | None) -> list[str]:
    """Build in both worlds, or in one beside `against`; a line for each file."""
    with tempfile.TemporaryDirectory() as above:
        first = build_in(WORLDS[0], manuscript, Path(above))
        names = [f"{name_of(manuscript)}.{suffix}" for suffix in FORMATS]
        if against is None:
            names += ["report.json", "tree.json", "tree.markdown"]
            dist = sorted((first / "dist").iterdir())
            names += [path.relative_to(first).as_posix() for path in dist]
        second = against or build_in(WORLDS[1], manuscript, Path(above))
        return [_compared(name, first, second) for name in names]


def _compared(name: str, first: Path, second: Path) -> str:
    one, other = (first / name).read_bytes(), (second / name).read_bytes()
    place = find_difference(one, other)
    words = "equal" if place is None else f"DIFFERENT from byte {place}"
    return f"{name}: {len(one)} and {len(other)} bytes, {words}"


def main(arguments: list[str]) -> int:
    """Compare every manuscript named."""
    parser = argparse.ArgumentParser(prog="python -m tools.worlds")
    parser.add_argument("--against", type=Path)
    parser.add_argument("manuscripts", type=Path, nargs="+")
    asked = parser.parse_args(arguments)
    try:
        lines = [
            line
            for manuscript in asked.manuscripts
            for line in compare(manuscript.resolve(), asked.against)
        ]
    except FailedBuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("\n".join(lines) + "\n")
    return 6 if any("DIFFERENT" in line for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
