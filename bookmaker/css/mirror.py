"""Mirror sheets for a book that is read from right to left.

What comes in: rules that were written for a book read from left to right. What goes
out: the same with left and right exchanged. A page has its sides in both, so `@page`
stays, but for the rule over its notes; code runs from left to right in both. No letters
are spaced: those of Arabic are joined, and Hebrew has no small capitals.
"""

from __future__ import annotations

import re

_DECLARATION = re.compile(
    r"(?P<before>[{;]\s*)(?P<name>[a-z-]+)(?P<colon>\s*:\s*)(?P<value>[^;{}]+)"
)
_SIDED = re.compile(r"\b(left|right)\b")
_OTHER = {"left": "right", "right": "left"}
_SIDES_AS_VALUES = frozenset({"text-align", "text-align-last", "float", "clear"})
_FOUR_SIDES = frozenset({"margin", "padding", "border-width", "border-style", "inset"})
_ALL_SIDES = 4
_PAGE = "@page"
_CODE = ("pre", "code")
_NOTE_RULE = re.compile(r"(background-position\s*:\s*)0 0")


def mirrored(rule: str) -> str:
    """A rule, and those within it, with left and right exchanged."""
    if rule.startswith(_PAGE):
        return _NOTE_RULE.sub(r"\g<1>100% 0", rule)
    if rule.startswith(_CODE):
        return rule
    return _DECLARATION.sub(_mirrored, rule)


def _mirrored(declaration: re.Match[str]) -> str:
    name, value = declaration["name"], declaration["value"]
    if name == "letter-spacing" or name.endswith("-tracking"):
        value = "0em"
    elif name in _SIDES_AS_VALUES:
        value = _exchanged(value)
    elif name in _FOUR_SIDES:
        value = _turned(value)
    elif not name.startswith("--"):
        name = _exchanged(name)
    return f"{declaration['before']}{name}{declaration['colon']}{value}"


def _exchanged(words: str) -> str:
    return _SIDED.sub(lambda side: _OTHER[side[0]], words)


def _turned(value: str) -> str:
    """The lengths of four sides, clockwise from the top."""
    lengths = re.findall(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", value)
    if len(lengths) != _ALL_SIDES:
        return value
    top, right, bottom, left = lengths
    return " ".join((top, left, bottom, right))
