"""Marks in a fenced listing that the reader acts on, and the same marks as plain code.

`{{#include main.rs}}` and `{{< include main.py >}}`, alone on a line, stand for the
lines of a file; `# <1>` at a line's end is a callout. After a backslash they are code
like any other: `\\{{#include main.rs}}`, as mdBook has it, and `# \\<1>`. Of several
backslashes one is removed.
"""

from __future__ import annotations

import re

_ORDER = re.compile(r"[ \t]*(\\*)\{\{[#<].*\}\}[ \t]*")
CALLOUTS = re.compile(
    r"(?:#|//|--|;|%|/\*|<!--)[ \t]*(\\*)(?:<[0-9]{1,3}>[ \t]*){1,9}(?:\*/|-->)?[ \t]*$"
)
_CALLOUT_ENDS = (">", ">*/", "> */")
_CALLOUT_WINDOW = 80
"""Characters at a line's end in which its marks stand."""


def find_callouts(line: str) -> re.Match[str] | None:
    """The callouts at a line's end; its first group has the backslashes."""
    if not line.rstrip().endswith(_CALLOUT_ENDS):
        return None
    return CALLOUTS.search(line, max(0, len(line) - _CALLOUT_WINDOW))


def escape_code(line: str) -> str:
    """A line of code as it is written so that nothing in it acts."""
    for found in (_ORDER.fullmatch(line), find_callouts(line)):
        if found is not None:
            line = f"{line[: found.start(1)]}\\{line[found.start(1) :]}"
    return line


def unescape_order(line: str) -> str | None:
    """The code of a line whose order is escaped; `None` where it is not."""
    return _without_one(line, _ORDER.fullmatch(line))


def unescape_callouts(line: str) -> str | None:
    """The code of a line whose callouts are escaped; `None` where they are not."""
    return _without_one(line, find_callouts(line))


def _without_one(line: str, found: re.Match[str] | None) -> str | None:
    if found is None or not found[1]:
        return None
    return line[: found.start(1)] + line[found.start(1) + 1 :]
