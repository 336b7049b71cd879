"""The story on one page: load, read, transform, render, write."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from bookmaker.backends import backend_for
from bookmaker.backends.means import Means, cores
from bookmaker.backends.protocol import Artifact
from bookmaker.checks.completeness import check_proof
from bookmaker.checks.pictures import check_pictures
from bookmaker.checks.proof import Proof
from bookmaker.config.load import Manuscript, load_draft, load_manuscript
from bookmaker.config.model import BookConfig, PrintConfig
from bookmaker.diagnostics import Diagnostics, Severity
from bookmaker.diagnostics.catalog.writing import OutputTaken, OutputUnwritable
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import Book
from bookmaker.filters import apply_filter
from bookmaker.readers.manuscript import read_manuscript
from bookmaker.store import Store
from bookmaker.transforms import COMMON, FOR_EPUB, FOR_PDF
from bookmaker.transforms.drop_unusable_pictures import drop_unusable_pictures
from bookmaker.transforms.mark_faults import mark_faults
from bookmaker.transforms.select_edition import has_conditions, select_edition
from bookmaker.workspace import Environment, Workspace, why_unwritable, write_whole

Progress = Callable[[str], None]
"""Called with a few words when a stage begins: `reading`, `laying out the pages`."""

FORMATS = ("epub", "pdf")
"""The editions, in the order they are built."""


def silent(_stage: str) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for."""

    manuscript: Path
    """A folder with `book.toml`, a folder of Markdown files, or one Markdown file."""
    environment: Environment = field(default_factory=Environment)
    is_draft: bool = False
    """Give pages whatever is wrong, with the faults marked on them."""
    is_strict: bool = False
    """Write no artifact where there is a warning."""
    filters: tuple[str, ...] = ()
    """Programs, or entry points, that change the tree as it was read, in order."""
    jobs: int | None = None
    """Processes for layout; `None`: as many as cores are free."""
    is_proven: bool = True
    """Prove of each edition that it says every word, in order."""
    progress: Progress = silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """An artifact on disk."""

    format: str
    """`epub` or `pdf`."""
    path: Path
    size: int
    """Bytes."""
    sha256: str
    pages: int | None
    seconds: float
    """Wall time of rendering and writing it."""
    checks: tuple[str, ...] = ()
    """What was proven of it, in a word each: `well-formed`."""
    proof: Proof | None = None
    """How many words it was proven to say; `None` where that was not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a request."""

    diagnostics: Diagnostics
    outputs: tuple[Output, ...] = ()
    book: Book | None = None
    sources: tuple[Path, ...] = ()
    """Every file that was read, for dependency files."""


def build(request: Request, targets: Mapping[str, Path]) -> Outcome:
    """Build one artifact for each target (`epub`, `pdf`) at its path.

    Nothing is written for any target where there are errors (or warnings, when
    strict), unless it is a draft.
    """
    work = _read(request)
    free = _free_targets(targets, work.diagnostics)
    rendered = _render(work, request, tuple(free))
    if work.must_stop(request):
        return work.outcome()
    outputs = []
    for edition in rendered:
        path = free[edition.format]
        try:
            outputs.append(_write(edition, path))
        except OSError as error:
            reason = why_unwritable(error)
            unwritable = OutputUnwritable(path=path.as_posix(), reason=reason)
            work.diagnostics.add(unwritable)
    return replace(work.outcome(), outputs=tuple(outputs))


_BEGINNING_BY_FORMAT = {"epub": b"PK", "pdf": b"%PDF"}


def _free_targets(
    targets: Mapping[str, Path], diagnostics: Diagnostics
) -> Mapping[str, Path]:
    """Leave out where a file would be lost that is no edition: a chapter, say."""
    free = {}
    for name, path in targets.items():
        if not _may_be_replaced(path, _BEGINNING_BY_FORMAT[name]):
            taken = OutputTaken(path=path.as_posix(), kind=name.upper())
            diagnostics.add(taken)
        else:
            free[name] = path
    return free


def _may_be_replaced(path: Path, beginning: bytes) -> bool:
    """Whether nothing but a file that begins so, or an empty one, stands there.

    What cannot be looked into is not ours to judge: writing it will fail.
    """
    try:
        if not path.is_file():
            return True
        with path.open("rb") as file:
            found = file.read(len(beginning))
    except OSError:
        return True
    return found in (beginning, b"")


def check(request: Request) -> Outcome:
    """Do everything but write: read, transform and render every edition."""
    work = _read(request)
    _render(work, request, FORMATS)
    return work.outcome()


def read(request: Request) -> Outcome:
    """Read the manuscript and apply the transforms that both editions share."""
    return _read(request).outcome()


def read_as_written(request: Request) -> Outcome:
    """Read the manuscript and change nothing: the tree as the Markdown has it."""
    work = _load(request)
    if work.manuscript is not None and work.workspace is not None:
        work.book = read_manuscript(
            work.manuscript.config, work.workspace, work.diagnostics
        )
    return work.outcome()


def default_name(manuscript: Path) -> str:
    """The stem of the artifacts' names: the folder's or the file's own name."""
    real = manuscript.resolve()
    return real.stem if real.suffix in (".md", ".markdown") else real.name


@dataclass(slots=True)
class _Work:
    """A manuscript on its way; without a `book` it cannot go on."""

    diagnostics: Diagnostics
    manuscript: Manuscript | None = None
    workspace: Workspace | None = None
    book: Book | None = None
    book_by_format: dict[str, Book] = field(default_factory=dict)
    """Where something is for one edition only: the book of each."""

    def must_stop(self, request: Request) -> bool:
        """Whether what was found so far forbids artifacts."""
        if self.book is None:
            return True
        if request.is_draft:
            return False
        has_warnings = self.diagnostics.count(Severity.WARNING) > 0
        return self.diagnostics.has_errors or (request.is_strict and has_warnings)

    def outcome(self) -> Outcome:
        """What is known so far."""
        return Outcome(
            diagnostics=self.diagnostics, book=self.book, sources=self._sources()
        )

    def _sources(self) -> tuple[Path, ...]:
        if self.manuscript is None or self.workspace is None:
            return ()
        root = self.manuscript.root
        read_files = sorted(self.workspace.files_read)
        return (*self.manuscript.config_files, *(root / path for path in read_files))


def _load(request: Request) -> _Work:
    """Load the configuration; without a manuscript the work cannot go on."""
    request.progress("reading")
    work = _Work(Diagnostics())
    load = load_draft if request.is_draft else load_manuscript
    try:
        manuscript = load(request.manuscript, work.diagnostics)
    except ManuscriptError as error:
        work.diagnostics.extend(error.diagnostics)
        return work
    environment = request.environment
    config = _dated(manuscript.config, environment)
    work.manuscript = replace(manuscript, config=config)
    work.workspace = Workspace(manuscript.root, environment)
    return work


def _read(request: Request) -> _Work:
    work = _load(request)
    if work.manuscript is None or work.workspace is None:
        return work
    config = work.manuscript.config
    book = read_manuscript(config, work.workspace, work.diagnostics)
    for name in request.filters:
        request.progress(f"filtering by {name}")
        book = apply_filter(name, book, work.diagnostics)
    if has_conditions(book):
        # The same problem counts once, so both editions may tell it.
        for name in FORMATS:
            own = select_edition(book, name, work.diagnostics)
            work.book_by_format[name] = _transformed(own, config, work, request)
        work.book = work.book_by_format[FORMATS[0]]
    else:
        work.book = _transformed(book, config, work, request)
    return work


def _transformed(book: Book, config: BookConfig, work: _Work, request: Request) -> Book:
    """Do what both editions share."""
    if work.workspace is None:
        return book
    for transform in COMMON:
        book = transform(book, config, work.diagnostics)
    unusable = check_pictures(book, work.workspace, work.diagnostics)
    book = drop_unusable_pictures(book, unusable)
    return mark_faults(book, work.diagnostics) if request.is_draft else book


_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""What an edition is dated by when nothing says a date: never the clock."""


def _dated(config: BookConfig, environment: Environment) -> BookConfig:
    """Fill in when the edition was last changed: equal input gives equal output."""
    metadata = config.metadata
    if metadata.modified is not None:
        return config
    if environment.epoch is not None:
        modified = datetime.fromtimestamp(environment.epoch, UTC)
    elif metadata.published is not None:
        day = metadata.published
        modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    else:
        modified = _NO_DATE
    return replace(config, metadata=replace(metadata, modified=modified))


@dataclass(frozen=True, slots=True)
class _Edition:
    """An artifact before it is written."""

    format: str
    artifact: Artifact
    seconds: float
    proof: Proof | None


def _render(
    work: _Work, request: Request, formats: tuple[str, ...]
) -> tuple[_Edition, ...]:
    """Render editions, unless what was found forbids them already."""
    if work.must_stop(request):
        return ()
    rendered = []
    for name in FORMATS:
        if name in formats:
            request.progress(f"making the {name.upper()}")
            started = time.perf_counter()
            artifact = _render_one(work, name, request)
            if artifact is not None:
                proof = _prove(name, artifact, work, request)
                seconds = time.perf_counter() - started
                rendered.append(_Edition(name, artifact, seconds, proof))
    return tuple(rendered)


def _prove(
    name: str, artifact: Artifact, work: _Work, request: Request
) -> Proof | None:
    if artifact.prove is None or not request.is_proven:
        return None
    request.progress(f"proving the {name.upper()}")
    proof = artifact.prove()
    told = tuple(work.diagnostics)
    work.diagnostics.extend(check_proof(proof, name, told))
    return proof


def _render_one(work: _Work, name: str, request: Request) -> Artifact | None:
    book = work.book_by_format.get(name, work.book)
    manuscript, workspace = work.manuscript, work.workspace
    if book is None or manuscript is None or workspace is None:
        return None
    config = replace(manuscript.config, metadata=book.metadata)
    for transform in FOR_EPUB if name == "epub" else FOR_PDF:
        book = transform(book, config, work.diagnostics)
    backend = backend_for(name)
    means = _means(request)
    try:
        return backend.render(book, config, workspace, work.diagnostics, means)
    except ManuscriptError as error:
        work.diagnostics.extend(error.diagnostics)
        if not request.is_draft:
            return None
        book = mark_faults(book, Diagnostics(error.diagnostics))
    return backend.render(
        book, _with_default_look(config), workspace, work.diagnostics, means
    )


def _means(request: Request) -> Means:
    folder = request.environment.cache_folder
    return Means(
        processes=request.jobs or cores(),
        store=Store(None if folder is None else folder / "parts"),
        progress=request.progress,
    )


def _with_default_look(config: BookConfig) -> BookConfig:
    """For a draft whose own look cannot be had: its theme is not there, say."""
    default = PrintConfig()
    pages = replace(
        config.print,
        trim=default.trim,
        theme=default.theme,
        sheet=None,
        margin_inner=None,
        margin_outer=None,
        margin_top=None,
        margin_bottom=None,
        type_size=None,
    )
    return replace(
        config,
        print=pages,
        epub=replace(config.epub, theme=None, sheet=None, cover=None),
    )


def _write(edition: _Edition, path: Path) -> Output:
    started = time.perf_counter()
    content = edition.artifact.content
    write_whole(path, content)
    return Output(
        format=edition.format,
        path=path,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=edition.artifact.pages,
        seconds=edition.seconds + time.perf_counter() - started,
        checks=edition.artifact.checks,
        proof=edition.proof,
    )
