"""Run two commands at the same time, and show them one after the other.

`python -m tools.side_by_side FIRST … --and SECOND …` prints what the first command says
as it comes. What the second one has said meanwhile follows, and then the rest of it as
it comes. Where the first command fails, the second one is stopped and not shown. The
exit status is that of the command that failed, or 0.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

_SEPARATOR = "--and"
_PAUSE_S = 0.1
"""Between two looks at what the second command has said."""
_PATIENCE_S = 20
"""How long a command that is asked to stop may take to do so."""


def run_both(first: Sequence[str], second: Sequence[str]) -> int:
    """Run both commands; return the exit status of the first that failed, or 0."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "second")
        with written.open("wb") as output, written.open("rb") as said:
            beside = subprocess.Popen(
                second, stdout=output, stderr=subprocess.STDOUT, env=_environment()
            )
            try:
                status = subprocess.run(first, check=False).returncode
                if status == 0:
                    status = _follow(said, beside)
            finally:
                _stop(beside)
    return status if status >= 0 else 128 - status


def _environment() -> dict[str, str]:
    """What the second command writes to a file, a person reads on a terminal."""
    is_coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return os.environ | ({"PY_COLORS": "1"} if is_coloured else {})


def _follow(said: BinaryIO, process: subprocess.Popen[bytes]) -> int:
    """Print what a process has written and what it still writes; return its status."""
    while True:
        # Asked before reading, so that nothing is left when it has ended.
        has_ended = process.poll() is not None
        sys.stdout.buffer.write(said.read())
        sys.stdout.buffer.flush()
        if has_ended:
            return process.returncode
        time.sleep(_PAUSE_S)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, as Ctrl-C would: it ends what it has started."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(_PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main(arguments: Sequence[str]) -> int:
    """Split the arguments into two commands and run them."""
    words = list(arguments)
    place = words.index(_SEPARATOR)
    try:
        return run_both(words[:place], words[place + 1 :])
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
