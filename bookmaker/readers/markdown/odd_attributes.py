"""Braces that were meant as attributes: what is wrong in them, and what was meant.

What comes in: the author's characters. What goes out: the reason in words, and the
attributes as they were probably meant, so that the rest of the text is read as it
should be while the slip is reported at its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import OddAttributes
from bookmaker.document.nodes import Attributes
from bookmaker.readers.markdown.attributes import read_attributes
from bookmaker.source import SourceSpan

_LONGEST = 500
"""Characters that are looked at: attributes of a paragraph's length are not."""
_SHOWN = 60
"""Characters of them that a message shows."""
_FIRST_PARTS = 2
"""The opening brace and what follows it."""
_CURLY = re.compile("[“”„‟«»‘’‚‹›]")
_STRAIGHT = {ord(mark): '"' for mark in "“”„‟«»‘’‚‹›"}
_NO_VALUE = re.compile(r"([A-Za-z_:][\w:.-]*)=(?=[\s}]|$)")
_SPACED_SIGN = re.compile(r"[\w-]+(?:\s+=\s*|=\s+)[\w\"'“]")
_NO_NAME = re.compile(r"(?:^|[\s{])([.#])(?=[\s}]|$)")
_TWO_MARKS = re.compile(r"(?:^|[\s{])([.#]{2,})\w")
_PART = re.compile(
    r"""
      [\#](?P<id>[^\s{}"'<>&=\#.,;]+)
    | [.](?P<cls>[^\s{}"'<>&=.\#,;]+)
    | (?P<key>[A-Za-z_:][\w:.-]*)\s*=\s*
      (?:"(?P<double>[^"\n]*)"?|'(?P<single>[^'\n]*)'?|(?P<bare>[^\s{}"'=<>`,;]+))
    | (?P<empty>[A-Za-z_:][\w:.-]*\s*=)
    | (?P<word>[^\s{}"'<>&=.,;\#]+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class OddBraces:
    """What is wrong in braces, and the attributes that were probably meant."""

    reason: str
    meant: Attributes

    @property
    def suggestion(self) -> str:
        """The attributes as they should be written; empty where nothing is left."""
        return write_attributes(self.meant)


def write_attributes(attributes: Attributes) -> str:
    """Write attributes in braces; empty where there are none."""
    parts = [f"#{attributes.id}"] if attributes.id else []
    parts += [f".{name}" for name in attributes.classes]
    parts += [f'{key}="{value}"' for key, value in attributes.pairs]
    return f"{{{' '.join(parts)}}}" if parts else ""


def explain_braces(words: str) -> OddBraces | None:
    """Say what is wrong in braces that were meant as attributes; `None` if nothing."""
    words = words[:_LONGEST].strip()
    if read_attributes(words, 0) is not None:
        return None
    return OddBraces(_reason(words), _meant(words))


def report_braces(words: str, span: SourceSpan, diagnostics: Diagnostics) -> None:
    """Report braces that cannot be read, with what is wrong in them."""
    odd = explain_braces(words)
    if odd is None:
        return
    shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
    diagnostics.add(OddAttributes(shown, odd.reason, odd.suggestion, span=span))


def _reason(words: str) -> str:
    if (curly := _CURLY.search(words)) is not None:
        return (
            f"{curly[0]} is a typographic quotation mark; "
            'around values they are straight, "'
        )
    if words.count('"') % 2:
        return "a quotation mark is not closed"
    is_open, is_closed = words[0] == "{", words[-1] == "}"
    if not is_open and not is_closed:
        return "the braces are missing"
    if not is_open or not is_closed:
        return f"the {'opening {' if is_closed else 'closing }'} is missing"
    return _reason_inside(words[1:-1])


def _reason_inside(inside: str) -> str:
    if "{" in inside or "}" in inside:
        return "there is one brace too many"
    for pattern, reason in (
        (_SPACED_SIGN, "a space is before or after ="),
        (_NO_VALUE, "“{0}=” has no value"),
        (_NO_NAME, "a name is missing after “{0}”"),
        (_TWO_MARKS, "“{0}” has one mark too many"),
    ):
        if (found := pattern.search(inside)) is not None:
            return reason.format(*found.groups())
    if "," in inside or ";" in inside:
        return "attributes are separated only by spaces"
    word = next((p["word"] for p in _PART.finditer(inside) if p["word"]), None)
    if word is not None:
        return f"“{word}” has no dot before it"
    return "they are not of the form {#id .class key=value}"


def _meant(words: str) -> Attributes:
    identifier: str | None = None
    classes: list[str] = []
    pairs: list[tuple[str, str]] = []
    is_whole = words.endswith("}")
    for place, part in enumerate(_PART.finditer(words.translate(_STRAIGHT))):
        if part["id"]:
            identifier = part["id"]
        elif part["key"]:
            values = (part["double"], part["single"], part["bare"])
            value = next((value for value in values if value is not None), "")
            pairs.append((part["key"], value.rstrip("}")))
        elif part["cls"]:
            classes.append(part["cls"])
        elif part["word"] and (is_whole or place < _FIRST_PARTS):
            # Where the braces never end, what follows is the sentence.
            classes.append(part["word"])
    kept = tuple((key, value) for key, value in dict(pairs).items() if value)
    return Attributes(identifier, tuple(dict.fromkeys(classes)), kept)
