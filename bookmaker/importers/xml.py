"""XML of others: read without entities, DTDs or the network."""

from __future__ import annotations

import re

from lxml import etree

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError

_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_DOCTYPE_WIDE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E")
_PROLOGUE = 4096
_HARMLESS = re.compile(
    rb"<!DOCTYPE\s+(?:html|ncx|package)(?:\s+(?:PUBLIC|SYSTEM)[^\[<>]*)?\s*>",
    re.IGNORECASE,
)
"""A document type without declarations of its own: older EPUBs name XHTML's."""


def refuse_dtd(content: bytes, path: str) -> bytes:
    """Give XML back without a harmless document type; refuse any that declares."""
    content = _HARMLESS.sub(b"", content, count=1)
    if _DOCTYPE.search(content[: 1 << 20]) or _DOCTYPE_WIDE.search(content[:_PROLOGUE]):
        reason = "it declares entities (a DTD), which can fill a machine"
        raise ManuscriptError(problems.HostileSource(path=path, reason=reason))
    return content


def read_xml(content: bytes, path: str) -> etree._Element:
    """Read XML. Raises `ManuscriptError` where it has a DTD or is not well-formed."""
    content = refuse_dtd(content, path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = f"its XML is not well-formed ({error})"
        raise ManuscriptError(
            problems.DamagedSource(path=path, reason=reason)
        ) from error
