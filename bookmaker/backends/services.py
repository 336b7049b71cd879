"""What a build offers its backends: processes, a store, limits, progress.

None of it changes a byte of an artifact.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bookmaker.system.store import Store
from bookmaker.system.timings import Timings
from bookmaker.xhtml.highlighting import Highlight, highlight

if TYPE_CHECKING:
    from bookmaker.backends.protocol import Artifact


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the layout of one chapter may take."""

    seconds: float = 600
    """Of a processor; by the clock, a few times as many, since other work may run."""
    memory: int = 4 * 1024 * 1024 * 1024
    """Bytes of a worker's address space."""
    work_seconds: int | None = None
    """Seconds of a processor that it may have in a check, which leaves it out then."""


UNTRUSTED_LIMITS = Limits(seconds=60, memory=1024 * 1024 * 1024)
"""For an untrusted book, under `--untrusted`."""
CHECK_WORK_SECONDS = 12
"""What is left of half a minute when a megabyte has been read and proven; a chapter of
a hundred and fifty plain pages takes less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildServices:
    """What a backend may use."""

    processes: int = 1
    """For layout."""
    store: Store = field(default_factory=lambda: Store(None))
    limits: Limits = field(default_factory=Limits)
    timings: Timings = field(default_factory=Timings)
    progress: Callable[[str], None] = lambda _stage: None
    is_draft: bool = False
    """Whether pages are made whatever they lack."""
    stays_open: bool = False
    """Whether a backend keeps its processes for the next book that it renders."""
    is_looked_at: bool = False
    """Whether the pages are for the eye alone, and soon replaced by others."""
    measures_lines: bool = False
    """Whether the artifact is to know how each of its lines is set."""
    highlight: Highlight = highlight
    """What colours listings."""
    artifact_by_target: Mapping[str, Artifact] = field(default_factory=dict)
    """What this build has made for the targets that this one uses."""
    paged: Artifact | None = None
    """The edition whose pages this one lists."""


def cores() -> int:
    """The cores that this process may use, or as many as `PYTHON_CPU_COUNT` says.

    Python itself reads the variable from 3.13 on.
    """
    said = os.environ.get("PYTHON_CPU_COUNT", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1
