"""Kinds of problem with codes in `M`: the Markdown files."""

from __future__ import annotations
