"""Comments: dropped, but a TODO in one is shown."""

from __future__ import annotations

import re

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.source import SourceSpan

_TO_DO = re.compile(r"\b(?:TODO|FIXME)\b[:\s]*([^\n]*)")


def report_to_dos(comment: str, span: SourceSpan, diagnostics: Diagnostics) -> None:
    """Report what the author has still to do, by the comment's own words."""
    for found in _TO_DO.finditer(comment):
        words = found[0].removesuffix("-->").strip()
        diagnostics.add(problems.ToDo(words=" ".join(words.split()), span=span))
