"""The line that opens a fenced division: its attributes, its title, its slips.

A slip in the braces is reported here, at the opening line, and the division is opened
all the same: its closing line is then no stray one, and no brace is printed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bookmaker.document.nodes import NO_ATTRIBUTES, AdmonitionKind, Attributes
from bookmaker.readers.markdown.attributes import read_attributes
from bookmaker.readers.markdown.odd_attributes import explain_braces, write_attributes
from bookmaker.readers.markdown.places import LeafLine

_NAME = re.compile(r"(?:\{([^\W\d_][\w-]*)\}|([^\W\d_][\w-]*))(?=[ \t\[]|$)")
_BRACES = re.compile(r"\{+\s*[.#\w]|[.#][^\W\d_]|[^\W\d_][\w-]*[ \t]*[{}]")
"""How a division begins whose braces are odd: `{.a`, `.a}`, `aside}`, `aside {.x`."""
OTHERS_ADMONITIONS = {
    "info": AdmonitionKind.NOTE,
    "seealso": AdmonitionKind.NOTE,
    "hint": AdmonitionKind.TIP,
    **dict.fromkeys(("attention", "danger", "error"), AdmonitionKind.WARNING),
}
"""Admonitions of Docusaurus, MyST and HackMD that are not ours, and what they are."""
_TITLED = frozenset(
    (
        *(p + kind.value for kind in AdmonitionKind for p in ("", "callout-")),
        *OTHERS_ADMONITIONS,
        "details",
        "spoiler",
    )
)
"""Divisions that have a title behind their name, as Docusaurus writes them."""


class DivisionHead(NamedTuple):
    """What a line of colons and words opens."""

    attributes: Attributes
    title: LeafLine | None = None
    fault: str = ""
    """What is wrong in the line; empty if nothing is."""
    suggestion: str = ""
    """What to write instead, behind the colons."""


def read_division_head(words: str, line: LeafLine) -> DivisionHead | None:
    """Read `{.class}`, `class`, `{class} Title`, `class {.more}` or `class[Title]`.

    `None` where the words do not open a division: `::: /some/path`.
    """
    if not words.strip("{} \t") and words.count("{") == words.count("}") == 1:
        return DivisionHead(NO_ATTRIBUTES)  # pandoc's division without attributes
    found = read_attributes(words, 0)
    attributes, at = found if found is not None else (NO_ATTRIBUTES, 0)
    if found is None:
        named = _NAME.match(words)
        if named is None:
            return _odd_head(words, NO_ATTRIBUTES) if _BRACES.match(words) else None
        name = (named[1] or named[2]).lower()
        attributes, at = Attributes(classes=(name,)), named.end()
        start = at + len(words[at:]) - len(words[at:].lstrip(" \t"))
        if (more := read_attributes(words, start)) is not None:
            attributes = Attributes(
                more[0].id, attributes.classes + more[0].classes, more[0].pairs
            )
            at = more[1]
    title = words[at:].strip(" \t")
    if not title:
        return DivisionHead(attributes)
    if title[0] in "{}":
        return _odd_head(title, attributes)
    start = words.index(title, at)
    if title.startswith("[") and title.endswith("]"):
        return DivisionHead(attributes, (title[1:-1], line[1], line[2] + start + 1))
    head = DivisionHead(attributes, (title, line[1], line[2] + start))
    if found is not None or not _TITLED.isdisjoint(attributes.classes):
        return head
    name = attributes.classes[0]
    classes = " ".join(f".{word}" for word in (name, *title.split()))
    return head._replace(
        fault=f"“{title}” follows the name",
        suggestion=f"{{{classes}}} for classes, or {name}[{title}] for a title",
    )


def _odd_head(words: str, before: Attributes) -> DivisionHead:
    """A division whose braces are odd, with the attributes that were meant."""
    odd = explain_braces(words)
    if odd is None or not words.strip("{} \t"):
        suggestion = write_attributes(before)
        return DivisionHead(before, None, "there is one brace too many", suggestion)
    meant = odd.meant
    attributes = Attributes(
        meant.id or before.id,
        tuple(dict.fromkeys(before.classes + meant.classes)),
        before.pairs + meant.pairs,
    )
    return DivisionHead(attributes, None, odd.reason, write_attributes(attributes))
