"""Where artifacts go: what may be replaced there, and writing them."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bookmaker.backends import Target
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.writing import OutputTaken, OutputUnwritable
from bookmaker.pipeline.request import Output, Request, WordsProven
from bookmaker.system.workspace import near, why_unwritable, write_whole


def free_targets(
    targets: Mapping[str, Path], request: Request, diagnostics: Diagnostics
) -> Mapping[str, Path]:
    """Leave out where a file would be lost that is not an edition: a chapter, say."""
    free = {}
    for name, path in targets.items():
        target = request.target_of(name)
        if not may_be_replaced(path, target):
            taken = OutputTaken(path=near(path).as_posix(), kind=target.label)
            diagnostics.add(taken)
        else:
            free[name] = path
    return free


def may_be_replaced(path: Path, target: Target) -> bool:
    """Whether the path is free, or holds an edition of this kind or an empty file.

    What cannot be looked into is not ours to judge: writing it will fail.
    """
    if target.signature:
        return may_be_replaced_by(path, target.signature)
    return may_be_replaced_by(path, b"") or path.suffix == target.suffix


def may_be_replaced_by(path: Path, signature: bytes) -> bool:
    """Whether the path is free, or holds an empty file or one that begins so."""
    try:
        if not path.is_file():
            return True
        with path.open("rb") as file:
            found = file.read(max(len(signature), 1))
    except OSError:
        return True
    return found in (signature, b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEdition:
    """An artifact before it is written, and what the report says of it."""

    name: str
    format: str
    content: bytes
    pages: int | None
    seconds: float
    """Wall time of making it."""
    checks: tuple[str, ...]
    proof: WordsProven | None


def write_editions(
    editions: Iterable[MadeEdition],
    paths: Mapping[str, Path],
    diagnostics: Diagnostics,
) -> tuple[Output, ...]:
    """Write each edition to its path; what cannot be written is reported."""
    outputs = []
    for edition in editions:
        path = paths[edition.name]
        try:
            outputs.append(_write(edition, path))
        except OSError as error:
            reason = why_unwritable(error)
            unwritable = OutputUnwritable(path=near(path).as_posix(), reason=reason)
            diagnostics.add(unwritable)
    return tuple(outputs)


def _write(edition: MadeEdition, path: Path) -> Output:
    started = time.perf_counter()
    write_whole(path, edition.content)
    return Output(
        format=edition.format,
        edition=edition.name,
        path=path,
        size=len(edition.content),
        sha256=hashlib.sha256(edition.content).hexdigest(),
        pages=edition.pages,
        seconds=edition.seconds + time.perf_counter() - started,
        checks=edition.checks,
        proof=edition.proof,
    )
