"""The chapters of the handbook that are made from the code.

What comes in: the model of `book.toml` and the catalogue of problems. What goes out:
Markdown in the dialect that the handbook teaches.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence

from bookmaker.config.keys_page import Option, describe_options
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.explanations import example_of, kinds_by_heading
from bookmaker.document.markdown.escapes import escape_words

_MADE = "<!-- Made from the code by `make docs`. -->"


def options_chapter() -> str:
    """Every key of `book.toml`, for whoever looks one up."""
    return f"""\
---
title: The Project File, Key by Key
role: appendix
---

{_MADE}

Every key that is not here is an error, with the nearest known name.
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
        case "must be given":
            return f"{form}; must be given."
        case default:
            return f"{form}; {default} where nothing is said."


def problems_chapter() -> str:
    """Every code of a problem, with what it says."""
    parts = [
        f"""\
---
title: Problems by Their Codes
role: appendix
---

{_MADE}

An error lets no edition be written, a warning is a flaw in an edition, a note tells
what was assumed.[]{{.index entry="Problems"}}
For ‹words like these› stand those of your book.
`bookmaker explain M001` says more of each.
"""
    ]
    for heading, kinds in kinds_by_heading():
        parts.append(f"## {heading} {{.unnumbered}}\n")
        parts.extend(_problem(kind) for kind in kinds)
    return "\n".join(parts)


def _problem(kind: type[Diagnostic]) -> str:
    message = escape_words(example_of(kind).message(), "", "")
    cause = inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0]
    words = " ".join(cause.split())
    return f"`{kind.code}`, {kind.severity.value}\n: *{message}.* {words}\n"
