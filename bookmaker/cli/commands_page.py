"""`docs/cli.md`, made from the commands themselves: their help, the exit statuses."""

from __future__ import annotations

import click

from bookmaker.cli import COMMANDS, cli
from bookmaker.cli.exit_status import ExitStatus

_WIDTH = 80

_HEAD = """\
# The command line

This page is generated from the commands; `bookmaker COMMAND --help` prints the same
text. Results, and the report of `check`, go to standard output; diagnostics go to
standard error. With `--json`, standard output contains one JSON report and
nothing else. Schemas: [report.schema.json](report.schema.json) for reports,
[tree.schema.json](tree.schema.json) for `tree --json`. Every code is explained in
[diagnostics.md](diagnostics.md). Sizes of files are in kB and MB (powers of 1000),
limits in MiB (1,048,576 bytes).
"""

_ENVIRONMENT = """\
## Environment

| variable | effect |
| --- | --- |
| `SOURCE_DATE_EPOCH` | the date of editions without `modified`, in seconds since 1970 |
| `NO_COLOR` | turns colours off, with any value |
| `PYTHON_CPU_COUNT` | the number of layout processes without `--jobs` |
| `CI` | no progress is shown, and bookmaker asks nothing |
| `BOOKMAKER_DEBUG` | prints the details of a bug in bookmaker to standard error |

bookmaker asks questions only if standard input and standard error are terminals. The
build cache is in the cache folder of your system, `~/.cache/bookmaker` on Linux;
`bookmaker cache` prints its path.
"""


def render_reference() -> str:
    """Write the whole of `docs/cli.md`."""
    parts = [_HEAD, _help("bookmaker", cli, None)]
    group = click.Context(cli, info_name="bookmaker")
    for name in COMMANDS:
        command = cli.get_command(group, name)
        if command is None:
            message = f"the command {name} has no module"
            raise LookupError(message)
        parts.append(_help(f"bookmaker {name}", command, group))
    parts += [_statuses(), _ENVIRONMENT]
    return "\n".join(parts)


def _help(words: str, command: click.Command, parent: click.Context | None) -> str:
    name = words.rpartition(" ")[2]
    context = click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=_WIDTH,
        help_option_names=["-h", "--help"],
    )
    return f"## `{words}`\n\n```text\n{command.get_help(context)}\n```\n"


def _statuses() -> str:
    rows = [f"| {status.value} | {status.meaning} |" for status in ExitStatus]
    table = "\n".join(["| status | meaning |", "| --- | --- |", *rows])
    return (
        f"## Exit statuses\n\n{table}\n\nAn edition with errors of its own isn't "
        "written; the others are, and the last lines name what was not. If the "
        "manuscript itself has errors, nothing is written.\n\n"
        "With `--draft` the status is 0 when the "
        "pages are written, even if errors are marked on them.\n"
    )
