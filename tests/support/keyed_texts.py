"""Compares what was imported from a text with the key that its author wrote by hand.

Unlike the roles of lines, this is what somebody finds in the folder afterwards: the
title and the authors of `book.toml`, headings, quotations, figures, and paragraphs that
are whole. `tests/importers/README.md` explains the letters of a key.
"""

from __future__ import annotations

import collections
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import (
    BlockQuote,
    Epigraph,
    Figure,
    Heading,
    Image,
    Node,
    Verse,
)
from bookmaker.document.walk import descend
from bookmaker.importers.compared_words import words_of
from bookmaker.readers.markdown import read_markdown
from tests.support.importing import chapter_texts, imported_files, keyed_text
from tests.support.word_files import CENTRED, NEW_PAGE, typed, typed_file

_WORD = re.compile(r"[^\W_]+")
_NOTES = re.compile(r"(?:FOOT)?NOTES:")
_CALL = re.compile(r"\[(?:\d+|[A-Z])\]")
_MARK_OF_LINE = re.compile(
    r"^\s*\[[^\W\d_]+(?:\s\w{1,3})?\s?:|(?i:illustration|image|photo):"
)
"""What says that a line describes a picture, or is a note: `[Slide 1: …]`."""
_OF_AUTHOR = "HPQAVLNK.,"


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


@dataclass
class Measure:
    """How many of each kind were right, and all that was not, to read."""

    right: collections.Counter[str] = field(default_factory=collections.Counter)
    all: collections.Counter[str] = field(default_factory=collections.Counter)
    faults: list[str] = field(default_factory=list)

    def count(self, kind: str, words: str, *, is_right: bool) -> None:
        """Count one of a kind."""
        self.all[kind] += 1
        self.right[kind] += is_right
        if not is_right:
            self.faults.append(f"{kind}: {words}")

    def add(self, other: Measure) -> None:
        """Count what another text had, too."""
        self.right += other.right
        self.all += other.all
        self.faults += other.faults

    def share(self, kind: str) -> float:
        """The share of right ones, from 0 to 1."""
        return self.right[kind] / self.all[kind] if self.all[kind] else 1.0


def measured(path: Path, folder: Path) -> Measure:
    """What the import of a keyed text found, by its key."""
    text, key = keyed_text(path)
    lines = list(zip(key, text.split("\n"), strict=True))
    if path.name.startswith("word-"):
        source = folder / f"{path.stem}.docx"
        source.write_bytes(_manuscript_file(lines))
    else:
        source = folder / path.name
        source.write_text(text + "\n", encoding="utf-8")
    return _compare(path.stem, lines, imported_files(source))


def _manuscript_file(lines: list[tuple[str, str]]) -> bytes:
    """A Word file in the form in which novels are submitted: no styles, only looks."""
    paragraphs = []
    before = ""
    for letter, words in lines:
        centred = letter in "TBHS" or (letter == "F" and before and before in ".HS")
        looks = (
            CENTRED
            if centred
            else '<w:spacing w:line="480"/><w:ind w:firstLine="720"/>'
            if letter == "."
            else ""
        )
        if letter == "H" and before != "H":
            looks += NEW_PAGE
        if letter == "T":
            paragraphs += [typed("")] * 8
        if words:
            paragraphs.append(_underlined(words, looks))
            before = letter
    return typed_file(*paragraphs)


def _underlined(words: str, looks: str) -> str:
    """A paragraph whose `_words_` are underlined, as on a typewriter."""
    parts = [
        typed(part, run='<w:u w:val="single"/>' if at % 2 else "")
        for at, part in enumerate(words.split("_"))
        if part
    ]
    runs = "".join(re.findall("<w:r>.*?</w:r>", "".join(parts)))
    return f"<w:p><w:pPr>{looks}</w:pPr>{runs}</w:p>"


def _compare(
    name: str, lines: list[tuple[str, str]], files: Mapping[str, bytes]
) -> Measure:
    found = Measure()
    book = tomllib.loads(files["book.toml"].decode())
    reads = [read_markdown(t, "x.md", Diagnostics()) for t in chapter_texts(files)]
    nodes = [n for read in reads for n in descend(*read.blocks, *read.notes)]
    _compare_metadata(found, name, lines, book)
    headings = [words_of((n,)) for n in nodes if isinstance(n, Heading)]
    _compare_headings(found, name, lines, headings, str(book))
    quoted = [
        _words(words_of((n,))) for n in nodes if isinstance(n, BlockQuote | Epigraph)
    ]
    said = [
        _words(words_of(n.attribution))
        for n in nodes
        if isinstance(n, BlockQuote | Epigraph | Verse) and n.attribution
    ]
    verse = [_words(words_of((n,))) for n in nodes if isinstance(n, Verse)]
    pictures = [
        (*_words(n.alternative or ""),) for n in nodes if isinstance(n, Image)
    ] + [_words(words_of((n,))) for n in nodes if isinstance(n, Figure)]
    places = {"Q": quoted, "A": said, "V": verse, "P": pictures}
    for letter, words in lines:
        if letter in places and words:
            wanted = _words(_MARK_OF_LINE.sub("", words))
            is_right = any(_holds(place, wanted) for place in places[letter])
            found.count(letter, f"{name}: {words}", is_right=is_right)
    leaves = [
        _words(leaf) for read in reads for leaf in _leaves((*read.blocks, *read.notes))
    ]
    stream = tuple(w for leaf in leaves for w in leaf)
    counted = collections.Counter(stream)
    counted += collections.Counter(w for p in pictures for w in p)
    mine: collections.Counter[str] = collections.Counter()
    for letter, words in _paragraphs(lines):
        wanted = _wanted(letter, words)
        if letter == ".":
            found.count(".", f"{name}: {words}", is_right=wanted in leaves)
        if letter in _OF_AUTHOR and not _NOTES.fullmatch(words):
            mine += collections.Counter(w for w in wanted if not w.isdigit())
    missing = mine - counted - collections.Counter(_words(str(book)))
    for mark in ("Illustration", "Image", "Photo", "photo"):
        missing.pop(mark, None)
    for word in sorted(missing):
        found.faults.append(f"set aside: {name}: {word}")
    found.all["set aside"] += sum(missing.values())
    known = _OF_AUTHOR + "TB"
    authors = {_words(w) for letter, w in _paragraphs(lines) if letter in known}
    others = [leaf for leaf in [*leaves, *pictures] if leaf not in authors]
    for letter, words in lines:
        if letter == "F" and _words(words):
            kept = any(_holds(leaf, _words(words)) for leaf in others)
            found.count("F", f"{name}: {words}", is_right=not kept)
    return found


def _wanted(letter: str, words: str) -> tuple[str, ...]:
    """The words of a paragraph without calls of notes, and without marks of lines."""
    bare = _MARK_OF_LINE.sub("", words) if letter in "PN" else words
    return _words(_CALL.sub("", bare))


def _compare_metadata(
    found: Measure, name: str, lines: list[tuple[str, str]], book: dict[str, object]
) -> None:
    title = " ".join(w for letter, w in lines if letter == "T")
    title = title.removeprefix("Title: ").strip()
    given = str(book.get("title", ""))
    # A catalogue writes titles in another case than a title page.
    is_same = title.casefold() == given.casefold()
    if title:
        found.count("T", f"{name}: {title} / {given}", is_right=is_same)
    makers = (w for letter, w in lines if letter == "B")
    bylines = " ".join(re.sub(r"^.*\d{4} (?=(?:by|por) )", "", w) for w in makers)
    authors = book.get("authors", [])
    assert isinstance(authors, list)
    named = [w for author in authors for w in _words(author.casefold())]
    others = str(book.get("contributors", "")).casefold()
    known = {*named, *_words(others)}
    rest = [w for w in _words(bylines.casefold()) if w not in known]
    is_right = (
        bool(named) and len(rest) <= 3 and set(named) <= {*_words(bylines.casefold())}
    )
    if bylines:
        found.count("B", f"{name}: {bylines} / {authors}", is_right=is_right)


def _compare_headings(
    found: Measure,
    name: str,
    lines: list[tuple[str, str]],
    headings: list[str],
    book: str,
) -> None:
    """A heading may be two lines of the source; the title may be one."""
    bare = [_words(re.sub(r"^[\d.]+\s+", "", h)) for h in headings]
    wanted = [w for letter, w in lines if letter == "H"]
    places = [*bare, _words(book)]
    for words in wanted:
        plain = _words(re.sub(r"^\s*[\d.]+\s+", "", words))
        is_right = any(_holds(place, plain) for place in places)
        # Notes need no heading of the source's: the book makes its own.
        if _NOTES.fullmatch(words):
            continue
        found.count("H", f"{name}: {words}", is_right=is_right)
    title = " ".join(w for letter, w in lines if letter == "T").removeprefix("Title: ")
    known = _words(
        " ".join([title, *(re.sub(r"^\s*[\d.]+\s+", "", w) for w in wanted)])
    )
    known = tuple(word.casefold() for word in known)
    for heading in bare:
        if not _holds(known, tuple(word.casefold() for word in heading)):
            found.all["false heading"] += 1
            found.faults.append(f"false heading: {name}: {' '.join(heading)}")


def _holds(place: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return bool(words) and any(
        place[at : at + len(words)] == words
        for at in range(len(place) - len(words) + 1)
    )


def _paragraphs(lines: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The letter and the words of each paragraph; other lines are their own."""
    current: tuple[str, str] | None = None
    for letter, words in lines:
        if letter == "," and current is not None:
            before = current[1]
            joined = before[:-1] if before.endswith("-") else before + " "
            current = (current[0], joined + words.strip())
        elif letter not in " F":
            if current is not None:
                yield current
            current = (letter, words.strip())
    if current is not None:
        yield current


def _leaves(blocks: tuple[Node, ...]) -> Iterator[str]:
    """The words of each block that holds no other."""
    for block in blocks:
        yield from words_of((block,)).split("\n")
