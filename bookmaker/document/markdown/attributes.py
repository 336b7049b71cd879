"""What an author attached, in pandoc's notation and in HTML's."""

from __future__ import annotations

import re

from bookmaker.document.nodes import Attributes

_BARE_ID = re.compile(r"""[^\s{}"'<>&=]+""")
_BARE_CLASS = re.compile(r"""[^\s{}"'<>&=.#]+""")
_SPECIAL = re.compile(r'[\\"]')
_LINE_END = re.compile(r"\s*\n\s*")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;"}
_HTML_SPECIAL = re.compile(r'[&<>"\n]')


def braces(attributes: Attributes) -> str:
    """Write `{#id .class key="value"}`; nothing where nothing is attached."""
    parts: list[str] = []
    if attributes.id is not None:
        is_bare = _BARE_ID.fullmatch(attributes.id) is not None
        parts.append(f"#{attributes.id}" if is_bare else _pair("id", attributes.id))
    for name in attributes.classes:
        is_bare = _BARE_CLASS.fullmatch(name) is not None and name != "-"
        parts.append(f".{name}" if is_bare else _pair("class", name))
    parts += [_pair(key, value) for key, value in attributes.pairs]
    return "{" + " ".join(parts) + "}" if parts else ""


def _pair(key: str, value: str) -> str:
    value = _LINE_END.sub(" ", value)
    return f'{key}="{_SPECIAL.sub(lambda found: chr(92) + found[0], value)}"'


def html_attributes(attributes: Attributes, **own: str | None) -> str:
    """Write the attributes of a tag, a space before each; `None` leaves one out.

    A name of `own` may end in an underscore, where Python keeps the name to itself.
    """
    pairs = [(name.rstrip("_"), value) for name, value in own.items()]
    if attributes.id is not None:
        pairs.append(("id", attributes.id))
    if attributes.classes:
        pairs.append(("class", " ".join(attributes.classes)))
    pairs += attributes.pairs
    return "".join(
        f' {name}="{html_text(value)}"' for name, value in pairs if value is not None
    )


def html_text(value: str) -> str:
    """Escape what HTML would read as markup, in an attribute or between tags."""
    return _HTML_SPECIAL.sub(lambda found: _HTML[found[0]], value)
