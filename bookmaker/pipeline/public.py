"""The public API: `bookmaker.build`, `bookmaker.check`, `bookmaker.read`.

For programs that make books: a notebook, a task queue, a web server. Nothing here
touches the caller's process for longer than the call: no signal handler, no exit, no
environment variable, no process left behind. Functions may be called from several
threads at once. What is wrong with a book is in the outcome's diagnostics; exceptions
are for what is wrong with the call (`ValueError`), the machine (`ToolError`), or us
(`InternalError`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypedDict, Unpack

from bookmaker.backends import target_of
from bookmaker.backends.forkserver import ending_with_last_user
from bookmaker.pipeline.planning import file_name, plan_editions
from bookmaker.pipeline.request import FORMATS, Outcome, Request, default_name, silent
from bookmaker.system.environment import read_environment
from bookmaker.system.recursion import deep_calls

if TYPE_CHECKING:
    # Loaded with the first session: it brings the whole pipeline.
    from bookmaker.pipeline.session import Session

AnyPath: TypeAlias = str | os.PathLike[str]


class Options(TypedDict, total=False):
    """What every call may be given; each is the command's option of the same name."""

    strict: bool
    """Write no artifact where there is a warning."""
    draft: bool
    """Give pages even where there are errors, marked on the pages."""
    filters: Iterable[str]
    """Programs or entry points that change the tree as it was read, in order."""
    jobs: int | None
    """Processes for layout; `None`: as many as cores are free."""
    proof: bool
    """Prove that each edition says every word, in order. True by default."""
    untrusted: bool
    """The manuscript may be anybody's: tighter limits, nothing outside its folder."""
    layout_seconds: int | None
    """The most that laying out one chapter may take."""
    layout_memory: int | None
    """Bytes that a process for layout may take."""
    largest_file: int | None
    """Bytes of the largest file that is read."""
    cache: bool
    """Use what earlier builds made, and keep what this one makes. True by default."""
    cache_folder: AnyPath | None
    """Where that is kept; `None`: your own cache folder."""
    epoch: int | None
    """Seconds since 1970, UTC, that date the editions; `None`: `SOURCE_DATE_EPOCH`."""
    progress: Callable[[str], None]
    """Called with a few words when a stage begins."""


def build(
    manuscript: AnyPath,
    output: AnyPath = "build",
    *,
    formats: Iterable[str] = (),
    editions: Iterable[str] = (),
    targets: Mapping[str, AnyPath] | None = None,
    **options: Unpack[Options],
) -> Outcome:
    """Build the editions of a manuscript.

    They are `NAME.epub` and `NAME.pdf` in the folder `output`, and `NAME-EDITION.pdf`
    for an edition with a name; or where `targets` says for each edition. Without
    formats and editions they are those that the book builds by default. Where the
    manuscript has errors nothing is written, and no edition that has errors of its own:
    `outcome.faults_by_edition` names those. Raises `ValueError` where a format or an
    edition is unknown, and `ToolError` where a library is missing that each of them
    needs; where one of several lacks its own, the others are written and
    `outcome.missing_tool` says so.
    """
    from bookmaker.pipeline.unchanged import build_or_reuse

    request = request_for(manuscript, options)
    plan, paths = _plan(request, Path(output), formats, editions, targets)
    request = replace(request, target_by_edition=plan)
    with deep_calls(), ending_with_last_user():
        return build_or_reuse(request, paths)


def check(manuscript: AnyPath, **options: Unpack[Options]) -> Outcome:
    """Do everything but write: the outcome's diagnostics are the report."""
    from bookmaker.pipeline import stages

    with deep_calls(), ending_with_last_user():
        return stages.check(request_for(manuscript, options))


def read(manuscript: AnyPath, **options: Unpack[Options]) -> Outcome:
    """Read a manuscript to its tree, `outcome.book`, with the shared transforms."""
    from bookmaker.pipeline import stages

    with deep_calls():
        return stages.read(request_for(manuscript, options))


def open_session(
    manuscript: AnyPath, formats: Iterable[str] = FORMATS, **options: Unpack[Options]
) -> Session:
    """Open a session: builds of one manuscript with everything kept warm.

    Use it as a context. Raises `ValueError` where a format is unknown.
    """
    from bookmaker.pipeline.session import Session

    try:
        return Session(request_for(manuscript, options), formats)
    except KeyError as error:
        message = f"there is no edition {error}"
        raise ValueError(message) from error


def request_for(manuscript: AnyPath, options: Options) -> Request:
    """The request that a call makes. Raises `TypeError` at an unknown option."""
    known = Options.__annotations__
    for name in options:
        if name not in known:
            message = f"there is no option “{name}”; there are {', '.join(known)}"
            raise TypeError(message)
    folder = options.get("cache_folder")
    environment = read_environment(
        cache_folder=None if folder is None else Path(folder).absolute()
    )
    if options.get("epoch") is not None:
        environment = replace(environment, epoch=options["epoch"])
    return Request(
        manuscript=Path(manuscript),
        environment=environment,
        is_draft=options.get("draft", False),
        is_strict=options.get("strict", False),
        filters=tuple(options.get("filters", ())),
        jobs=options.get("jobs"),
        is_proven=options.get("proof", True),
        is_untrusted=options.get("untrusted", False),
        layout_seconds=options.get("layout_seconds"),
        layout_memory=options.get("layout_memory"),
        largest_file=options.get("largest_file"),
        keeps_parts=options.get("cache", True),
        progress=options.get("progress", silent),
    )


def _plan(
    request: Request,
    folder: Path,
    formats: Iterable[str],
    editions: Iterable[str],
    targets: Mapping[str, AnyPath] | None,
) -> tuple[Mapping[str, str], Mapping[str, Path]]:
    """The format and the path of each edition, by its name."""
    if targets is not None:
        formats, editions = (), targets
    try:
        plan = plan_editions(
            request.manuscript, formats, editions, is_untrusted=request.is_untrusted
        )
    except KeyError as error:
        message = f"there is no edition {error}"
        raise ValueError(message) from error
    if targets is not None:
        return plan, {name: Path(targets[name]) for name in plan}
    stem = default_name(request.manuscript)
    return plan, {
        name: folder / file_name(stem, name, target_of(target))
        for name, target in plan.items()
    }
