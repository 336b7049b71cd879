"""What each code means, in words: for `bookmaker explain` and `docs/diagnostics.md`."""

from __future__ import annotations

import enum
import inspect
import types
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
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
    "V": "outside validators and proofs",
    "W": "writing what was made",
    "I": "what is imported",
}


def explain(kind: type[Diagnostic]) -> str:
    """Say what a kind of problem means, with its message as it might be given."""
    example = example_of(kind)
    lines = [f"{kind.severity.value} {kind.code}: {example.message()}"]
    if advice := example.help():
        lines.append(f"help: {advice}")
    return "\n".join([*lines, "", inspect.cleandoc(kind.__doc__ or ""), ""])


def first_sentence(kind: type[Diagnostic]) -> str:
    """What a kind of problem is, in one line."""
    return inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


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
        "Every problem that bookmaker tells has a code. `bookmaker explain M001` says "
        "what one means.\nThis page is made from the catalogue by `make docs`. In the "
        "messages, ‹words like these› stand\nfor those of the book.\n\n"
        "An *error* lets no edition be written, a *warning* is a flaw in an edition, "
        "a *note* tells\nwhat was assumed.\n"
    ]
    for heading, kinds in kinds_by_heading():
        parts.append(f"## {heading}\n")
        parts.extend(_entry(kind) for kind in kinds)
    if RETIRED:
        retired = "".join(f"- {code}: {words}\n" for code, words in RETIRED.items())
        parts.append(f"## No longer given\n\n{retired}")
    return "\n".join(parts)


def kinds_by_heading() -> Iterator[tuple[str, Sequence[type[Diagnostic]]]]:
    """The kinds of problem by what they are about, in the order of their codes."""
    for letter, subject in _SUBJECT_BY_LETTER.items():
        kinds = [kind for code, kind in KIND_BY_CODE.items() if code[0] == letter]
        if kinds:
            yield f"{letter}: {subject}", kinds


def _entry(kind: type[Diagnostic]) -> str:
    example = example_of(kind)
    advice = f"  \n> help: {example.help()}" if example.help() else ""
    return (
        f"### {kind.code}, {_with_article(kind.severity.value)}\n\n"
        f"> {example.message()}{advice}\n\n"
        f"{inspect.cleandoc(kind.__doc__ or '')}\n"
    )


def _with_article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
