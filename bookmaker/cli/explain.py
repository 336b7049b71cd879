"""`bookmaker explain`: what a code means and how to mend it."""

from __future__ import annotations

import click

from bookmaker.cli.exit_status import ExitStatus


@click.command
@click.argument("code")
def explain(code: str) -> int:
    """Say what the code of a problem means and how to mend it.

    \b
    Example:
      bookmaker explain C001
    """
    from bookmaker.diagnostics import reference
    from bookmaker.diagnostics.kinds import KIND_BY_CODE, RETIRED

    wanted = code.strip().upper()
    if wanted in KIND_BY_CODE:
        click.echo(reference.explain(KIND_BY_CODE[wanted]), nl=False)
        return ExitStatus.DONE
    if wanted in RETIRED:
        click.echo(f"{wanted} is no longer given. {RETIRED[wanted]}")
        return ExitStatus.DONE
    near = _nearest(wanted, tuple(KIND_BY_CODE))
    message = f"there is no code “{code}”; the nearest is {near}"
    raise click.UsageError(message)


def _nearest(wanted: str, codes: tuple[str, ...]) -> str:
    """The code of the same letter with the nearest number, or the most alike."""
    letter, figures = wanted[:1], wanted[1:]
    alike = [code for code in codes if code[0] == letter]
    if alike and figures.isdecimal():
        return min(alike, key=lambda code: abs(int(code[1:]) - int(figures)))
    import difflib

    return max(
        codes, key=lambda code: difflib.SequenceMatcher(a=wanted, b=code).ratio()
    )
