"""`bookmaker explain`: what a code or a key means."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from bookmaker.cli.exit_status import ExitStatus

if TYPE_CHECKING:
    from bookmaker.config.keys_page import Option

_INDENT = " " * 6
_CODE = re.compile(r"[A-Za-z][0-9]{1,4}")


def _complete(
    _context: click.Context, _parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """The codes and keys that begin so; a code's first sentence goes with it."""
    from bookmaker.config.keys_page import options_by_table
    from bookmaker.diagnostics import explanations
    from bookmaker.diagnostics.all_kinds import KIND_BY_CODE

    help_by_word: dict[str, str | None] = {
        code: explanations.first_sentence(kind) for code, kind in KIND_BY_CODE.items()
    }
    for name, options in options_by_table():
        table = name.strip("[]").partition(".")[0]
        keys = [f"{table}.{option.key}" if table else option.key for option in options]
        help_by_word |= dict.fromkeys([*filter(None, [table]), *keys])
    help_by_word["book.toml"] = None
    lower = begun.lower()
    return [
        CompletionItem(word, help=words)
        for word, words in help_by_word.items()
        if word.lower().startswith(lower)
    ]


@click.command
@click.argument(
    "subject",
    required=False,
    metavar="[CODE|KEY|book.toml]",
    shell_complete=_complete,
)
def explain(subject: str | None) -> int:
    """Explain a diagnostic code or a key of book.toml.

    Without an argument, the codes are listed. `book.toml` lists the keys.

    \b
    Example:
      bookmaker explain C001
      bookmaker explain print.trim
      bookmaker explain book.toml
    """
    if subject is None:
        _list_codes()
        return ExitStatus.DONE
    wanted = subject.strip()
    if _CODE.fullmatch(wanted):
        return _explain_code(wanted.upper())
    return _explain_keys(wanted)


def _list_codes() -> None:
    from bookmaker.diagnostics import explanations

    for heading, kinds in explanations.kinds_by_heading():
        click.echo(f"{heading}\n")
        for kind in kinds:
            words = explanations.first_sentence(kind)
            click.echo(f"  {kind.code}  {kind.severity.value:7}  {words}")
        click.echo()
    click.echo(
        "“bookmaker explain CODE” explains a code; “explain book.toml” lists the keys."
    )


def _explain_code(code: str) -> int:
    from bookmaker.diagnostics import explanations
    from bookmaker.diagnostics.all_kinds import KIND_BY_CODE, RETIRED

    if code in KIND_BY_CODE:
        click.echo(explanations.explain(KIND_BY_CODE[code]), nl=False)
        return ExitStatus.DONE
    if code in RETIRED:
        click.echo(f"{code} is no longer reported. {RETIRED[code]}")
        return ExitStatus.DONE
    near = _nearest(code, tuple(KIND_BY_CODE))
    message = f"there is no code “{code}”; the nearest is {near}"
    raise click.UsageError(message)


def _explain_keys(wanted: str) -> int:
    """Explain a key, the keys of a table, or all of them."""
    from bookmaker.config.keys_page import options_by_table
    from bookmaker.config.nearest import find_nearest

    table, _, key = wanted.lower().strip("[]").rpartition(".")
    tables = [(name.strip("[]"), options) for name, options in options_by_table()]
    shown = 0
    for name, options in tables:
        own = name.partition(".")[0]
        chosen = [
            option
            for option in options
            if wanted.lower() == "book.toml"
            or wanted.lower().strip("[]") == own
            or (option.key == key and table in ("", own, name.lower()))
        ]
        if chosen:
            shown += 1
            click.echo(f"[{name}]" if name else "At the top of book.toml")
            for option in chosen:
                click.echo(_described(option))
            click.echo()
    if shown:
        return ExitStatus.DONE
    names = {option.key for _, options in tables for option in options}
    near = find_nearest(key, sorted(names | {name for name, _ in tables if name}))
    hint = (
        f"; did you mean “{near}”?" if near else "; “explain book.toml” lists the keys"
    )
    message = f"there is no code and no key “{wanted}”{hint}"
    raise click.UsageError(message)


def _described(option: Option) -> str:
    """A key with its form, its default and its meaning, in lines of a terminal."""
    default = "" if option.default == "–" else f"; default: {option.default}"
    form = f"{option.form}{default}".replace("`", "")
    words = option.meaning.replace("`", "")
    lines = textwrap.wrap(
        words, 74, initial_indent="      ", subsequent_indent="      "
    )
    return "\n".join([f"  {option.key}  ({form})", *lines])


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
