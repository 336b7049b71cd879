"""Start a program of the user's and leave it: an editor, a viewer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path


def start_program(words: Sequence[str]) -> bool:
    """Start a program that lives as long as it likes; whether it could be started.

    No shell reads the words.
    """
    program = shutil.which(words[0])
    if program is None:
        return False
    try:
        started = subprocess.Popen(
            [program, *words[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    # Its end is taken note of when it comes.
    threading.Thread(target=started.wait, daemon=True).start()
    return True


def open_with_viewer(file: Path) -> bool:
    """Open a file with what the system has for its kind; whether there is something."""
    if sys.platform == "win32":
        os.startfile(file)
        return True
    return start_program(
        ["open" if sys.platform == "darwin" else "xdg-open", str(file)]
    )
