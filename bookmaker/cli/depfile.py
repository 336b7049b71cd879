"""A make rule: which files an edition was made from (GNU make's manual, 4.14)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def render_depfile(outputs: Iterable[Path], sources: Iterable[Path]) -> str:
    """Write `outputs: sources`, and an empty rule for each source.

    The empty rules let make go on when a source was removed or renamed. A name with a
    line end cannot be written in a rule; it is left out.
    """
    needed = [_written(source) for source in sources if "\n" not in str(source)]
    made = " ".join(_written(output) for output in outputs)
    rule = f"{made}: {' '.join(needed)}".rstrip() + "\n"
    return rule + "".join(f"\n{source}:\n" for source in needed)


def _written(path: Path) -> str:
    """A path as make reads it: from here, where it lies below, with signs escaped."""
    here = Path.cwd()
    near = path.relative_to(here) if path.is_relative_to(here) else path
    text = near.as_posix().replace("$", "$$")
    for sign in (" ", "#", "%", ":"):
        text = text.replace(sign, f"\\{sign}")
    return text
