"""Every way a command can stop, as one sentence and an exit status; no traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from bookmaker.cli.exit_status import ExitStatus
from bookmaker.cli.streams import OutputUnwritableError, drop_output
from bookmaker.diagnostics.errors import BookmakerError, InternalError, ToolError
from bookmaker.system.environment import OddVariableError
from bookmaker.system.interruption import TerminatedError
from bookmaker.system.workspace import near, why_unwritable


class ReaderGoneError(Exception):
    """The program that read the output has stopped: `bookmaker tree book | head`."""


class UnwritableError(click.ClickException):
    """A file that was asked for cannot be written."""

    exit_code = ExitStatus.BOOK

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{near(path)} cannot be written: {why_unwritable(error)}")


def find_unwritable(error: OSError, targets: Iterable[Path]) -> Path | None:
    """The target whose writing failed, or `None` where the error is about another file.

    A full disk names no file: that is the first target's.
    """
    wanted = tuple(targets)
    if error.filename is None:
        return wanted[0] if wanted else None
    failed = Path(os.fsdecode(error.filename)).absolute()
    for target in wanted:
        whole = target.absolute()
        if failed == whole or failed.parent == whole.parent or failed in whole.parents:
            return target
    return None


def run_guarded(run: Callable[[], object]) -> int:
    """Run a command and give its exit status, whatever happens in it."""
    try:
        status = run()
        sys.stdout.flush()
    except click.ClickException as error:
        _show(error)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _tell("interrupted")
        return ExitStatus.INTERRUPTED
    except TerminatedError:
        _tell("ended by another program")
        return ExitStatus.TERMINATED
    except (BrokenPipeError, ReaderGoneError):
        drop_output()
        return ExitStatus.PIPE
    except OutputUnwritableError as error:
        drop_output()
        _tell(f"standard output cannot be written: {why_unwritable(error)}")
        return ExitStatus.BOOK
    except OddVariableError as error:
        _tell(str(error))
        return ExitStatus.USAGE
    except ToolError as error:
        return report_missing_tool(error)
    # The last resort of the program: what is foreseen is caught nearer to its cause.
    except Exception as error:  # noqa: BLE001 - a user never sees a traceback
        return _tell_unforeseen(error)
    return int(status) if isinstance(status, int) else ExitStatus.DONE


def report_missing_tool(error: ToolError, *, consequence: str = "") -> ExitStatus:
    """Say what the machine lacks and how to install it; give the exit status."""
    # Only this needs it.
    from bookmaker.cli.doctor import TOOL_BY_NAME, install_lines

    tool = TOOL_BY_NAME.get(error.tool)
    if tool is None:
        advice = "run `bookmaker doctor` to see what is missing"
    else:
        advice = "\n".join([f"install {tool.name}:", *install_lines([tool])])
    _tell(f"{error}{consequence}\nhelp: {advice}")
    return ExitStatus.TOOL


def _show(error: click.ClickException) -> None:
    if isinstance(error, click.UsageError):
        error.show()
    else:
        _tell(error.format_message())


def _tell(message: str) -> None:
    click.echo(f"bookmaker: {message}", err=True)


def _tell_unforeseen(error: Exception) -> ExitStatus:
    if isinstance(error, BookmakerError) and not isinstance(error, InternalError):
        _tell(str(error))
        return ExitStatus.BOOK
    import traceback

    trace = "".join(traceback.format_exception(error))
    if isinstance(error, FileNotFoundError) and not _has_working_folder():
        _tell("the current folder was removed: change to another one")
        return ExitStatus.USAGE
    what = "".join(traceback.format_exception_only(error)).strip().split("\n")[0]
    _tell(f"this is a bug in bookmaker, not a problem in your book: {what}")
    if os.environ.get("BOOKMAKER_DEBUG"):
        click.echo(trace, err=True)
    elif path := _keep(trace):
        click.echo(f"help: please report it, with the file {path}", err=True)
    return ExitStatus.INTERNAL


def _keep(trace: str) -> str | None:
    """Write the details where the user finds them; `None` where nothing can be kept."""
    import tempfile

    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="bookmaker-", suffix=".txt", delete=False
        ) as file:
            file.write(trace)
            return file.name
    except OSError:
        return None


def _has_working_folder() -> bool:
    try:
        os.getcwd()  # noqa: PTH109 - asked whether there is one
    except OSError:
        return False
    return True
