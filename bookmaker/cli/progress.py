"""What is being done, on a terminal; nothing anywhere else."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from bookmaker.system.workspace import Environment


def is_person_watching(environment: Environment) -> bool:
    """Whether standard error is a terminal with a person before it."""
    return sys.stderr.isatty() and not environment.is_ci


@contextlib.contextmanager
def show_progress(*, is_wanted: bool) -> Iterator[Callable[[str], None]]:
    """Show the stage that runs, until the block ends; yields what tells the stage."""
    if not is_wanted:
        yield lambda _stage: None
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    with console.status(Text("starting")) as status:
        yield lambda stage: status.update(Text(stage))
