"""All kinds of problem, by their codes.

A code is never used again; a retired one stays in `RETIRED`.
"""

from __future__ import annotations

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog import (
    configuration,
    epub,
    importing,
    manuscript,
    printing,
    prose,
    references,
    styles,
    validators,
    writing,
)

_MODULES = (
    configuration,
    manuscript,
    references,
    styles,
    epub,
    printing,
    validators,
    writing,
    importing,
    prose,
)

RETIRED: dict[str, str] = {
    "X007": "A note was too long for the foot of the page: such notes are split now.",
}
"""Codes that are no longer given, with the sentence that says what they were."""


def _kinds() -> dict[str, type[Diagnostic]]:
    kinds: dict[str, type[Diagnostic]] = {}
    for module in _MODULES:
        for kind in vars(module).values():
            if (
                isinstance(kind, type)
                and issubclass(kind, Diagnostic)
                and hasattr(kind, "code")
            ):
                if kind.code in kinds or kind.code in RETIRED:
                    message = f"the code {kind.code} is given twice"
                    raise ValueError(message)
                kinds[kind.code] = kind
    return dict(sorted(kinds.items()))


KIND_BY_CODE: dict[str, type[Diagnostic]] = _kinds()
"""Each kind of problem by its code, sorted."""
