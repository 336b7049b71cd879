"""Build a release again from its manuscripts and compare it, byte for byte.

What comes in: a folder with editions, `metadata.json` and `SHA256SUMS`, as `bookmaker
release` writes it, and the manuscripts. What goes out: each difference, in words.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bookmaker.backends import find_target, target_of
from bookmaker.pipeline.covers import NotForPrintError, build_cover
from bookmaker.pipeline.differences import find_difference
from bookmaker.pipeline.stages import Request, build
from bookmaker.system.files import (
    FileOutsideError,
    RefusedFileError,
    is_file,
    is_folder,
    read_file,
)
from bookmaker.system.version import VERSION
from bookmaker.system.workspace import near, temporary_folder

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
_LAST_MOMENT = 253_402_300_799
"""The last second of the year 9999, behind which Python has no dates."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not what the release or its manuscript says."""

    file: str
    text: str
    """What is different, to be read after the file's name and a colon."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of building a release again."""

    files: tuple[str, ...] = ()
    """Those that are equal, byte for byte."""
    differences: tuple[Difference, ...] = ()
    versions: tuple[str, ...] = ()
    """Each program of another version than the release was made with, in words."""


def verify_release(
    folder: Path, manuscripts: Path, asked: Request, progress: Callable[[str], None]
) -> Verification:
    """Compare each file that lies there with its sum, and with what is built now.

    `asked` says how the manuscripts are built; `folder` is a folder. A release may be
    anybody's: no file outside it is read.
    """
    differences: list[Difference] = []
    sums = _read_sums(folder, differences)
    content_by_file = _read_files(folder, sums, differences)
    record = _read_record(content_by_file.pop(_RECORD, None), differences)
    books = tuple(_books(record))
    known = {artifact.file for book in books for artifact in book.artifacts}
    known |= {cover.file for book in books for cover in book.covers}
    differences += (
        Difference(name, f"{_RECORD} doesn’t say what it was made from")
        for name in content_by_file
        if name.endswith((".epub", ".pdf")) and name not in known
    )
    dated = _dated(asked, record, differences)
    equal: list[str] = []
    for book in books:
        present = []
        for artifact in book.artifacts:
            content = content_by_file.get(artifact.file)
            if content is not None:
                present.append((artifact, content))
                differences += _wrong_facts(artifact, content)
            elif artifact.file not in sums:
                text = f"it is missing, but {_RECORD} names it"
                differences.append(Difference(artifact.file, text))
        if present:
            progress(f"building {book.name} again")
            differences += _built_again(book, present, manuscripts, dated, equal)
        for cover in book.covers:
            content = content_by_file.get(cover.file)
            if content is not None:
                progress(f"building {cover.file} again")
                differences += _wrong_facts(cover, content)
                differences += _cover_again(
                    book, cover, content, manuscripts, dated, equal
                )
    return Verification(tuple(equal), tuple(differences), tuple(_versions(record)))


def _read_sums(folder: Path, found: list[Difference]) -> dict[str, str]:
    try:
        content = read_file(folder / _SUMS, _MOST_BYTES_OF_RECORDS, within=folder)
        lines = content.decode().splitlines()
    except (RefusedFileError, UnicodeDecodeError) as error:
        found.append(Difference(_SUMS, f"it {_reason(error)}"))
        return {}
    sums: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        match = _SUM.fullmatch(line)
        if match is None:
            found.append(Difference(_SUMS, f"line {number} is not a sum and a name"))
        elif match[2] in sums:
            found.append(Difference(_SUMS, f"line {number} names {match[2]} again"))
        else:
            sums[match[2]] = match[1]
    return sums


def _read_files(
    folder: Path, sums: dict[str, str], found: list[Difference]
) -> dict[str, bytes]:
    """What lies there, by name; what the sums say otherwise is reported."""
    content_by_file: dict[str, bytes] = {}
    there = {path.name for path in folder.iterdir()} - {_SUMS}
    for name in sorted(there | set(sums)):
        try:
            content = read_file(folder / name, _MOST_BYTES, within=folder)
        except RefusedFileError as error:
            named = f", and {_SUMS} names it" if name in sums else ""
            found.append(Difference(name, f"it {_reason(error)}{named}"))
            continue
        content_by_file[name] = content
        if name not in sums:
            found.append(Difference(name, f"{_SUMS} doesn’t list it"))
        elif hashlib.sha256(content).hexdigest() != sums[name]:
            text = f"its bytes aren’t those that {_SUMS} names"
            found.append(Difference(name, text))
    return content_by_file


def _reason(error: RefusedFileError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8"
    if isinstance(error, FileOutsideError):
        return "points outside the release"
    return error.reason


def _read_record(content: bytes | None, found: list[Difference]) -> dict[str, object]:
    try:
        record = json.loads(content or b"")
    except (ValueError, RecursionError):
        record = None
    if isinstance(record, dict):
        return record
    found.append(
        Difference(_RECORD, "it is missing, or is not the record of a release")
    )
    return {}


def _dated(
    asked: Request, record: dict[str, object], found: list[Difference]
) -> Request:
    """The request with the moment that the record dates its editions by."""
    epoch = record.get("epoch")
    if isinstance(epoch, int) and not _is_moment(epoch):
        found.append(Difference(_RECORD, "its epoch is not a moment"))
        epoch = None
    moment = epoch if isinstance(epoch, int) else None
    return replace(asked, environment=replace(asked.environment, epoch=moment))


def _is_moment(seconds: int) -> bool:
    return 0 <= seconds <= _LAST_MOMENT


@dataclass(frozen=True, slots=True)
class _Artifact:
    file: str
    format: str
    edition: str
    facts: dict[str, object]
    """What else the record says of it."""


@dataclass(frozen=True, slots=True)
class _Book:
    name: str
    manuscript: str | None
    artifacts: tuple[_Artifact, ...]
    covers: tuple[_Artifact, ...] = ()
    moment: int | None = None
    """When its editions were last changed, in seconds since 1970, UTC."""


def _moment(words: object) -> int | None:
    """The moment that a record writes as `2026-11-29T00:00:00Z`; else nothing.

    Without a zone it is UTC: a release is judged alike in every zone.
    """
    try:
        moment = datetime.fromisoformat(str(words))
    except ValueError:
        return None
    seconds = int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp())
    return seconds if _is_moment(seconds) else None


def _books(record: dict[str, object]) -> Iterator[_Book]:
    for book in _tables(record.get("books")):
        artifacts = tuple(
            _Artifact(
                str(one.get("file")),
                str(one.get("format")),
                Path(str(one.get("edition", one.get("format")))).name,
                one,
            )
            for one in _tables(book.get("artifacts"))
        )
        manuscript = book.get("manuscript")
        # A record may be anybody's: it names a manuscript beside the others, no path.
        is_name = (
            isinstance(manuscript, str)
            and Path(manuscript).name == manuscript
            and manuscript not in ("", "..")
        )
        known = tuple(one for one in artifacts if find_target(one.format) is not None)
        covers = tuple(
            _Artifact(
                str(one.get("file")), "pdf", Path(str(one.get("edition"))).name, one
            )
            for one in _tables(book.get("covers"))
        )
        yield _Book(
            str(book.get("name")),
            str(manuscript) if is_name else None,
            known,
            covers,
            _moment(book.get("modified")),
        )


def _tables(value: object) -> list[dict[str, object]]:
    members = value if isinstance(value, list) else []
    return [member for member in members if isinstance(member, dict)]


def _wrong_facts(artifact: _Artifact, content: bytes) -> Iterator[Difference]:
    """What the record says of a file that is not so."""
    facts = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    for key, fact in facts.items():
        said = artifact.facts.get(key, fact)
        if said != fact:
            text = (
                f"it says that “{key}” of {artifact.file} is {said}, and it is {fact}"
            )
            yield Difference(_RECORD, text)


def _built_again(
    book: _Book,
    present: Sequence[tuple[_Artifact, bytes]],
    manuscripts: Path,
    asked: Request,
    equal: list[str],
) -> Iterator[Difference]:
    """Build a book and compare what lies there; add the names of equal files."""
    source = _source_of(book, manuscripts)
    if source is None:
        text = _no_source(manuscripts)
        yield from (Difference(artifact.file, text) for artifact, _ in present)
        return
    with temporary_folder("bookmaker-verify-") as folder:
        # All that were built together: one may be made with the help of another.
        targets = {
            one.edition: folder / f"{one.edition}{target_of(one.format).suffix}"
            for one in book.artifacts
        }
        formats = {one.edition: one.format for one in book.artifacts}
        again = replace(_at_moment(asked, source, book), target_by_edition=formats)
        outcome = build(again, targets)
        rebuilt = {
            output.edition: (read_file(output.path, _MOST_BYTES), output.pages)
            for output in outcome.outputs
        }
    for artifact, content in present:
        if artifact.edition not in rebuilt:
            text = "it cannot be built again: the book has errors"
            yield Difference(artifact.file, text)
            continue
        made, pages = rebuilt[artifact.edition]
        if content != made:
            suffix = target_of(artifact.format).suffix
            where = find_difference(suffix, content, made)
            yield Difference(artifact.file, f"built again, it differs: {where}")
            continue
        equal.append(artifact.file)
        said = artifact.facts.get("pages", pages)
        if said != pages:
            text = f"it says that {artifact.file} has {said} pages, and it has {pages}"
            yield Difference(_RECORD, text)


def _cover_again(
    book: _Book,
    cover: _Artifact,
    content: bytes,
    manuscripts: Path,
    asked: Request,
    equal: list[str],
) -> Iterator[Difference]:
    """Make a cover and compare it; add its name if it is equal."""
    source = _source_of(book, manuscripts)
    if source is None:
        yield Difference(cover.file, _no_source(manuscripts))
        return
    try:
        made = build_cover(_at_moment(asked, source, book), cover.edition, None).cover
    except NotForPrintError:
        made = None
    if made is None:
        yield Difference(cover.file, "it cannot be built again: the book has errors")
    elif made.content != content:
        where = find_difference(".pdf", content, made.content)
        yield Difference(cover.file, f"built again, it differs: {where}")
    else:
        equal.append(cover.file)


def _source_of(book: _Book, manuscripts: Path) -> Path | None:
    """The manuscript that a book was made of, if it is there."""
    if book.manuscript is None:
        return None
    source = manuscripts / book.manuscript
    return source if is_file(source) or is_folder(source) else None


def _no_source(manuscripts: Path) -> str:
    return f"its manuscript is not in {near(manuscripts).as_posix()}"


def _at_moment(asked: Request, source: Path, book: _Book) -> Request:
    """The request for a book, dated as the release dates it."""
    environment = asked.environment
    if environment.epoch is None:
        environment = replace(environment, epoch=book.moment)
    return replace(asked, manuscript=source, environment=environment)


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
