"""`bookmaker themes`: the themes there are, the tokens of one, and its specimen."""

from __future__ import annotations

import click

from bookmaker.cli.exit_status import ExitStatus, exit_status_of


def _complete(
    _context: click.Context, _parameter: click.Parameter, begun: str
) -> list[str]:
    from bookmaker.css.locate import theme_descriptions

    return [name for name in theme_descriptions() if name.startswith(begun)]


@click.command
@click.argument("theme", required=False, shell_complete=_complete)
@click.option(
    "--specimen",
    is_flag=True,
    help="Build eight pages in the theme: build/specimen-THEME.pdf.",
)
def themes(*, theme: str | None, specimen: bool) -> int:
    """List the themes, or the tokens of one theme.

    To make your own theme, copy the tokens that you want to change into `theme.css` in
    a folder of the book, and write its path as `theme = "./my-theme"`.

    \b
    Example:
      bookmaker themes literary
      bookmaker themes --specimen classic
    """
    from bookmaker.css.bundle import load_sheet
    from bookmaker.css.locate import theme_descriptions
    from bookmaker.css.token_table import TOKENS
    from bookmaker.css.tokens import read_tokens

    description_by_name = theme_descriptions()
    if theme is None and specimen:
        message = "--specimen needs the name of a theme: bookmaker themes lists them"
        raise click.UsageError(message)
    if theme is None:
        width = max(len(name) for name in description_by_name)
        for name, description in description_by_name.items():
            click.echo(f"{name.ljust(width)}  {description}")
        return ExitStatus.DONE
    if theme not in description_by_name:
        names = ", ".join(description_by_name)
        message = f"there is no theme “{theme}”; the themes are {names}"
        raise click.UsageError(message)
    if specimen:
        return _specimen(theme)
    click.echo(f"{theme}: {description_by_name[theme]}\n")
    values = read_tokens(load_sheet("print", theme))
    for token, use in TOKENS.items():
        if token in values and not use.instead:
            effect = use.effect.replace("`", "")
            only = f"; {use.editions} only" if use.editions != "both" else ""
            click.echo(f"  {token}: {values[token]};")
            click.echo(f"      /* {effect}{only} */")
    return ExitStatus.DONE


def _specimen(theme: str) -> ExitStatus:
    from bookmaker.cli.shared_options import DEFAULT_FOLDER, from_here
    from bookmaker.pipeline.specimen import build_specimen
    from bookmaker.system.environment import read_environment
    from bookmaker.system.workspace import near

    target = from_here(DEFAULT_FOLDER) / f"specimen-{theme}.pdf"
    outcome = build_specimen(theme, target, read_environment())
    for written in outcome.outputs:
        click.echo(near(written.path).as_posix())
    return exit_status_of(outcome.diagnostics, is_strict=False)
