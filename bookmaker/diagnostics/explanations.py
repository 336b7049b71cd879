"""What each code means, in words: for `bookmaker explain` and `docs/diagnostics.md`."""

from __future__ import annotations

import enum
import functools
import inspect
import json
import types
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Union, get_args, get_origin, get_type_hints

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.all_kinds import KIND_BY_CODE, RETIRED

_SUBJECT_BY_LETTER = {
    "C": "book.toml and the manuscript's path",
    "M": "the Markdown files",
    "X": "links, identifiers and notes",
    "S": "style sheets, themes and fonts",
    "E": "the EPUB edition",
    "P": "the print edition",
    "V": "checks of the finished editions",
    "W": "writing files",
    "I": "imported files",
    "L": "the prose, as a copy editor reads it",
}


def explain(kind: type[Diagnostic]) -> str:
    """Say what a kind of problem means, with its message as it might be given."""
    message, advice = shown_message(kind)
    lines = [f"{kind.severity.value} {kind.code}: {message}"]
    if advice:
        lines.append(f"help: {advice}")
    return "\n".join([*lines, "", inspect.cleandoc(kind.__doc__ or ""), ""])


def first_sentence(kind: type[Diagnostic]) -> str:
    """What a kind of problem is, in one line."""
    return inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


def shown_message(kind: type[Diagnostic]) -> tuple[str, str]:
    """A message of this kind and its help, from the smallest book that has it.

    `examples.json` is written by `python -m tools.docs` from the golden files of the
    tests; a kind that has none there is filled in from its fields.
    """
    if kind.code in _examples():
        message, advice = _examples()[kind.code]
        return message, advice
    example = example_of(kind)
    return example.message(), example.help()


@functools.cache
def _examples() -> dict[str, tuple[str, str]]:
    text = Path(__file__).with_name("examples.json").read_text("utf-8")
    return {code: (said[0], said[1]) for code, said in json.loads(text).items()}


def example_of(kind: type[Diagnostic]) -> Diagnostic:
    """Make a problem of this kind; for words stand the names of its fields."""
    hints = get_type_hints(kind)
    words = {
        own.name: kind.sample.get(own.name, _stand_in(own.name, hints[own.name]))
        for own in fields(kind)
        if own.name in kind.sample
        or (own.default is MISSING and own.default_factory is MISSING)
    }
    # The values are of the fields' types; mypy cannot know that.
    return kind(**words)


def _stand_in(name: str, hint: object) -> object:
    if get_origin(hint) in {Union, types.UnionType}:
        return _stand_in(name, next(iter(get_args(hint))))
    if get_origin(hint) is tuple:
        return (_stand_in(name, get_args(hint)[0]),)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return next(iter(hint))
    if isinstance(hint, type) and issubclass(hint, int | float):
        return hint(3)
    return f"‹{name.replace('_', ' ')}›"


def render_reference() -> str:
    """Write the whole of `docs/diagnostics.md`."""
    parts = [
        "# Diagnostics\n\n"
        "Every problem that bookmaker reports has a code. `bookmaker explain M001` "
        "explains one on the\ncommand line. This page is generated; the messages are "
        "examples from small books.\n\n"
        "An *error* stops the build. A *warning* means that an edition has a flaw. A "
        "*note* tells you\nwhat bookmaker assumed or did, and needs no action. With "
        "`--strict`, warnings stop the build too.\n"
    ]
    for heading, kinds in kinds_by_heading():
        parts.append(f"## {heading}\n")
        parts.extend(_entry(kind) for kind in kinds)
    if RETIRED:
        retired = "".join(f"- {code}: {words}\n" for code, words in RETIRED.items())
        parts.append(f"## No longer reported\n\n{retired}")
    return "\n".join(parts)


def kinds_by_heading() -> Iterator[tuple[str, Sequence[type[Diagnostic]]]]:
    """The kinds of problem by what they are about, in the order of their codes."""
    for letter, subject in _SUBJECT_BY_LETTER.items():
        kinds = [kind for code, kind in KIND_BY_CODE.items() if code[0] == letter]
        if kinds:
            yield f"{letter}: {subject}", kinds


def _entry(kind: type[Diagnostic]) -> str:
    message, said = shown_message(kind)
    advice = f"  \n> help: {said}" if said else ""
    return (
        f"### {kind.code}, {_with_article(kind.severity.value)}\n\n"
        f"> {message}{advice}\n\n"
        f"{inspect.cleandoc(kind.__doc__ or '')}\n"
    )


def _with_article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
