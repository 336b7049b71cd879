"""Make a release again from its manuscripts and compare it, byte for byte.

What comes in: a folder with editions, `metadata.json` and `SHA256SUMS`, as `make
release` writes it, and the manuscripts. What goes out: each difference, in words.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bookmaker.pipeline.stages import Request, build
from bookmaker.system.files import RefusedFileError, read_file
from bookmaker.system.version import VERSION
from bookmaker.system.workspace import Environment, temporary_folder

DECISIVE = (
    "ebooklib",
    "lxml",
    "markdown",
    "pikepdf",
    "pillow",
    "uharfbuzz",
    "weasyprint",
)
"""The libraries whose versions decide an edition's bytes."""

_SUM = re.compile(r"([0-9a-f]{64})  ([^/\\\0]+)")
_SUMS, _RECORD = "SHA256SUMS", "metadata.json"
_MOST_BYTES = 2 * 1024 * 1024 * 1024
_MOST_BYTES_OF_RECORDS = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not what the release or its manuscript says."""

    file: str
    told: str
    """What is different, to be read after the file's name and a colon."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of making a release again."""

    files: tuple[str, ...] = ()
    """Those that are equal, byte for byte."""
    differences: tuple[Difference, ...] = ()
    versions: tuple[str, ...] = ()
    """Each program of another version than the release was made with, in words."""


def verify_release(
    folder: Path,
    manuscripts: Path,
    environment: Environment,
    progress: Callable[[str], None],
) -> Verification:
    """Compare the files with their sums, and with what their manuscripts give now."""
    differences: list[Difference] = []
    sums = _read_sums(folder, differences)
    if sums is None:
        return Verification(differences=tuple(differences))
    differences += _changed_files(folder, sums)
    record = _read_record(folder, differences)
    if record is None:
        return Verification(differences=tuple(differences))
    epoch = record.get("epoch")
    dated = replace(environment, epoch=epoch if isinstance(epoch, int) else None)
    equal: list[str] = []
    books = tuple(_books(record))
    known = {file for book in books for file in book.formats.values()}
    differences += (
        Difference(name, f"{_RECORD} does not say what it was made from")
        for name in sums
        if name.endswith((".epub", ".pdf")) and name not in known
    )
    for book in books:
        progress(f"making {book.name} again")
        for difference in _made_again(book, manuscripts, dated, sums, equal):
            differences.append(difference)
    return Verification(tuple(equal), tuple(differences), tuple(_versions(record)))


def _read_sums(folder: Path, found: list[Difference]) -> dict[str, str] | None:
    try:
        content = read_file(folder / _SUMS, _MOST_BYTES_OF_RECORDS)
        lines = content.decode().splitlines()
    except (RefusedFileError, UnicodeDecodeError):
        found.append(Difference(_SUMS, "it is not there, or cannot be read"))
        return None
    sums = {}
    for number, line in enumerate(lines, 1):
        match = _SUM.fullmatch(line)
        if match is None:
            found.append(Difference(_SUMS, f"line {number} is no sum and name"))
        else:
            sums[match[2]] = match[1]
    return sums


def _changed_files(folder: Path, sums: dict[str, str]) -> Iterator[Difference]:
    for name, wanted in sums.items():
        try:
            content = read_file(folder / name, _MOST_BYTES, within=folder)
        except RefusedFileError as error:
            yield Difference(name, f"it {error.reason}, and {_SUMS} names it")
            continue
        if hashlib.sha256(content).hexdigest() != wanted:
            yield Difference(name, f"its bytes are not those that {_SUMS} names")
    for path in sorted(folder.iterdir()):
        if path.name != _SUMS and path.name not in sums:
            yield Difference(path.name, f"{_SUMS} does not name it")


def _read_record(folder: Path, found: list[Difference]) -> dict[str, object] | None:
    try:
        record = json.loads(read_file(folder / _RECORD, _MOST_BYTES_OF_RECORDS))
    except (RefusedFileError, ValueError, RecursionError):
        record = None
    if isinstance(record, dict):
        return record
    found.append(Difference(_RECORD, "it is not there, or cannot be read"))
    return None


@dataclass(frozen=True, slots=True)
class _Book:
    name: str
    manuscript: str | None
    formats: dict[str, str]
    """The file of each format."""


def _books(record: dict[str, object]) -> Iterator[_Book]:
    listed = record.get("books")
    for told in listed if isinstance(listed, list) else []:
        if not isinstance(told, dict):
            continue
        files = {
            str(artifact.get("format")): str(artifact.get("file"))
            for artifact in told.get("artifacts", [])
            if isinstance(artifact, dict)
        }
        formats: dict[str, str] = {
            name: files[name] for name in ("epub", "pdf") if name in files
        }
        manuscript = told.get("manuscript")
        name = str(told.get("name"))
        # A record may be anybody's: it names a manuscript beside the others, no path.
        is_name = isinstance(manuscript, str) and Path(manuscript).name == manuscript
        yield _Book(name, str(manuscript) if is_name else None, formats)


def _made_again(
    book: _Book,
    manuscripts: Path,
    environment: Environment,
    sums: dict[str, str],
    equal: list[str],
) -> Iterator[Difference]:
    source = None if book.manuscript is None else manuscripts / book.manuscript
    if source is None or not source.exists():
        told = f"its manuscript is not in {manuscripts.as_posix()}"
        yield from (Difference(file, told) for file in book.formats.values())
        return
    with temporary_folder("bookmaker-verify-") as folder:
        targets = {kind: folder / f"again.{kind}" for kind in book.formats}
        request = Request(manuscript=source, environment=environment, keeps_parts=False)
        outcome = build(request, targets)
        made = {output.format: output.sha256 for output in outcome.outputs}
    for kind, file in book.formats.items():
        if kind not in made:
            yield Difference(file, "it cannot be made again: the book has errors")
        elif made[kind] != sums.get(file):
            yield Difference(file, "made again, it has other bytes")
        else:
            equal.append(file)


def _versions(record: dict[str, object]) -> Iterator[str]:
    made_with = record.get("made-with")
    for name, then in made_with.items() if isinstance(made_with, dict) else ():
        now = _version_of(str(name))
        if now != then:
            yield f"{name} was {then} and is {now}"


def _version_of(name: str) -> str:
    if name == "bookmaker":
        return VERSION
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not there"
