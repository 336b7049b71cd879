"""Kinds of problem with codes in `E`: the EPUB edition."""

from __future__ import annotations
