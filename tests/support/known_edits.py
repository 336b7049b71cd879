"""Edits whose errata are known: words are replaced, deleted and inserted."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bookmaker.pipeline.comparison import Comparison
from bookmaker.pipeline.comparison.errata import Erratum, ErratumKind
from bookmaker.pipeline.session import Rendering
from tests.support.pdf import PdfInspector

_PROSE = re.compile(r"[A-Za-z][^*_\[\]<>{}|$`\\#:]*")
_WORD = re.compile(r"(?<=\w )[a-z]{5,}(?= \w+ \w)")
_KINDS = tuple(ErratumKind)
_APART = 8
"""Lines between two edits at least."""


@dataclass(frozen=True, slots=True)
class KnownEdit:
    """A word that was replaced, deleted, or that another one was put after."""

    kind: ErratumKind
    file: str
    line: int
    word: str
    new: str

    def is_in(self, erratum: Erratum) -> bool:
        """Whether an erratum names it, and nothing else."""
        span = erratum.old_span
        is_at_place = span is not None and (span.file, span.line) == (
            self.file,
            self.line,
        )
        old = erratum.old.split(" ")
        words = old[-1:] if self.kind is ErratumKind.INSERT else old
        is_word = words == [self.word] and erratum.new == self.new
        return erratum.kind is self.kind and is_at_place and is_word


def make_edits(root: Path, files: Sequence[str], count: int) -> tuple[KnownEdit, ...]:
    """Change as many words of a manuscript, far apart; the kinds take turns."""
    chance = random.Random(20)
    edits: list[KnownEdit] = []
    step = max(1, len(files) // count)
    for file in (*files[::step], *files):
        lines = (root / file).read_text("utf-8").split("\n")
        near = [one.line for one in edits if one.file == file]
        found = [
            (number, match)
            for number in range(len(lines))
            if (match := _word_in(lines, number))
            and all(abs(other - number) > _APART for other in near)
        ]
        if len(edits) == count or not found:
            continue
        number, match = chance.choice(found)
        kind = _KINDS[len(edits) % len(_KINDS)]
        new = "" if kind is ErratumKind.DELETE else f"quokka{'abcdefghij'[len(edits)]}"
        written = f"{match[0]} {new}" if kind is ErratumKind.INSERT else new
        before, after = lines[number][: match.start()], lines[number][match.end() :]
        lines[number] = f"{before}{written}{after}"
        (root / file).write_text("\n".join(lines), "utf-8")
        edits.append(KnownEdit(kind, file, number + 1, match[0], new))
    assert len(edits) == count
    return tuple(edits)


def _word_in(lines: Sequence[str], number: int) -> re.Match[str] | None:
    """A word in the second half of a plain line that begins a paragraph."""
    line = lines[number]
    if lines[number - 1 : number] != [""] or _PROSE.fullmatch(line) is None:
        return None
    return _WORD.search(line, len(line) // 2)


def check_sheet(
    found: Comparison, edits: Sequence[KnownEdit], old: Rendering
) -> list[str]:
    """What is wrong with an errata sheet: it must name the edits and nothing else, each
    on the line of the old PDF that has the word, as another program reads it."""
    artifact = old.artifacts["pdf"]
    texts = PdfInspector.of(artifact.content).texts
    wrong = []
    for edit in edits:
        named = [one for one in found.errata if edit.is_in(one)]
        if len(named) != 1 or named[0].first is None or named[0].last is None:
            wrong.append(f"{edit}: {named}")
            continue
        first, last = named[0].first, named[0].last
        page = artifact.page_map[first.page - 1]
        # The running head is drawn after the text; a hyphen at a line's end is U+0002.
        text = texts[first.page - 1].replace("\x02", "\n")
        lines = [one.strip() for one in text.split("\n")]
        shown = " ".join(lines[first.line - 1 : max(first.line, last.line)])
        word = edit.word if first == last else edit.word[:2]
        if word not in shown or page.label != first.folio:
            wrong.append(f"{edit}: “{shown}” on {first}")
    others = [one for one in found.errata if not any(edit.is_in(one) for edit in edits)]
    return wrong + [f"not an edit: {one}" for one in others]
