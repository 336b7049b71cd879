"""Lint rules: warnings about what is not wrong, but seldom meant.

Each rule is a kind of problem of the catalog, and `[lint] off` in `book.toml` keeps it
out of the report. What a reader or transform meets on its way it reports itself; the
rules about the prose (`L…`) are in the modules of this package, and `check` alone asks
for them (`prose.py`). A rule that knows how to correct what it found says so in
`edit()`.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog import manuscript, prose, references

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
    prose.DoubledSpace,
    prose.SpaceBeforePunctuation,
    prose.RepeatedPunctuation,
    prose.HyphenForDash,
    prose.HyphenInRange,
    prose.UnclosedQuotation,
    prose.SpaceInsideQuotation,
    prose.AccentForApostrophe,
    prose.CallBeforePunctuation,
    prose.HeadingEnd,
    prose.RepeatedWord,
    prose.MissingSpace,
    prose.LikelyTypo,
    prose.EmptyElement,
    prose.AlternativeSaysImage,
)
"""Every rule; each is on unless it is optional or a book switches it off."""

OPTIONAL: frozenset[str] = frozenset({prose.DoubledSpace.code})
"""The codes of rules that are off unless a book switches them on."""

RULE_BY_CODE: Mapping[str, type[Diagnostic]] = {rule.code: rule for rule in RULES}


def switched_off(off: Iterable[str], on: Iterable[str]) -> frozenset[str]:
    """The codes that a book doesn't want, by what it switches off and on."""
    return (OPTIONAL - frozenset(on)) | frozenset(off)


def summary_of(rule: type[Diagnostic]) -> str:
    """What a rule is about, in a sentence."""
    return inspect.cleandoc(rule.__doc__ or "").partition("\n\n")[0]
