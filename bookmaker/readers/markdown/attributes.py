"""What stands in braces: `{#id .class key=value}`, pandoc's notation.

Braces that do not hold attributes are text: `{}` and `{x}` are. `{-}` is the class
`unnumbered`, as in pandoc; `=html` and the like are not attributes here.
"""

from __future__ import annotations

import re

from bookmaker.document.nodes import NO_ATTRIBUTES, Attributes

_PART = re.compile(
    r"""
    \s*+
    (?:
        \#(?P<id>[^\s{}"'<>&=]++)(?<![,;])
      | \.(?P<cls>[^\s{}"'<>&=.\#]++)(?<![,;])
      | (?P<minus>-)(?=[\s}])
      | (?P<key>[A-Za-z_:][\w:.-]*+)=
        (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'
          |(?P<bare>[^\s{}"'=<>`]++))
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_CLOSE = re.compile(r"\s*+\}")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

_BRACES_TRIED = 8
"""A quoted value may hold braces; more than these is a storm, not a heading."""


def read_attributes(text: str, start: int) -> tuple[Attributes, int] | None:
    """Read the braces that open at `start`; the offset behind them comes back too.

    `None` where they hold no attributes, or nothing.
    """
    if not text.startswith("{", start):
        return None
    at = start + 1
    if text.startswith(":", at):  # kramdown and Python-Markdown write `{: .class}`
        at += 1
    identifier: str | None = None
    classes: list[str] = []
    pairs: list[tuple[str, str]] = []
    while (part := _PART.match(text, at)) is not None:
        at = part.end()
        if part["id"] is not None:
            identifier = part["id"]
        elif part["cls"] is not None:
            classes.append(part["cls"])
        elif part["minus"] is not None:
            classes.append("unnumbered")
        else:
            pairs.append((part["key"], _value(part)))
    close = _CLOSE.match(text, at)
    if close is None or (identifier is None and not classes and not pairs):
        return None
    return _collect(identifier, classes, pairs), close.end()


def are_attributes(text: str) -> bool:
    """Whether a text is braces with attributes and nothing else."""
    text = text.strip()
    found = read_attributes(text, 0)
    return found is not None and found[1] == len(text)


def _value(part: re.Match[str]) -> str:
    if (bare := part["bare"]) is not None:
        return bare
    quoted = part["double"] if part["double"] is not None else part["single"]
    return _ESCAPE.sub(r"\1", quoted)


def _collect(
    identifier: str | None, classes: list[str], pairs: list[tuple[str, str]]
) -> Attributes:
    kept: dict[str, str] = {}
    for key, value in pairs:
        if key == "id":
            identifier = value or identifier
        elif key == "class":
            classes.extend(value.split())
        else:
            kept.setdefault(key, value)
    return Attributes(identifier, tuple(dict.fromkeys(classes)), tuple(kept.items()))


def split_trailing_attributes(text: str) -> tuple[str, Attributes]:
    """Part a heading's text from the attributes that end it.

    Braces right behind a span, a link or code are that one's, as in pandoc.
    """
    if not text.endswith("}"):
        return text, NO_ATTRIBUTES
    start = len(text)
    for _ in range(_BRACES_TRIED):
        start = text.rfind("{", 0, start)
        if start < 0:
            break
        found = read_attributes(text, start)
        if found is not None and found[1] == len(text):
            if start > 0 and (text[start - 1] == "\\" or _closes_inline(text, start)):
                break
            return text[:start].rstrip(" \t"), found[0]
    return text, NO_ATTRIBUTES


def _closes_inline(text: str, at: int) -> bool:
    """Whether what ends before an offset may have attributes of its own."""
    if text[at - 1] == "`":
        bare = text[:at].rstrip("`")
        return bare.count("`" * (at - len(bare))) > 0
    if text[at - 1] == ")":
        opening = text.rfind("](", 0, at)
        return opening >= 0 and text.find(")", opening) == at - 1
    return text[at - 1] == "]" and _opens_bracket(text, at - 1)


def _opens_bracket(text: str, closing: int) -> bool:
    """Whether a bracket opens what the one at `closing` closes."""
    depth = 0
    for at in range(closing, -1, -1):
        is_escaped = at > 0 and text[at - 1] == "\\"
        if text[at] == "]" and not is_escaped:
            depth += 1
        elif text[at] == "[" and not is_escaped:
            depth -= 1
            if not depth:
                return True
        if not depth:
            return False
    return False


def without_pair(attributes: Attributes, key: str) -> Attributes:
    """The attributes without the pair of a key."""
    pairs = tuple(pair for pair in attributes.pairs if pair[0] != key)
    return Attributes(attributes.id, attributes.classes, pairs)


def merge_attributes(first: Attributes, second: Attributes) -> Attributes:
    """Join two sets; where both name something, the second has the word."""
    if first == NO_ATTRIBUTES:
        return second
    if second == NO_ATTRIBUTES:
        return first
    return Attributes(
        second.id or first.id,
        tuple(dict.fromkeys(first.classes + second.classes)),
        tuple((dict(first.pairs) | dict(second.pairs)).items()),
    )
