"""Lint rules: warnings about what is not wrong, but seldom meant.

Each rule is a kind of problem of the catalog. The reader or transform that meets it
reports it, and `[lint] off` in `book.toml` keeps it out of the report. A rule that
knows how to correct what it found says so in `edit()`.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog import manuscript, references

RULES: tuple[type[Diagnostic], ...] = (
    manuscript.HashWithoutSpace,
    manuscript.ChapterWithoutHeading,
    manuscript.IndentedProse,
    manuscript.EmptyLink,
    manuscript.SkippedHeadingLevel,
    manuscript.SecondIdentifier,
    manuscript.MisspeltClass,
    manuscript.OddLanguage,
    manuscript.UnfinishedText,
    manuscript.MistypedAddress,
    manuscript.MisspeltLanguageOfCode,
    manuscript.MistypedPrefix,
    manuscript.LinkNotRead,
    manuscript.TornTable,
    manuscript.ForeignMark,
    manuscript.CommentPrinted,
    manuscript.DivisionNotRead,
    manuscript.DiagramAsCode,
    manuscript.MetadataPrinted,
    manuscript.MetadataCut,
    manuscript.MisspeltKey,
    references.DoubledNumber,
)
"""Every rule, in the order of its codes; each is on unless a book switches it off."""

RULE_BY_CODE: Mapping[str, type[Diagnostic]] = {rule.code: rule for rule in RULES}


def summary_of(rule: type[Diagnostic]) -> str:
    """What a rule is about, in a sentence."""
    return inspect.cleandoc(rule.__doc__ or "").partition("\n\n")[0]
