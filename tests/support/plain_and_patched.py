"""Ask WeasyPrint as it is and as we mend it, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys


def ask_plain_and_patched(script: str) -> list[str]:
    """What a script prints that is told `plain`, and one that is told `mended`."""
    return [
        subprocess.run(
            [sys.executable, "-c", script, how],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for how in ("plain", "mended")
    ]
