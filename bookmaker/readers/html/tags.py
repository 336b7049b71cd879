"""Tags as HTML writes them: where they end, their names and their attributes.

CommonMark 0.31, 6.6 says what a tag within a line is; all scans are linear.
"""

from __future__ import annotations

import html
import re

from bookmaker.document.characters import without_forbidden

_NAME = r"[A-Za-z][A-Za-z0-9-]*+"
_ATTRIBUTE = (
    r"(?:[ \t\n]++[A-Za-z_:][\w.:-]*+"
    r"""(?:[ \t\n]*+=[ \t\n]*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?)"""
)
OPEN_TAG = re.compile(rf"<({_NAME})({_ATTRIBUTE}*)[ \t\n]*+(/?)>", re.ASCII)
CLOSE_TAG = re.compile(rf"</({_NAME})[ \t\n]*+>", re.ASCII)
_PAIR = re.compile(
    r"""([A-Za-z_:][\w.:-]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?""",
    re.ASCII,
)

HtmlAttributes = dict[str, str]
"""The attributes of a tag by their names in lower case; the first of a name counts."""


def unescape_html(text: str) -> str:
    """Resolve character references; one may name what no edition can hold."""
    return without_forbidden(html.unescape(text))


def read_tag_attributes(text: str) -> HtmlAttributes:
    """Read the attributes that stand between a tag's name and its end."""
    attributes: HtmlAttributes = {}
    for name, double, single, bare in _PAIR.findall(text):
        attributes.setdefault(name.lower(), unescape_html(double or single or bare))
    return attributes
