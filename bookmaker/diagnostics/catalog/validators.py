"""Kinds of problem with codes in `V`: outside validators and proofs."""

from __future__ import annotations
