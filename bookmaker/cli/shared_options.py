"""Options that two or more commands share."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from bookmaker.system.files import RefusedFileError, read_file
from bookmaker.system.workspace import near


def from_here(path: Path) -> Path:
    """A path that means the same from wherever it is read: an absolute one.

    `~` at its head is the user's home, as `--option=~/folder` shows that no shell sees.
    Links and `..` stay as they are: a link's parent is not the folder it stands in.
    """
    if path.parts[:1] == ("~",):
        with contextlib.suppress(RuntimeError):  # nobody knows where the home is
            path = path.expanduser()
    try:
        return Path.cwd() / path
    except OSError as error:
        message = "the current folder was removed: change to another one"
        raise click.UsageError(message) from error


class SomePath(click.Path):
    """An absolute path, because processes in other folders use it.

    It is not empty: `-o "$FILE"` with no FILE is a typo, not a folder.
    """

    def __init__(self, *, file_okay: bool = True, dir_okay: bool = True) -> None:
        # Whatever reads it reports whether it can be read, with its place.
        super().__init__(
            file_okay=file_okay, dir_okay=dir_okay, readable=False, path_type=Path
        )

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Make the path. Fails as wrong usage."""
        if not str(value).strip():
            self.fail("the path is empty", param, ctx)
        if "\0" in str(value):
            self.fail("a path can’t contain the character U+0000", param, ctx)
        if not self.dir_okay and str(value).endswith(_SEPARATORS):
            self.fail(f"{_shortened(value)} is a folder: name a file", param, ctx)
        try:
            path = from_here(Path(os.fsdecode(value)))
            super().convert(near(path), param, ctx)
            path.exists()
        except PermissionError:
            return path
        except OSError:
            self.fail(f"the path {_shortened(value)} cannot be used", param, ctx)
        return path


_LONGEST_SHOWN = 60
_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def _shortened(value: str | os.PathLike[str]) -> str:
    path = str(value)
    return path if len(path) <= _LONGEST_SHOWN else f"{path[:_LONGEST_SHOWN]}…"


lock_option = click.option(
    "--lock",
    type=SomePath(dir_okay=False),
    metavar="FILE",
    help="Requirements file with hashes for the bill of materials. By default, it lists"
    " what is installed.",
)
"""For what makes a bill of materials."""


def read_lock(path: Path) -> str:
    """The text of a lock file. Fails as wrong usage."""
    try:
        return read_file(path, _MOST_BYTES_OF_LOCK).decode()
    except (RefusedFileError, UnicodeDecodeError) as error:
        reason = getattr(error, "reason", "is not UTF-8")
        message = f"{_shortened(near(path))} {reason}"
        raise click.BadParameter(message, param_hint="--lock") from error


_MOST_BYTES_OF_LOCK = 16 * 1024 * 1024

polls_option = click.option(
    "--poll",
    "polls",
    is_flag=True,
    help="Look at the files again and again, where the system reports no changes, as in"
    " a shared folder of a container.",
)
"""For what builds again after each change."""

draft_option = click.option(
    "--draft",
    "is_draft",
    is_flag=True,
    help="Build even if there are errors, and mark them on the pages.",
)

DEFAULT_FOLDER = Path("build")

folder_option = click.option(
    "-o",
    "--output",
    "folder",
    type=SomePath(file_okay=False),
    default=DEFAULT_FOLDER,
    show_default=True,
    metavar="DIR",
    help="Folder to write to.",
)

manuscript_argument = click.argument(
    "manuscript",
    type=SomePath(),
    required=False,
    default=Path(),
    metavar="[MANUSCRIPT]",
)

strict_option = click.option(
    "--strict",
    "is_strict",
    is_flag=True,
    help="Treat warnings as errors: exit with status 3.",
)

filter_option = click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="PROGRAM",
    help="Transform the document tree with a program or a Python entry point. Can be"
    " repeated.",
)

quiet_option = click.option(
    "-q", "--quiet", "is_quiet", is_flag=True, help="Show only errors and warnings."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """The options of every command that builds or checks editions."""

    manuscript: Path
    is_strict: bool
    is_quiet: bool
    jobs: int | None
    is_untrusted: bool
    layout_seconds: int | None
    layout_memory: int | None
    """MiB."""
    largest_file: int | None
    """MiB."""
    is_uncached: bool
    cache_folder: Path | None
    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions(RunOptions):
    """The options that `build`, `epub` and `pdf` share."""

    is_draft: bool
    is_json: bool
    is_unproven: bool
    shows_timings: bool
    depfile: Path | None
    is_opened: bool


cache_folder_option = click.option(
    "--cache-folder",
    type=SomePath(file_okay=False),
    metavar="DIR",
    help="Use this cache folder instead of the default one.",
)

_MOST_MIB = 1 << 20
"""A tebibyte; the system's own numbers for limits end at 2 to the power of 63."""
_MOST_SECONDS = 7 * 24 * 60 * 60
_MOST_JOBS = 1024

untrusted_option = click.option(
    "--untrusted",
    "is_untrusted",
    is_flag=True,
    help="Treat the manuscript as untrusted: no filters, and lower limits.",
)

largest_file_option = click.option(
    "--largest-file",
    type=click.IntRange(min=1, max=_MOST_MIB),
    metavar="MIB",
    help="Size limit for each file that is read.  [default: 256, or 16 with"
    " --untrusted]",
)

_MANUSCRIPT = (manuscript_argument, strict_option)
_LIMITS = (
    click.option(
        "--jobs",
        type=click.IntRange(min=1, max=_MOST_JOBS),
        metavar="N",
        help="Number of layout processes.  [default: number of free cores]",
    ),
    untrusted_option,
    click.option(
        "--layout-seconds",
        type=click.IntRange(min=1, max=_MOST_SECONDS),
        metavar="SECONDS",
        help="Limit for laying out one chapter, in processor time.  [default: 600, or"
        " 60 with --untrusted, or 12 in a check]",
    ),
    click.option(
        "--layout-memory",
        type=click.IntRange(min=256, max=_MOST_MIB),
        metavar="MIB",
        help="Memory limit for each layout process.  [default: 4096, or 1024 with"
        " --untrusted]",
    ),
    largest_file_option,
)
_CACHE = (
    click.option(
        "--no-cache",
        "is_uncached",
        is_flag=True,
        help="Ignore the cache, and don't write to it.",
    ),
    cache_folder_option,
)
_LAST = (filter_option, quiet_option)
_BUILD = (
    *_MANUSCRIPT,
    draft_option,
    click.option(
        "--json",
        "is_json",
        is_flag=True,
        help="Print only the build report, as JSON, on standard output.",
    ),
    *_LIMITS,
    click.option(
        "--no-proof",
        "is_unproven",
        is_flag=True,
        help="Skip the check that every word is in both editions. The report records"
        " this.",
    ),
    *_CACHE,
    click.option(
        "--timings",
        "shows_timings",
        is_flag=True,
        help="Print the time spent in each stage, and what came from the cache.",
    ),
    click.option(
        "--depfile",
        type=SomePath(dir_okay=False),
        metavar="FILE",
        help="Write the dependencies of the editions as a make rule.",
    ),
    click.option(
        "--open",
        "is_opened",
        is_flag=True,
        help="Open the edition in your viewer when it is built: the PDF if there is"
        " one.",
    ),
    *_LAST,
)
_RUN = (*_MANUSCRIPT, *_LIMITS, *_CACHE, *_LAST)


def build_options(run: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of a build; it gets them as one `BuildOptions`."""
    return _with_options(run, _BUILD, BuildOptions)


def run_options(run: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of any run; it gets them as one `RunOptions`."""
    return _with_options(run, _RUN, RunOptions)


def comparison_options(run: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of a run that names its manuscripts itself; warnings
    don't end it, and the manuscript in its `RunOptions` is the current folder."""
    run_with = _with_options(run, (*_LIMITS, *_CACHE, *_LAST), RunOptions)

    @functools.wraps(run_with)
    def with_options(**values: Any) -> int:  # noqa: ANN401
        return run_with(manuscript=Path(), is_strict=False, **values)

    return with_options


def _with_options(
    run: Callable[..., int],
    options: Sequence[Callable[[Callable[..., int]], Callable[..., int]]],
    kind: type[RunOptions],
) -> Callable[..., int]:
    # click passes values of any type by their names.
    @functools.wraps(run)
    def with_options(**values: Any) -> int:  # noqa: ANN401
        shared = {own.name: values.pop(own.name) for own in fields(kind)}
        return run(kind(**shared), **values)

    for option in reversed(options):
        with_options = option(with_options)
    return with_options
