"""Kinds of problem with codes in `M`: what other programs' authors write."""

from __future__ import annotations

from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


class TornTable(Diagnostic):
    """A passage looks like a table, but cannot be read as one.

    Its words and its bars are printed as prose. A pipe table has a row of heads and
    below it a row of dashes with as many cells: `| Place | Feet |`, `|-------|------|`.
    In a grid table every `+` stands where lines meet, and all lines are equally long.
    In a table drawn by dashes alone, `-----  ----`, no word crosses from the column
    above one group of dashes into the next.
    """

    code: ClassVar[str] = "M190"
    severity: ClassVar[Severity] = Severity.WARNING
    reason: str

    def message(self) -> str:
        return f"this looks like a table, but {self.reason}"

    def mend(self) -> str:
        return "align its columns, or write a pipe table: see docs/dialect.md, Tables"
