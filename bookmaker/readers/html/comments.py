"""Comments: dropped, but a TODO in one is shown, and one may be a page break."""

from __future__ import annotations

import re

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.source import SourceSpan

_TO_DO = re.compile(
    r"(?:^[^\w\n]{0,40}|[.!?;]\s[^\w\n]{0,40})(\b(?:TODO|FIXME)\b[^\n]*)"
    r"|(\b(?:TODO|FIXME)[ \t]{0,4}[:(\])][^\n]*)",
    re.MULTILINE,
)
"""At the head of a line or a sentence, or before a mark; `see the file TODO` isn't."""
_PAGE_BREAK = re.compile(
    r"<!--\s*(?:(?:page|new|next)[ _-]?(?:break|page)|break[ _-]?page|\\newpage)\s*-->",
    re.IGNORECASE,
)


def report_to_dos(comment: str, span: SourceSpan, diagnostics: Diagnostics) -> None:
    """Report what the author has still to do, by the comment's own words."""
    for found in _TO_DO.finditer(comment):
        words = (found[1] or found[2]).removesuffix("-->").strip()
        diagnostics.add(problems.ToDo(words=" ".join(words.split()), span=span))


def is_page_break(comment: str) -> bool:
    """Whether a comment alone asks for a page break: `<!-- pagebreak -->`."""
    return _PAGE_BREAK.fullmatch(comment.strip()) is not None
