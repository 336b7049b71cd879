"""Metadata at the head of a file in JSON, or as MultiMarkdown has it.

What comes in: a text. What goes out: its metadata as JSON, which the reader of YAML
reads, with the places of its keys. JSON stands at the head as it is, as Hugo has it, or
between lines of three semicolons; MultiMarkdown's lines `Title: …` end with the first
blank line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_FENCE = re.compile(r"(?P<fence>;;;|---[ \t]*json)[ \t]*\n(?=\{)")
_FENCE_END = re.compile(r"\s*(?:;;;|---)[ \t]*(?:\n|\Z)")
_REST_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_END_OF_BLOCK = re.compile(r"^(?:;;;|---)[ \t]*(?:\n|\Z)", re.MULTILINE)
_END_OF_OBJECT = re.compile(r"^\}[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"\"(?P<key>(?:[^\"\\\n]|\\.)*)\"[ \t]*:")
_LONGEST = 50_000
_PAIR = re.compile(r"(?P<key>[^\W\d_][\w -]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_TITLE = re.compile(r"title ?:[ \t]+\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MetadataHead:
    """The metadata that a text begins with."""

    content: str
    """As JSON."""
    end: int
    """The offset of the text behind it."""
    places: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    """The line of each key and the columns of its line, all counted from 1."""
    problem: str = ""
    """Why it cannot be read."""
    line: int = 1
    """Where the problem is, counted from 1."""


def find_metadata_head(text: str, known: Sequence[str]) -> MetadataHead | None:
    """Find metadata in JSON or of MultiMarkdown; `known`: keys that show it is some."""
    fence = _FENCE.match(text)
    if fence is not None or text.startswith("{"):
        return _find_json(text, fence.end() if fence is not None else 0, known)
    return _find_pairs(text, known)


def _find_json(text: str, start: int, known: Sequence[str]) -> MetadataHead | None:
    names = {found["key"].lower() for found in _KEY.finditer(text, start, start + 2000)}
    if not start and names.isdisjoint(known):
        return None  # a text that begins with a brace
    pairs: list[tuple[str, object]] = []

    def keep(found: list[tuple[str, object]]) -> dict[str, object]:
        pairs[:] = found  # the last are those of the whole
        return dict(found)

    try:
        decoder = json.JSONDecoder(object_pairs_hook=keep)
        _, end = decoder.raw_decode(text[: start + _LONGEST], start)
    except (ValueError, RecursionError) as error:
        return _unread(text, start, error)
    closing = (_FENCE_END if start else _REST_OF_LINE).match(text, end)
    if closing is None:
        return None
    content = ", ".join(
        f"{_dumped(key)}: {_dumped(value)}" for key, value in pairs if key
    )
    places = dict(_places(text[: closing.end()]))
    return MetadataHead(f"{{{content}}}", closing.end(), places)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _unread(text: str, start: int, error: Exception) -> MetadataHead | None:
    """What was meant as JSON, up to its last line, with what is wrong in it."""
    end = _END_OF_BLOCK if start else _END_OF_OBJECT
    ending = end.search(text, start, start + _LONGEST)
    if ending is None:
        return None
    if not isinstance(error, json.JSONDecodeError):
        return MetadataHead("", ending.end(), problem="it is not JSON")
    reason = f"{error.msg[:1].lower()}{error.msg[1:]}"
    return MetadataHead("", ending.end(), problem=reason, line=error.lineno)


def _places(text: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        for found in _KEY.finditer(line):
            if found["key"] not in seen:
                seen.add(found["key"])
                yield found["key"], (number, found.start() + 1, len(line) + 1)


def _find_pairs(text: str, known: Sequence[str]) -> MetadataHead | None:
    """MultiMarkdown's lines: a title first, or two keys that only metadata has."""
    head = text[:_LONGEST].partition("\n\n")[0]
    lines = head.split("\n")
    found = [_PAIR.fullmatch(line) for line in lines]
    names = [pair["key"].lower() for pair in found[:2] if pair is not None]
    is_sure = len(names) > 1 and all(name in known for name in names)
    if not (_TITLE.match(text) or is_sure) or found[0] is None:
        return None
    words_by_key: dict[str, list[str]] = {}
    places: dict[str, tuple[int, int, int]] = {}
    key = ""
    for number, (line, pair) in enumerate(zip(lines, found, strict=True), start=1):
        if pair is not None and not line[:1].isspace():
            key = "".join(pair["key"].lower().split())
            words_by_key.setdefault(key, []).append(pair["value"] or "")
            places.setdefault(key, (number, 1, len(line) + 1))
        elif line[:1].isspace() and line.strip():
            words_by_key[key].append(line.strip())
        else:
            return None
    values = {key: " ".join(words).strip() for key, words in words_by_key.items()}
    end = min(len(head) + 1, len(text))
    return MetadataHead(_dumped(values), end, places)
