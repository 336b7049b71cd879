"""The options of the Markdown reader."""

from __future__ import annotations

from dataclasses import dataclass

from markdown.extensions import Extension

from bookmaker.config.conventions import NATIVE, Conventions

NESTING_LIMIT = 100
"""How deep nodes may be nested, blocks and inlines counted together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderOptions:
    """Which language is read."""

    is_dialect: bool = True
    """Bookmaker's dialect; otherwise CommonMark 0.31 to the letter."""
    keeps_raw_html: bool = False
    """Leave raw HTML as `RawInline` and `RawBlock`."""
    conventions: Conventions = NATIVE
    """What another program's Markdown has beside the dialect."""
    extensions: tuple[Extension, ...] = ()
    """Inline extensions of Python-Markdown, from Python code alone."""


DIALECT = ReaderOptions()
COMMONMARK = ReaderOptions(is_dialect=False, keeps_raw_html=True)
