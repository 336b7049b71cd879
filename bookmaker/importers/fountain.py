"""Screenplays in Fountain (https://fountain.io/syntax): scenes, speakers, directions.

What comes in: a text. What goes out: one chapter; scenes are its sections, speakers
are put before their lines, and notes, synopses and omitted text are set aside.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookmaker.document.metadata import day_named
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Emphasis,
    Group,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    Span,
    Stanza,
    Strong,
    Text,
    Verse,
    VerseLine,
)
from bookmaker.document.text import plain_text
from bookmaker.importers.model import (
    Chapter,
    Disposition,
    FoundMetadata,
    Imported,
    ImportOptions,
    SourcePiece,
)
from bookmaker.importers.plain_text.decode import decode_text

_FIELD = re.compile(r"(?P<key>[A-Za-z][\w ]{0,40}):[ \t]*(?P<value>.*)")
_KEYS = frozenset(
    "title credit author authors source notes draft date contact copyright".split()
) | {"draft date", "revision"}
_SCENE = re.compile(
    r"(?:(?:int|ext|est|int\.?/ext|i/e)[. ]|\.(?=[^.\s]))(?P<rest>.*)", re.IGNORECASE
)
_NUMBER = re.compile(r"[ \t]*#[\w.()-]+#[ \t]*$")
_SPEAKER = re.compile(r"@\S.*|(?=[^a-z]*[A-Z])[^a-z]+(?:\([^()]*\))*[ \t]*\^?")
_TRANSITION = re.compile(r"[^a-z]+TO:|>(?P<forced>.*[^<\s])[ \t]*")
_CENTRED = re.compile(r">[ \t]*(?P<words>.*?)[ \t]*<")
_SECTION = re.compile(r"(?P<signs>#{1,6})[ \t]*(?P<words>\S.*)")
_REMOVED = re.compile(r"/\*.*?(?:\*/|\Z)|\[\[.*?\]\]", re.DOTALL)
_MARKED = re.compile(
    r"(?<!\\)(?P<sign>\*{1,3}|_)(?=\S)(?P<words>(?:(?!(?P=sign)).)+?(?<=[^\s\\]))(?P=sign)"
)
_ESCAPED = re.compile(r"\\([*_])")
_PEOPLE = re.compile(r"\s*(?:&|,|\band\b|;)\s*")
_DEEPEST = 6
"""Of headings, and of marks within marks."""
_TOP_LEVEL = 2
"""Of acts, below the title; of scenes, where the play has no acts."""


@dataclass(slots=True)
class _Play:
    """What has been read."""

    source: str
    blocks: list[Block] = field(default_factory=list)
    pieces: list[SourcePiece] = field(default_factory=list)
    speeches: list[Block] = field(default_factory=list)
    scene_level: int = _TOP_LEVEL

    def add(self, block: Block, line: int, what: str) -> None:
        """Add a block that is no speech."""
        self.close()
        self.blocks.append(block)
        self._keep(block, line, what)

    def speak(self, speech: Paragraph, line: int) -> None:
        """Add what a speaker says to the open dialogue."""
        self.speeches.append(speech)
        self._keep(speech, line, "a speech")

    def close(self) -> None:
        """End the open dialogue."""
        if self.speeches:
            own = Attributes(classes=("dialogue",))
            self.blocks.append(Group(tuple(self.speeches), attributes=own))
            self.speeches = []

    def put_aside(self, words: str, line: int, what: str, fate: Disposition) -> None:
        """Account for words that are in no chapter."""
        piece = SourcePiece(
            source=self.source, line=line, fate=fate, what=what, words=words
        )
        self.pieces.append(piece)

    def _keep(self, block: Block, line: int, what: str) -> None:
        words = plain_text([block])
        self.put_aside(words, line, what, Disposition.KEPT)


def import_fountain(
    content: bytes, name: str, stem: str, options: ImportOptions
) -> Imported:
    """Import a screenplay; `stem` is its title where it has none.

    Raises `ManuscriptError` where its bytes are not text of that encoding.
    """
    text, remarks = decode_text(content, name, options.encoding)
    play = _Play(name)
    lines = _without_removed(text, play).split("\n")
    head, start = _title_page(lines, play)
    _read(lines, start, play)
    play.close()
    title = head.get("title", "")
    people = head.get("authors") or head.get("author") or ""
    authors = tuple(one for one in _PEOPLE.split(people) if one.strip())
    date: datetime.date | None = day_named(head.get("draft date", ""))
    chapter = Chapter(
        source=name,
        title=_inlines(title or stem),
        blocks=tuple(play.blocks),
        authors=authors,
        date=date,
        is_title_assumed=not title,
    )
    return Imported(
        chapters=(chapter,),
        pieces=tuple(sorted(play.pieces, key=lambda piece: piece.line or 0)),
        metadata=FoundMetadata(authors=authors, published=date),
        remarks=remarks,
    )


def _without_removed(text: str, play: _Play) -> str:
    """The text without what is omitted and without notes, each line in place."""

    def removed(found: re.Match[str]) -> str:
        line = text.count("\n", 0, found.start()) + 1
        what = "a note" if found[0].startswith("[[") else "omitted text"
        play.put_aside(found[0], line, what, Disposition.ASIDE)
        return "\n" * found[0].count("\n")

    return _REMOVED.sub(removed, text)


def _title_page(lines: Sequence[str], play: _Play) -> tuple[dict[str, str], int]:
    """What the title page says, by its keys, and the line where the play begins."""
    head: dict[str, str] = {}
    key = ""
    for index, line in enumerate(lines):
        found = _FIELD.fullmatch(line.rstrip())
        if found is not None and found["key"].lower() in _KEYS:
            key = found["key"].lower()
            head[key] = found["value"].strip("*_ ")
        elif line.strip() and key and line[0] in " \t":
            head[key] = f"{head[key]} {line.strip(' *_')}".strip()
        elif not line.strip() and head:
            words = "\n".join(lines[:index])
            play.put_aside(words, 1, "the title page", Disposition.MOVED)
            return head, index
        else:
            break
    return {}, 0


def _read(lines: Sequence[str], start: int, play: _Play) -> None:
    at = start
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].strip():
            end += 1
        if end > at:
            _read_block([line.rstrip() for line in lines[at:end]], at + 1, play)
        at = end + 1


def _read_block(lines: list[str], number: int, play: _Play) -> None:
    """Read lines between blank ones."""
    first = lines[0].strip()
    if (section := _SECTION.fullmatch(first)) is not None:
        level = min(len(section["signs"]) + 1, _DEEPEST)
        play.scene_level = min(level + 1, _DEEPEST)
        play.add(Heading(level, _inlines(section["words"])), number, "a heading")
    elif first.startswith("===") and not first.strip("="):
        play.add(PageBreak(), number, "a page break")
    elif first.startswith("="):
        words = first.lstrip("= ")
        play.put_aside(words, number, "a synopsis", Disposition.ASIDE)
    elif (scene := _SCENE.fullmatch(first)) is not None:
        words = _NUMBER.sub("", scene["rest"] if first[0] == "." else first)
        heading = Heading(play.scene_level, _inlines(words.strip()))
        play.add(heading, number, "a scene")
    elif (centred := _CENTRED.fullmatch(first)) is not None:
        play.add(Paragraph(_inlines(centred["words"])), number, "a line")
    elif (transition := _TRANSITION.fullmatch(first)) is not None and len(lines) == 1:
        words = (transition["forced"] or first).strip()
        play.add(Paragraph(_inlines(words)), number, "a transition")
    elif len(lines) > 1 and _SPEAKER.fullmatch(first) is not None:
        play.speak(_speech(first, lines[1:]), number)
        return
    elif first.startswith("~"):
        rows = (VerseLine(_inlines(line.lstrip(" ~"))) for line in lines)
        play.add(Verse((Stanza(tuple(rows)),)), number, "a song")
    else:
        words = " ".join(line.strip().removeprefix("!") for line in lines)
        play.add(Paragraph(_inlines(words)), number, "a paragraph")
        return
    if len(lines) > 1 and not first.startswith("~"):
        _read_block(lines[1:], number + 1, play)


def _speech(speaker: str, lines: Sequence[str]) -> Paragraph:
    """`Holm: (quietly) Nobody comes.`"""
    name = speaker.lstrip("@").rstrip("^ \t")
    inlines: list[Inline] = [Text(f"{name}:")]
    for line in lines:
        words = line.strip().removeprefix("~").strip()
        is_direction = words.startswith("(") and words.endswith(")")
        inlines.append(Text(" "))
        made = _inlines(words)
        inlines += [Emphasis(made)] if is_direction else made
    return Paragraph(tuple(inlines))


def _inlines(words: str) -> tuple[Inline, ...]:
    return tuple(_marked(words, 0))


def _marked(words: str, depth: int) -> Iterator[Inline]:
    """Words with `*italics*`, `**bold**` and `_underlined_` ones among them."""
    at = 0
    for found in _MARKED.finditer(words) if depth < _DEEPEST else ():
        if found.start() > at:
            yield Text(_ESCAPED.sub(r"\1", words[at : found.start()]))
        inner = tuple(_marked(found["words"], depth + 1))
        match found["sign"]:
            case "_":
                yield Span(inner, attributes=Attributes(classes=("underline",)))
            case "*":
                yield Emphasis(inner)
            case "**":
                yield Strong(inner)
            case _:
                yield Strong((Emphasis(inner),))
        at = found.end()
    if at < len(words):
        yield Text(_ESCAPED.sub(r"\1", words[at:]))
