"""What another program lets pass, so that a project of its own is built as it is.

A broken link, a missing inclusion or picture stops no build of mdBook, Quarto or
Obsidian, and translated books are full of them. In such a project each is a warning,
and its words stay in the book. What is unsafe is an error in every manuscript.
"""

from __future__ import annotations

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.manuscript import (
    BadBytes,
    BadFormula,
    IncludeCircle,
    IncludeUnreadable,
    MalformedSources,
    MetadataAliases,
    MetadataOfWrongKind,
    NoSuchLines,
    OddMetadata,
    OddValues,
    PictureUnreadable,
    PictureUnusable,
    PictureWithoutFile,
    RemotePicture,
    RepeatedMetadata,
    TaggedMetadata,
    UnclosedComment,
    UnclosedFormula,
    UnknownVariable,
    UnsafeTarget,
)
from bookmaker.diagnostics.catalog.references import (
    AmbiguousIdentifier,
    DuplicateIdentifier,
    UnknownIdentifier,
    UnknownPlaceInFile,
    UnknownSource,
    UnknownTerm,
)
from bookmaker.diagnostics.catalog.styles import UnusableCitationStyle

TOLERATED: tuple[type[Diagnostic], ...] = (
    AmbiguousIdentifier,
    BadBytes,
    BadFormula,
    DuplicateIdentifier,
    IncludeCircle,
    IncludeUnreadable,
    MalformedSources,
    MetadataAliases,
    MetadataOfWrongKind,
    NoSuchLines,
    OddMetadata,
    OddValues,
    PictureUnreadable,
    PictureUnusable,
    PictureWithoutFile,
    RemotePicture,
    RepeatedMetadata,
    TaggedMetadata,
    UnclosedComment,
    UnclosedFormula,
    UnknownIdentifier,
    UnknownPlaceInFile,
    UnknownSource,
    UnknownTerm,
    UnknownVariable,
    UnsafeTarget,
    UnusableCitationStyle,
)
"""Kinds of error that are warnings in another program's project."""
