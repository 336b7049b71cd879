"""Whole numbers that a browser has sent, which may be anything."""

from __future__ import annotations

_MOST_FIGURES = 9
"""More than any line, width or offset has; Python refuses thousands of them."""


def natural(written: str) -> int | None:
    """A whole number from 0 on; `None` where the text is anything else."""
    is_one = written.isascii() and written.isdecimal()
    return int(written) if is_one and len(written) <= _MOST_FIGURES else None
