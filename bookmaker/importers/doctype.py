"""Document types of EPUBs: taken off, and what they declare written out.

XML processors may leave a DTD unread, but a name that it declares stands for words.
Only what the file itself declares counts (XML 1.0, section 4.2.1, internal entities):
nothing outside it is read, and a text that grows by more than `MOST_GROWTH` is refused.
The names of HTML, which XHTML's own DTDs declare, are written out in every file.
"""

from __future__ import annotations

import codecs
import html.entities
import re
from collections.abc import Mapping

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError

MOST_GROWTH = 1 << 20
"""Characters that the entities of a file may add to it: more than any book needs."""
_DEEPEST = 40
_PROLOGUE = re.compile(r"(?:\xef\xbb\xbf)?(?:<\?.*?\?>|<!--.*?-->|\s+)*", re.DOTALL)
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_BEGINS = re.compile(rf"<!DOCTYPE\b(?:{_QUOTED}|[^\[>\"'])*(?P<end>[\[>])", re.I)
_DECLARATION = re.compile(
    rf"\s+|<!--.*?-->|<\?.*?\?>|%[^\s;]+;|<!\w+(?:{_QUOTED}|[^>\"'])*>", re.DOTALL
)
_ENTITY = re.compile(
    rf"<!ENTITY\s+(?P<name>[^\s%]+)\s+(?:(?P<value>{_QUOTED})|SYSTEM\b|PUBLIC\b)"
)
_ENDS = re.compile(r"\]\s*>")
_NAMES = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|&(?P<name>[^\W\d][\w.-]*);", re.DOTALL
)
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def without_doctype(content: bytes, path: str) -> bytes:
    """Take the document type off an XML file, and write its entities out.

    A reference to a file outside stays in the text as it is written. Raises
    `ManuscriptError` if the entities name each other in a circle or fill a machine.
    """
    # Latin-1 keeps every byte as it is; what is matched here is ASCII.
    text = _narrow(content).decode("latin-1")
    start = _PROLOGUE.match(text)
    at = start.end() if start is not None else 0
    begins = _BEGINS.match(text, at)
    values: dict[str, str | None] = {}
    if begins is not None:
        end = begins.end()
        if begins["end"] == "[":
            end = _read_declarations(text, end, values, path)
        text = text[:at] + text[end:]
    return _Expansion(values, path).expand(text).encode("latin-1")


def _narrow(content: bytes) -> bytes:
    """The same in UTF-8, if a byte-order mark says that it is in UTF-16."""
    if not content.startswith(_WIDE):
        return content
    text = content.decode("utf-16", errors="replace")
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode()


def _read_declarations(
    text: str, at: int, values: dict[str, str | None], path: str
) -> int:
    """Keep each entity's value, the first of a name; gives where the subset ends."""
    while (ends := _ENDS.match(text, at)) is None:
        found = _DECLARATION.match(text, at)
        if found is None:
            reason = f"the document type of {path} is not well-formed"
            raise ManuscriptError(problems.DamagedSource(path=path, reason=reason))
        entity = _ENTITY.match(found[0])
        if entity is not None:
            value = entity["value"]
            # A value is read twice: what this stands for begins a reference then.
            own = value[1:-1].replace("&#38;#", "&#") if value is not None else None
            values.setdefault(entity["name"], own)
        at = found.end()
    return ends.end()


class _Expansion:
    """Entities written out, once each and no longer than is allowed."""

    def __init__(self, values: Mapping[str, str | None], path: str) -> None:
        self._values = values
        self._path = path
        self._known: dict[str, str] = {}
        self._open: list[str] = []
        self._growth = 0

    def expand(self, text: str) -> str:
        return _NAMES.sub(self._written_out, text)

    def _written_out(self, found: re.Match[str]) -> str:
        name = found["name"]
        if name is None or name in _OF_XML:
            return found[0]
        if name not in self._values:
            characters = html.entities.html5.get(f"{name};")
            known = "".join(f"&#{ord(c)};" for c in characters or "")
            return known or found[0]
        value = self._value(name)
        self._growth += len(value)
        if self._growth > MOST_GROWTH:
            raise self._hostile("they grow to more than 1 MiB")
        return value

    def _value(self, name: str) -> str:
        if name not in self._known:
            if name in self._open or len(self._open) == _DEEPEST:
                raise self._hostile("they contain each other")
            value = self._values[name]
            self._open.append(name)
            self._known[name] = f"&amp;{name};" if value is None else self.expand(value)
            self._open.pop()
        return self._known[name]

    def _hostile(self, why: str) -> ManuscriptError:
        reason = f"it declares entities (a DTD), and {why}"
        return ManuscriptError(problems.HostileSource(path=self._path, reason=reason))
