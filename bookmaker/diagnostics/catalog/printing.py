"""Kinds of problem with codes in `P`: the print edition."""

from __future__ import annotations
