"""What a rule gives: a stretch of a passage, and what might be written there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.prose import Prose
from bookmaker.lint.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem of a kind, from one offset to another that is excluded."""

    kind: type[Prose]
    start: int
    end: int
    replacement: str | None = None
    is_swap: bool = False
    """Whether the last character belongs before the others."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the kind's message names."""

    def in_passage(self, passage: Passage, lines: Sequence[str]) -> Diagnostic | None:
        """Make the diagnostic; `None` where the file has other characters there.

        Something was left out between two words then: a comment, another program's tag.
        """
        span = passage.span(self.start, self.end, lines)
        replacement = self.replacement
        if span is None:
            if replacement is not None:
                return None
            span = passage.near(self.start)
        elif span.line != span.end_line:
            replacement = None
        else:
            written = lines[span.line - 1][span.column - 1 : span.end_column - 1]
            if self.is_swap:
                replacement = written[-1:] + written[:-1]
            elif (
                replacement is not None
                and written != passage.text[self.start : self.end]
            ):
                return None
        facts = {"words": passage.around(self.start, self.end), **self.facts}
        return self.kind(span=span, replacement=replacement, **facts)
