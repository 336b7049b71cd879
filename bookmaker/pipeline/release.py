"""Fill a folder for a release: editions, samples, covers, metadata, sums.

What comes in: manuscripts. What goes out: files that depend on the manuscripts and the
programs alone, never on the moment, so that a release can be made again and compared
(`verification`). Nothing is written where an edition has errors, lacks words, or fails
a check.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bookmaker.backends import target_of
from bookmaker.diagnostics import Diagnostics, Severity
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.walk import find_nodes
from bookmaker.pipeline.bill_of_materials import bill
from bookmaker.pipeline.covers import (
    CoverFiles,
    NotForPrintError,
    build_cover,
)
from bookmaker.pipeline.planning import file_name, plan_editions
from bookmaker.pipeline.release_record import (
    BILL,
    RECORD,
    SAMPLES,
    SUMS,
    ReleasedBook,
    fronts_of,
    record_of,
    write_json,
    write_sums,
)
from bookmaker.pipeline.request import Output, Request, default_name
from bookmaker.pipeline.stages import build
from bookmaker.system.files import RefusedFileError, is_file, read_file
from bookmaker.system.workspace import temporary_folder, write_whole
from bookmaker.validators.checks import check_file

_LEAST_CHAPTERS = 3
"""A sample has two."""
_MOST_BYTES = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseOptions:
    """What a release is to have."""

    editions: tuple[str, ...] = ()
    """By name; none: those that each book builds by default."""
    has_samples: bool = True
    is_validated: bool = True
    lock: str | None = None
    """The lock file that the programs were installed from, for the bill."""


def prepare_release(
    asked: Request, manuscripts: Sequence[Path], options: ReleaseOptions
) -> Iterator[ReleasedBook]:
    """Build each book and check its files; write nothing but in a temporary folder.

    Raises `UnknownEditionError`, and `ToolError` where a library is missing.
    """
    for manuscript in manuscripts:
        request = replace(asked, manuscript=manuscript)
        book = ReleasedBook(manuscript=manuscript, name=default_name(manuscript))
        with temporary_folder("bookmaker-release-") as folder:
            plan = plan_editions(
                manuscript, (), options.editions, is_untrusted=asked.is_untrusted
            )
            built = _build(book, request, plan, folder)
            wants_samples = options.has_samples and not options.editions
            if built is not None and wants_samples and _is_long(built):
                samples = plan_editions(
                    manuscript, (), SAMPLES, is_untrusted=asked.is_untrusted
                )
                _build(book, request, samples, folder)
            _add_covers(book, request, plan, folder)
            if options.is_validated:
                _validate(book, request, folder)
        yield book


def write_release(
    folder: Path, books: Sequence[ReleasedBook], options: ReleaseOptions, asked: Request
) -> tuple[Path, ...]:
    """Write the release; files of the one before that it has no more are removed."""
    files: dict[str, bytes] = {}
    for book in books:
        files |= book.content_by_file
    files[RECORD] = write_json(record_of(books, asked.environment.epoch))
    files[BILL] = write_json(bill(options.lock))
    for name in _names_before(folder) - files.keys():
        (folder / name).unlink(missing_ok=True)
    for name, content in sorted(files.items()):
        write_whole(folder / name, content)
    write_whole(folder / SUMS, write_sums(files))
    return tuple(folder / name for name in (*sorted(files), SUMS))


def may_be_filled(folder: Path) -> bool:
    """Whether the folder is free, or has an earlier release of bookmaker's."""
    if not folder.exists():
        return True
    return folder.is_dir() and (
        _is_release(folder) or next(folder.iterdir(), None) is None
    )


def _is_release(folder: Path) -> bool:
    """Whether bookmaker filled the folder: many downloads have a file of sums too."""
    if not (folder / SUMS).is_file():
        return False
    try:
        record = json.loads(read_file(folder / RECORD, _MOST_BYTES, within=folder))
    except (RefusedFileError, ValueError):
        return False
    made_with = record.get("made-with") if isinstance(record, dict) else None
    return isinstance(made_with, dict) and "bookmaker" in made_with


def _names_before(folder: Path) -> set[str]:
    """The names of the earlier release's files that are in the folder itself."""
    if not _is_release(folder):
        return set()
    sums = read_file(folder / SUMS, _MOST_BYTES, within=folder)
    names = {line[66:] for line in sums.decode(errors="replace").splitlines()}
    return {
        name
        for name in names
        if "/" not in name and "\\" not in name and is_file(folder / name)
    }


# --- one book


def _build(
    book: ReleasedBook, request: Request, plan: Mapping[str, str], folder: Path
) -> Book | None:
    """Build editions and keep their bytes; the tree, where all were built."""
    targets = {
        edition: folder / file_name(book.name, edition, target_of(target))
        for edition, target in plan.items()
    }
    outcome = build(replace(request, target_by_edition=plan), targets)
    _extend(book, outcome.diagnostics)
    if outcome.missing_tool is not None:
        raise outcome.missing_tool
    if len(outcome.outputs) < len(targets) and not book.diagnostics.has_errors:
        book.failures.append(f"{book.name}: not all editions were built")
    book.outputs += outcome.outputs
    book.failures += _unproven(outcome.outputs)
    for output in outcome.outputs:
        content = read_file(output.path, _MOST_BYTES)
        book.content_by_file[output.path.name] = content
        book.content_by_file |= fronts_of(output, content)
    return outcome.book if len(outcome.outputs) == len(targets) else None


def _extend(book: ReleasedBook, found: Diagnostics) -> None:
    """Add what was not found before: each edition reads the same manuscript."""
    known = set(book.diagnostics)
    book.diagnostics.extend(one for one in found if one not in known)


def _unproven(outputs: Sequence[Output]) -> Iterator[str]:
    """A line for each edition that was not proven to show every word of its book."""
    for output in outputs:
        proof, name = output.proof, output.path.name
        if proof is None:
            yield f"{name}: it was made without the proof (--no-proof)"
        elif proof.words_proven != proof.words_expected:
            lacking = proof.words_expected - proof.words_proven
            yield (
                f"{name}: {lacking} of {proof.words_expected} words are not proven: no"
                " font of its theme has their characters (S002)"
            )


def _is_long(book: Book) -> bool:
    chapters = [
        division
        for division in find_nodes(book.body, Division)
        if division.kind is DivisionKind.CHAPTER
    ]
    return len(chapters) >= _LEAST_CHAPTERS


def _add_covers(
    book: ReleasedBook, request: Request, plan: Mapping[str, str], folder: Path
) -> None:
    """Add the cover of each edition for print."""
    pages_by_edition = {one.edition: one.pages for one in book.outputs}
    for edition, target in plan.items():
        if target != "pdf" or book.diagnostics.has_errors:
            continue
        wrap = folder / f"{book.name}-{edition}-cover.pdf"
        files = CoverFiles(wrap=wrap, guide=folder / f"guide-of-{edition}.pdf")
        try:
            pages = pages_by_edition.get(edition)
            made = build_cover(request, edition, files, pages)
        except NotForPrintError:
            continue
        _extend(book, made.diagnostics)
        if made.cover is not None:
            book.content_by_file[wrap.name] = made.cover.content
            book.covers += ((wrap.name, edition),)


def _validate(book: ReleasedBook, request: Request, folder: Path) -> None:
    """Check the editions with what is installed; an error forbids a release.

    Warnings are reported: they do so where the request is strict.
    Files for a printer were checked against its rules when they were made.
    """
    for_print = {edition for _, edition in book.covers}
    for output in book.outputs:
        name = output.path.name
        if output.edition in for_print:
            continue
        request.progress(f"checking {name}")
        content = book.content_by_file[name]
        for check in check_file(folder / name, name, content, None):
            if check.is_preflight:
                continue
            book.reports.append(f"{name}: {check.report}")
            book.diagnostics.extend(check.found)
            errors = (one for one in check.found if one.severity is Severity.ERROR)
            if (worst := next(errors, None)) is not None:
                book.failures.append(f"{name}: {worst.message()}")
