"""Kinds of problem with codes in `S`: style sheets, themes and fonts."""

from __future__ import annotations
