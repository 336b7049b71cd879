"""Backslash escapes and character references (CommonMark 0.31, 2.4 and 2.5)."""

from __future__ import annotations

import html.entities
import re

from bookmaker.document.characters import without_forbidden

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
"""What a backslash escapes."""

REFERENCE = re.compile(
    r"&(?:\#[xX]([0-9a-fA-F]{1,6})|\#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));"
)
_ESCAPED = re.compile(
    r"\\([!-/:-@\[-`{-~])|&(?:\#[xX][0-9a-fA-F]{1,6}|\#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});"
)


def decode_reference(match: re.Match[str]) -> str | None:
    """The characters that a match of `REFERENCE` stands for; `None`: no such name."""
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return html.entities.html5.get(name + ";")
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return _character(number)


def _character(number: int) -> str:
    if number == 0 or number > 0x10FFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return without_forbidden(chr(number))


def unescape(text: str) -> str:
    """Resolve escapes and character references in a target, a title or a label."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPED.sub(_resolve, text)


def decode_references(text: str) -> str:
    """Resolve character references alone: what HTML attributes and text need."""
    if "&" not in text:
        return text
    return REFERENCE.sub(lambda match: decode_reference(match) or match[0], text)


def _resolve(match: re.Match[str]) -> str:
    if match[1] is not None:
        return match[1]
    return decode_references(match[0])
