"""Build a release again from its manuscripts and compare it, byte for byte.

What comes in: a folder as `bookmaker release` writes it, and the manuscripts. What goes
out: of each file in the folder, that it is the same, how it differs, or why it cannot
be compared.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from bookmaker.backends import target_of
from bookmaker.pipeline.bill_of_materials import (
    bill,
    installed_bill_like,
    is_of_lock,
)
from bookmaker.pipeline.covers import NotForPrintError, build_cover
from bookmaker.pipeline.differences import find_difference
from bookmaker.pipeline.planning import file_name
from bookmaker.pipeline.release_reading import (
    MOST_BYTES,
    Difference,
    RecordedBook,
    RecordedFile,
    is_moment,
    read_files,
    read_record,
    read_sums,
    recorded_books,
)
from bookmaker.pipeline.release_record import (
    BILL,
    RECORD,
    SAMPLES,
    ReleasedBook,
    fronts_of,
    record_of,
    write_json,
)
from bookmaker.pipeline.request import Output, Request, default_name
from bookmaker.pipeline.stages import build
from bookmaker.system.files import is_file, is_folder, read_file
from bookmaker.system.version import VERSION
from bookmaker.system.workspace import near, temporary_folder

_OTHER_FORMAT = "its edition has another format"
_MOST_PROGRAMS = 100
"""Programs of a record whose versions are looked up."""
_NO_BUILD = "it cannot be built again: the book has errors"


@dataclass(slots=True)
class Verification:
    """What came of building a release again: every file of it is in one of the lists.

    Only a file that differs may be in several.
    """

    files: list[str] = field(default_factory=list)
    """Those that are equal, byte for byte."""
    differences: list[Difference] = field(default_factory=list)
    uncompared: list[Difference] = field(default_factory=list)
    """Those that nothing can be compared with, and why."""
    versions: tuple[str, ...] = ()
    """Each program of another version than the release was made with, in words."""


def verify_release(
    folder: Path,
    manuscripts: Path,
    asked: Request,
    progress: Callable[[str], None],
    lock: str | None = None,
) -> Verification:
    """Compare each file that lies there with its sum, and with what is built now.

    `asked` says how the manuscripts are built; `folder` is a folder; `lock` is the lock
    file that the bill of materials was made from. A release may be anybody's: no file
    outside it is read.
    """
    found = Verification()
    sums = read_sums(folder, found.differences)
    content_by_file = read_files(folder, sums, found.differences)
    record = read_record(content_by_file.get(RECORD), found.differences)
    found.versions = tuple(_versions(record))
    comparison = _Comparison(content_by_file, frozenset(sums), found)
    dated = _dated(asked, record, comparison)
    rebuilt: list[ReleasedBook | None] = []
    for book in recorded_books(record, found.differences):
        source = _source_of(book, manuscripts)
        if source is None:
            reason = f"its manuscript is not in {near(manuscripts).as_posix()}"
            rebuilt.append(None)
            comparison.refuse(book, reason)
            continue
        progress(f"building {book.name} again")
        with temporary_folder("bookmaker-verify-") as work:
            made = _built_again(book, _at_moment(dated, source, book), work)
        comparison.compare_book(book, made)
        rebuilt.append(made)
    comparison.compare_record(record, rebuilt, dated.environment.epoch)
    comparison.compare_bill(lock)
    comparison.name_others()
    return found


@dataclass(slots=True)
class _Comparison:
    """The files of a release, and what was found out about them so far."""

    content_by_file: Mapping[str, bytes]
    listed: frozenset[str]
    """The names in `SHA256SUMS`: a file of them that is missing was reported."""
    found: Verification
    judged: set[str] = field(default_factory=set)

    def differs(self, name: str, text: str) -> None:
        """Report a file."""
        self.judged.add(name)
        self.found.differences.append(Difference(name, text))

    def compare(
        self, name: str, made: bytes, named_by: str = "a release has it"
    ) -> None:
        """Compare a file with what is made now; `named_by`: why it must be there."""
        content = self.content_by_file.get(name)
        self.judged.add(name)
        if content is None:
            if name not in self.listed:
                self.differs(name, f"it is missing, but {named_by}")
        elif content == made:
            self.found.files.append(name)
        else:
            where = find_difference(Path(name).suffix, content, made)
            self.differs(name, f"built again, it differs: {where}")

    def refuse(self, book: RecordedBook, reason: str) -> None:
        """Report every file of a book that cannot be built."""
        for one in (*book.artifacts, *book.covers):
            self.refuse_file(one, reason)

    def refuse_file(self, one: RecordedFile, reason: str) -> None:
        """Report a file that cannot be built, or that is not there either."""
        if one.file in self.content_by_file:
            self.differs(one.file, reason)
        elif one.file not in self.listed:
            self.differs(one.file, f"it is missing, but {RECORD} names it")

    def compare_book(self, book: RecordedBook, made: ReleasedBook) -> None:
        """Compare each file of a book, and what the record says of those there."""
        own_name = {output.edition: output.path.name for output in made.outputs}
        cover_name = {edition: file for file, edition in made.covers}
        named = {one.file for one in (*book.artifacts, *book.covers)}
        for name_by_edition, recorded in (
            (own_name, book.artifacts),
            (cover_name, book.covers),
        ):
            for one in recorded:
                self._check_facts(one)
                name = name_by_edition.get(one.edition)
                if name is None:
                    self.refuse_file(one, _NO_BUILD)
                    continue
                if Path(name).suffix != Path(one.file).suffix:
                    self.refuse_file(one, _OTHER_FORMAT)
                    continue
                content = made.content_by_file[name]
                self.compare(one.file, content, f"{RECORD} names it")
        self._check_pages(book, made)
        names = {*own_name.values(), *cover_name.values()}
        for name in made.content_by_file.keys() - names:
            self.compare(name, made.content_by_file[name])
        for name in sorted(set(cover_name.values()) - named):
            self.compare(name, made.content_by_file[name])

    def _check_facts(self, one: RecordedFile) -> None:
        content = self.content_by_file.get(one.file)
        if content is None:
            return
        facts = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for key, fact in facts.items():
            said = one.facts.get(key, fact)
            if said != fact:
                text = f"it says that “{key}” of {one.file} is {said}, and it is {fact}"
                self.differs(RECORD, text)

    def _check_pages(self, book: RecordedBook, made: ReleasedBook) -> None:
        pages = {output.edition: output.pages for output in made.outputs}
        for one in book.artifacts:
            if one.file not in self.found.files:
                continue
            now = pages[one.edition]
            said = one.facts.get("pages", now)
            if said != now:
                text = f"it says that {one.file} has {said} pages, and it has {now}"
                self.differs(RECORD, text)

    def compare_record(
        self,
        record: Mapping[str, object],
        books: list[ReleasedBook | None],
        epoch: int | None,
    ) -> None:
        """Compare `metadata.json`; the programs and the moment that it names are used,
        not compared."""
        if RECORD in self.judged or not record:
            self.judged.add(RECORD)
            return
        made = [book for book in books if book is not None]
        if len(made) < len(books) or any(book.diagnostics.has_errors for book in made):
            reason = "not all that it names can be built again"
            self._cannot_compare(RECORD, reason)
            return
        again = record_of(made, epoch)
        programs = record.get("made-with")
        if isinstance(programs, dict):
            again["made-with"] = programs
        self.compare(RECORD, write_json(again))

    def compare_bill(self, lock: str | None) -> None:
        """Compare the bill of materials with the lock, or with what is installed."""
        content = self.content_by_file.get(BILL)
        if content is None or lock is not None:
            self.compare(BILL, write_json(bill(lock)))
            return
        try:
            listed = json.loads(content)
        except (ValueError, RecursionError):
            listed = None
        made = write_json(bill(None))
        if content != made and is_of_lock(listed):
            reason = "it lists the programs of a lock file: give it with --lock"
            self._cannot_compare(BILL, reason)
        elif content != made and content == write_json(installed_bill_like(listed)):
            reason = "it lists programs in other versions than are installed here"
            self._cannot_compare(BILL, reason)
        else:
            self.compare(BILL, made)

    def _cannot_compare(self, name: str, reason: str) -> None:
        self.judged.add(name)
        self.found.uncompared.append(Difference(name, reason))

    def name_others(self) -> None:
        """Name each file that the release has and that was not built."""
        for name in sorted(self.content_by_file.keys() - self.judged):
            if name.endswith((".epub", ".pdf")):
                self.differs(name, f"{RECORD} doesn’t say what it was made from")
            else:
                reason = f"{RECORD} names nothing that it was made from"
                self._cannot_compare(name, reason)


def _dated(
    asked: Request, record: Mapping[str, object], comparison: _Comparison
) -> Request:
    """The request with the moment that the record dates its editions by."""
    epoch = record.get("epoch")
    if isinstance(epoch, bool):  # a kind of int, in Python
        epoch = None
    if isinstance(epoch, int) and not is_moment(epoch):
        comparison.differs(RECORD, "its epoch is not a moment")
        epoch = None
    moment = epoch if isinstance(epoch, int) else None
    return replace(asked, environment=replace(asked.environment, epoch=moment))


def _built_again(book: RecordedBook, asked: Request, folder: Path) -> ReleasedBook:
    """Build all that a release has of a book; what has errors is left out."""
    made = ReleasedBook(
        manuscript=asked.manuscript, name=default_name(asked.manuscript)
    )
    # All that were built together: one may be made with the help of another.
    formats = {one.edition: one.format for one in book.artifacts}
    targets = {
        edition: folder / f"{edition}{target_of(name).suffix}"
        for edition, name in formats.items()
    }
    if not targets:
        return made
    outcome = build(replace(asked, target_by_edition=formats), targets)
    made.diagnostics.extend(outcome.diagnostics)
    for output in outcome.outputs:
        name = file_name(made.name, output.edition, target_of(output.format))
        content = read_file(output.path, MOST_BYTES)
        renamed = replace(output, path=Path(name))
        made.outputs += (renamed,)
        made.content_by_file[name] = content
        made.content_by_file |= fronts_of(renamed, content)
    _add_covers(made, asked, {one.edition for one in book.covers})
    return made


def _add_covers(made: ReleasedBook, asked: Request, recorded: set[str]) -> None:
    """Add the cover of each edition for print, and of those that the record names."""
    for output in made.outputs:
        if output.format != "pdf" or not _may_have_cover(output, recorded):
            continue
        try:
            outcome = build_cover(asked, output.edition, None, output.pages)
        except NotForPrintError:
            continue
        made.diagnostics.extend(outcome.diagnostics)
        if outcome.cover is not None:
            name = f"{made.name}-{output.edition}-cover.pdf"
            made.content_by_file[name] = outcome.cover.content
            made.covers += ((name, output.edition),)


def _may_have_cover(output: Output, recorded: set[str]) -> bool:
    return output.edition in recorded or output.edition not in SAMPLES


def _source_of(book: RecordedBook, manuscripts: Path) -> Path | None:
    """The manuscript that a book was made of, if it is there."""
    if book.manuscript is None:
        return None
    source = manuscripts / book.manuscript
    return source if is_file(source) or is_folder(source) else None


def _at_moment(asked: Request, source: Path, book: RecordedBook) -> Request:
    """The request for a book, dated as the release dates it."""
    environment = asked.environment
    if environment.epoch is None:
        environment = replace(environment, epoch=book.moment)
    return replace(asked, manuscript=source, environment=environment)


def _versions(record: Mapping[str, object]) -> Iterator[str]:
    made_with = record.get("made-with")
    programs = made_with.items() if isinstance(made_with, dict) else ()
    for name, then in islice(programs, _MOST_PROGRAMS):
        now = _version_of(str(name))
        if now != then:
            yield f"{name} was {then} and is {now}"


def _version_of(name: str) -> str:
    if name == "bookmaker":
        return VERSION
    try:
        return importlib.metadata.version(name)
    except (importlib.metadata.PackageNotFoundError, ValueError):  # no name at all
        return "not there"
