"""CSL JSON to sources: what Zotero and the like export."""

from __future__ import annotations

import json

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import (
    BidiOverride,
    ForbiddenCharacter,
    MalformedSources,
)
from bookmaker.document.book import Source
from bookmaker.document.characters import NOT_IN_XML, TURNING, without_forbidden
from bookmaker.source import SourceSpan


def read_csl_json(text: str, file: str, diagnostics: Diagnostics) -> tuple[Source, ...]:
    """Read the sources of a file; what cannot be read is an error with its place."""
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        column = getattr(error, "colno", 1)
        span = SourceSpan(file, line, column, line, column + 1)
        _report(diagnostics, file, "this is not JSON", span)
        return ()
    if isinstance(entries, dict):
        entries = entries.get("items", [])
    if not isinstance(entries, list):
        reason = "a list of sources is needed"
        _report(diagnostics, file, reason, SourceSpan.of_file(file))
        return ()
    sources = []
    for entry in entries:
        if not isinstance(entry, dict) or not entry.get("id"):
            reason = "each source must be an object with an “id”"
            _report(diagnostics, file, reason, SourceSpan.of_file(file))
            continue
        key = str(entry["id"])
        entry.setdefault("type", "document")
        span = _span(text, file, key)
        form = json.dumps(entry, ensure_ascii=False, sort_keys=True)
        _check_characters(text, _all_words(entry), span, diagnostics)
        sources.append(Source(without_forbidden(key), form, span=span))
    return tuple(sources)


def _check_characters(
    text: str, words: str, span: SourceSpan, diagnostics: Diagnostics
) -> None:
    """Report what escapes of JSON name; the characters of the text are reported."""
    unfit = NOT_IN_XML.findall(words)
    if unfit:
        diagnostics.add(ForbiddenCharacter(ord(unfit[0]), len(unfit), span=span))
    turning = TURNING.findall(words)
    if turning and TURNING.search(text) is None:
        diagnostics.add(BidiOverride(ord(turning[0]), len(turning), span=span))


def _all_words(value: object) -> str:
    """All strings in a value; JSON can name characters that no book can hold."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "".join(key + _all_words(worth) for key, worth in value.items())
    return "".join(map(_all_words, value)) if isinstance(value, list) else ""


def _report(diagnostics: Diagnostics, file: str, reason: str, span: SourceSpan) -> None:
    diagnostics.add(MalformedSources(file=file, reason=reason, span=span))


def _span(text: str, file: str, key: str) -> SourceSpan:
    quoted = json.dumps(key, ensure_ascii=False)
    start = max(text.find(quoted), 0)
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return SourceSpan(file, line, column, line, column + len(quoted))
