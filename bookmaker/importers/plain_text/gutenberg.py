"""Texts of Project Gutenberg: the header and the licence around a book."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bookmaker.importers.plain_text.line_shapes import find_note
from bookmaker.importers.plain_text.lines import Line, Role

_START = re.compile(
    r"\*{3}\s?START OF TH(?:E|IS) PROJECT GUTENBERG E(?:BOOK|TEXT)"
    r"|\*{1,2}END\s?\*?\s?THE SMALL PRINT!",
    re.I,
)
"""The second is of files before 2003, whose licence stands above the book."""
_OLDER_TITLE = re.compile(
    r"\**\s*The Project Gutenberg E-?text of (?P<title>.+?),? by (?P<author>[^*]+?)"
    r"[\s*]*",
    re.I,
)
_END = re.compile(
    r"\*{3}\s?END OF TH(?:E|IS) PROJECT GUTENBERG|End of (?:the )?Project Gutenberg",
    re.I,
)
_FIELD = re.compile(r"(Title|Author|Translator|Illustrator|Editor|Language):\s+(\S.*)")
_ROLES = {"Translator": "trl", "Illustrator": "ill", "Editor": "edt"}
_TAGS = {
    "English": "en", "French": "fr", "German": "de", "Spanish": "es", "Italian": "it",
    "Dutch": "nl", "Portuguese": "pt", "Latin": "la", "Finnish": "fi", "Swedish": "sv",
    "Danish": "da", "Russian": "ru", "Greek": "el", "Polish": "pl", "Hungarian": "hu",
}  # fmt: skip
_PRODUCED = re.compile(r"(?:E-?text )?(?:produced|prepared|transcribed) by\b", re.I)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says of the book."""

    title: str | None
    subtitle: str | None
    authors: tuple[str, ...]
    contributors: tuple[tuple[str, str], ...]
    language: str | None


def take_header(lines: Sequence[Line]) -> Header | None:
    """Settle what the Project put around a book; `None` where it put nothing."""
    start = next((i for i, o in enumerate(lines) if _START.match(o.words)), None)
    if start is None:
        return None
    later = range(start + 1, len(lines))
    end = next((i for i in later if _END.match(lines[i].words)), len(lines))
    for line in (*lines[: start + 1], *lines[end:]):
        if line.words:
            line.settle(Role.FURNITURE)
    _settle_producers(lines[start + 1 : end])
    _settle_transcribers(lines[start + 1 : end])
    found = [m for o in lines[:start] if (m := _FIELD.fullmatch(o.words)) is not None]
    people = [(m[2], _ROLES[m[1]]) for m in found if m[1] in _ROLES]
    titles = [m[2] for m in found if m[1] == "Title"]
    languages = [_TAGS.get(m[2].strip()) for m in found if m[1] == "Language"]
    authors = tuple(m[2] for m in found if m[1] == "Author")
    heads = [i for i, o in enumerate(lines[:start]) if o.words.startswith("Title: ")]
    below = lines[heads[0] + 1] if heads else None
    subtitle = below.words if below is not None and below.indent else None
    older = (_OLDER_TITLE.fullmatch(o.words) for o in lines[:start])
    named = next((m for m in older if m is not None), None)
    if named is not None and not titles:
        titles, authors = [named["title"]], authors or (named["author"],)
    return Header(
        title=titles[0] if titles else None,
        subtitle=subtitle or None,
        authors=authors,
        contributors=tuple(people),
        language=languages[0] if languages else None,
    )


def _settle_producers(lines: Sequence[Line]) -> None:
    """Settle the note of who typed the book, which stands first in older files."""
    is_within = False
    for line in lines[:12]:
        is_within = bool(line.words) and (
            is_within or bool(_PRODUCED.match(line.words))
        )
        if is_within:
            line.settle(Role.FURNITURE)


_TRANSCRIBER = re.compile(
    r"\[?(?:transcriber['’]?s?['’]? notes?|notes? (?:sur la|de) transcription"
    r"|notes? du transcripteur|anmerkungen? (?:zur|der) transkription"
    r"|notas? (?:del?|do) (?:transcriptor|transcrição)|noot van de bewerker)\b.*",
    re.I,
)
_NOTES_HEAD = re.compile(
    r"(?:(?:foot|end)?notes|fu(?:ß|ss)noten|anmerkungen|notes de bas de page|notas"
    r"|(?:voet)?noten)[:.]?",
    re.I,
)
_LONGEST_REMARK = 40


def _settle_transcribers(lines: Sequence[Line]) -> None:
    """Settle what the transcriber says at the end, and `FOOTNOTES:` over notes."""
    for index, line in enumerate(lines):
        if _TRANSCRIBER.match(line.words):
            below = lines[index + 1 : index + 3]
            is_alone = line.words.endswith((":", ".")) and not any(
                other.words for other in below[:1]
            )
            for at, other in enumerate(lines[index : index + _LONGEST_REMARK]):
                is_parted = not other.words and index * 2 < len(lines)
                if is_parted and not (is_alone and at == 1):
                    break
                if other.words:
                    other.settle(Role.FURNITURE)
        following = next((o for o in lines[index + 1 : index + 4] if o.words), None)
        is_over_notes = following is not None and find_note(following.words)
        if _NOTES_HEAD.fullmatch(line.words) and is_over_notes:
            line.settle(Role.FURNITURE)
