"""Corrections as values: what to write in place of what, and whether that is safe."""

from __future__ import annotations

from dataclasses import dataclass

from bookmaker.source import SourceSpan


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one file."""

    span: SourceSpan
    """What is replaced; a point where something is only inserted."""
    replacement: str
    is_safe: bool
    """Whether no word of the book changes, and what was meant is not in doubt."""
