"""The printed contents of a book: set aside, after it has said what its chapters are.

No other evidence of a chapter is as good: a line that stands alone and says what an
entry of the contents says is a heading, whatever its letters and its stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookmaker.importers.plain_text.lines import Line, Role

_CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichni(?:s|ß))?|table(?: des matières)?"
    r"|index|índice|indice|inhoud|sommaire|sumário|sommario|innehåll|indhold|sisällys",
    re.I,
)
_COLUMNS = re.compile(
    r"(?:(?:chap(?:ter|\.)?|kap(?:itel|\.)?|hoofdst(?:uk|\.)?)\s+)?"
    r"(?:pages?|pag\.?|seite|bladz(?:ijde)?|p\.|pág(?:ina)?)\.?",
    re.I,
)
_NUMBER = re.compile(
    r"(?:(?:chapter|chap\.|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk)\s+)?"
    r"(?P<number>[ivxlc]+|\d{1,3})[.:)]?(?:\s*[–—-]+\s*|\s+)(?=\S)",
    re.I,
)
_PAGE = re.compile(r"(?:\s{2,}|(?:\s?[._]){3,}\s*|\s+(?=\d))[ivxlc\d]{1,5}\.?$", re.I)
_SIGNS = re.compile(r"[\W_]+")
_GAP = 4
"""Blank lines that part a chapter from what stands above it, as the Project has it."""
_MOST_LINES = 400
"""Lines of contents, and lines of a book above them."""
_LEAST = 2
_BETWEEN = 2
"""Lines between the entries of contents that has no pages; more end it."""


@dataclass(slots=True)
class _Entry:
    """What one entry says: a title, perhaps with a number above or before it."""

    number: str | None
    title: str
    lines: list[Line] = field(default_factory=list)


def settle_printed_contents(lines: Sequence[Line]) -> None:
    """Settle the contents and, with its help, the headings that it names.

    They stand above the text, or below it as in French books.
    """
    for at, line in enumerate(lines):
        if not _is_head(line):
            continue
        is_above = at <= _MOST_LINES and _settle(lines, at, is_above=True)
        if is_above or _settle(lines, at, is_above=False):
            return


def _settle(lines: Sequence[Line], at: int, *, is_above: bool) -> bool:
    """Settle contents that begin at a line; gives whether they are such."""
    own = range(at + 1, len(lines)) if is_above else range(at)
    by_title = _alone_by_title(lines, own)
    entries, end = _entries(lines, at, by_title)
    own = range(end, len(lines)) if is_above else own
    heads = list(_heads(entries, lines, own))
    if len(heads) >= _LEAST and len(heads) * 2 >= len(entries):
        for line in heads:
            line.settle(Role.HEADING)
            line.names_chapter = True
    elif not heads or not (_all_recur(entries, by_title) or _have_pages(entries)):
        return False
    for line in lines[at:end]:
        if line.words:
            line.settle(Role.FURNITURE)
    return True


def _is_head(line: Line) -> bool:
    is_open = not line.is_settled
    return is_open and _CONTENTS.fullmatch(line.words.strip("_*.: ")) is not None


def _said(words: str) -> str:
    """Words as they are compared: without signs, in small letters."""
    return _SIGNS.sub(" ", words).strip().casefold()


def _alone_by_title(lines: Sequence[Line], own: range) -> dict[str, list[int]]:
    """The places of short lines of the text by what they say, numbers left out."""
    found: dict[str, list[int]] = {}
    for index in own:
        line = lines[index]
        if line.words and len(line.words) <= _LONGEST:
            for title in {_said(line.words), _said(_NUMBER.sub("", line.words, 1))}:
                found.setdefault(title, []).append(index)
    return found


_LONGEST = 100


def _entries(
    lines: Sequence[Line], at: int, by_title: dict[str, list[int]]
) -> tuple[list[_Entry], int]:
    """The entries of the contents, and the index behind the last of them."""
    entries: list[_Entry] = []
    end = at + 1
    waiting: list[Line] = []
    blanks = 0
    for index in range(at + 1, min(len(lines), at + _MOST_LINES)):
        line = lines[index]
        if not line.words:
            blanks += 1
            continue
        if blanks >= _GAP and entries:
            break
        blanks = 0
        if _COLUMNS.fullmatch(line.words):
            continue
        entry = _read(line.words)
        has_page = _PAGE.search(line.words) is not None
        recurs = _recurs(entry, by_title, index)
        if waiting and not recurs:
            # A title over two lines, or a heading of the contents' own above it.
            joined = _read(" ".join([*(o.words for o in waiting), line.words]))
            recurs = _recurs(joined, by_title, index)
            entry = joined if recurs else entry
        if has_page or recurs:
            entry.lines = [*waiting, line]
            entries.append(entry)
            waiting, end = [], index + 1
        elif len(waiting) < _BETWEEN:
            waiting.append(line)
        else:
            break
    return entries, end


def _recurs(entry: _Entry, by_title: dict[str, list[int]], index: int) -> bool:
    places = by_title.get(entry.title, ())
    return any(at > index for at in places) or bool(places and places[-1] < index)


def _read(words: str) -> _Entry:
    bare = _PAGE.sub("", words)
    number = _NUMBER.match(bare)
    title = bare[number.end() :] if number is not None else bare
    said = number["number"].upper() if number is not None else None
    return _Entry(number=said, title=_said(title))


def _heads(
    entries: Sequence[_Entry], lines: Sequence[Line], own: range
) -> Iterator[Line]:
    """The lines that the entries name, in their order, each alone in its block."""
    at = own.start
    for entry in entries:
        found = next(
            (
                index
                for index in range(at, own.stop)
                if _is_alone(lines, index) and _is_of(lines[index], entry)
            ),
            None,
        )
        if found is not None:
            yield lines[found]
            at = found + 1


def _is_of(line: Line, entry: _Entry) -> bool:
    """Whether a line is the heading of an entry: its title, or its number alone."""
    if line.words.rstrip(".").upper() == entry.number:
        return True
    if len(line.words) > _LONGEST or not entry.title:
        return False
    bare = _NUMBER.sub("", line.words, count=1)
    return entry.title in (_said(line.words), _said(bare))


def _is_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a line that nothing was said of has blank lines around it."""
    is_last = index + 1 == len(lines)
    return (
        not lines[index].is_settled
        and not lines[index - 1].words
        and (is_last or not lines[index + 1].words)
    )


def _have_pages(entries: Sequence[_Entry]) -> bool:
    """Whether every entry but one says its page."""
    said = sum(_PAGE.search(o.lines[-1].words) is not None for o in entries)
    return len(entries) >= _LEAST and said >= len(entries) - 1


def _all_recur(entries: Sequence[_Entry], by_title: dict[str, list[int]]) -> bool:
    """Whether a short list names what stands below it, every entry of it."""
    return len(entries) > 1 and all(
        _recurs(entry, by_title, entry.lines[-1].number) for entry in entries
    )
