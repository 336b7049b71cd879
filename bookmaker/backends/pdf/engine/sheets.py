"""Make the sheet of the text from a print sheet: what a chapter needs, laid out alone.

Margin boxes go, because heads and folios are drawn when page numbers are known. Page
numbers of other places come from the markup instead of from counters.
"""

from __future__ import annotations

import re
from functools import lru_cache

import tinycss2
from tinycss2 import ast

from bookmaker.backends.pdf.engine.jobs import PAGE_ATTRIBUTE

_MARGIN_BOX = re.compile(r"(?:top|right|bottom|left)-[a-z-]+")
_FOLIO_OF_TARGET = re.compile(
    r"target-counter\(\s*attr\(\s*href[^)]*\)\s*,\s*page\s*(?:,\s*[\w-]+\s*)?\)",
    re.IGNORECASE,
)


@lru_cache(maxsize=8)
def text_sheet(sheet: str) -> str:
    """The sheet that chapters are laid out with."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    kept = "\n".join(_without_margin_boxes(rule) for rule in rules)
    return _FOLIO_OF_TARGET.sub(f"attr({PAGE_ATTRIBUTE})", kept) + "\n"


def _without_margin_boxes(rule: ast.Node) -> str:
    if not isinstance(rule, ast.AtRule) or rule.lower_at_keyword != "page":
        return str(rule.serialize())
    if rule.content is None:
        return ""  # `@page;` sets nothing
    parts = tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    kept = "".join(
        part.serialize() + ("" if isinstance(part, ast.AtRule) else ";")
        for part in parts
        if not isinstance(part, ast.ParseError)
        and not (
            isinstance(part, ast.AtRule) and _MARGIN_BOX.fullmatch(part.at_keyword)
        )
    )
    return f"@page{tinycss2.serialize(rule.prelude)}{{{kept}}}"
