"""The problems as SARIF 2.1.0 (OASIS), which code hosts and editors read."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from bookmaker.cli.json_pieces import in_pieces
from bookmaker.cli.report import shown_path
from bookmaker.diagnostics import Diagnostic
from bookmaker.source import SourceSpan
from bookmaker.system.version import VERSION

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_sarif(diagnostics: Iterable[Diagnostic], *, root: Path) -> Iterator[str]:
    """Write one run with its rules and results, as one JSON text, piece by piece.

    Our severities are SARIF's levels by the same names (3.27.10).
    """
    found = tuple(diagnostics)
    kinds = sorted({type(problem) for problem in found}, key=lambda kind: kind.code)
    index_by_code = {kind.code: index for index, kind in enumerate(kinds)}
    driver = {
        "name": "bookmaker",
        "version": VERSION,
        "rules": [_rule(kind) for kind in kinds],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    results = (_result(problem, index_by_code, root) for problem in found)
    return in_pieces(log, "results", results, level=3)


def _rule(kind: type[Diagnostic]) -> dict[str, object]:
    words = inspect.cleandoc(kind.__doc__ or "")
    return {
        "id": kind.code,
        "name": kind.__name__,
        "shortDescription": {"text": words.split("\n\n")[0]},
        "fullDescription": {"text": words},
        "defaultConfiguration": {"level": kind.severity.value},
    }


def _result(
    found: Diagnostic, index_by_code: dict[str, int], root: Path
) -> dict[str, object]:
    advice = found.help()
    text = f"{found.message()}. {advice}" if advice else found.message()
    result: dict[str, object] = {
        "ruleId": found.code,
        "ruleIndex": index_by_code[found.code],
        "level": found.severity.value,
        "message": {"text": text},
        "occurrenceCount": 1 + found.further_places,
    }
    if found.span is not None:
        result["locations"] = [{"physicalLocation": _location(found.span, root)}]
    return result


def _location(span: SourceSpan, root: Path) -> dict[str, object]:
    return {
        "artifactLocation": {"uri": quote(os.fsencode(shown_path(root, span.file)))},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }
