"""The class contract: classes the sheets style against classes the markup has.

What comes in: sheets as text, and the classes that were found in markup. What goes
out: the two lists that must be empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import tinycss2
from tinycss2 import ast

from bookmaker.document.book import DivisionKind

AUTHORS: frozenset[str] = frozenset(
    {"letter", "sidebar", "inscription", "dialogue", "continued"}
    | {"capitals", "dateline", "salutation", "valediction", "signature", "titled"}
    | {"asterism", "ornament", "no-dropcap", "center", "right", "underline"}
)
"""Styled for authors, who write them: `::: letter`."""

ENGINE: frozenset[str] = frozenset({"repeated", "one-page"})
"""Written by the print engine, when it knows the pages."""

PLAIN: Mapping[str, str] = {
    "raw": "shown as code; `pre.raw` alone has a ground",
    "tight": "what is not loose",
    "done": "shown by its box",
    "tip": "an admonition like a note",
    "important": "an admonition like a note",
    "note-call": "its mark is styled",
    "reference": "a link within the book looks like text",
    "quoted": "shown by its marks",
    "group": "what an author groups looks like text",
    "turned": "its sheet is styled in print; elsewhere it is a table like any other",
    "term": "a link within the book looks like text",
    "citation": "words like any others",
    "index-mark": "a place, not a look",
    "index-term": "shown by its place",
    "index-locators": "what the engine merges",
    "index-locator": "a link like any other",
    "index-see": "shown by its words",
    "imprint": "its page is styled",
    "description-return": "a link in a paragraph like any other",
    "entry-title": "shown by its place",
    "backmatter": "laid out like the body",
    "bodymatter": "what the other matters differ from",
    "frontmatter": "its page names tell it",
    **{kind.value: "a division like any other" for kind in DivisionKind},
}
"""Written but not styled, each with the reason."""

_PLAIN_PREFIXES = ("language-", "level-")


@dataclass(frozen=True, slots=True)
class Breach:
    """Where sheets and markup disagree; both are empty where they agree."""

    never_written: tuple[str, ...]
    never_styled: tuple[str, ...]


def compare_classes(
    sheets: Iterable[str], written: Iterable[str], plain: Iterable[str] = PLAIN
) -> Breach:
    """Compare the classes of some sheets with those found in markup."""
    styled = {name for sheet in sheets for name in styled_classes(sheet)}
    found, excused = set(written), set(plain)
    unstyled = {
        name
        for name in found - styled - excused
        if not name.startswith(_PLAIN_PREFIXES)
    }
    return Breach(
        never_written=tuple(sorted(styled - found - AUTHORS - ENGINE)),
        never_styled=tuple(sorted(unstyled)),
    )


def styled_classes(sheet: str) -> set[str]:
    """The classes that a sheet's selectors name."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return {
        name
        for rule in rules
        if isinstance(rule, ast.QualifiedRule)
        for name in _classes_in(rule.prelude)
    }


def _classes_in(selector: list[ast.Node]) -> Iterator[str]:
    for before, token in zip([None, *selector], selector, strict=False):
        is_after_dot = isinstance(before, ast.LiteralToken) and before.value == "."
        if is_after_dot and isinstance(token, ast.IdentToken):
            yield token.value
        elif isinstance(token, ast.FunctionBlock):
            yield from _classes_in(token.arguments)
