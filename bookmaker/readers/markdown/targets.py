"""Link targets, titles and labels (CommonMark 0.31, 4.7 and 6.3).

Every scan ends at a bound or where the next one begins, so that a storm of half
links stays linear.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bookmaker.document.nodes import NO_ATTRIBUTES, Attributes
from bookmaker.readers.markdown.attributes import read_attributes, without_pair
from bookmaker.readers.markdown.escapes import unescape

_ANGLED = re.compile(r"<((?:[^<>\n\\]|\\[^\n])*)>")
_PLAIN = re.compile(r"[^\x00-\x20\x7f()\\<][^\x00-\x20\x7f()\\]*+")
_PLAIN_STEP = re.compile(r"[^\x00-\x20\x7f()\\]++|\\[!-/:-@\[-`{-~]|\\|[()]")
_PARENTHESES_NESTED = 32
_TITLE = re.compile(
    r""" "((?:[^"\\]|\\.)*)" | '((?:[^'\\]|\\.)*)' | \(((?:[^()\\]|\\.)*)\) """,
    re.VERBOSE | re.DOTALL,
)
_BEFORE_TITLE = re.compile(r"[ \t\n]++(?=[\"'(])")
_SPACE = re.compile(r"[ \t\n]*+")
LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)

_DEFINITION_LABEL = re.compile(
    r"\[((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*+\n?[ \t]*+", re.S
)
_TITLE_GAP = re.compile(r"[ \t]++\n?[ \t]*+|\n[ \t]*+")
_LINE_END = re.compile(r"[ \t]*+(?:\n|\Z)")
_PAIR = r"(?:width|height|class|id|alt|style)=(?:\"[^\"\n]*\"|[^\s\"()]+)"
_PAIRS_OF_TARGET = re.compile(rf"[ \t\n]++({_PAIR}(?:[ \t\n]++{_PAIR})*)[ \t\n]*+\)")
_ATTRIBUTES = re.compile(
    r"(?:[ \t]++\n?[ \t]*+|\n[ \t]*+)"
    rf"(?:(?P<pairs>(?:{_PAIR}[ \t]*)+)"
    r"|\{:?(?P<braces>(?:\"[^\"\n]*\"|[^{}\"\n])*)\}[ \t]*)(?:\n|\Z)"
)
"""What others write behind an address: `width=40% class=x` (MultiMarkdown, Scrivener),
`{.x width=40%}` (pandoc, PHP Markdown Extra)."""


class LinkTarget(NamedTuple):
    """Where a link leads, its title, and the offset behind what was read."""

    target: str
    title: str
    end: int
    attributes: Attributes = NO_ATTRIBUTES
    """Those that stand behind the address, there or in its definition."""


class LinkDefinition(NamedTuple):
    """A link reference definition at the head of a paragraph."""

    label: str
    target: str
    title: str
    end: int
    attributes: Attributes


def normal_label(label: str) -> str:
    """The form in which labels are compared."""
    return " ".join(label.split()).casefold()


def read_destination(text: str, at: int) -> tuple[str, int] | None:
    """Read a destination; it comes back as written, with the offset behind it."""
    if text.startswith("<", at):
        angled = _ANGLED.match(text, at)
        return (angled[1], angled.end()) if angled is not None else None
    plain = _PLAIN.match(text, at)
    end = plain.end() if plain is not None else at
    if plain is not None and text[end : end + 1] not in ("(", "\\"):
        return text[at:end], end
    end = _end_of_nested(text, at)
    return (text[at:end], end) if end >= 0 else None


def _end_of_nested(text: str, at: int) -> int:
    """The end of a destination that holds parentheses or escapes; -1 if unbalanced."""
    depth = 0
    while (step := _PLAIN_STEP.match(text, at)) is not None:
        if step[0] == "(":
            depth += 1
            if depth > _PARENTHESES_NESTED:
                return -1
        elif step[0] == ")":
            if depth == 0:
                break
            depth -= 1
        at = step.end()
    return at if depth == 0 else -1


def read_inline_target(text: str, at: int) -> LinkTarget | None:
    """Read `(destination "title")` whose parenthesis opens at `at`.

    MultiMarkdown writes attributes behind: `(quay.png "The quay" width=40%)`.
    """
    at = _end_of_space(text, at + 1)
    found = read_destination(text, at)
    if found is None:
        return None
    raw, at = found
    title = ""
    if (gap := _BEFORE_TITLE.match(text, at)) is not None:
        quoted = _TITLE.match(text, gap.end())
        if quoted is None:
            return None
        title = unescape(_title_text(quoted))
        at = quoted.end()
    if (pairs := _PAIRS_OF_TARGET.match(text, at)) is not None:
        given = _given(pairs[1])
        return LinkTarget(unescape(raw), title, pairs.end(), given or NO_ATTRIBUTES)
    at = _end_of_space(text, at)
    if not text.startswith(")", at):
        return None
    return LinkTarget(unescape(raw), title, at + 1)


def _end_of_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space is not None else at


def _title_text(quoted: re.Match[str]) -> str:
    return next((group for group in quoted.groups() if group is not None), "")


def _given(pairs: str) -> Attributes | None:
    """The attributes that stand behind an address, but its CSS."""
    read = read_attributes(f"{{{pairs}}}", 0)
    return None if read is None else without_pair(read[0], "style")


def read_link_definition(text: str, at: int) -> LinkDefinition | None:
    """Read the link reference definition that begins at `at`, if one does."""
    label = _DEFINITION_LABEL.match(text, at)
    if label is None or not label[1].strip():
        return None
    found = read_destination(text, label.end())
    if found is None or (found[1] == label.end()):
        return None
    raw, end = found
    title = ""
    line_end = _LINE_END.match(text, end)
    gap = _TITLE_GAP.match(text, end)
    quoted = None
    if gap is not None and (quoted := _TITLE.match(text, gap.end())) is not None:
        behind = _LINE_END.match(text, quoted.end())
        if behind is not None:
            title = unescape(_title_text(quoted))
            line_end = behind
        end = quoted.end()
    given = NO_ATTRIBUTES
    if (found_pairs := _ATTRIBUTES.match(text, end)) is not None:
        read = _given(found_pairs["pairs"] or found_pairs["braces"])
        if read is not None:
            given, line_end = read, found_pairs
            title = title or (unescape(_title_text(quoted)) if quoted else "")
    if line_end is None:
        return None
    return LinkDefinition(label[1], unescape(raw), title, line_end.end(), given)
