"""What an import makes: chapters, pictures, and the account of what became of all.

Every importer gives an `Imported`; `manuscript` writes a folder of it. Nothing of the
source may be missing from its pieces.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bookmaker.document.nodes import Block, Inline, Note


class Disposition(enum.Enum):
    """What became of a piece of the source."""

    KEPT = "kept"
    MOVED = "moved"
    """Into the metadata, the notes, or another place of the manuscript."""
    ASIDE = "set aside"
    """Into `set-aside.md`, word for word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePiece:
    """A stretch of a source and what became of it."""

    source: str
    line: int | None
    """From 1; `None` where the source has no lines (a Word file)."""
    last_line: int | None = None
    fate: Disposition
    what: str
    """In a word or two: `a heading`, `site furniture`."""
    words: str
    """As they stand in the source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """Something that was not sure: what was taken it for, and what else it could be."""

    source: str
    line: int | None
    words: str
    chosen: str
    alternative: str
    was_asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer to a question, by its key."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A doubtful guess; the first choice is the safe one."""

    source: str
    line: int | None
    words: str
    text: str
    choices: tuple[Choice, ...]
    before: str = ""
    """The line or paragraph above, as a reader needs it to answer."""
    after: str = ""
    """The one below."""


TEXT_KINDS = ("auto", "prose", "verse", "play", "gutenberg", "markdown")
"""What plain text may be said to be; `auto` finds it by the text itself."""

Ask = Callable[[Question], str]
"""Gives the key of a choice."""


def take_safe_choice(question: Question) -> str:
    """Answer as a program does that nobody watches."""
    return question.choices[0].key


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the one who imports has said."""

    ask: Ask = take_safe_choice
    text_kind: str = "auto"
    """What plain text is: one of `TEXT_KINDS`."""
    encoding: str | None = None
    """Of plain text without a byte-order mark; `None`: UTF-8."""
    split_at: int | None = None
    """Headings of this level, 1 to 6, begin a chapter; `None`: as the source has it."""
    accepts_changes: bool = False
    """Take the tracked changes of a Word file as accepted."""
    uses_pandoc: bool = False
    """Read Word files by pandoc instead of mammoth."""
    may_fetch: bool = False
    """Fetch pictures of web pages that are not beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter that was found, before it has a file."""

    source: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[tuple[str, str], ...] = ()
    """Name and role, as relators have it."""
    date: datetime.date | None = None
    language: str | None = None
    role: str | None = None
    """What it is, by its name in `[contents]`, where the source says so."""
    part: str | None = None
    """The title of the part that it belongs to."""
    is_part_page: bool = False
    """Whether it is the page of that part itself."""
    is_back: bool = False
    """Whether it closes the book: acknowledgements, a colophon."""
    name: str | None = None
    """The id that links to the whole of it lead to."""
    is_title_assumed: bool = False
    is_numbered: bool = True
    """False where its source has it without a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMetadata:
    """What a source says of a whole book."""

    title: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[tuple[str, str], ...] = ()
    """Name and role, as relators have it."""
    language: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    rights: str | None = None
    description: str | None = None
    identifier: str | None = None
    isbn: str | None = None
    subjects: tuple[str, ...] = ()
    series: str | None = None
    series_number: str | None = None
    cover: str | None = None
    """Its picture's path, as that of the chapters' pictures."""
    sources: tuple[str, ...] = ()
    """The files of the works that it cites, kept among the pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What one source gave."""

    chapters: tuple[Chapter, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Their bytes by the path that the chapters name: `images/pier.jpg`."""
    pieces: tuple[SourcePiece, ...] = ()
    guesses: tuple[Guess, ...] = ()
    metadata: FoundMetadata = field(default_factory=FoundMetadata)
    remarks: tuple[str, ...] = ()
    """What else the account is to say, a sentence each."""
    has_index: bool = False
    """Whether an index is made of the marks in its text."""
    lists: tuple[str, ...] = ()
    """Lists that the book makes itself, by their names in `[contents]`."""
