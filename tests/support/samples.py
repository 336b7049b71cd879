"""The sample manuscripts, each built once for all tests of a process that see it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bookmaker.pipeline.stages import Outcome, Request, build
from bookmaker.system.workspace import Environment

SHARED_PARTS = Environment(
    cache_folder=Path(os.environ["XDG_CACHE_HOME"], "bookmaker-shared-parts")
)
"""For builds of manuscripts that several tests build, whatever process they are in."""
MANUSCRIPTS = Path(__file__).parents[2] / "manuscripts"
_folder = TemporaryDirectory(prefix="bookmaker-samples-")


def together(name: str) -> pytest.MarkDecorator:
    """Have the tests of a sample run in one process, which builds it once."""
    return pytest.mark.xdist_group(f"sample: {name}")


@cache
def built(name: str) -> Outcome:
    """Both editions of a sample, below `manuscripts/`; its files stay to the end."""
    folder = Path(_folder.name) / name
    folder.mkdir()
    targets = {kind: folder / f"one.{kind}" for kind in ("epub", "pdf")}
    return build(Request(manuscript=MANUSCRIPTS / name), targets)
