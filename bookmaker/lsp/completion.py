"""What may follow at a place: ids, sources, files, classes, keys and values."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from lsprotocol import types

from bookmaker.config.folder import MARKDOWN_SUFFIXES, list_all_files
from bookmaker.css.contract import AUTHORS
from bookmaker.css.misspelt_classes import READ_CLASSES
from bookmaker.document.book import Division
from bookmaker.document.text import plain_text
from bookmaker.document.walk import Attributed, find_nodes
from bookmaker.lsp.config_keys import (
    METADATA_KEYS,
    ROLES,
    describe,
    option_named,
    options_by_name,
    options_of,
    place_in,
    values_of,
)
from bookmaker.lsp.hover import describe_source, title_of
from bookmaker.lsp.manuscript import Snapshot
from bookmaker.lsp.mentions import Mentions, NamedThing
from bookmaker.readers.markdown.cross_references import is_name_of_kind
from bookmaker.source import SourceSpan

_PICTURE = re.compile(r"!\[[^\]]*\]\(<?([^()<>\s]*)$")
_LINK = re.compile(r"\]\(<?([^()<>\s]*)$")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?(\S*)$")
_INCLUDE = re.compile(r"\{\{<\s*include\s+(\S*)$")
_NAME = re.compile(r"(?<![\w.])@\{?([\w:.#$%&+?<>~/-]*)$")
_ATTRIBUTES = re.compile(r"\{[^{}]*?\.([\w-]*)$")
_FENCE = re.compile(r"^\s*:{3,}\s*([\w-]*)$")
_METADATA_KEY = re.compile(r"^([\w-]*)$")
_ROLE = re.compile(r"^role:\s*([\w-]*)$")
_PICTURES = (".jpg", ".jpeg", ".png", ".svg", ".gif", ".webp", ".tif", ".tiff")
_CHAPTERS = MARKDOWN_SUFFIXES
_QUOTED = re.compile(r"""["']([^"']*)$""")
_WORD = re.compile(r"[\w-]*$")
_FILES_BY_KEY = {
    "cover": _PICTURES,
    "sheet": (".css",),
    "files": (".bib", ".json"),
    "style": (".csl",),
    "fonts": (".ttf", ".otf", ".ttc", ".otc", ".woff2", ".woff"),
    "extends": (".toml",),
}
_MOST_FILES = 2000


@dataclass(frozen=True, slots=True)
class _Offer:
    """A word that may stand there, and what it is."""

    word: str
    kind: types.CompletionItemKind
    detail: str = ""
    documentation: str = ""


def completions(
    snapshot: Snapshot, file: str, line: int, column: int
) -> list[types.CompletionItem]:
    """What may follow at a place, which counts from 1."""
    places = snapshot.places_of(file)
    before = places.line(line)[: column - 1]
    if file.endswith(".toml"):
        typed, offers = _in_config(snapshot, places.lines, line, column)
    else:
        typed, offers = _in_chapter(snapshot, file, before, line)
    span = SourceSpan(file, line, column - len(typed), line, column)
    where = places.range(span)
    return [
        types.CompletionItem(
            label=offer.word,
            kind=offer.kind,
            detail=offer.detail or None,
            documentation=(
                types.MarkupContent(types.MarkupKind.Markdown, offer.documentation)
                if offer.documentation
                else None
            ),
            filter_text=offer.word,
            text_edit=types.TextEdit(where, offer.word),
        )
        for offer in dict.fromkeys(offers)
    ]


_Found = tuple[str, Iterable[_Offer]]
_NONE: _Found = ("", ())


def _in_chapter(snapshot: Snapshot, file: str, before: str, line: int) -> _Found:
    if _is_in_metadata(snapshot, file, line):
        return _in_metadata(before)
    if found := _PICTURE.search(before):
        return found[1], _files(snapshot, file, _PICTURES)
    if found := _LINK.search(before) or _DEFINITION.match(before):
        return _link(snapshot, file, found[1])
    if found := _INCLUDE.search(before):
        return found[1], _files(snapshot, file, ())
    if found := _NAME.search(before):
        return found[1], _names(snapshot)
    if found := _ATTRIBUTES.search(before) or _FENCE.match(before):
        return found[1], _classes(snapshot)
    return _NONE


# --- The metadata block


def _is_in_metadata(snapshot: Snapshot, file: str, line: int) -> bool:
    lines = snapshot.places_of(file).lines
    if line < 2 or lines[0].rstrip() != "---":
        return False
    return all(text.rstrip() not in {"---", "..."} for text in lines[1 : line - 1])


def _in_metadata(before: str) -> _Found:
    if found := _ROLE.match(before):
        return found[1], (_Offer(r, types.CompletionItemKind.EnumMember) for r in ROLES)
    if found := _METADATA_KEY.match(before):
        return found[1], (
            _Offer(f"{key}: ", types.CompletionItemKind.Property, "", meaning)
            for key, meaning in METADATA_KEYS.items()
        )
    return _NONE


# --- Links and names


def _link(snapshot: Snapshot, file: str, typed: str) -> _Found:
    path, mark, fragment = typed.partition("#")
    if not mark:
        chapters = (
            _Offer(_path_from(file, name), types.CompletionItemKind.File, title)
            for name, title in _chapters(snapshot)
            if name != file
        )
        return typed, (*chapters, *_ids(snapshot, file, "#"))
    linked = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    return fragment, _ids(snapshot, linked if path else file, only_there=bool(path))


def _ids(
    snapshot: Snapshot, file: str, lead: str = "", *, only_there: bool = False
) -> Iterator[_Offer]:
    """The ids of a file, and those that the whole book may name without a file."""
    mentions = Mentions(snapshot)
    targets = mentions.targets
    if targets is None:
        return
    within = targets.division_id_by_file.get(file)
    for name, node in targets.node_by_id.items():
        if within is not None and name.startswith(f"{within}."):
            local = name.removeprefix(f"{within}.")
            yield _Offer(
                f"{lead}{local}",
                types.CompletionItemKind.Reference,
                title_of(snapshot, node),
            )
    for one in mentions.all:
        is_id = one.subject is NamedThing.PLACE and one.is_definition and one.written
        if is_id and (not only_there or one.span.file == file):
            named = mentions.node_of(one)
            yield _Offer(
                f"{lead}{one.written}",
                types.CompletionItemKind.Reference,
                "" if named is None else title_of(snapshot, named),
            )


def _names(snapshot: Snapshot) -> Iterator[_Offer]:
    """What may follow an `@`: the ids that say what they are, and the sources."""
    mentions = Mentions(snapshot)
    for one in mentions.all:
        if not one.is_definition:
            continue
        if one.subject is NamedThing.SOURCE:
            detail = _source_detail(snapshot, one.name)
            yield _Offer(one.name, types.CompletionItemKind.Constant, detail)
        elif one.subject is NamedThing.PLACE and is_name_of_kind(one.written):
            node = mentions.node_of(one)
            yield _Offer(
                one.written,
                types.CompletionItemKind.Reference,
                "" if node is None else title_of(snapshot, node),
            )


def _source_detail(snapshot: Snapshot, key: str) -> str:
    return describe_source(snapshot, key).replace("*", "")


def _classes(snapshot: Snapshot) -> Iterator[_Offer]:
    """The classes that bookmaker knows, and those that the book uses."""
    for name in sorted(READ_CLASSES | AUTHORS):
        yield _Offer(name, types.CompletionItemKind.Class)
    if snapshot.book is None:
        return
    used = {
        name
        for node in find_nodes(snapshot.book.divisions, Attributed)
        if not isinstance(node, Division)
        for name in node.attributes.classes
    }
    for name in sorted(used - READ_CLASSES - AUTHORS):
        yield _Offer(name, types.CompletionItemKind.Class, "of this book")


# --- Files


def _chapters(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """The files of the book in its order, each with its title."""
    if snapshot.book is None:
        return
    for division in find_nodes(snapshot.book.divisions, Division):
        if division.file is not None:
            yield division.file, plain_text(division.title)


def _files(
    snapshot: Snapshot, file: str, suffixes: tuple[str, ...], quoted: str = ""
) -> Iterator[_Offer]:
    """The files of the folder, as a file of the manuscript names them."""
    for name in list_all_files(snapshot.root)[:_MOST_FILES]:
        if name != file and (not suffixes or name.lower().endswith(suffixes)):
            path = _path_from(file, name)
            word = f"{quoted}{path}{quoted}" if quoted else path
            yield _Offer(word, types.CompletionItemKind.File)


def _path_from(file: str, name: str) -> str:
    path = posixpath.relpath(name, posixpath.dirname(file) or ".")
    return quote(path, safe="/.-_~,'!&=+@:") if " " in path else path


# --- book.toml


def _in_config(snapshot: Snapshot, lines: list[str], line: int, column: int) -> _Found:
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    place = place_in(lines, line, column)
    if not place.key:
        return _keys(place.table, before, lines)
    option = option_named(place.table, place.key)
    quoted = _QUOTED.search(before) if before.count('"') % 2 else None
    typed = quoted[1] if quoted is not None else _word(before)
    quote_mark = "" if quoted is not None else '"'
    offers: list[_Offer] = []
    if option is not None:
        for value, meaning in values_of(place.table, option):
            word = value.strip('"') if quoted is not None else value
            offers.append(_Offer(word, types.CompletionItemKind.Value, meaning))
    suffixes = _FILES_BY_KEY.get(place.key)
    if place.table == "contents":
        suffixes = _CHAPTERS
    if suffixes is not None:
        offers += _files(snapshot, "book.toml", suffixes, quote_mark)
    return typed, offers


def _keys(table: str, before: str, lines: list[str]) -> _Found:
    if before.lstrip().startswith("["):
        return before.lstrip().strip("["), (
            _Offer(name, types.CompletionItemKind.Module)
            for name in options_by_name()
            if name
        )
    if before.strip() != _word(before):
        return _NONE
    return _word(before), (
        _Offer(
            f"{option.key} = ",
            types.CompletionItemKind.Property,
            option.form.replace("`", ""),
            describe(table, option),
        )
        for option in options_of(table, lines)
    )


def _word(before: str) -> str:
    found = _WORD.search(before)
    return "" if found is None else found[0]
