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
    for number, line in enumerate(lines, 1):
        match = _SUM.fullmatch(line)
        if match is None:
            found.append(Difference(SUMS, f"line {number} is not a sum and a name"))
        elif match[2] in sums:
            found.append(Difference(SUMS, f"line {number} names {match[2]} again"))
        else:
            sums[match[2]] = match[1]
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
    for name in sorted(there | set(sums)):
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


def recorded_books(record: dict[str, object]) -> Iterator[RecordedBook]:
    """The books of a record; what it says oddly is left out."""
    for book in _tables(record.get("books")):
        artifacts = tuple(
            RecordedFile(
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
            RecordedFile(
                str(one.get("file")), "pdf", Path(str(one.get("edition"))).name, one
            )
            for one in _tables(book.get("covers"))
        )
        yield RecordedBook(
            str(book.get("name")),
            str(manuscript) if is_name else None,
            known,
            covers,
            _moment(book.get("modified")),
        )


def _tables(value: object) -> list[dict[str, object]]:
    members = value if isinstance(value, list) else []
    return [member for member in members if isinstance(member, dict)]
