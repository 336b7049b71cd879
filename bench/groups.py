"""What is compared: commands that are run in rounds, and the rows about them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.editions import ENGINE_ALONE, PROCESSES, WITH_EVERYTHING, Edition
from bench.edits import middle_chapter
from bench.measure import Command, Row
from bench.plain import write_plain
from bench.texts import copy_manuscript
from bench.whole import write_whole_book
from tests.support.browser import CHROMIUM

_JOB = (sys.executable, "-m", "bench.jobs")
_MOST_OF_COLD = {"moby-dick": 0.68, "rust-book": 0.60}
"""What a cold build with two workers may take of one render's wall time."""
_MOST_OF_COLD_WITH_EVERYTHING = 0.95
_MOST_AFTER_A_CHANGE = 1 / 16
_MOST_AFTER_A_CHANGE_WITH_EVERYTHING = 1 / 12
_MOST_OF_TYPST = 1 / 4
_MOST_OF_MEMORY = 0.45
_MOST_OF_PLAIN = 1.3
_MOST_WITH_PROOF = 1 / 0.85
"""At most 15 % of a build's CPU may go into the proof."""


@dataclass(frozen=True, slots=True)
class Group:
    """Commands by their names, and the rows that compare them."""

    commands: Mapping[str, Command]
    rows: tuple[Row, ...]


def cold_group(manuscript: Path, folder: Path) -> Group:
    """The print edition from nothing beside one render of the same markup."""
    whole = _whole(manuscript, folder)
    alone = Edition.of(manuscript, folder / "alone", ENGINE_ALONE)
    everything = Edition.of(manuscript, folder / "everything", WITH_EVERYTHING)
    title = f"PDF, cold, {PROCESSES} workers"
    tagged, bare = "one WeasyPrint render, tagged", "one render without tags"
    rows = [
        Row(
            title=f"{title}, against {tagged}",
            measure=measure,
            ours="cold",
            theirs="tagged",
            aim=aim,
            note=note,
        )
        for measure, aim, note in (
            ("wall", _MOST_OF_COLD.get(manuscript.name), ""),
            ("cpu", None, "all processes"),
            ("memory", _MOST_OF_MEMORY, "the largest process"),
            ("total", None, "all processes at once"),
        )
    ]
    rows += [
        Row(
            title=f"{title}, against {bare}",
            measure=measure,
            ours="cold",
            theirs="bare",
        )
        for measure in ("wall", "cpu")
    ]
    rows.append(
        Row(
            title=f"{title}, with everything on, against {tagged}",
            measure="wall",
            ours="everything",
            theirs="tagged",
            aim=_MOST_OF_COLD_WITH_EVERYTHING,
        )
    )
    commands = {
        "tagged": _job("plain-tagged-pdf", manuscript, whole),
        "cold": alone.from_nothing(),
        "bare": _job("plain-untagged-pdf", manuscript, whole),
        "everything": everything.from_nothing(),
    }
    return Group(commands, tuple(rows))


def rebuild_group(manuscript: Path, folder: Path) -> Group:
    """The print edition made before, beside one render of the same markup."""
    whole = _whole(manuscript, folder)
    alone = Edition.of(manuscript, folder / "alone", ENGINE_ALONE)
    everything = Edition.of(manuscript, folder / "everything", WITH_EVERYTHING)
    where = f"in {alone.middle.name}"
    rival = "against one WeasyPrint render, tagged"
    rows = [
        Row(
            title=f"PDF, {what}, {rival}",
            measure=measure,
            ours=ours,
            theirs="tagged",
            aim=aim,
            note=note,
            tells_seconds=tells_seconds,
        )
        for what, measure, ours, aim, note, tells_seconds in (
            ("one word changed", "wall", "changed", _MOST_AFTER_A_CHANGE, where, False),
            ("one word changed", "cpu", "changed", None, where, False),
            ("nothing changed", "wall", "again", None, "", False),
            ("nothing changed", "cpu", "again", None, "aim: 0.6 s at most", True),
            (
                "one word changed, with everything on",
                "wall",
                "everything",
                _MOST_AFTER_A_CHANGE_WITH_EVERYTHING,
                where,
                False,
            ),
        )
    ]
    commands = {
        "tagged": _job("plain-tagged-pdf", manuscript, whole),
        "changed": alone.after_a_change(),
        "again": alone.again(),
        "everything": everything.after_a_change(),
    }
    return Group(commands, tuple(rows))


def typst_group(manuscript: Path, folder: Path) -> Group:
    """The print edition beside pandoc and typst, which keep nothing."""
    whole = _whole(manuscript, folder)
    cold = Edition.of(manuscript, folder / "cold", ENGINE_ALONE)
    changed = Edition.of(manuscript, folder / "changed", ENGINE_ALONE)
    rival = "against pandoc with typst from nothing"
    rows = (
        Row(
            title=f"PDF, one word changed, {rival}",
            measure="wall",
            ours="changed",
            theirs="typst",
            aim=_MOST_OF_TYPST,
        ),
        Row(
            title=f"PDF, cold, {PROCESSES} workers, {rival}",
            measure="wall",
            ours="cold",
            theirs="typst",
        ),
    )
    commands = {
        "typst": _job("pandoc-typst", manuscript, whole),
        "changed": changed.after_a_change(),
        "cold": cold.from_nothing(),
    }
    return Group(commands, rows)


def text_group(manuscript: Path, folder: Path) -> Group:
    """The EPUB beside pandoc's, and reading alone beside stock Python-Markdown."""
    epub = [*(sys.executable, "-m", "bookmaker", "epub", str(manuscript))]
    output = ["-q", "--no-cache", "-o", str(folder / "book.epub")]
    commands = {
        "epub": Command([*epub, *output]),
        "pandoc": _job("pandoc-epub", manuscript),
        "reading": _job("bookmaker-read", manuscript),
        "stock": _job("markdown-read", manuscript),
    }
    beside = "EPUB, against pandoc"
    rows = (
        Row(title=beside, measure="wall", ours="epub", theirs="pandoc"),
        Row(title=beside, measure="memory", ours="epub", theirs="pandoc"),
        Row(
            title="reading, against stock Python-Markdown",
            measure="inner",
            ours="reading",
            theirs="stock",
        ),
    )
    return Group(commands, rows)


def proof_group(manuscript: Path, folder: Path) -> Group:
    """Each edition from nothing with the proof, beside the same without it."""
    proven = Edition.of(manuscript, folder / "proven", WITH_EVERYTHING)
    unproven = Edition.of(manuscript, folder / "unproven", ENGINE_ALONE)
    epub = [*(sys.executable, "-m", "bookmaker", "epub", str(manuscript))]
    output = ["-q", "--no-cache", "-o", str(folder / "book.epub")]
    commands = {
        "pdf": proven.from_nothing(),
        "pdf-unproven": unproven.from_nothing(),
        "epub": Command([*epub, *output]),
        "epub-unproven": Command([*epub, *output, *ENGINE_ALONE]),
    }
    rows = tuple(
        Row(
            title=f"{name.upper()}, from nothing, with the proof, against without it",
            measure="cpu",
            ours=name,
            theirs=f"{name}-unproven",
            aim=_MOST_WITH_PROOF,
            note="all processes",
        )
        for name in ("pdf", "epub")
    )
    return Group(commands, rows)


def constructs_group(manuscript: Path, folder: Path) -> Group:
    """The EPUB beside one of the same words without any construct."""
    plain = folder / "plain"
    plain.mkdir()
    write_plain(manuscript, plain)
    command = [sys.executable, "-m", "bookmaker", "epub", "-q", "--no-cache"]
    output = ["-o", str(folder / "book.epub")]
    commands = {
        "written": Command([*command, str(manuscript), *output]),
        "plain": Command([*command, str(plain), *output]),
    }
    rows = tuple(
        Row(
            title="EPUB, against one of the same words without constructs",
            measure=measure,
            ours="written",
            theirs="plain",
            aim=_MOST_OF_PLAIN if measure == "wall" else None,
        )
        for measure in ("wall", "cpu")
    )
    return Group(commands, rows)


def preview_group(manuscript: Path, folder: Path) -> Group:
    """A word changed while the preview is open, beside typst in a warm process."""
    if CHROMIUM is None:
        sys.stderr.write("there is no Chromium: the preview is not measured\n")
        return Group({}, ())
    # Its chapter is written to, while other groups may measure the same manuscript.
    copy = copy_manuscript(manuscript, folder)
    commands = {
        "preview": _job("preview-edits", copy, folder / "cache"),
        "typst": _job("typst-edits", manuscript, _whole(manuscript, folder)),
    }
    row = Row(
        title="preview: a changed word on its page, against typst kept warm",
        measure="inner",
        ours="preview",
        theirs="typst",
        note=f"in {middle_chapter(manuscript).name}; aim: 1.5 s at most",
        tells_seconds=True,
    )
    return Group(commands, (row,))


GROUPS: Mapping[str, Callable[[Path, Path], Group]] = {
    "cold": cold_group,
    "rebuild": rebuild_group,
    "typst": typst_group,
    "text": text_group,
    "proof": proof_group,
    "constructs": constructs_group,
    "preview": preview_group,
}
"""What is measured of each book."""


def _job(name: str, manuscript: Path, *more: Path) -> Command:
    return Command([*_JOB, name, str(manuscript), *map(str, more)])


def _whole(manuscript: Path, folder: Path) -> Path:
    whole = folder / "whole"
    whole.mkdir()
    write_whole_book(manuscript, whole)
    return whole
