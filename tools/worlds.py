"""Build each manuscript in two worlds and compare every byte.

`python -m tools.worlds manuscripts/a manuscripts/b.md`: each is copied to two folders
and built there under another time zone, locale, hash seed, home and moment. Both
formats must be equal, or it exits with 6 and says where they part.

`python -m tools.worlds --against FOLDER manuscripts/a …` compares what FOLDER holds
(the build of another machine) with a build made here.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

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
    }
    command = [sys.executable, "-m", "bookmaker", "build", str(copy), "-q"]
    command += ["-o", str(here / "build")]
    done = subprocess.run(command, check=False, cwd=here, env=surroundings)
    if done.returncode != 0:
        raise FailedBuildError(f"{manuscript}: exit {done.returncode}")
    return here / "build"


def find_difference(one: bytes, other: bytes) -> int | None:
    """The first place, counted from 0, at which two files part; `None` if nowhere."""
    if one == other:
        return None
    pairs = zip(one, other, strict=False)
    shorter = min(len(one), len(other))
    return next((place for place, (a, b) in enumerate(pairs) if a != b), shorter)


def compare(manuscript: Path, against: Path | None) -> list[str]:
    """Build in both worlds, or in one beside `against`; a line for each format."""
    lines = []
    with tempfile.TemporaryDirectory() as above:
        first = build_in(WORLDS[0], manuscript, Path(above))
        second = against or build_in(WORLDS[1], manuscript, Path(above))
        for suffix in FORMATS:
            file = f"{name_of(manuscript)}.{suffix}"
            one, other = (first / file).read_bytes(), (second / file).read_bytes()
            place = find_difference(one, other)
            words = "equal" if place is None else f"DIFFERENT from byte {place}"
            lines.append(f"{file}: {len(one)} and {len(other)} bytes, {words}")
    return lines


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
