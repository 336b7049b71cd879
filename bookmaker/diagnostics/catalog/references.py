"""Kinds of problem with codes in `X`: links, identifiers and notes."""

from __future__ import annotations
