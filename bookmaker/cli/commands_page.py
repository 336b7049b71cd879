"""`docs/cli.md`, made from the commands themselves: their help, the exit statuses."""

from __future__ import annotations

import click

from bookmaker.cli import COMMANDS, cli
from bookmaker.cli.exit_status import ExitStatus

_WIDTH = 80

_HEAD = """\
# The command line

This page is made from the commands by `make docs`; `bookmaker COMMAND --help` says the
same. What was asked for goes to standard output, problems go to standard error. With
`--json` one report stands on standard output and nothing else; its schema is
[report.schema.json](report.schema.json), that of `tree --json` is
[tree.schema.json](tree.schema.json). Every code is explained in
[diagnostics.md](diagnostics.md).
"""

_ENVIRONMENT = """\
## Environment

| variable | does |
| --- | --- |
| `SOURCE_DATE_EPOCH` | the date that editions carry without `modified`, in seconds |
| `NO_COLOR` | no colours, whatever its value |
| `CI` | no progress is shown and nothing is asked |
| `BOOKMAKER_DEBUG` | where bookmaker itself fails, the details go to standard error |

Nothing is asked where standard input or standard error is no terminal. What can be
kept for the next build is kept in the platform's folder for caches.
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
        f"## Exit statuses\n\n{table}\n\nWith `--draft` the command is done when the "
        "pages are written, whatever is marked on them.\n"
    )
