"""What a great many things of one kind cost, by a quarter of them.

What comes in: books of one kind of thing each, made of our own words. What goes out:
rows of each edition's CPU and largest process, an item each: 1 where they grow with the
number of items, less where a part of the cost is fixed.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from bench.measure import Command, Row, Run, format_rounds, run_rounds

_PART = 4
"""The smaller size is this part of the larger."""
_FLAT = 1.2
_CHAPTERS = 100
"""Over which things other than chapters are spread."""
_HEAD = """\
title = "Load"
language = "en-GB"
authors = ["Nobody"]

[print]
chapters-open = "any"

[numbering]
chapters = "none"
"""
_SENTENCE = "The tide clerk wrote down the height of the water and went home."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing, how many of them are tried, and how such a book is written."""

    name: str
    count: int
    write: Callable[[Path, int], None]
    back: Sequence[str] = ()


def _write_chapters(book: Path, count: int) -> None:
    for number in range(count):
        _write_chapter(book, number, [_SENTENCE])


def _write_pictures(book: Path, count: int) -> None:
    for number in range(count):
        picture = Image.new("RGB", (60, 40), _colour(number))
        picture.save(_images(book) / f"{number}.png")
    _spread(book, count, lambda n: f"![A plain field](../images/{n}.png)")


def _write_notes(book: Path, count: int) -> None:
    _spread(
        book, count, lambda n: f"Line {n} has a note.[^{n}]\n\n[^{n}]: The note of {n}."
    )


def _write_index(book: Path, count: int) -> None:
    _spread(book, count, lambda n: f"Here [term {n}]{{.index}} is explained.")


def _write_table(book: Path, count: int) -> None:
    rows = (f"| {n} | {n % 12} | {n * 7 % 1000} | calm |" for n in range(count))
    head = "| day | hour | height | weather |\n| --- | --- | --- | --- |"
    _write_chapter(book, 0, ["\n".join([head, *rows])])


def _write_photographs(book: Path, count: int) -> None:
    noise = Image.effect_noise((1000, 750), 60).resize((4000, 3000))
    for number in range(count):
        colour = Image.new("RGB", (4000, 3000), _colour(number))
        photograph = Image.blend(noise.convert("RGB"), colour, 0.5)
        photograph.save(_images(book) / f"{number}.jpg", quality=80)
    _spread(book, count, lambda n: f"![A grey sea](../images/{n}.jpg)")


KINDS = (
    Kind("chapters", 20_000, _write_chapters),
    Kind("pictures", 5_000, _write_pictures),
    Kind("notes", 20_000, _write_notes),
    Kind("index entries", 10_000, _write_index, back=["index"]),
    Kind("rows of a table", 5_000, _write_table),
    Kind("photographs of 12 megapixels", 300, _write_photographs),
)


def measure_load(
    folder: Path,
    count: int,
    kinds: Sequence[Kind] = KINDS,
    editions: Sequence[str] = ("epub", "pdf"),
) -> Iterator[str]:
    """Build each edition of each kind at both sizes `count` times; give the rows."""
    for kind in kinds:
        sys.stderr.write(f"load: {kind.name}\n")
        commands = dict(_commands(kind, folder, editions))
        rounds = run_rounds(commands, count)
        for edition in editions:
            for row in _rows(edition, kind, rounds):
                yield format_rounds(row, rounds)


def _commands(
    kind: Kind, folder: Path, editions: Sequence[str]
) -> Iterator[tuple[str, Command]]:
    for number in (kind.count, kind.count // _PART):
        book = folder / f"{number}-{kind.name.replace(' ', '-')}"
        _images(book)
        (book / "chapters").mkdir()
        kind.write(book, number)
        (book / "book.toml").write_text(_HEAD + _contents(book, kind), "utf-8")
        for edition in editions:
            words = [sys.executable, "-m", "bookmaker", edition, str(book), "-q"]
            target = folder / f"{book.name}.{edition}"
            yield (
                _title(edition, number, kind),
                Command([*words, "--no-cache", "-o", str(target)]),
            )


def _contents(book: Path, kind: Kind) -> str:
    body = sorted(f"chapters/{file.name}" for file in (book / "chapters").iterdir())
    parts = {"front": ["title-page", "contents"], "body": body, "back": [*kind.back]}
    lines = (f"{name} = {json.dumps(files)}" for name, files in parts.items())
    return "\n".join(["", "[contents]", *lines, ""])


def _rows(
    edition: str, kind: Kind, rounds: Sequence[Mapping[str, Run]]
) -> Iterator[Row]:
    large = _title(edition, kind.count, kind)
    small = _title(edition, kind.count // _PART, kind)
    for measure in ("cpu", "memory"):
        few, many = (_figure_of(rounds[-1][title], measure) for title in (small, large))
        yield Row(
            title=f"load: {large}, against {_PART} times {kind.count // _PART}",
            measure=measure,
            ours=large,
            theirs=small,
            scale=1 / _PART,
            aim=_FLAT,
            note=f"{few} and {many}",
        )


def _figure_of(run: Run, measure: str) -> str:
    return f"{run.cpu:.0f} s" if measure == "cpu" else f"{run.memory // 1024} MiB"


def _title(edition: str, number: int, kind: Kind) -> str:
    return f"{edition.upper()} of {number} {kind.name}"


def _spread(book: Path, count: int, item: Callable[[int], str]) -> None:
    """Write the items into chapters, each with as many as the next."""
    chapters = min(_CHAPTERS, count)
    for number in range(chapters):
        _write_chapter(book, number, [item(n) for n in range(number, count, chapters)])


def _write_chapter(book: Path, number: int, blocks: Sequence[str]) -> None:
    text = "\n\n".join([f"# Chapter {number}", *blocks])
    (book / "chapters" / f"{number:05}.md").write_text(text + "\n", "utf-8")


def _images(book: Path) -> Path:
    images = book / "images"
    images.mkdir(parents=True, exist_ok=True)
    return images


def _colour(number: int) -> tuple[int, int, int]:
    draw = random.Random(number)
    return draw.randrange(256), draw.randrange(256), draw.randrange(256)
