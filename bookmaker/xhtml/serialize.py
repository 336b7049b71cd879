"""Escape and write markup that an XML and an HTML parser read alike (polyglot).

Void elements are closed, empty ones written out in full; text is escaped once, here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bookmaker.document.characters import without_forbidden

Attrs = Mapping[str, str | None]
"""Attributes in the order written; one whose value is `None` is left out."""


class Markup(str):
    """Text that is markup already and is never escaped again."""

    __slots__ = ()


EMPTY = Markup()
MAY_BREAK = Markup("<wbr/>")
"""Where a line may break within a word."""


def escape(text: str) -> Markup:
    """Make text safe between tags; a character that XML forbids becomes U+FFFD."""
    fit = without_forbidden(text)
    return Markup(fit.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def escape_attribute(value: str) -> Markup:
    """Make text safe within double quotes; line ends and tabs are kept as such."""
    escaped = escape(value).replace('"', "&quot;")
    if any(mark in escaped for mark in "\t\n\r"):
        for mark in "\t\n\r":
            escaped = escaped.replace(mark, f"&#{ord(mark)};")
    return Markup(escaped)


def element(name: str, attrs: Attrs, *children: Markup) -> Markup:
    """Write an element with its end tag."""
    return Markup(f"<{name}{_attributes(attrs)}>{''.join(children)}</{name}>")


def keep_together(*words: Markup) -> Markup:
    """Words that no line divides (`styles/epub/reading-systems.css`)."""
    return element("span", {"class": "unbroken"}, *words)


def void(name: str, attrs: Attrs) -> Markup:
    """Write an element that never has content: `img`, `br`, `hr`, `meta`, `link`."""
    return Markup(f"<{name}{_attributes(attrs)}/>")


def lines(parts: Iterable[Markup]) -> Markup:
    """Join block markup, a line each; never used where white space would show."""
    return Markup("\n".join(parts))


def document(declarations: Iterable[str], root: Markup) -> bytes:
    """Write a whole document: the XML declaration, what follows it, the root."""
    head = ['<?xml version="1.0" encoding="utf-8"?>', *declarations]
    return "\n".join([*head, root, ""]).encode()


def _attributes(attrs: Attrs) -> str:
    return "".join(
        f' {name}="{escape_attribute(value)}"'
        for name, value in attrs.items()
        if value is not None
    )
