"""`bookmaker themes`: the themes there are, and the tokens of one."""

from __future__ import annotations

import click

from bookmaker.cli.exit_status import ExitStatus


@click.command
@click.argument("theme", required=False)
def themes(theme: str | None) -> int:
    """List the themes, or the tokens of one theme.

    To make your own theme, copy the tokens that you want to change into `theme.css` in
    a folder of the book, and write its path as `theme = "./my-theme"`.

    \b
    Example:
      bookmaker themes literary
    """
    from bookmaker.css.bundle import load_sheet
    from bookmaker.css.locate import theme_descriptions
    from bookmaker.css.token_table import TOKENS
    from bookmaker.css.tokens import read_tokens

    description_by_name = theme_descriptions()
    if theme is None:
        width = max(len(name) for name in description_by_name)
        for name, description in description_by_name.items():
            click.echo(f"{name.ljust(width)}  {description}")
        return ExitStatus.DONE
    if theme not in description_by_name:
        names = ", ".join(description_by_name)
        message = f"there is no theme “{theme}”; the themes are {names}"
        raise click.UsageError(message)
    click.echo(f"{theme}: {description_by_name[theme]}\n")
    values = read_tokens(load_sheet("print", theme))
    for token, use in TOKENS.items():
        if token in values and not use.instead:
            effect = use.effect.replace("`", "")
            only = f"; {use.editions} only" if use.editions != "both" else ""
            click.echo(f"  {token}: {values[token]};")
            click.echo(f"      /* {effect}{only} */")
    return ExitStatus.DONE
