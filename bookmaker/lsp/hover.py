"""What something is, in a few words of Markdown: a reference, a source, a key."""

from __future__ import annotations

import json
import re
from typing import Any

from bookmaker.document.book import Division
from bookmaker.document.identifiers import ascii_id
from bookmaker.document.nodes import (
    BibliographyEntry,
    Emphasis,
    Link,
    Node,
    Note,
    Text,
)
from bookmaker.document.reference_words import label_of, words_of_place
from bookmaker.document.text import plain_text
from bookmaker.document.walk import children, find_nodes
from bookmaker.languages.caption_words import caption_words_of
from bookmaker.lsp.config_keys import METADATA_KEYS, describe, option_named, place_in
from bookmaker.lsp.manuscript import Snapshot
from bookmaker.lsp.mentions import Mention, Mentions, NamedThing
from bookmaker.source import SourceSpan

_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*[=:]")
_LONGEST = 400


def hover(
    snapshot: Snapshot, file: str, line: int, column: int
) -> tuple[str, SourceSpan] | None:
    """What stands at a place, and the stretch that it is; `None` where it is nothing.

    Lines and columns count from 1.
    """
    if file.endswith(".toml"):
        return _key(snapshot, file, line, column)
    mentions = Mentions(snapshot)
    found = mentions.at(file, line, column)
    if found is None:
        return _metadata_key(snapshot, file, line, column)
    words = _described(snapshot, mentions, found)
    return (words, found.around or found.span) if words else None


def _described(snapshot: Snapshot, mentions: Mentions, found: Mention) -> str:
    match found.subject:
        case NamedThing.SOURCE:
            return describe_source(snapshot, found.name)
        case NamedThing.NOTE:
            return _note(snapshot, found)
        case NamedThing.PLACE:
            node = mentions.node_of(found)
            if node is None:
                return ""
            place = mentions.definition_of(found)
            where = "" if place is None else f"\n\n{place.file}:{place.line}"
            division = None
            if mentions.targets is not None:
                division = mentions.targets.division_by_id.get(found.name)
            chapter = ""
            if division is not None and node is not division:
                chapter = f"\n\nin {title_of(snapshot, division)}"
            return f"**{title_of(snapshot, node)}**{chapter}{where}"


def title_of(snapshot: Snapshot, node: Node) -> str:
    """The number and the title of a place, as far as it has them."""
    language = "en" if snapshot.book is None else snapshot.book.metadata.language
    label = label_of(node, caption_words_of(language)) or ""
    words = " ".join(plain_text(words_of_place(node)).split())
    named = ": ".join(filter(None, (label.replace("\u00a0", " "), words)))
    if named:
        return named
    kind = node.kind.value if isinstance(node, Division) else type(node).__name__
    return kind.replace("-", " ").lower()


def describe_source(snapshot: Snapshot, key: str) -> str:
    """A source as the bibliography has it; what is known of it where it has none."""
    book = snapshot.book
    if book is None:
        return ""
    for entry in find_nodes(book.divisions, BibliographyEntry):
        own = entry.attributes.id or ""
        if own.endswith(f"ref-{ascii_id(key)}"):
            return "".join(_marked(word) for word in entry.words).strip()
    source = next((one for one in book.sources if one.key == key), None)
    return "" if source is None else _summary(json.loads(source.csl))


def _marked(node: Node) -> str:
    if isinstance(node, Text):
        return node.text
    words = "".join(_marked(child) for child in children(node))
    if isinstance(node, Link) and not words:
        return node.target
    return f"*{words}*" if isinstance(node, Emphasis) and words.strip() else words


def _summary(csl: dict[str, Any]) -> str:
    people = csl.get("author") or csl.get("editor") or ()
    names = [
        str(person.get("family") or person.get("literal") or "") for person in people
    ]
    parts = csl.get("issued", {}).get("date-parts") or [[]]
    year = str(parts[0][0]) if parts[0] else ""
    title = f"*{csl['title']}*" if csl.get("title") else ""
    return ", ".join(filter(None, (*names, title, year)))


def _note(snapshot: Snapshot, found: Mention) -> str:
    file, _, label = found.name.partition(" ")
    reading = snapshot.reading_by_file.get(file)
    notes = () if reading is None else find_nodes(reading.notes, Note)
    note = next((one for one in notes if one.label == label), None)
    if note is None:
        return ""
    words = " ".join(plain_text(note.blocks).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _key(
    snapshot: Snapshot, file: str, line: int, column: int
) -> tuple[str, SourceSpan] | None:
    places = snapshot.places_of(file)
    found = _KEY.match(places.line(line))
    if found is None or column > found.end(1) + 1:
        return None
    place = place_in(places.lines, line, 1)
    option = option_named(place.table, found[1])
    if option is None:
        return None
    return describe(place.table, option), _span(file, line, found)


def _metadata_key(
    snapshot: Snapshot, file: str, line: int, column: int
) -> tuple[str, SourceSpan] | None:
    lines = snapshot.places_of(file).lines
    is_within = line > 1 and lines[0].rstrip() == "---" and "---" not in lines[1:line]
    found = _KEY.match(lines[line - 1]) if is_within else None
    if found is None or found[1] not in METADATA_KEYS or column > found.end(1) + 1:
        return None
    meaning = METADATA_KEYS[found[1]]
    return f"**{found[1]}**\n\n{meaning}", _span(file, line, found)


def _span(file: str, line: int, found: re.Match[str]) -> SourceSpan:
    return SourceSpan(file, line, found.start(1) + 1, line, found.end(1) + 1)
