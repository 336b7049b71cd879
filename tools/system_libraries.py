"""See that WeasyPrint's system libraries are there, and install them where we may.

`python tools/system_libraries.py`: does nothing where Pango loads; otherwise asks the
system's package manager (as root, or through `sudo` where it asks for no password).
Where it may not, it prints the one line to run and exits with 5. Only the standard
library is used, so it runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping

LIBRARIES = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib", "libharfbuzz-subset-0.dll"),
)
"""One row a library, its file names on Linux, macOS and Windows.

Without HarfBuzz's subsetter WeasyPrint 70 subsets fonts in another way: the bytes of
the PDF would differ from machine to machine.
"""

LINES: Mapping[str, str] = {
    "apt-get": (
        "apt-get update -q && apt-get install -q -y --no-install-recommends"
        " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    ),
    "brew": "brew install pango harfbuzz",
    "dnf": "dnf install -y pango harfbuzz",
    "pacman": "pacman -S --noconfirm pango harfbuzz",
    "apk": "apk add pango harfbuzz-subset",
}
"""The line that installs them, by package manager; the first one found is taken."""

ADVICE = "Install Pango 1.44 or later and HarfBuzz, then run this again."


def find_missing(can_load: Callable[[str], bool]) -> list[str]:
    """List the libraries none of whose names can be loaded, by their Linux name."""
    return [names[0] for names in LIBRARIES if not any(map(can_load, names))]


def find_line(*, is_present: Callable[[str], bool]) -> str | None:
    """The line that installs the libraries here; `None` under an unknown manager."""
    return next((line for tool, line in LINES.items() if is_present(tool)), None)


def may_run(line: str, *, is_root: bool, has_sudo: bool) -> list[str] | None:
    """The command that runs a line with the rights it needs; `None` where none may."""
    if line.startswith("brew ") or is_root:
        return ["sh", "-c", line]
    if has_sudo:
        return ["sudo", "-n", "sh", "-c", line]
    return None


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_sudo() -> bool:
    """Whether `sudo` is there and asks for no password."""
    return (
        shutil.which("sudo") is not None
        and (
            subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        ).returncode
        == 0
    )


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


def main() -> int:
    """Install what is missing; answer with the exit status."""
    missing = find_missing(_loads)
    if not missing:
        return 0
    _say(f"WeasyPrint needs {', '.join(missing)}.")
    line = find_line(is_present=lambda tool: shutil.which(tool) is not None)
    if line is None:
        _say(ADVICE)
        return 5
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    command = may_run(line, is_root=is_root, has_sudo=_has_sudo())
    if command is None:
        _say(f"Run this as root, then try again:\n  {line}")
        return 5
    _say(f"Installing them: {line}")
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, stdout=sys.stderr, check=False, env=surroundings)
    if find_missing(_loads):
        _say(f"They are still missing. Run this as root, then try again:\n  {line}")
        return 5
    return 0


if __name__ == "__main__":
    sys.exit(main())
