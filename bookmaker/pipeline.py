"""The story on one page: load, read, transform, render, write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.workspace import Environment

Progress = Callable[[str], None]
"""Called with a few words when a stage begins: `reading`, `laying out the pages`."""


def silent(_stage: str) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for."""

    manuscript: Path
    """A folder with `book.toml`, a folder of Markdown files, or one Markdown file."""
    environment: Environment = field(default_factory=Environment)
    is_draft: bool = False
    """Give pages whatever is wrong, with the faults marked on them."""
    is_strict: bool = False
    """Write no artifact where there is a warning."""
    jobs: int | None = None
    """Processes for layout; `None`: as many as cores are free."""
    progress: Progress = silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """An artifact on disk."""

    format: str
    """`epub` or `pdf`."""
    path: Path
    size: int
    """Bytes."""
    sha256: str
    pages: int | None
    seconds: float
    """Wall time of rendering and writing it."""
    checks: tuple[str, ...] = ()
    """What was proven of it, in a word each: `well-formed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a request."""

    diagnostics: Diagnostics
    outputs: tuple[Output, ...] = ()
    book: Book | None = None
    sources: tuple[Path, ...] = ()
    """Every file that was read, for dependency files."""


def build(request: Request, targets: dict[str, Path]) -> Outcome:
    """Build one artifact for each target (`epub`, `pdf`) at its path.

    Nothing is written for any target where there are errors (warnings, when strict),
    unless it is a draft.
    """
    raise NotImplementedError


def check(request: Request) -> Outcome:
    """Do everything but write: read, transform, render to markup, look at the result."""
    raise NotImplementedError


def read(request: Request) -> Outcome:
    """Read the manuscript and apply the transforms both editions share."""
    raise NotImplementedError


def default_name(manuscript: Path) -> str:
    """The stem of the artifacts' names: the folder's or the file's own name."""
    real = manuscript.resolve()
    return real.stem if real.suffix == ".md" else real.name
