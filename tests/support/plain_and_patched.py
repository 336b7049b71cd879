"""Ask WeasyPrint as it is and as we mend it, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys

_BOTH = """
import os, sys
import pytest, weasyprint  # loaded once: both processes are forked from this one
import bookmaker.backends.pdf.weasyprint_patches  # which patches nothing by itself
script = sys.argv.pop()
for how in ("plain", "mended"):
    child = os.fork()
    if child == 0:
        sys.argv.append(how)
        exec(compile(script, "script", "exec"), {"__name__": "__main__"})
        sys.exit()
    if os.waitpid(child, 0)[1]:
        sys.exit(1)
    print(end="\\0", flush=True)
"""


def ask_plain_and_patched(script: str) -> list[str]:
    """What a script prints that is told `plain`, and one that is told `mended`."""
    said = subprocess.run(
        [sys.executable, "-c", _BOTH, script],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return said.split("\0")[:2]
