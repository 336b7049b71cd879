"""The blocks of code that the documentation shows, and what runs them.

A comment above a block says what it is for: `<!-- file: PATH -->` is a file that the
reader writes, `<!-- change: PATH -->` are keys that the reader changes in a TOML file,
`<!-- given: NAME -->` is something that the reader has, and `<!-- not run: REASON -->`
says why a test cannot run it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_OPENING = re.compile(r"^( {0,3})(`{3,}|~{3,})(.*)$")
_ORDER = re.compile(r"^<!-- (file|change|given|not run): (.+?) -->$")
_LANGUAGE = re.compile(r"^\{?\.?([\w-]+)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of code in a page."""

    page: Path
    line: int
    """Of its opening fence, from 1."""
    language: str
    info: str
    text: str
    order: str = ""
    """`file`, `change`, `given`, `not run`, or nothing."""
    value: str = ""
    """The path or the reason."""

    @property
    def name(self) -> str:
        """Where it is, for people."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def shown_in(page: Path) -> Iterator[Shown]:
    """The blocks of a page, in order. A block within a block is part of it."""
    order = value = ""
    fence = ""
    opened: tuple[int, str, str] | None = None
    lines: list[str] = []
    for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        if opened is not None:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                at, info, indent = opened
                text = "".join(f"{each.removeprefix(indent)}\n" for each in lines)
                yield _shown(page, at, info, text, order, value)
                opened, order, value = None, "", ""
            else:
                lines.append(line)
            continue
        if found := _ORDER.match(line):
            order, value = found[1], found[2]
        elif found := _OPENING.match(line):
            fence, lines = found[2], []
            opened = (number, found[3].strip(), found[1])
        elif line.strip() and order:
            message = f"{page}:{number}: a comment about a block that doesn't follow"
            raise ValueError(message)
    if opened is not None:
        message = f"{page}:{opened[0]}: the block is never closed"
        raise ValueError(message)


def _shown(
    page: Path, line: int, info: str, text: str, order: str, value: str
) -> Shown:
    found = _LANGUAGE.match(info)
    return Shown(page, line, found[1] if found else "", info, text, order, value)


def pages() -> list[Path]:
    """Every page that people read."""
    return sorted(
        [
            ROOT / "README.md",
            ROOT / "CONTRIBUTING.md",
            *(ROOT / "docs").rglob("*.md"),
            *(ROOT / "styles").glob("*.md"),
            *(ROOT / "manuscripts").glob("*/chapters/*.md"),
        ]
    )
