"""Kinds of problem with codes in `C`: book.toml and what it says."""

from __future__ import annotations
