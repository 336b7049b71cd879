"""Lengths, angles, numbers and functions of CSS values, as far as a sheet says them.

What comes in: values as text, in lower case. What goes out: lengths in em of sixteen
pixels on a screen thirty em wide, angles in degrees. What depends on more than that
(`attr()`, sizes of fonts) has no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import tinycss2
from tinycss2 import ast

from bookmaker.css.sums import SUMS, work_out

_SCREEN = (
    "% vw vh vi vb vmin vmax svw svh lvw lvh dvw dvh cqw cqh cqi cqb cqmin cqmax"
).split()
"""Units of which a hundred are the screen."""
_EM_BY_UNIT = {
    "": 1 / 16,
    "px": 1 / 16,
    "pt": 1 / 12,
    "pc": 1.0,
    "em": 1.0,
    "rem": 1.0,
    "ic": 1.0,
    "lh": 1.2,
    "rlh": 1.2,
    "cap": 0.7,
    "ex": 0.5,
    "ch": 0.5,
    "in": 6.0,
    "cm": 2.36,
    "mm": 0.236,
    "q": 0.059,
    **dict.fromkeys(_SCREEN, 0.3),
}
_DEGREES_BY_UNIT = {"deg": 1.0, "grad": 0.9, "rad": 57.29578, "turn": 360.0}
LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z%]*)", re.IGNORECASE)


def em(value: str | None) -> float | None:
    """A length in em; `None` where it isn't one."""
    if value is not None and value.startswith(SUMS):
        return work_out(value, _EM_BY_UNIT)
    match = LENGTH.fullmatch(value or "")
    if match is None or match[2] not in _EM_BY_UNIT:
        return None
    return float(match[1]) * _EM_BY_UNIT[match[2]]


def screens(value: str | None) -> float:
    """How many screens, or boxes around, a length is; 0 for other lengths."""
    match = LENGTH.fullmatch(value or "")
    if match is None or match[2] not in _SCREEN:
        return 0.0
    return float(match[1]) / 100


def number(value: str, otherwise: float = 0.0) -> float:
    """A number or a share, where 100 % are 1; the other one where it is neither."""
    if value.startswith(SUMS):
        found = work_out(value, {"": 1.0, "%": 0.01})
        return otherwise if found is None else found
    match = LENGTH.fullmatch(value.strip())
    if match is None:
        return otherwise
    return float(match[1]) / (100 if match[2] == "%" else 1)


def degrees(value: str) -> float | None:
    """An angle in degrees; `None` where it isn't one."""
    match = LENGTH.fullmatch(value.strip())
    if match is None or match[2] not in _DEGREES_BY_UNIT:
        return None
    return float(match[1]) * _DEGREES_BY_UNIT[match[2]]


def parts_of(value: str) -> list[str]:
    """The parts of a value that blanks and commas separate."""
    return [
        tinycss2.serialize([node])
        for node in tinycss2.parse_component_value_list(value)
        if not isinstance(node, ast.WhitespaceToken) and node != ","
    ]


def functions_of(value: str) -> Iterator[tuple[str, list[str]]]:
    """The functions of a value, with their arguments as they are written."""
    for node in tinycss2.parse_component_value_list(value):
        if isinstance(node, ast.FunctionBlock):
            groups = groupby(node.arguments, lambda part: part == ",")
            written = (
                tinycss2.serialize(g).strip() for comma, g in groups if not comma
            )
            yield node.lower_name, [argument for argument in written if argument]


def argument_of(value: str, name: str) -> str:
    """What is between the brackets of a function; empty where it isn't called."""
    return next((", ".join(a) for n, a in functions_of(value) if n == name), "")


def sides_of(value: str) -> tuple[str, str, str, str]:
    """Top, right, bottom and left of a value of one to four parts."""
    sides = parts_of(value) or ["0"]
    top = sides[0]
    right = sides[1] if len(sides) > 1 else top
    bottom = sides[2] if len(sides) > 2 else top
    left = sides[3] if len(sides) > 3 else right
    return top, right, bottom, left
