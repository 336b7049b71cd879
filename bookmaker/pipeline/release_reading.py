"""Read the files and the record of a release, which may be anybody's.

What comes in: a folder. What goes out: the bytes of its files and the books of its
record, as far as both can be believed; the rest is reported. No file outside the folder
is read.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bookmaker.backends import find_target
from bookmaker.pipeline.release_record import RECORD, SUMS
from bookmaker.system.files import FileOutsideError, RefusedFileError, read_file

MOST_BYTES = 2 * 1024 * 1024 * 1024
"""Of a file of a release."""
_MOST_BYTES_OF_SUMS = 16 * 1024 * 1024
_SUM = re.compile(r"([0-9a-f]{64})  ([^/\\\0]+)")
_MOST_ODD = 20
"""Lines that are reported one by one."""
_MOST_ABSENT = 1000
"""Files that aren't in the folder by this name and are looked for all the same: some
file systems know them by another writing of it."""
_MOST_EDITIONS = 100
"""Of a book; a record that names more is not one of ours."""
_LAST_MOMENT = 253_402_300_799
"""The last second of the year 9999, behind which Python has no dates."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not what the release or its manuscript says."""

    file: str
    text: str
    """What is different, to be read after the file's name and a colon."""


def read_sums(folder: Path, found: list[Difference]) -> dict[str, str]:
    """The sum of each file by its name, from `SHA256SUMS`; odd lines are reported."""
    try:
        content = read_file(folder / SUMS, _MOST_BYTES_OF_SUMS, within=folder)
        lines = content.decode().splitlines()
    except (RefusedFileError, UnicodeDecodeError) as error:
        found.append(Difference(SUMS, f"it {_reason(error)}"))
        return {}
    sums: dict[str, str] = {}
    odd: list[Difference] = []
    for number, line in enumerate(lines, 1):
        match = _SUM.fullmatch(line)
        if match is None:
            odd.append(Difference(SUMS, f"line {number} is not a sum and a name"))
        elif match[2] in sums:
            odd.append(Difference(SUMS, f"line {number} names {match[2]} again"))
        else:
            sums[match[2]] = match[1]
    found += odd[:_MOST_ODD]
    if len(odd) > _MOST_ODD:
        text = f"{len(odd) - _MOST_ODD} more lines are wrong"
        found.append(Difference(SUMS, text))
    own = [f"{total}  {name}\n" for name, total in sums.items()]
    if len(own) == len(lines) and content != "".join(own).encode():
        found.append(Difference(SUMS, "its lines don’t end as a release writes them"))
    return sums


def read_files(
    folder: Path, sums: dict[str, str], found: list[Difference]
) -> dict[str, bytes]:
    """What lies there, by name; what the sums say otherwise is reported."""
    content_by_file: dict[str, bytes] = {}
    there = {path.name for path in folder.iterdir()} - {SUMS}
    absent = sorted(sums.keys() - there)
    for name in sorted(there | {*absent[:_MOST_ABSENT]}):
        try:
            content = read_file(folder / name, MOST_BYTES, within=folder)
        except RefusedFileError as error:
            named = f", and {SUMS} names it" if name in sums else ""
            found.append(Difference(name, f"it {_reason(error)}{named}"))
            continue
        content_by_file[name] = content
        if name not in sums:
            found.append(Difference(name, f"{SUMS} doesn’t list it"))
        elif hashlib.sha256(content).hexdigest() != sums[name]:
            text = f"its bytes aren’t those that {SUMS} names"
            found.append(Difference(name, text))
    if len(absent) > _MOST_ABSENT:
        text = f"{len(absent) - _MOST_ABSENT} more files that it names are missing"
        found.append(Difference(SUMS, text))
    return content_by_file


def _reason(error: RefusedFileError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8"
    if isinstance(error, FileOutsideError):
        return "points outside the release"
    return error.reason


def read_record(content: bytes | None, found: list[Difference]) -> dict[str, object]:
    """The record in the bytes of `metadata.json`; anything else is reported."""
    try:
        record = json.loads(content or b"")
    except (ValueError, RecursionError):
        record = None
    if isinstance(record, dict):
        return record
    found.append(Difference(RECORD, "it is missing, or is not the record of a release"))
    return {}


def is_moment(seconds: int) -> bool:
    """Whether Python has a date for so many seconds since 1970."""
    return 0 <= seconds <= _LAST_MOMENT


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """An edition or a cover, as a record names it."""

    file: str
    format: str
    edition: str
    facts: dict[str, object]
    """What else the record says of it."""


@dataclass(frozen=True, slots=True)
class RecordedBook:
    """A book, as a record names it."""

    name: str
    manuscript: str | None
    """Its name beside the other manuscripts; `None`: the record names none."""
    artifacts: tuple[RecordedFile, ...]
    covers: tuple[RecordedFile, ...] = ()
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
    return seconds if is_moment(seconds) else None


def recorded_books(
    record: dict[str, object], found: list[Difference]
) -> Iterator[RecordedBook]:
    """The books of a record; what it says oddly is left out.

    A file that it names again, and editions beyond what a book has, are reported: each
    would be built.
    """
    named: set[str] = set()
    for book in _tables(record.get("books")):
        artifacts = _once(
            [
                RecordedFile(
                    str(one.get("file")),
                    str(one.get("format")),
                    _edition(one.get("edition", one.get("format"))),
                    one,
                )
                for one in _tables(book.get("artifacts"))
            ],
            named,
            found,
        )
        manuscript = book.get("manuscript")
        # A record may be anybody's: it names a manuscript beside the others, no path.
        is_name = (
            isinstance(manuscript, str)
            and Path(manuscript).name == manuscript
            and manuscript not in ("", "..")
        )
        known = tuple(one for one in artifacts if find_target(one.format) is not None)
        covers = _once(
            [
                RecordedFile(
                    str(one.get("file")), "pdf", _edition(one.get("edition")), one
                )
                for one in _tables(book.get("covers"))
            ],
            named,
            found,
        )
        yield RecordedBook(
            str(book.get("name")),
            str(manuscript) if is_name else None,
            known,
            covers,
            _moment(book.get("modified")),
        )


def _edition(value: object) -> str:
    """The name of an edition: no path, and nothing that no file's name has."""
    return Path(str(value).replace("\0", "")).name


def _once(
    files: list[RecordedFile], named: set[str], found: list[Difference]
) -> tuple[RecordedFile, ...]:
    """Each file that wasn't named before, as many as a book has; the rest is told."""
    first: list[RecordedFile] = []
    repeated = 0
    for one in files:
        if one.file in named:
            repeated += 1
        elif len(first) < _MOST_EDITIONS:
            first.append(one)
            named.add(one.file)
    if repeated:
        found.append(Difference(RECORD, f"it names {repeated} files again"))
    if len(files) - repeated > len(first):
        text = f"it names more than {_MOST_EDITIONS} editions of one book"
        found.append(Difference(RECORD, text))
    return tuple(first)


def _tables(value: object) -> list[dict[str, object]]:
    members = value if isinstance(value, list) else []
    return [member for member in members if isinstance(member, dict)]
