"""Build, unless it was built already: the door of the commands that make editions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bookmaker.pipeline.records import restore_editions
from bookmaker.pipeline.request import Outcome, Request


def build_or_reuse(request: Request, targets: Mapping[str, Path]) -> Outcome:
    """Give each target its artifact: an earlier build's where nothing has changed."""
    found = restore_editions(request, targets)
    if found is not None:
        return found
    # What is needed from here on takes longer to load than a record to find.
    for name in targets:
        request.target_of(name).begin_to_load()
    from bookmaker.pipeline import stages

    return stages.build(request, targets)
