"""From a name to what it names, to its other mentions, and to another name."""

from __future__ import annotations

import re
from collections.abc import Callable

from lsprotocol import types

from bookmaker.lsp.manuscript import Snapshot
from bookmaker.lsp.mentions import Mention, Mentions, NamedThing
from bookmaker.readers.markdown.citations import is_citation_key
from bookmaker.readers.markdown.cross_references import is_name_of_kind
from bookmaker.source import SourceSpan

UriOf = Callable[[str], str]
"""Gives the client's name of a file of the manuscript."""

_NOT_IN_KEYS = frozenset("#%~$&<>?")
"""Signs that Markdown takes in a key, and BibTeX doesn't."""
_NAME = re.compile(r"[^\W_][\w.:-]*(?<![.:-])")


class RenameRefusedError(Exception):
    """Why something can't have another name, in words for the author."""


def definition(
    snapshot: Snapshot, mentions: Mentions, named: Mention, uri_of: UriOf
) -> types.Location | None:
    """Where what is named is."""
    span = mentions.definition_of(named)
    return None if span is None else _location(snapshot, span, uri_of)


def references(
    snapshot: Snapshot,
    mentions: Mentions,
    named: Mention,
    uri_of: UriOf,
    *,
    with_definition: bool,
) -> list[types.Location]:
    """Every mention of what is named."""
    return [
        _location(snapshot, one.span, uri_of)
        for one in mentions.of(named)
        if with_definition or not one.is_definition
    ]


def check_rename(mentions: Mentions, named: Mention) -> None:
    """Raises `RenameRefusedError` where what is named has no name to change."""
    is_source = named.subject is NamedThing.SOURCE
    if not any(one.is_definition and one.written for one in mentions.of(named)):
        message = "no bibliography of the book has this key"
        if is_source:
            raise RenameRefusedError(message)
        message = "this id is made from a title or a file name: write {#id} after it"
        raise RenameRefusedError(message)
    if is_source and not all(one.written for one in mentions.of(named)):
        message = "a citation of this source isn’t written as @key"
        raise RenameRefusedError(message)
    if not named.written:
        message = "no id is written here"
        raise RenameRefusedError(message)


def rename(
    snapshot: Snapshot, mentions: Mentions, named: Mention, name: str, uri_of: UriOf
) -> types.WorkspaceEdit:
    """Give something another name wherever it is mentioned.

    Raises `RenameRefusedError` where that would change what the book says.
    """
    check_rename(mentions, named)
    _check_name(mentions, named, name)
    edits: dict[str, list[types.TextEdit]] = {}
    for span, written in {
        one.span: one.written for one in mentions.of(named) if one.written
    }.items():
        new = name[:1].upper() + name[1:] if _begins_sentence(written, named) else name
        change = types.TextEdit(snapshot.places_of(span.file).range(span), new)
        edits.setdefault(uri_of(span.file), []).append(change)
    return types.WorkspaceEdit(changes=edits)


def _check_name(mentions: Mentions, named: Mention, name: str) -> None:
    if named.subject is NamedThing.SOURCE:
        _check_key(mentions, name)
        return
    if not _NAME.fullmatch(name):
        message = f"“{name}” can’t be an id: use letters, digits, hyphens and dots"
        raise RenameRefusedError(message)
    taken = any(
        one.subject is named.subject and one.written == name for one in mentions.all
    )
    if taken or (mentions.targets is not None and name in mentions.targets.node_by_id):
        message = f"“{name}” already names something else in the book"
        raise RenameRefusedError(message)
    old = next(one.written for one in mentions.of(named) if one.is_definition)
    if is_name_of_kind(old) and name[:4].lower() != old[:4].lower():
        message = f"the new id must begin with “{old[:4]}”, which says what it is"
        raise RenameRefusedError(message)


def _check_key(mentions: Mentions, name: str) -> None:
    if not is_citation_key(name) or not _NOT_IN_KEYS.isdisjoint(name):
        message = f"“{name}” can’t be a citation key: use letters, digits, hyphens, :"
        raise RenameRefusedError(message)
    if is_name_of_kind(name):
        message = f"“{name}” would be a reference to a figure, a table or the like"
        raise RenameRefusedError(message)
    if any(
        one.subject is NamedThing.SOURCE and one.name == name for one in mentions.all
    ):
        message = f"“{name}” already names something else in the book"
        raise RenameRefusedError(message)


def _begins_sentence(written: str, named: Mention) -> bool:
    """Whether a reference is capitalized, as `@Fig-quay` is."""
    return (
        named.subject is NamedThing.PLACE
        and written[:1].isupper()
        and is_name_of_kind(written)
    )


def _location(snapshot: Snapshot, span: SourceSpan, uri_of: UriOf) -> types.Location:
    return types.Location(uri_of(span.file), snapshot.places_of(span.file).range(span))
