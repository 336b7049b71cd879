"""What earlier builds made of the very same things: found, and not made again.

A record holds the artifacts of a build, what it said, and the digest of every file that
it read. It counts as long as all of these are as they were, no file has come or gone,
and the programs are the same.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.pipeline.outputs import MadeEdition, free_targets, write_editions
from bookmaker.pipeline.request import Outcome, Request, WordsProven, decisive_values
from bookmaker.source import SourceSpan
from bookmaker.system.files import RefusedFileError, read_file
from bookmaker.system.store import Key, Store, key_of
from bookmaker.system.timings import Timings
from bookmaker.system.workspace import MAX_FILE_BYTES


def parts_store(request: Request) -> Store:
    """Where the parts of builds are kept."""
    folder = request.environment.cache_folder if request.keeps_parts else None
    return store_in(folder, book=os.fspath(request.manuscript.resolve()))


def store_in(cache_folder: Path | None, *, book: str = "") -> Store:
    """The store in a folder for caches; one that keeps nothing where there is none.

    `book` is whose small results are remembered.
    """
    folder = None if cache_folder is None else cache_folder.absolute() / "parts"
    return Store(folder, book=book)


def restore_editions(request: Request, targets: Mapping[str, Path]) -> Outcome | None:
    """Write the artifacts of an equal build; `None` where there was none."""
    if not _may_be_recorded(request):
        return None
    timings = Timings()
    with timings.measure("look"):
        kept = parts_store(request).find(_key(request, targets))
        record = None if kept is None else _read(kept)
    if record is None:
        return None
    root = _root(request)
    sources = {root / name: digest for name, digest in record["files"].items()}
    if sources != digests_of(sources) or record["listing"] != _listing(request):
        return None
    if not _is_dated_alike(request, record["dated by"]):
        return None
    diagnostics = Diagnostics(_diagnostics(record["diagnostics"]))
    free = free_targets(targets, request, diagnostics)
    if free.keys() != targets.keys():
        return None
    request.before_writing(tuple(sources))
    with timings.measure("write"):
        outputs = write_editions(record["editions"], free, diagnostics)
    timings.count("editions", made=0, found=len(outputs))
    return Outcome(
        diagnostics=diagnostics,
        outputs=outputs,
        digest_by_source=sources,
        timings=timings,
    )


def keep_record(
    request: Request, store: Store, outcome: Outcome, editions: Sequence[MadeEdition]
) -> None:
    """Keep what a build has made."""
    if not _may_be_recorded(request):
        return
    root = _root(request)
    facts = {
        "files": {
            _name(path, root): digest
            for path, digest in outcome.digest_by_source.items()
        },
        "listing": _listing(request),
        "dated by": outcome.dated_by
        and [
            outcome.dated_by.seconds,
            [_name(path, root) for path in outcome.dated_by.looked_at],
        ],
        "diagnostics": [_encoded(found) for found in outcome.diagnostics],
        "editions": [
            {
                "name": edition.name,
                "format": edition.format,
                "size": len(edition.content),
                "pages": edition.pages,
                "checks": edition.checks,
                "proof": edition.proof
                and [
                    edition.proof.words_expected,
                    edition.proof.words_proven,
                    edition.proof.words_added,
                ],
            }
            for edition in editions
        ],
    }
    head = json.dumps(facts).encode()
    content = b"".join(edition.content for edition in editions)
    key = _key(request, [edition.name for edition in editions])
    store.keep(key, len(head).to_bytes(8, "big") + head + content)
    store.shrink()


def _may_be_recorded(request: Request) -> bool:
    """Whether equal files make equal editions: a filter may look at anything."""
    return not request.is_draft and not request.filters


def _is_dated_alike(request: Request, record: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether a book that says no date would be dated as it was."""
    find = request.environment.last_change
    if record is None or find is None:
        return record is None
    root = _root(request)
    seconds, names = record
    change = find(root, [root / name for name in names])
    return change is not None and change.seconds == seconds


def _key(request: Request, editions: Iterable[str]) -> Key:
    return key_of("record", repr(sorted(editions)), *decisive_values(request))


def _root(request: Request) -> Path:
    """The folder that a manuscript's files are named from in a record."""
    place = request.manuscript.absolute()
    return place if place.is_dir() else place.parent


def _name(path: Path, root: Path) -> str:
    whole = path.absolute()
    return str(whole.relative_to(root) if whole.is_relative_to(root) else whole)


def digests_of(files: Iterable[Path]) -> dict[Path, str | None]:
    """The SHA-256 of files as they are now; `None` for one that cannot be read."""
    return {path: _digest(path) for path in files}


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(read_file(path, MAX_FILE_BYTES)).hexdigest()
    except RefusedFileError:
        return None


def _listing(request: Request) -> str:
    """A digest of the names of all files around a manuscript: one more may count.

    The cache is not part of that, though it may lie in there.
    """
    place = request.manuscript.resolve()
    cache = request.environment.cache_folder
    own = None if cache is None else os.path.realpath(cache)
    names = []
    for folder, folders, files in os.walk(place if place.is_dir() else place.parent):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and f"{folder}{os.sep}{name}" != own
        )
        names += [f"{folder}/{name}" for name in sorted(files)]
    listed = "\0".join(names).encode(errors="surrogateescape")
    return hashlib.sha256(listed).hexdigest()


def _read(kept: bytes) -> dict[str, Any] | None:
    end = 8 + int.from_bytes(kept[:8], "big")
    try:
        record: dict[str, Any] = json.loads(kept[8:end])
        editions = []
        for facts in record["editions"]:
            proof = facts["proof"]
            editions.append(
                MadeEdition(
                    name=facts["name"],
                    format=facts["format"],
                    content=kept[end : end + facts["size"]],
                    pages=facts["pages"],
                    seconds=0.0,
                    checks=tuple(facts["checks"]),
                    proof=None if proof is None else _proof(proof),
                )
            )
            end += facts["size"]
    except (KeyError, TypeError, ValueError):
        return None
    return {**record, "editions": editions}


def _encoded(value: object) -> Any:  # noqa: ANN401 - what JSON can say
    """A diagnostic's fields as JSON; `_decoded` reads them back."""
    if isinstance(value, Diagnostic):
        own = {f.name: _encoded(getattr(value, f.name)) for f in fields(value)}
        return {"code": value.code, "fields": own}
    if isinstance(value, SourceSpan):
        return {"span": [getattr(value, f.name) for f in fields(value)]}
    if isinstance(value, tuple):
        return [_encoded(member) for member in value]
    if value is None or isinstance(value, (str, int, float)):
        return value
    message = f"a diagnostic holds {type(value).__name__}, which no record can"
    raise TypeError(message)


def _diagnostics(encoded: Sequence[Mapping[str, Any]]) -> Iterator[Diagnostic]:
    if not encoded:
        return
    # Most books have nothing to tell, and need none of the kinds.
    from bookmaker.diagnostics.all_kinds import KIND_BY_CODE

    for found in encoded:
        own = {name: _decoded(value) for name, value in found["fields"].items()}
        yield KIND_BY_CODE[found["code"]](**own)


def _decoded(value: Any) -> Any:  # noqa: ANN401 - what JSON can say
    if isinstance(value, dict):
        return SourceSpan(*value["span"])
    if isinstance(value, list):
        return tuple(_decoded(member) for member in value)
    return value


def _proof(kept: list[Any]) -> WordsProven:
    expected, proven, added = kept
    return WordsProven(expected, proven, tuple((kind, n) for kind, n in added))
