"""The chapters of the handbook that are made from the code.

What comes in: the model of `book.toml` and the catalogue of problems. What goes out:
Markdown in the dialect that the handbook teaches.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence

from bookmaker.config.keys_page import Option, describe_options
from bookmaker.css.bundle import load_sheet
from bookmaker.css.locate import theme_names
from bookmaker.css.token_table import TOKENS, TokenUse
from bookmaker.css.tokens import read_tokens
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.explanations import (
    example_of,
    kinds_by_heading,
    shown_message,
)
from bookmaker.document.markdown.escapes import escape_words

_MADE = "<!-- Made from the code by `make docs`. -->"


_NOT_IN_FONTS = re.compile("[\u0400-\u1fff\u2e80-\uabff\U00010000-\U0010ffff]")
"""Characters that no font of the handbook has."""


def options_chapter() -> str:
    """Every key of `book.toml`, for whoever looks one up."""
    return f"""\
---
title: The Project File, Key by Key
role: appendix
---

{_MADE}

A key that isn't listed here is an error, and the message suggests the closest name.
[]{{.index entry="Project file"}}

{describe_options(_option_list)}"""


def _option_list(options: Sequence[Option]) -> str:
    return "\n\n".join(
        f"`{option.key}`\n: {option.meaning} *{_form(option)}*" for option in options
    )


def _form(option: Option) -> str:
    form = f"{option.form[0].upper()}{option.form[1:]}"
    match option.default:
        case "–":
            return f"{form}."
        case "required":
            return f"{form}, required."
        case default:
            return f"{form}. Default: {default}."


def tokens_chapter() -> str:
    """Every token of a theme: its unit, its values and its effect."""
    values = {theme: read_tokens(load_sheet("print", theme)) for theme in theme_names()}
    open_ones = [name for name, use in TOKENS.items() if not use.instead]
    decided = [name for name, use in TOKENS.items() if use.instead]
    return f"""\
---
title: Theme Tokens
role: appendix
---

{_MADE}

Tokens are named values of a theme that you can change in a style sheet:
`:root {{ --type-title: 1.4em; }}`, in a file that `sheet` names under `[print]`, under
`[epub]` or both. [Change the Look](pages.md) shows how. A token that isn't listed here
is an error.[]{{.index entry="Themes!tokens"}}

## Tokens to change {{.unnumbered}}

{_token_list(open_ones, values)}

## Tokens that the project file decides {{.unnumbered}}

A value for one of these in a style sheet has no effect, and is reported.

| Token | What it is | Change instead |
| :---- | :--------- | :------------- |
{_decided_rows(decided)}

: Tokens with a key of their own {{#tbl-tokens}}
"""


def _token_list(names: Sequence[str], values: Mapping[str, Mapping[str, str]]) -> str:
    return "\n\n".join(_token(name, TOKENS[name], values) for name in names)


def _token(name: str, use: TokenUse, values: Mapping[str, Mapping[str, str]]) -> str:
    themes_by_value: dict[str, list[str]] = {}
    for theme, tokens in values.items():
        if name in tokens:
            themes_by_value.setdefault(tokens[name], []).append(theme)
    if len(themes_by_value) == 1:
        defaults = f"`{next(iter(themes_by_value))}`"
    else:
        defaults = "; ".join(
            f"`{value}` ({', '.join(themes)})"
            for value, themes in themes_by_value.items()
        )
    only = "" if use.editions == "both" else f" {use.editions} only."
    effect = f"{use.effect[0].upper()}{use.effect[1:]}"
    unit = f"{use.unit[0].upper()}{use.unit[1:]}"
    return f"`{name}`\n: {effect}.{only} *{unit}.* Default: {defaults}."


def _decided_rows(names: Sequence[str]) -> str:
    return "\n".join(
        f"| `{name}` | {TOKENS[name].effect} | {_with_code(TOKENS[name].instead)} |"
        for name in names
    )


def _with_code(words: str) -> str:
    """Set the names of keys and tokens as code."""
    return re.sub(
        r"--[a-z-]+|\[print\]|(?<![a-z-])(?:type-size|trim|margin-[a-z]+|chapters-open)",
        lambda found: f"`{found[0]}`",
        words,
    ).replace("book.toml", "`book.toml`")


def problems_chapter() -> str:
    """Every code of a problem, with what it says."""
    parts = [
        f"""\
---
title: Diagnostics
role: appendix
---

{_MADE}

An error stops the build. A warning means that an edition has a flaw. A note tells you
what bookmaker assumed or did.[]{{.index entry="Problems"}}
The messages here are examples from small books.
`bookmaker explain M001` explains a code.
"""
    ]
    for heading, kinds in kinds_by_heading():
        parts.append(f"## {heading} {{.unnumbered}}\n")
        parts.extend(_problem(kind) for kind in kinds)
    return "\n".join(parts)


def _problem(kind: type[Diagnostic]) -> str:
    said = shown_message(kind)[0]
    if _NOT_IN_FONTS.search(said):
        said = example_of(kind).message()
    message = escape_words(said, "", "")
    cause = inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0]
    words = " ".join(cause.split())
    said = f"*{message.removesuffix('.')}.* {words}"
    return f"`{kind.code}`, {kind.severity.value}\n: {said}\n"
