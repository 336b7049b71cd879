"""Run one command and print its wall seconds, CPU seconds and largest memory.

`python -m bench.watch COMMAND…`: a process of its own, because the system counts the
memory of all children of a process together.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time


def main(command: list[str]) -> int:
    """Run it; the figures are the last line of stdout."""
    began = time.perf_counter()
    status = subprocess.run(command, check=False).returncode
    wall = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Linux counts kB, macOS bytes.
    memory = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    sys.stdout.write(f"{wall} {used.ru_utime + used.ru_stime} {memory}\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
