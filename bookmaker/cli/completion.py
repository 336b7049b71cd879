"""`bookmaker completion`: a script with which a shell completes the command."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from bookmaker.cli.exit_status import ExitStatus

SHELLS = ("bash", "zsh", "fish")


@click.command
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> int:
    """Print a script for completing commands in bash, zsh or fish.

    Save its output to a file that your shell reads at the start, or evaluate it in
    your shell's startup file.

    \b
    Example:
      bookmaker completion bash
    """
    from bookmaker.cli import cli

    found = get_completion_class(shell)
    if found is None:
        message = f"there is no completion for {shell}"
        raise click.UsageError(message)
    script = found(cli, {}, "bookmaker", "_BOOKMAKER_COMPLETE")
    click.echo(script.source())
    return ExitStatus.DONE
